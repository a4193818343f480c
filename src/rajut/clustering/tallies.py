"""Counting in arrays: what most points of a group have, how many of each kind, and the ranks of a distance."""

from __future__ import annotations

import numpy as np

from rajut.clustering.points import Numbers, Whole


def counted(group: Whole, value: Whole) -> tuple[Whole, Whole, Whole]:
    """Each group and value that occur together, with how many points do; points of no group or value (-1) are left out."""
    here = np.flatnonzero((group >= 0) & (value >= 0))
    many = int(value.max(initial=0)) + 1
    pairs, points = np.unique(group[here] * many + value[here], return_counts=True)
    return pairs // many, pairs % many, points


def commonest(group: Whole, value: Whole, count: int) -> tuple[Whole, Whole]:
    """Of each group 0 … count-1 the value that most of its points have, the smaller of equals, and how many; -1 and 0 if none has any."""
    own, kind, points = counted(group, value)
    order = np.lexsort((-kind, points, own))  # the last of each group: most points, then the smaller value
    found, number = np.full(count, -1, dtype=np.int64), np.zeros(count, dtype=np.int64)
    found[own[order]], number[own[order]] = kind[order], points[order]
    return found, number


def ranked(group: Whole, distance: Numbers, count: int, shares: tuple[float, ...]) -> list[Numbers]:
    """These quantiles (nearest rank) of the distances of each group 0 … count-1, none of which is empty."""
    here = np.flatnonzero(group >= 0)
    order = here[np.lexsort((distance[here], group[here]))]
    size = np.bincount(group[here], minlength=count)
    start = np.cumsum(size) - size
    return [distance[order[start + np.ceil(share * size).astype(np.int64) - 1]] for share in shares]
