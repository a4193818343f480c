"""Shorter ways inside each settlement: the parts of a natural group exchange members by annealing.

Every natural group that was cut in two or more is a problem by itself: nothing outside it is read, the random numbers start anew, and
its points stand in their own order. So what happens elsewhere changes nothing.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rajut.clustering.annealing import Problem, Schedule, anneal
from rajut.clustering.linking import settlements
from rajut.clustering.neighbours import neighbours
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Numbers, Points, Whole, first_points, renumbered, shapes
from rajut.clustering.threads import runs

NEIGHBOURS = 12  # of a point, with whose groups a change is tried
SEED = 1
CLOSER = (1.0, 0.8)  # shares of the radius: ways are kept short from the median member, the radius holds from the centre


def shorten(points: Points, group: Whole, parent: Whole, bounds: Bounds) -> Whole:
    """The same number of groups with shorter ways to their medians, within the bounds if they were before.

    parent: per point the natural group that was cut; groups on two sides of a gap exchange nobody.
    """
    here = _cut(group, parent)
    if not len(here):
        return group
    here = here[np.argsort(parent[here], kind="stable")]
    x, y, part, problem = points.x[here], points.y[here], group[here], parent[here]
    far = np.where(points.dense[here], bounds.radius_dense_m, bounds.radius_sparse_m)
    for start, end in runs(problem).tolist():
        own = slice(start, end)
        part[own] = _annealed(x[own], y[own], part[own], far[own], bounds)
    shorter = group.copy()
    shorter[here] = part
    return shorter


def shorten_across_gaps(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """The groups of every settlement of at most `across_gaps_at_most` points with shorter ways, whatever gaps lie between them.

    Nobody is let go: a settlement where somebody would come to lie beyond the radius is tried with a closer one, then left as it was.
    """
    inside = np.flatnonzero(group >= 0)
    own, shorter = points.take(inside), renumbered(group[inside])
    settlement = settlements(own, shorter, bounds.link_m[0])
    open_ = np.bincount(settlement) <= bounds.across_gaps_at_most
    for closer in CLOSER:
        here = np.flatnonzero(open_[settlement])
        narrow = replace(bounds, radius_dense_m=closer * bounds.radius_dense_m, radius_sparse_m=closer * bounds.radius_sparse_m)
        tried = shorter.copy()
        tried[here] = shorten(own.take(here), shorter[here], settlement[here], narrow)
        wide = shapes(own, tried, bounds).wide[tried]
        good = open_ & (np.bincount(settlement, weights=wide) == 0)
        shorter = np.where(good[settlement], tried, shorter)
        open_ &= ~good
    whole: Whole = group.copy()
    whole[inside] = shorter
    return whole


def _cut(group: Whole, parent: Whole) -> Whole:
    """The points whose parent was cut in two or more."""
    here = np.flatnonzero(group >= 0)
    parts = np.bincount(parent[here[first_points(renumbered(group[here]))]], minlength=1)
    return here[parts[parent[here]] > 1]


def _annealed(x: Numbers, y: Numbers, part: Whole, far: Numbers, bounds: Bounds) -> Whole:
    numbers, first, start = np.unique(part, return_index=True, return_inverse=True)
    turn = np.argsort(first)  # groups in the order of their first points, whatever their numbers
    start = np.argsort(turn)[start]
    problem = Problem(x, y, np.ones(len(x)), float(bounds.lower), float(bounds.upper), far, neighbours(x, y, NEIGHBOURS), False)
    schedule = Schedule(bounds.proposals * len(x), SEED)
    return numbers[turn][anneal(problem, start, len(numbers), schedule)[0]]
