"""Which unit of the run before a group goes on, and the ids of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rajut.clustering.former import FormerKind
from rajut.clustering.points import Whole


@dataclass(frozen=True)
class Going:
    """Of each sentra and each cluster of this run the number of the former one it goes on as, -1 for none."""

    sentra: Whole
    cluster: Whole


def goes_on(group: Whole, former: FormerKind) -> Whole:
    """Per group 0, 1, … the number of the former unit it goes on as, -1 for none; no unit goes on twice.

    group: per candidate. A group may go on as a unit if they share at least half of the smaller of the two. Those that share most
    come first (of equals the unit with the smaller id, then the group with the smaller number): so the largest part of what was
    split, and what took in a smaller one, keep their ids.
    """
    count = int(group.max(initial=-1)) + 1
    going: Whole = np.full(count, -1, dtype=np.int64)
    both = np.flatnonzero((group >= 0) & (former.of >= 0))
    if not len(both):
        return going
    pairs, shared = np.unique(group[both] * len(former) + former.of[both], return_counts=True)
    own, unit = np.divmod(pairs, len(former))
    size = np.bincount(group[group >= 0], minlength=count)
    enough = 2 * shared >= np.minimum(size[own], former.size[unit])
    own, unit, shared = own[enough], unit[enough], shared[enough]
    taken = np.zeros(len(former), dtype=np.bool_)
    order = np.lexsort((own, unit, -shared))
    for one, number in zip(own[order].tolist(), unit[order].tolist(), strict=True):
        if going[one] < 0 and not taken[number]:
            going[one] = number
            taken[number] = True
    return going


def give_ids(going: Whole, former: FormerKind, used: set[str], new: Callable[[int, int], str]) -> list[str]:
    """The id of each group: that of the unit it goes on as, else a new one that no unit ever had.

    new: the id of a group at the first, second … attempt.
    """
    names = former.ids
    return [names[number] if number >= 0 else _unused(group, used, new) for group, number in enumerate(going.tolist())]


def _unused(group: int, used: set[str], new: Callable[[int, int], str]) -> str:
    attempt = 0
    while (name := new(group, attempt)) in used:
        attempt += 1
    return name
