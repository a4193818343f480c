"""Rows of `coverage`: for every area and segment an interval of how many businesses there are, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.counting import DIGITS, UNKNOWN
from rajut.mapping.covering import closed, intervals
from rajut.mapping.covering.drawing import about_one
from rajut.mapping.covering.estimating import Estimated
from rajut.mapping.covering.histories import Histories
from rajut.mapping.covering.refusing import refused, unclear

Numbers = NDArray[np.float64]
LEVELS = ("country", "province", "regency")
ALL = "all"


@dataclass(frozen=True)
class Told:
    """Per code and column (all, then segments as called): lower end, middle and upper end of how many there are and of the share met."""

    there: Numbers
    held: Numbers


def rows(histories: Histories, estimated: Estimated | None, rules: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows of `coverage` in the order of level, area and segment; segments that no business of an area is called have no row."""
    random = np.random.default_rng([int(rules["drawing"]["seed"]), 1])
    doubt = rules["drawing"]["doubles_per_chance"] * about_one(
        (int(rules["drawing"]["draws"]), 1), rules["drawing"]["doubt_of_doubles"], random
    )
    for level in LEVELS:
        here = intervals.within(histories.areas, DIGITS[level])
        if here.codes:
            yield from _rows_of(level, here, histories, estimated, doubt, random, rules)


def _rows_of(
    level: str,
    here: intervals.Within,
    histories: Histories,
    estimated: Estimated | None,
    doubt: Numbers,
    random: np.random.Generator,
    rules: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    segments = [ALL, *histories.segments]
    joined = np.moveaxis(np.maximum(histories.counts + histories.doubled, 0.0), 2, 0)
    counts, observed = np.moveaxis(here.with_all(joined), 0, 2), here.with_all(histories.counts.sum(axis=2))
    met = closed.histories(len(histories.members)).sum(axis=1)
    overlap, distinct = (counts * (met >= 2)).sum(axis=-1), counts.sum(axis=-1)
    lists = np.logical_or.reduceat(histories.lists[here.areas], here.starts, axis=0).sum(axis=1)
    off = about_one((len(doubt), len(here.codes)), rules["drawing"]["doubt_of_model"], random)
    told = _told(here, observed[:, 0], distinct[:, 0], histories.segments, estimated, (doubt, off), random) if estimated else None
    bound = closed.lower_bound(counts[:, 0]) if estimated else np.full(len(here.codes), np.nan)
    for row, column in np.argwhere(observed > 0).tolist():
        if segments[column] == UNKNOWN:
            continue
        code, facts = refused(int(lists[row]), float(overlap[row, column]), float(observed[row, column]), rules["refusing"])
        figures = {} if code or told is None else _figures(told, row, column, bound[row] if column == 0 else np.nan)
        if figures and column and (why := unclear(figures, rules["refusing"])):
            code, facts, figures = "COVER-LINE-UNCLEAR", facts | why, {}
        yield {
            "level": level,
            "area_code": here.codes[row],
            "segment": segments[column],
            "lists": int(lists[row]),
            "observed": round(observed[row, column]),
            "doubled": round(float(observed[row, column] - distinct[row, column]), 3),
            "overlap": round(float(overlap[row, column]), 3),
            "reason": code or "COVER-ESTIMATED",
            "facts": json.dumps(facts),
            **figures,
        }


def _told(
    here: intervals.Within,
    observed: Numbers,
    distinct: Numbers,
    segments: list[str],
    estimated: Estimated,
    doubts: tuple[Numbers, Numbers],
    random: np.random.Generator,
) -> Told:
    """observed, distinct (codes): of all segments."""
    whole = intervals.there(here, observed, distinct, estimated, doubts, random)
    by_line, held = intervals.by_line(here, whole, estimated, random)
    there = np.zeros((3, len(here.codes), 1 + len(segments)))
    shares = np.zeros_like(there)
    there[:, :, 0] = intervals.ends(whole)
    shares[:, :, 0] = distinct / there[::-1, :, 0]
    for column, segment in enumerate(segments, start=1):
        if segment in estimated.truly.lines:
            line = estimated.truly.lines.index(segment)
            there[:, :, column], shares[:, :, column] = intervals.ends(by_line[:, :, line]), intervals.ends(held[:, :, line])
    return Told(there, shares)


def _figures(told: Told, row: int, column: int, bound: float) -> dict[str, Any]:
    """The interval in whole businesses, rounded outwards, and the share that the registers hold."""
    interval, share = told.there[:, row, column], np.minimum(told.held[:, row, column], 1.0)
    low, high = int(np.floor(interval[0] + 1e-6)), int(np.ceil(interval[2] - 1e-6))
    middle = min(max(round(float(interval[1])), low), high)
    held = {name: round(float(value), 4) for name, value in zip(("held_low", "held", "held_high"), share, strict=True)}
    return {"estimate": middle, "low": low, "high": high, **held, "lower_bound": None if np.isnan(bound) else round(float(bound), 1)}
