"""What officers ask of groups, in numbers of points and of the groups of the run before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rajut.clustering.points import Flags, Whole

NO_PAIRS: Whole = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True)
class Asked:
    """locked: points that stay in the group they were in, with nobody else.

    apart: pairs of points that share no group. together: sets of points that share one. split: former group -> parts.
    merged: sets of former groups that become one.
    """

    locked: Flags
    apart: Whole
    together: Sequence[Whole]
    split: dict[int, int]
    merged: Sequence[Whole]

    @staticmethod
    def nothing(points: int) -> Asked:
        return Asked(np.zeros(points, dtype=np.bool_), NO_PAIRS, (), {}, ())

    def among(self, which: Whole) -> Asked:
        """The same of some of the points; what asks for others too is left out."""
        place = np.full(len(self.locked), -1, dtype=np.int64)
        place[which] = np.arange(len(which))
        apart = place[self.apart]
        together = [place[members] for members in self.together]
        whole = [members for members in together if (members >= 0).all()]
        return Asked(self.locked[which], apart[(apart >= 0).all(axis=1)], whole, self.split, self.merged)
