"""Making groups keep their bounds after they are formed, with as few left out as possible."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Points, Whole, keyed, renumbered, shapes
from rajut.clustering.seating import seat, wishes

NEAREST = 4  # groups a loose point may join


def absorb(points: Points, group: Whole, bounds: Bounds, barred: Whole | None = None) -> Whole:
    """Give loose points a place in the nearest group of their key that has room and lies within its radius.

    barred: pairs of a point and a group it may not join.
    """
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
    if barred is not None and len(barred):
        count = len(shape.size) + 1
        within &= ~np.isin(loose[:, None] * count + nearest, barred[:, 0] * count + barred[:, 1])
    joined = group.copy()
    joined[loose] = seat(*wishes(within, nearest, distance), bounds.upper - shape.size)
    return joined


def trim(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """Let go of points beyond the radius of their group, and of groups that become too small, until all bounds hold."""
    group = group.copy()
    while True:
        shape = shapes(points, group, bounds)
        here = np.flatnonzero(group >= 0)
        away = np.round(np.hypot(points.x[here] - shape.x[group[here]], points.y[here] - shape.y[group[here]]), 3)
        gone = (away > shape.allowed[group[here]]) | (shape.size < bounds.lower)[group[here]]
        if not gone.any():
            return renumbered(group)
        group[here[gone]] = -1
