"""The lines of business a world is made of, as arrays by position."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from rajut import definitions
from rajut.sampling.words import Whole, Words

NO_SEGMENT = -1


@dataclass(frozen=True)
class Lines:
    """Every line of business. Segments are positions in `segments`, -1 where the line is not fashion.

    `segment` is the group it settles with, `product` the segment it truly belongs to: a shoe shop settles as trade.
    """

    ids: list[str]
    segments: list[str]
    segment: Whole
    product: Whole
    role: list[str]
    share: Whole
    kbli: list[str]
    scale: Whole
    women: Whole
    muslim: Whole
    near: list[list[str]]
    names: Words
    activities: Words

    @property
    def fashion(self) -> Whole:
        return np.asarray(self.segment != NO_SEGMENT)

    def of_segment(self, position: int) -> Whole:
        return np.flatnonzero(self.segment == position)

    def companions(self, role: str, segment: int) -> Whole:
        """Lines of a role that settle near sentra of a segment."""
        name = self.segments[segment]
        return np.array([i for i, near in enumerate(self.near) if self.role[i] == role and name in near], np.int64)


@cache
def lines() -> Lines:
    content = definitions.load("sampling_lines").content
    segments = list(definitions.load("segments").content["segments"])
    rows = content["lines"] + content["not_fashion"]

    def position(row: dict[str, Any], *names: str) -> int:
        return next((segments.index(row[name]) for name in names if name in row), NO_SEGMENT)

    return Lines(
        ids=[row["line"] for row in rows],
        segments=segments,
        segment=np.array([position(row, "segment") for row in rows], np.int8),
        product=np.array([position(row, "product", "segment") for row in rows], np.int8),
        role=[row.get("role", "") for row in rows],
        share=np.array([row["share"] for row in rows], np.float64),
        kbli=[row["kbli"] for row in rows],
        scale=np.array([row["scale"] for row in rows], np.float64),
        women=np.array([row["women"] for row in rows], np.float64),
        muslim=np.array([row.get("muslim", 0) for row in rows], np.float64),
        near=[row.get("near", []) for row in rows],
        names=Words([row["names"] for row in rows]),
        activities=Words([row["activities"] for row in rows]),
    )
