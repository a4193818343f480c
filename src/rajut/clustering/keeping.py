"""Groups that stay: what still keeps its bounds is kept, newcomers join, and only what is left is formed anew.

Every round can only house more points, so it ends; begun again from its own result it changes nothing.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.asked import Asked
from rajut.clustering.gathering import gather, merge, separate, split
from rajut.clustering.grouping import form_groups
from rajut.clustering.improving import trim
from rajut.clustering.joining import join
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Points, Whole, first_points, renumbered, shapes
from rajut.clustering.threads import chunked, in_threads, runs

ROUNDS = 30  # far more than are ever needed: each houses somebody, or is the last


def keep_and_form(points: Points, former: Whole, bounds: Bounds, asked: Asked | None = None) -> Whole:
    """The group of each point, numbered 0, 1, … by their first points; -1 for points that no group can take within the bounds.

    former: the group each point was in before, -1 for none. A locked group is left as it is, whatever its bounds. All others keep
    `bounds`: points beyond the radius are let go, what is too small dissolves, what is too large or mostly too wide is formed anew
    by itself, and loose points join the nearest group with room that stays within its radius, or make new groups.
    """
    asked = asked or Asked.nothing(len(points))
    group = np.where(asked.locked, former, -1)
    number = int(former.max(initial=-1)) + 1
    free = np.flatnonzero(~asked.locked)
    free = free[np.argsort(points.key[free], kind="stable")]

    def solve(chunk: Whole) -> tuple[Whole, Whole]:
        here = free[chunk[0, 0] : chunk[-1, 1]]
        return here, _free(points.take(here), former[here], bounds, asked.among(here))

    for here, formed in in_threads(solve, chunked(runs(points.key[free]))):  # keys do not see each other
        group[here] = np.where(formed >= 0, formed + number, -1)
        number += int(formed.max(initial=-1)) + 1
    return by_first_point(group)


def by_first_point(group: Whole) -> Whole:
    """The same groups, numbered in the order of their first points."""
    inside = group >= 0
    dense = renumbered(group[inside])
    first = first_points(dense)
    turn = np.empty(len(first), dtype=np.int64)
    turn[np.argsort(first)] = np.arange(len(first))
    named = np.full(len(group), -1, dtype=np.int64)
    named[inside] = turn[dense]
    return named


def _free(points: Points, former: Whole, bounds: Bounds, asked: Asked) -> Whole:
    group = split(points, merge(points, former, bounds, asked.merged), bounds, asked.split)
    group = _mended(points, renumbered(group), bounds)
    group = trim(points, separate(points, group, asked.apart), bounds)
    left = np.arange(len(points))  # those of keys in which something may still happen
    for _ in range(ROUNDS):
        before = renumbered(group[left])
        after = _round(points.take(left), before, bounds, asked.among(left))
        group[left] = np.where(after >= 0, after + group.max(initial=-1) + 1, -1)
        changed = np.unique(points.key[left[_first_points(before) != _first_points(after)]])
        left = left[np.isin(points.key[left], changed)]
        if not len(left):
            break
    return renumbered(group)


def _round(points: Points, group: Whole, bounds: Bounds, asked: Asked) -> Whole:
    group = gather(points, by_first_point(group), bounds, asked)
    group = join(points, group, bounds, asked.apart)
    return _formed(points, group, bounds, asked.apart)


def _first_points(group: Whole) -> Whole:
    """Of each point the first one of its group, -1 for none: the same for the same groups, whatever their numbers."""
    inside, first = group >= 0, np.full(len(group), -1, dtype=np.int64)
    dense = renumbered(group[inside])
    first[inside] = np.flatnonzero(inside)[first_points(dense)][dense]
    return first


def _mended(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """Groups within their bounds as they are; those that are too large, or of which too many lie beyond the radius, formed anew."""
    shape = shapes(points, group, bounds)
    here = np.flatnonzero(group >= 0)
    away = np.hypot(points.x[here] - shape.x[group[here]], points.y[here] - shape.y[group[here]])
    beyond = np.bincount(group[here], weights=away > shape.allowed[group[here]], minlength=len(shape.size))
    broken = (shape.size > bounds.upper) | (beyond > (1 - bounds.kept_by_gaps) * shape.size)
    again = here[broken[group[here]]]
    if not len(again):
        return group
    own = Points(points.x[again], points.y[again], renumbered(group[again]), points.dense[again])
    return _with(group, again, form_groups(own, bounds))


def _formed(points: Points, group: Whole, bounds: Bounds, apart: Whole) -> Whole:
    """New groups among loose points; of two who are to be apart only the first takes part."""
    pool = group < 0
    both = apart[pool[apart].all(axis=1)] if len(apart) else apart
    pool[_second(both)] = False
    loose = np.flatnonzero(pool)
    if len(loose) < bounds.lower:
        return group
    return _with(group, loose, form_groups(points.take(loose), bounds))


def _second(pairs: Whole) -> Whole:
    return pairs.max(axis=1) if len(pairs) else np.empty(0, dtype=np.int64)


def _with(group: Whole, which: Whole, fresh: Whole) -> Whole:
    changed: Whole = group.copy()
    changed[which] = np.where(fresh >= 0, fresh + group.max(initial=-1) + 1, -1)
    return renumbered(changed)
