"""Newcomers join groups without moving anybody who is there."""

from __future__ import annotations

import numpy as np

from rajut.clustering.improving import absorb
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Points, Whole, shapes


def join(points: Points, group: Whole, bounds: Bounds, apart: Whole) -> Whole:
    """Each loose point in the nearest group with room that stays within its radius with it, if there is any.

    apart: pairs of points that share no group. Who would push somebody beyond the radius is sent back, the farthest first, and
    asks the next group.
    """
    barred = _of_others(group, apart)
    while True:
        loose = group < 0
        joined = absorb(points, group, bounds, barred)
        came = np.flatnonzero(loose & (joined >= 0))
        back = _sent_back(points, joined, came, bounds, apart)
        joined[back[:, 0]] = -1
        group = joined
        if not len(back):
            return group
        barred = np.concatenate([barred, back, _of_others(group, apart)])


def _of_others(group: Whole, apart: Whole) -> Whole:
    """Points and the groups where one sits whom they are to be apart from."""
    both = np.concatenate([apart, apart[:, ::-1]])
    barred = np.column_stack([both[:, 0], group[both[:, 1]]])
    return barred[barred[:, 1] >= 0]


def _sent_back(points: Points, group: Whole, came: Whole, bounds: Bounds, apart: Whole) -> Whole:
    """Pairs of a newcomer and the group that cannot have it."""
    group = group.copy()
    new = np.zeros(len(group), dtype=np.bool_)
    new[came] = True
    same = apart[(group[apart[:, 0]] == group[apart[:, 1]]) & (group[apart[:, 0]] >= 0)]
    second = np.unique(np.where(new[same.max(axis=1)], same.max(axis=1), same.min(axis=1))) if len(same) else came[:0]
    back = [np.column_stack([second, group[second]])]
    group[second] = -1
    touched = np.isin(group, group[came])
    here = np.flatnonzero(touched & (group >= 0))
    while len(here):
        numbers, own = np.unique(group[here], return_inverse=True)
        shape = shapes(points.take(here), own, bounds)
        wide = shape.wide & (np.bincount(own, weights=new[here]) > 0)
        here, own = here[wide[own]], own[wide[own]]
        if not len(here):
            break
        away = np.round(np.hypot(points.x[here] - shape.x[own], points.y[here] - shape.y[own]), 3)
        order = np.lexsort((here, away, new[here], own))  # the last of each group: its farthest newcomer
        last = order[np.append(np.flatnonzero(np.diff(own[order])), len(order) - 1)]
        gone = here[last]
        back.append(np.column_stack([gone, numbers[own[last]]]))
        group[gone] = -1
        here = np.delete(here, last)
    return np.concatenate(back)
