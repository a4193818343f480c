"""Capacitated clustering with a lower and an upper bound: the one method behind sentra and clusters.

Given points with keys, find groups g(i) of points of one key, or none, such that

    lower <= |group| <= upper                     for every group
    distance(i, centre of g(i)) <= R              R by density, for every point in a group
    as many points as possible in a group, then    sum of distance(i, centre of g(i))  small

It is found by dividing at gaps, balanced bisection, moves between neighbours, further tries for what is left, and moves across the gaps of
small settlements.
Bounds and radius always hold; the sum is improved, not proven least.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.bisection import bisect
from rajut.clustering.gaps import divide_at_gaps
from rajut.clustering.improving import absorb, trim
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Points, Whole
from rajut.clustering.shortening import shorten, shorten_across_gaps

TRIES = 3  # of forming groups from what the tries before left over


def form_groups(points: Points, bounds: Bounds) -> Whole:
    """The group of each point, numbered 0, 1, …; -1 for points that no group can take within the bounds."""
    order = np.lexsort((points.y, points.x, points.key))  # neighbours lie together in memory: faster
    group = np.empty(len(points), dtype=np.int64)
    group[order] = _form(points.take(order), bounds)
    return group


def _form(points: Points, bounds: Bounds) -> Whole:
    group = np.full(len(points), -1, dtype=np.int64)
    for _ in range(TRIES):
        left = np.flatnonzero(group < 0)
        if not len(left):
            break
        fresh = _try(points.take(left), bounds)
        group[left] = np.where(fresh >= 0, fresh + group.max() + 1, -1)
        group = trim(points, absorb(points, group, bounds), bounds)
    return shorten_across_gaps(points, group, bounds)


def _try(points: Points, bounds: Bounds) -> Whole:
    natural = divide_at_gaps(points, bounds)
    parts = bisect(points, natural, bounds)
    return trim(points, shorten(points, parts, natural, bounds), bounds)
