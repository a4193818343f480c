"""Rows of `coverage`: for every area and segment an interval of how many businesses there are, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.counting import COUNTRY, DIGITS
from rajut.mapping.covering import closed
from rajut.mapping.covering.averaging import Model, models
from rajut.mapping.covering.drawing import Drawn, counted, draw
from rajut.mapping.covering.histories import Histories
from rajut.mapping.covering.pooled import Pooled, again, against_none, pool, prior_spread
from rajut.mapping.covering.refusing import refused

Numbers = NDArray[np.float64]
LEVELS = ("country", "province", "regency")
ALL = "all"


@dataclass(frozen=True)
class Estimated:
    """Per area and segment: what no list holds (expected), without and with the doubled ones joined; draws of the latter."""

    missed_if_apart: Numbers
    missed: Numbers
    drawn: Drawn
    models: list[Model]


def estimate(histories: Histories, rules: dict[str, Any]) -> Estimated | None:
    """Pool, average and draw; None where there is only one list. rules: definitions/covering."""
    lists = len(histories.members)
    if lists < 2:
        return None
    joined, apart = histories.evidence(), replace(histories, doubled=np.zeros_like(histories.doubled)).evidence()
    pooled, spreads = pool(joined, rules["pooling"])
    covariance = pooled.common_covariance[pooled.segment.size :, pooled.segment.size :]
    averaged = models(pooled.pairs, covariance, prior_spread(lists, rules["pooling"]), float(rules["averaging"]["chance_of_dependence"]))
    drawn = draw(pooled, joined, averaged, rules["drawing"])
    before = again(pooled, spreads, apart, rules["pooling"])
    return Estimated(_missed(before, apart), _missed(pooled, joined), drawn, averaged)


def _missed(pooled: Pooled, evidence: Any) -> Numbers:
    return np.asarray(evidence.counts.sum(axis=2) / np.maximum(against_none(pooled.area, pooled.segment, pooled.pairs, evidence), 1e-9))


def rows(histories: Histories, estimated: Estimated | None, rules: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows of `coverage` in the order of level, area and segment; segments an area has no business of have no row."""
    random = np.random.default_rng([int(rules["drawing"]["seed"]), 1])
    spread = float(rules["drawing"]["doubt_of_doubles"])
    doubt = np.exp(spread * random.standard_normal(int(rules["drawing"]["draws"])) - spread**2 / 2)
    for level in LEVELS:
        within = _within(histories.areas, DIGITS[level])
        if within.codes:
            yield from _rows_of(level, within, histories, estimated, doubt, random, rules)


@dataclass(frozen=True)
class Within:
    """Areas that lie in each code of a level: `areas` are their positions, code after code; `starts` where each code's begin."""

    codes: list[str]
    areas: NDArray[np.int64]
    starts: NDArray[np.int64]

    def sums(self, values: Numbers) -> Numbers:
        """(…, codes, 1 + segments) from (…, areas, segments): all segments first."""
        by_segment = np.add.reduceat(values[..., self.areas, :], self.starts, axis=-2)
        return np.concatenate([by_segment.sum(axis=-1, keepdims=True), by_segment], axis=-1)


def _within(areas: list[str], digits: int) -> Within:
    """areas: in order of their codes, so that those of one code lie together."""
    positions = [position for position, area in enumerate(areas) if len(area) >= digits]
    codes = [areas[position][:digits] or COUNTRY for position in positions]
    starts = [place for place, code in enumerate(codes) if place == 0 or codes[place - 1] != code]
    return Within([codes[start] for start in starts], np.array(positions, dtype=np.int64), np.array(starts, dtype=np.int64))


def _rows_of(
    level: str,
    within: Within,
    histories: Histories,
    estimated: Estimated | None,
    doubt: Numbers,
    random: np.random.Generator,
    rules: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    segments = [ALL, *histories.segments]
    joined = np.moveaxis(np.maximum(histories.counts + histories.doubled, 0.0), 2, 0)
    counts, observed = np.moveaxis(within.sums(joined), 0, 2), within.sums(histories.counts.sum(axis=2))
    met = closed.histories(len(histories.members)).sum(axis=1)
    overlap = (counts * (met >= 2)).sum(axis=-1)
    lists = np.logical_or.reduceat(histories.lists[within.areas], within.starts, axis=0).sum(axis=1)
    interval = _intervals(within, observed, counts.sum(axis=-1), estimated, doubt, random)
    bound = closed.lower_bound(counts[:, 0]) if estimated else np.full(len(within.codes), np.nan)
    for row, column in np.argwhere(observed > 0).tolist():
        if segments[column] == "unknown":
            continue
        code, facts = refused(int(lists[row]), float(overlap[row, column]), float(observed[row, column]), rules["refusing"])
        known = {
            "level": level,
            "area_code": within.codes[row],
            "segment": segments[column],
            "lists": int(lists[row]),
            "observed": round(observed[row, column]),
            "doubled": round(float(observed[row, column] - counts[row, column].sum()), 3),
            "overlap": round(float(overlap[row, column]), 3),
            "reason": code or "COVER-ESTIMATED",
            "facts": json.dumps(facts),
        }
        yield known | ({} if code or interval is None else _told(interval[:, row, column], known, bound[row] if column == 0 else np.nan))


def _intervals(
    within: Within, observed: Numbers, distinct: Numbers, estimated: Estimated | None, doubt: Numbers, random: np.random.Generator
) -> Numbers | None:
    """(3, codes, 1 + segments): lower end, median and upper end of the draws.

    Half a business more was met than was met (Jeffreys), or an area with few would be called too certain. A doubled business
    counts once too often and hides an overlap: what joining one changes is taken times how many there may be.
    """
    if estimated is None:
        return None
    more = 1 + 0.5 / np.maximum(distinct, 0.5)
    missed, variance = (within.sums(values) * more for values in (estimated.drawn.missed, estimated.drawn.variance))
    there = distinct + counted(missed, variance, random.standard_normal(missed.shape))
    doubled = np.maximum(observed - distinct, 0.0)
    joined = distinct + within.sums(estimated.missed)
    apart = observed + within.sums(estimated.missed_if_apart)
    found = counted(doubled * doubt[:, None, None], doubled * doubt[:, None, None], random.standard_normal(missed.shape))
    left = np.where(doubled > 0, 1 - found / np.maximum(doubled, 1e-9), 0.0)
    there = np.maximum(there * (1 + left * (apart / np.maximum(joined, 1e-9) - 1)), 1.0)
    return np.asarray(np.quantile(there, [0.025, 0.5, 0.975], axis=0))


def _told(interval: Numbers, known: dict[str, Any], bound: float) -> dict[str, Any]:
    """The interval in whole businesses, rounded outwards, and the share that the registers hold."""
    low, high = int(np.floor(interval[0] + 1e-6)), int(np.ceil(interval[2] - 1e-6))
    middle = min(max(round(float(interval[1])), low), high)
    distinct = known["observed"] - known["doubled"]
    shares = {name: round(min(distinct / value, 1.0), 4) for name, value in (("held", middle), ("held_low", high), ("held_high", low))}
    return {"estimate": middle, "low": low, "high": high, **shares, "lower_bound": None if np.isnan(bound) else round(float(bound), 1)}
