"""Capacitated clustering with a lower and an upper bound: the one method behind sentra and clusters.

Given points with keys, find groups g(i) of points of one key, or none, such that

    lower <= |group| <= upper                     for every group
    distance(i, centre of g(i)) <= R              R by density, for every point in a group
    as many points as possible in a group, then    sum of distance(i, centre of g(i))  small

It is found by dividing at gaps, balanced bisection, moves between neighbours, and a second try for what is left.
Bounds and radius always hold; the sum is improved, not proven least.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.bisection import bisect
from rajut.clustering.gaps import divide_at_gaps
from rajut.clustering.improving import absorb, trim
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Points, Whole
from rajut.clustering.shortening import shorten
from rajut.clustering.threads import chunked, in_threads, runs

TRIES = 3  # of forming groups from what the tries before left over


def form_groups(points: Points, bounds: Bounds) -> Whole:
    """The group of each point, numbered 0, 1, …; -1 for points that no group can take within the bounds."""
    order = np.argsort(points.key, kind="stable")

    def solve(chunk: Whole) -> tuple[Whole, Whole]:
        here = order[chunk[0, 0] : chunk[-1, 1]]
        here = here[np.lexsort((points.y[here], points.x[here], points.key[here]))]  # neighbours lie together in memory: faster
        return here, _form(points.take(here), bounds)

    group, number = np.full(len(points), -1, dtype=np.int64), 0
    for here, formed in in_threads(solve, chunked(runs(points.key[order]))):
        group[here] = np.where(formed >= 0, formed + number, -1)
        number += int(formed.max(initial=-1)) + 1
    return group


def _form(points: Points, bounds: Bounds) -> Whole:
    """Keys do not see each other, so it does not matter which of them are formed at once."""
    group = np.full(len(points), -1, dtype=np.int64)
    for _ in range(TRIES):
        left = np.flatnonzero(group < 0)
        if not len(left):
            break
        fresh = _try(points.take(left), bounds)
        group[left] = np.where(fresh >= 0, fresh + group.max() + 1, -1)
        group = trim(points, absorb(points, group, bounds), bounds)
    return group


def _try(points: Points, bounds: Bounds) -> Whole:
    natural = divide_at_gaps(points, bounds)
    parts = bisect(points, natural, bounds)
    return trim(points, shorten(points, parts, natural, bounds), bounds)
