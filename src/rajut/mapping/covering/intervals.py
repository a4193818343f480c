"""From draws of areas to draws of a country, its provinces or regencies, as a whole and by product line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.counting import COUNTRY
from rajut.mapping.covering.drawing import counted
from rajut.mapping.covering.estimating import Estimated

Numbers = NDArray[np.float64]
ENDS = (0.025, 0.5, 0.975)


@dataclass(frozen=True)
class Within:
    """Areas that lie in each code of a level: `areas` are their positions, code after code; `starts` where each code's begin."""

    codes: list[str]
    areas: NDArray[np.int64]
    starts: NDArray[np.int64]

    def sums(self, values: Numbers) -> Numbers:
        """(…, codes, columns) from (…, areas, columns)."""
        own: Numbers = values[..., self.areas, :]
        return own if len(self.starts) == len(self.areas) else np.asarray(np.add.reduceat(own, self.starts, axis=-2))

    def with_all(self, values: Numbers) -> Numbers:
        """The same with the sum of all columns before them."""
        sums = self.sums(values)
        return np.concatenate([sums.sum(axis=-1, keepdims=True), sums], axis=-1)


def within(areas: list[str], digits: int) -> Within:
    """areas: in order of their codes, so that those of one code lie together."""
    positions = [position for position, area in enumerate(areas) if len(area) >= digits]
    codes = [areas[position][:digits] or COUNTRY for position in positions]
    starts = [place for place, code in enumerate(codes) if place == 0 or codes[place - 1] != code]
    return Within([codes[start] for start in starts], np.array(positions, dtype=np.int64), np.array(starts, dtype=np.int64))


def there(
    here: Within, observed: Numbers, distinct: Numbers, estimated: Estimated, doubts: tuple[Numbers, Numbers], random: np.random.Generator
) -> Numbers:
    """(draws, codes) Businesses there are. observed, distinct (codes): met, and met with those counted twice joined.

    doubts: of every draw how many are counted twice for each that was promised (draws, 1), and by how much the model is off (draws,
    codes). Half a business more was met than was met (Jeffreys), or an area with few would be called too certain. A doubled
    business counts once too often and hides an overlap: what joining one changes is taken times how many there may be.
    """
    doubt, off = doubts
    missed, variance = (here.sums(values).sum(axis=-1) * _more(distinct) for values in (estimated.drawn.missed, estimated.drawn.variance))
    there = distinct + counted(missed * off, variance * off, random.standard_normal(missed.shape))
    doubled = np.maximum(observed - distinct, 0.0)
    joined = distinct + here.sums(estimated.missed).sum(axis=-1)
    apart = observed + here.sums(estimated.missed_if_apart).sum(axis=-1)
    found = counted(doubled * doubt, doubled * doubt, random.standard_normal(missed.shape))
    left = np.where(doubled > 0, 1 - found / np.maximum(doubled, 1e-9), 0.0)
    return np.asarray(np.maximum(there * (1 + left * (apart / np.maximum(joined, 1e-9) - 1)), 1.0))


def by_line(here: Within, whole: Numbers, estimated: Estimated, random: np.random.Generator) -> tuple[Numbers, Numbers]:
    """(draws, codes, lines) Businesses that truly are of each line, and the share of them that was met. whole: draws of `there`.

    Lines share out what there is as a whole, so in every draw they add up to it.
    """
    truly = estimated.truly
    met, around = here.sums(truly.met), here.sums(truly.met_variance)
    more = _more(met)
    met = counted(met, around, random.standard_normal(met.shape))
    missed = counted(here.sums(truly.missed) * more, here.sums(truly.missed_variance) * more, random.standard_normal(met.shape))
    both = met + missed
    scale = whole / np.maximum(both.sum(axis=-1), 1e-9)
    return both * scale[:, :, None], met / np.maximum(both, 1e-9)


def ends(draws: Numbers) -> Numbers:
    """Lower end, middle and upper end of the draws, before all other axes."""
    return np.asarray(np.quantile(draws, ENDS, axis=0))


def _more(met: Numbers) -> Numbers:
    return np.asarray(1 + 0.5 / np.maximum(met, 0.5))
