"""From groups of businesses to a home for every business: member, linked, scattered or unplaced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.asked import Asked
from rajut.clustering.candidates import Candidates
from rajut.clustering.former import FormerKind
from rajut.clustering.keeping import by_first_point, keep_and_form
from rajut.clustering.parameters import Parameters
from rajut.clustering.points import Flags, Numbers, Points, Whole, great_circle_m, keyed, shapes, unit_vectors
from rajut.clustering.seating import seat, wishes
from rajut.clustering.wanted import Wanted

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


def form_sentra(candidates: Candidates, parameters: Parameters, former: FormerKind, wanted: Wanted) -> Whole:
    """The number of each candidate's sentra, -1 for none. One segment and one regency each; who is in one that holds stays."""
    part = np.flatnonzero(candidates.in_sentra(parameters) & ~wanted.excluded)
    before = _may_stay(candidates, former, wanted.locked_sentra)
    kind = candidates.regency[part] * len(candidates.segments) + candidates.segment[part]
    sentra = np.full(len(candidates), -1, dtype=np.int64)
    sentra[part] = keep_and_form(candidates.points(part, kind), before[part], parameters.sentra, wanted.of_candidates(before).among(part))
    return sentra


def _may_stay(candidates: Candidates, former: FormerKind, locked: Flags) -> Whole:
    """The sentra each candidate was in, if that is of its regency and segment still and nobody asked to forget it; else -1."""
    if not len(former):
        return former.of
    regency, segment = (
        np.array([texts.index(row[column]) if row[column] in texts else -2 for row in former.rows])
        for texts, column in ((candidates.regencies, "regency_code"), (candidates.segments, "segment"))
    )
    of = former.of
    stays = (of >= 0) & (regency[of] == candidates.regency) & (segment[of] == candidates.segment) & (locked | ~former.anew)[of]
    return np.where(stays, of, -1)


def form_clusters(candidates: Candidates, sentra: Whole, parameters: Parameters, before: Whole, asked: Asked) -> Whole:
    """The number of each sentra's cluster. One regency each; a sentra far from all others is a cluster by itself.

    before: of each sentra the cluster it was in, -1 for none.
    """
    members = np.flatnonzero(sentra >= 0)
    regency = candidates.regency[members]
    shape = shapes(candidates.points(members, regency), sentra[members], parameters.sentra)
    dense = 2 * np.bincount(sentra[members], weights=candidates.dense[members]) >= shape.size
    first = np.unique(sentra[members], return_index=True)[1]
    key = np.unique(regency[first], return_inverse=True)[1]
    cluster = keep_and_form(Points(shape.x, shape.y, key, dense), before, parameters.cluster, asked)
    alone = cluster < 0
    cluster[alone] = cluster.max(initial=-1) + 1 + np.arange(alone.sum())
    return by_first_point(cluster)


def find_homes(
    candidates: Candidates, sentra: Whole, sentra_cluster: Whole, parameters: Parameters, linked_to: Whole, closed: Flags
) -> Homes:
    """Link what lies near a cluster with room, and tell the rest which cluster is nearest.

    linked_to: of each candidate the cluster it was linked to, -1 for none. closed: clusters whose links are to stay as they were.
    """
    member = sentra >= 0
    cluster = np.full(len(sentra), -1, dtype=np.int64)
    cluster[member] = sentra_cluster[sentra[member]]
    centres = _centres(candidates, cluster)
    if len(centres):
        cluster = _linked(candidates, cluster, parameters, np.where(member, -1, linked_to), closed)
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


def _linked(candidates: Candidates, cluster: Whole, parameters: Parameters, before: Whole, closed: Flags) -> Whole:
    """The clusters with those added who lie within the radius of one of their regency that has room.

    Who was linked to one stays while that is so; the others take the nearest. A closed cluster keeps its own and takes nobody.
    """
    members, others = (np.flatnonzero(candidates.placed & (candidates.regency >= 0) & chosen) for chosen in (cluster >= 0, cluster < 0))
    shape = shapes(candidates.points(members, candidates.regency[members]), cluster[members], parameters.cluster)
    regency = np.empty(len(shape.size), dtype=np.int64)
    regency[cluster[members]] = candidates.regency[members]
    own, fixed = before[others], (before >= 0) & closed[before]
    away = np.hypot(candidates.x[others] - shape.x[own], candidates.y[others] - shape.y[own])
    stays = (own >= 0) & (regency[own] == candidates.regency[others]) & ((away <= shape.allowed[own]) | fixed[others])
    linked = cluster.copy()
    room = np.where(closed, len(others), parameters.members_at_most - shape.size)
    linked[others] = seat(np.where(stays, own, -1)[:, None], away[:, None], room)
    others = others[linked[others] < 0]
    distance, nearest = cKDTree(keyed(shape.x, shape.y, regency)).query(
        keyed(candidates.x[others], candidates.y[others], candidates.regency[others]),
        k=NEAREST, distance_upper_bound=max(parameters.cluster.radius_dense_m, parameters.cluster.radius_sparse_m),
    )  # fmt: skip
    found = np.isfinite(distance)
    within = found & (distance <= shape.allowed[np.where(found, nearest, 0)])
    room = np.where(closed, 0, parameters.members_at_most - np.bincount(linked[linked >= 0], minlength=len(regency)))
    linked[others] = seat(*wishes(within, nearest, distance), room)
    return linked
