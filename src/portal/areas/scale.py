"""The map's colour scale: five classes of about as many areas each, with round borders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.pages.figures import whole

CLASSES = 5


@dataclass(frozen=True)
class Scale:
    """`starts` holds the smallest value of each class, ascending; `largest` the greatest value."""

    starts: tuple[int, ...]
    largest: int

    def of(self, row: dict[str, Any]) -> str:
        """Class of a public figure: `0` none, `1` to `5` (a withheld one by what is known at least), `x` nothing known."""
        if row["suppressed"] and not row["known"]:
            return "x"
        return str(sum(row["known"] >= start for start in self.starts)) if row["known"] else "0"

    def legend(self) -> list[dict[str, str]]:
        if not self.starts:
            return []
        ends = [*(start - 1 for start in self.starts[1:]), self.largest]
        ranges = [whole(first) if first == last else f"{whole(first)}–{whole(last)}" for first, last in zip(self.starts, ends, strict=True)]
        return [{"name": str(number), "range": text} for number, text in enumerate(ranges, 1)]


def scale(rows: Iterable[dict[str, Any]]) -> Scale:
    """The scale of public figures. Withheld and empty areas have classes of their own."""
    values = sorted(row["known"] for row in rows if row["known"])
    if not values:
        return Scale((), 0)
    cuts = [values[len(values) * part // CLASSES] for part in range(CLASSES)]
    starts = sorted({values[0], *(max(_rounded(cut), values[0]) for cut in cuts)})
    return Scale(tuple(starts[:CLASSES]), values[-1])


def _rounded(value: int) -> int:
    """Down to two leading digits, so that a border is easy to read."""
    factor = 10 ** max(len(str(value)) - 2, 0)
    return value // factor * factor


def classed(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], Scale]:
    """The rows, each with its class, and their scale."""
    chosen = scale(rows)
    return [row | {"class": chosen.of(row)} for row in rows], chosen
