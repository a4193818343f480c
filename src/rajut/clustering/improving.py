"""Making groups better after they are formed: shorter ways, fewer left out, every bound kept."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Flags, Numbers, Points, Shapes, Whole, keyed, renumbered, shapes
from rajut.clustering.seating import seat, wishes

ROUNDS = 6
NEAREST = 4  # groups a loose point may join
WORTH_M = 1.0  # a shorter way counts from here on; less is rounding


def move(points: Points, group: Whole, parent: Whole, bounds: Bounds) -> Whole:
    """Move points to a nearer centre among the parts of their parent while both keep to their bounds.

    parent: per point the natural group that was cut; groups on two sides of a gap exchange nobody.
    """
    group = group.copy()
    here = _has_neighbours(group, parent)
    for _ in range(ROUNDS if len(here) else 0):
        shape = shapes(points, group, bounds)
        home = np.zeros(len(shape.size), dtype=np.int64)
        home[group[here]] = parent[here]
        tree = cKDTree(keyed(shape.x, shape.y, home))
        nearest_m, nearest = tree.query(keyed(points.x[here], points.y[here], parent[here]))
        own_m = np.hypot(points.x[here] - shape.x[group[here]], points.y[here] - shape.y[group[here]])
        moving = (nearest != group[here]) & (own_m - nearest_m > WORTH_M)
        moved = _within_bounds(here[moving], group, nearest[moving], (own_m - nearest_m)[moving], shape, bounds)
        if not len(moved):
            break
        to = np.full(len(group), -1, dtype=np.int64)
        to[here] = nearest
        group[moved] = to[moved]
    return group


def _has_neighbours(group: Whole, parent: Whole) -> Whole:
    """The points whose parent was cut in two or more."""
    here = np.flatnonzero(group >= 0)
    first = np.unique(group[here], return_index=True)[1]
    parts = np.bincount(parent[here[first]], minlength=1)
    return here[parts[parent[here]] > 1]


def _within_bounds(who: Whole, group: Whole, to: Whole, gain: Numbers, shape: Shapes, bounds: Bounds) -> Whole:
    """The movers with the greatest gain that every group can take and spare, whatever the others do."""
    taken = _greatest(gain, to, bounds.upper - shape.size)
    who, gain = who[taken], gain[taken]
    return who[_greatest(gain, group[who], shape.size - bounds.lower)]


def _greatest(gain: Numbers, place: Whole, room: Whole) -> Flags:
    """Which rows are among the `room` greatest gains of their place; equal gains: the earlier row."""
    order = np.lexsort((-gain, place))
    count = np.bincount(place, minlength=len(room))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - (np.cumsum(count) - count)[place[order]]
    return rank < room[place]


def absorb(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """Give loose points a place in the nearest group of their key that has room and lies within its radius."""
    shape = shapes(points, group, bounds)
    loose = np.flatnonzero(group < 0)
    if not len(loose) or not len(shape.size):
        return group
    here = np.flatnonzero(group >= 0)
    key = np.zeros(len(shape.size), dtype=np.int64)
    key[group[here]] = points.key[here]
    tree = cKDTree(keyed(shape.x, shape.y, key))
    reach = max(bounds.radius_dense_m, bounds.radius_sparse_m)
    distance, nearest = tree.query(keyed(points.x[loose], points.y[loose], points.key[loose]), k=NEAREST, distance_upper_bound=reach)
    found = np.isfinite(distance)
    within = found & (distance <= shape.allowed[np.where(found, nearest, 0)])
    joined = group.copy()
    joined[loose] = seat(*wishes(within, nearest, distance), bounds.upper - shape.size)
    return joined


def trim(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """Let go of points beyond the radius of their group, and of groups that become too small, until all bounds hold."""
    group = group.copy()
    while True:
        shape = shapes(points, group, bounds)
        here = np.flatnonzero(group >= 0)
        away = np.hypot(points.x[here] - shape.x[group[here]], points.y[here] - shape.y[group[here]])
        gone = (away > shape.allowed[group[here]]) | (shape.size < bounds.lower)[group[here]]
        if not gone.any():
            return renumbered(group)
        group[here[gone]] = -1
