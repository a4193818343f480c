"""Groups changed because people asked for it: split in parts, two set apart, some brought together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.asked import NO_PAIRS, Asked
from rajut.clustering.improving import trim
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Numbers, Points, Whole, keyed, renumbered, shapes
from rajut.clustering.shortening import shorten

NEAREST = 4  # groups near those to be together that are tried, besides those they are in


def merge(points: Points, group: Whole, bounds: Bounds, sets: Sequence[Whole]) -> Whole:
    """Each set of groups made one, with the number of its first, where that keeps the bounds."""
    changed: Whole = group.copy()
    for numbers in sets:
        members = np.flatnonzero(np.isin(changed, numbers))
        if _fits(points, members, bounds, NO_PAIRS):
            changed[members] = numbers[0]
    return changed


def split(points: Points, group: Whole, bounds: Bounds, parts: dict[int, int]) -> Whole:
    """The groups named by `parts` in so many parts, near each other; as they were if their members are too few."""
    changed: Whole = group.copy()
    for number, wanted in sorted(parts.items()):
        here = np.flatnonzero(group == number)
        if len(here) < wanted * bounds.lower:
            continue
        own = points.take(here)
        along = np.argsort(_along_longer_side(own), kind="stable")
        part = np.empty(len(here), dtype=np.int64)
        part[along] = np.arange(len(here)) * wanted // len(here)
        part = shorten(own, part, np.zeros(len(here), dtype=np.int64), bounds)
        changed[here] = np.where(part == 0, number, changed.max() + part)
    return changed


def _along_longer_side(points: Points) -> Numbers:
    x, y = points.x - points.x.mean(), points.y - points.y.mean()
    angle = np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    return np.asarray(np.round(1000 * (x * np.cos(angle) + y * np.sin(angle))))


def separate(points: Points, group: Whole, apart: Whole) -> Whole:
    """Of two in one group who are to be apart the one farther from its centre is let go (of equals the later)."""
    changed: Whole = group.copy()
    for pair in apart.tolist():
        one, two = sorted(pair)
        if changed[one] < 0 or changed[one] != changed[two]:
            continue
        here = np.flatnonzero(changed == changed[one])
        x, y = points.x[here].mean(), points.y[here].mean()
        away = [round(float(np.hypot(points.x[who] - x, points.y[who] - y)), 3) for who in (one, two)]
        changed[one if away[0] > away[1] else two] = -1
    return changed


def gather(points: Points, group: Whole, bounds: Bounds, asked: Asked) -> Whole:
    """Those asked to be together moved into one group that keeps its bounds with them, if one can be found or made.

    Tried in turn: the groups they are in, most of them first; the groups nearest to them; a group of their own, filled up with the
    loose points nearest to them. What they leave keeps its bounds, or dissolves.
    """
    group = group.copy()
    moved = False
    for members in asked.together:
        if group[members[0]] >= 0 and (group[members] == group[members[0]]).all():
            continue
        chosen = next((whole for whole in _choices(points, group, bounds, members) if _fits(points, whole, bounds, asked.apart)), None)
        if chosen is not None:
            group[chosen] = group.max() + 1
            moved = True
    return trim(points, renumbered(group), bounds) if moved else group


def _choices(points: Points, group: Whole, bounds: Bounds, members: Whole) -> list[Whole]:
    """Sets of points that could be the group of `members`, the best first."""
    own, held = np.unique(group[members][group[members] >= 0], return_counts=True)
    targets = own[np.lexsort((own, -held))].tolist()
    same = points.key == points.key[members[0]]
    x, y = points.x[members].mean(), points.y[members].mean()
    others = np.flatnonzero(same & (group >= 0))
    if len(others):
        shape = shapes(points.take(others), renumbered(group[others]), bounds)
        numbers = np.unique(group[others])
        tree = cKDTree(keyed(shape.x, shape.y, np.zeros(len(numbers), dtype=np.int64)))
        near = tree.query([x, y, 0.0], k=min(NEAREST, len(numbers)))[1]
        targets += [int(numbers[place]) for place in np.atleast_1d(near) if numbers[place] not in own]
    whole = [np.union1d(np.flatnonzero(group == target), members) for target in targets]
    loose = np.setdiff1d(np.flatnonzero(same & (group < 0)), members)
    away = np.round(np.hypot(points.x[loose] - x, points.y[loose] - y), 3)
    filling = loose[np.lexsort((loose, away))][: max(bounds.lower - len(members), 0)]
    return [*whole, np.union1d(members, filling)]


def _fits(points: Points, members: Whole, bounds: Bounds, apart: Whole) -> bool:
    """Whether these points may be a group."""
    if len(np.unique(points.key[members])) != 1 or not bounds.lower <= len(members) <= bounds.upper:
        return False
    if len(apart) and np.isin(apart, members).all(axis=1).any():
        return False
    return not shapes(points.take(members), np.zeros(len(members), dtype=np.int64), bounds).wide[0]
