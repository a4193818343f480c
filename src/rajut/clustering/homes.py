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
from rajut.clustering.tallies import commonest
from rajut.clustering.wanted import Wanted

NEAREST = 8  # clusters a business may be linked to
APART = 10.0  # between islands, so that the nearest centre is on the same one if it has any: the earth's diameter is 2


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
    sentra_distance_m: of members to the centre of their sentra, NaN for others.
    over_water: whether a scattered one's nearest cluster is on another island, its own having none.
    """

    sentra: Whole
    sentra_cluster: Whole
    cluster: Whole
    nearest: Whole
    distance_m: Numbers
    sentra_distance_m: Numbers
    over_water: Flags
    sentra_centres: Centres
    cluster_centres: Centres


def form_sentra(candidates: Candidates, parameters: Parameters, former: FormerKind, wanted: Wanted) -> Whole:
    """The number of each candidate's sentra, -1 for none. One segment, regency and island each; who is in one that holds stays."""
    part = np.flatnonzero(candidates.in_sentra(parameters) & ~wanted.excluded)
    before = _may_stay(candidates, former, wanted.locked_sentra)
    sentra = np.full(len(candidates), -1, dtype=np.int64)
    points, asked = candidates.points(part, candidates.kind[part]), wanted.of_candidates(before).among(part)
    sentra[part] = keep_and_form(points, before[part], parameters.sentra, asked)
    return sentra


def _may_stay(candidates: Candidates, former: FormerKind, locked: Flags) -> Whole:
    """The sentra each candidate was in, if that is of its regency, segment and island still and nobody asked to forget it; else -1."""
    if not len(former):
        return former.of
    regency, segment = (
        np.array([texts.index(row[column]) if row[column] in texts else -2 for row in former.rows])
        for texts, column in ((candidates.regencies, "regency_code"), (candidates.segments, "segment"))
    )
    of = former.of
    stays = (of >= 0) & (regency[of] == candidates.regency) & (segment[of] == candidates.segment) & (locked | ~former.anew)[of]
    ashore = commonest(np.where(stays, of, -1), candidates.island, len(former))[0]
    return np.where(stays & (locked[of] | (ashore[of] == candidates.island)), of, -1)


def form_clusters(candidates: Candidates, sentra: Whole, parameters: Parameters, before: Whole, asked: Asked) -> Whole:
    """The number of each sentra's cluster. One regency and island each; a sentra far from all others is a cluster by itself.

    before: of each sentra the cluster it was in, -1 for none.
    """
    members = np.flatnonzero(sentra >= 0)
    regency = candidates.regency[members]
    shape = shapes(candidates.points(members, regency), sentra[members], parameters.sentra)
    dense = 2 * np.bincount(sentra[members], weights=candidates.dense[members]) >= shape.size
    first = np.unique(sentra[members], return_index=True)[1]
    key = np.unique(candidates.locality[members][first], return_inverse=True)[1]
    ashore = commonest(before, key, int(before.max(initial=-1)) + 1)[0]
    before = np.where(asked.locked | (np.append(ashore, -1)[before] == key), before, -1)
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
    nearest, over_water = np.full(len(sentra), -1, dtype=np.int64), np.zeros(len(sentra), dtype=np.bool_)
    nearest[scattered], over_water[scattered] = _nearest_ashore(candidates, member, cluster, centres, scattered)
    sentra_centres = _centres(candidates, sentra)
    distance = _distances(candidates, np.maximum(cluster, nearest), centres)
    own = _distances(candidates, sentra, sentra_centres)
    return Homes(sentra, sentra_cluster, cluster, nearest, distance, own, over_water, sentra_centres, centres)


def _distances(candidates: Candidates, group: Whole, centres: Centres) -> Numbers:
    """Metres from each business to the centre of its group, NaN without one. Whole decimetres: the last bits of a sum of squares are
    nobody's business."""
    distance, told = np.full(len(group), np.nan), np.flatnonzero(group >= 0)
    to = group[told]
    distance[told] = np.round(great_circle_m(candidates.lon[told], candidates.lat[told], centres.lon[to], centres.lat[to]), 1)
    return distance


def _nearest_ashore(candidates: Candidates, member: Flags, cluster: Whole, centres: Centres, scattered: Whole) -> tuple[Whole, Flags]:
    """The nearest centre of each scattered one on its own island, or, where that has no cluster, over water; and which of the two it is."""
    island = commonest(np.where(member, cluster, -1), candidates.island, len(centres))[0]
    lon, lat, own = candidates.lon[scattered], candidates.lat[scattered], candidates.island[scattered]
    found = cKDTree(np.column_stack([unit_vectors(centres.lon, centres.lat), island * APART])).query(
        np.column_stack([unit_vectors(lon, lat), own * APART]), workers=-1
    )[1]
    over_water = island[found] != own
    found[over_water] = nearest_centre(centres, lon[over_water], lat[over_water])
    return found.astype(np.int64), over_water


def nearest_centre(centres: Centres, lon: Numbers, lat: Numbers) -> Whole:
    """The number of the nearest centre of each place, across every border."""
    found = cKDTree(unit_vectors(centres.lon, centres.lat)).query(unit_vectors(lon, lat), workers=-1)[1]
    return np.asarray(found, dtype=np.int64)


def _centres(candidates: Candidates, group: Whole) -> Centres:
    inside = group >= 0
    size = np.bincount(group[inside])
    lon = np.bincount(group[inside], weights=candidates.lon[inside]) / size
    return Centres(lon, np.bincount(group[inside], weights=candidates.lat[inside]) / size)


def _linked(candidates: Candidates, cluster: Whole, parameters: Parameters, before: Whole, closed: Flags) -> Whole:
    """The clusters with those added who lie within the radius of one of their regency and island that has room.

    Who was linked to one stays while that is so; the others take the nearest. A closed cluster keeps its own and takes nobody.
    """
    locality = candidates.locality
    members, others = (np.flatnonzero(candidates.placed & (candidates.regency >= 0) & chosen) for chosen in (cluster >= 0, cluster < 0))
    shape = shapes(candidates.points(members, candidates.regency[members]), cluster[members], parameters.cluster)
    own_locality = commonest(cluster, locality, len(shape.size))[0]
    own, fixed = before[others], (before >= 0) & closed[before]
    away = np.hypot(candidates.x[others] - shape.x[own], candidates.y[others] - shape.y[own])
    here = own_locality[own] % len(candidates.regencies) == candidates.regency[others]
    stays = (own >= 0) & here & (fixed[others] | (own_locality[own] == locality[others]) & (away <= shape.allowed[own]))
    linked = cluster.copy()
    room = np.where(closed, len(others), parameters.members_at_most - shape.size)
    linked[others] = seat(np.where(stays, own, -1)[:, None], away[:, None], room)
    others = others[linked[others] < 0]
    distance, nearest = cKDTree(keyed(shape.x, shape.y, own_locality)).query(
        keyed(candidates.x[others], candidates.y[others], locality[others]),
        k=NEAREST, distance_upper_bound=max(parameters.cluster.radius_dense_m, parameters.cluster.radius_sparse_m), workers=-1,
    )  # fmt: skip
    found = np.isfinite(distance)
    within = found & (distance <= shape.allowed[np.where(found, nearest, 0)])
    room = np.where(closed, 0, parameters.members_at_most - np.bincount(linked[linked >= 0], minlength=len(shape.size)))
    linked[others] = seat(*wishes(within, nearest, distance), room)
    return linked
