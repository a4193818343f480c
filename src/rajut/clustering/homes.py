"""From groups of businesses to a home for every business: member, linked, scattered or unplaced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.candidates import Candidates
from rajut.clustering.grouping import form_groups
from rajut.clustering.parameters import Parameters
from rajut.clustering.points import Numbers, Points, Whole, great_circle_m, keyed, shapes, unit_vectors
from rajut.clustering.seating import seat, wishes

NEAREST = 8  # clusters a business may be linked to


@dataclass(frozen=True)
class Centres:
    """Mean place of each group's members, degrees."""

    lon: Numbers
    lat: Numbers

    def __len__(self) -> int:
        return len(self.lon)


@dataclass(frozen=True)
class Homes:
    """Numbers of each candidate's sentra (members), cluster (members and linked) and nearest cluster (scattered); -1 for none.

    sentra_cluster: the cluster of each sentra. distance_m: to the centre of the cluster of any of the three, NaN without one.
    """

    sentra: Whole
    sentra_cluster: Whole
    cluster: Whole
    nearest: Whole
    distance_m: Numbers
    sentra_centres: Centres
    cluster_centres: Centres


def form_sentra(candidates: Candidates, parameters: Parameters) -> Whole:
    """The number of each candidate's sentra, -1 for none. One segment and one regency each."""
    part = np.flatnonzero(candidates.in_sentra(parameters))
    sentra = np.full(len(candidates), -1, dtype=np.int64)
    kind = candidates.regency[part] * len(candidates.segments) + candidates.segment[part]
    sentra[part] = form_groups(candidates.points(part, kind), parameters.sentra)
    return sentra


def form_clusters(candidates: Candidates, sentra: Whole, parameters: Parameters) -> Whole:
    """The number of each sentra's cluster. One regency each; a sentra far from all others is a cluster by itself."""
    members = np.flatnonzero(sentra >= 0)
    regency = candidates.regency[members]
    shape = shapes(candidates.points(members, regency), sentra[members], parameters.sentra)
    dense = 2 * np.bincount(sentra[members], weights=candidates.dense[members]) >= shape.size
    first = np.unique(sentra[members], return_index=True)[1]
    key = np.unique(regency[first], return_inverse=True)[1]
    cluster = form_groups(Points(shape.x, shape.y, key, dense), parameters.cluster)
    alone = cluster < 0
    cluster[alone] = cluster.max(initial=-1) + 1 + np.arange(alone.sum())
    return cluster


def find_homes(candidates: Candidates, sentra: Whole, sentra_cluster: Whole, parameters: Parameters) -> Homes:
    """Link what lies near a cluster with room, and tell the rest which cluster is nearest."""
    member = sentra >= 0
    cluster = np.full(len(sentra), -1, dtype=np.int64)
    cluster[member] = sentra_cluster[sentra[member]]
    centres = _centres(candidates, cluster)
    if len(centres):
        cluster = _linked(candidates, cluster, parameters)
    scattered = np.flatnonzero(candidates.placed & (cluster < 0)) if len(centres) else np.empty(0, dtype=np.int64)
    nearest = np.full(len(sentra), -1, dtype=np.int64)
    nearest[scattered] = nearest_centre(centres, candidates.lon[scattered], candidates.lat[scattered])
    distance = np.full(len(sentra), np.nan)
    told = np.flatnonzero((cluster >= 0) | (nearest >= 0))
    to = np.maximum(cluster, nearest)[told]
    distance[told] = great_circle_m(candidates.lon[told], candidates.lat[told], centres.lon[to], centres.lat[to])
    return Homes(sentra, sentra_cluster, cluster, nearest, distance, _centres(candidates, sentra), centres)


def nearest_centre(centres: Centres, lon: Numbers, lat: Numbers) -> Whole:
    """The number of the nearest centre of each place, across every border."""
    found = cKDTree(unit_vectors(centres.lon, centres.lat)).query(unit_vectors(lon, lat))[1]
    return np.asarray(found, dtype=np.int64)


def _centres(candidates: Candidates, group: Whole) -> Centres:
    inside = group >= 0
    size = np.bincount(group[inside])
    lon = np.bincount(group[inside], weights=candidates.lon[inside]) / size
    return Centres(lon, np.bincount(group[inside], weights=candidates.lat[inside]) / size)


def _linked(candidates: Candidates, cluster: Whole, parameters: Parameters) -> Whole:
    """The clusters with those added who lie within the radius of one of their regency that has room, nearest first."""
    members, others = (np.flatnonzero(candidates.placed & (candidates.regency >= 0) & chosen) for chosen in (cluster >= 0, cluster < 0))
    shape = shapes(candidates.points(members, candidates.regency[members]), cluster[members], parameters.cluster)
    regency = np.empty(len(shape.size), dtype=np.int64)
    regency[cluster[members]] = candidates.regency[members]
    tree = cKDTree(keyed(shape.x, shape.y, regency))
    distance, nearest = tree.query(
        keyed(candidates.x[others], candidates.y[others], candidates.regency[others]),
        k=NEAREST, distance_upper_bound=max(parameters.cluster.radius_dense_m, parameters.cluster.radius_sparse_m),
    )  # fmt: skip
    found = np.isfinite(distance)
    within = found & (distance <= shape.allowed[np.where(found, nearest, 0)])
    linked = cluster.copy()
    linked[others] = seat(*wishes(within, nearest, distance), parameters.members_at_most - shape.size)
    return linked
