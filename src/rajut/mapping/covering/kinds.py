"""What businesses were called, and how surely: the counts from which estimates by product line start.

Businesses called the same line, of the same likeliest line and about as surely, are one *kind*. The chances of a kind are the mean
of those that the classes state (`segment_shares`) for its businesses. What a person decided is a kind of its own, without doubt.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rajut.engines import Engine
from rajut.mapping.counting import FASHION, UNKNOWN

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
KINDS = "mapping_kinds"
DECIDED, NOTHING = -1, -2  # instead of a band of sureness: a person said so; nobody and nothing says anything
_SCHEMA = pa.schema([("segment", pa.string()), ("shares", pa.string()), ("decided", pa.bool_()), ("kind", pa.int64())])


@dataclass(frozen=True)
class Kinds:
    """called (kinds): position among the histories' segments; likeliest (kinds): position among `lines`; decided (kinds).

    chances (kinds, lines): that a business of the kind truly is of the line; counts (areas, kinds): businesses.
    """

    lines: list[str]
    called: Whole
    likeliest: Whole
    decided: NDArray[np.bool_]
    chances: Numbers
    counts: Numbers

    @property
    def composition(self) -> Numbers:
        """(lines) Their shares in the country, as far as the chances tell."""
        expected = self.counts.sum(axis=0) @ self.chances
        return np.asarray(expected / max(float(expected.sum()), 1e-300))


def gather_kinds(engine: Engine, areas: list[str], segments: list[str], rules: dict[str, Any]) -> Kinds:
    """Kinds of the businesses in `mapping_fashion`. areas, segments: as in the histories; rules: `classing` of definitions/covering."""
    rows = engine.rows(f"SELECT segment, shares, decided, count(*) AS businesses FROM {FASHION} GROUP BY segment, shares, decided")
    rows.sort(key=lambda row: (row["segment"], row["shares"] or "", row["decided"]))
    lines = sorted({name for row in rows for name in _chances(row)}) or [UNKNOWN]  # nothing is known of any: they are one line
    stated = np.array([_row(_chances(row), lines) for row in rows]).reshape(len(rows), len(lines))
    keys = [_key(row, chances, rules["sure_from"]) for row, chances in zip(rows, stated, strict=True)]
    kinds = sorted(set(keys))
    number = np.array([kinds.index(key) for key in keys], dtype=np.int64)
    weight = np.zeros((len(kinds), len(rows)))
    weight[number, np.arange(len(rows))] = [row["businesses"] for row in rows]
    chances = weight @ _sharpened(stated, float(rules["sharpness"]))
    table = [{name: row[name] for name in ("segment", "shares", "decided")} | {"kind": int(k)} for row, k in zip(rows, number, strict=True)]
    engine.put(KINDS, pa.Table.from_pylist(table, schema=_SCHEMA))
    counts = _counts(engine, areas, len(kinds))
    engine.drop(KINDS)
    return Kinds(
        lines,
        called=np.array([segments.index(segment) for segment, _, _ in kinds], dtype=np.int64),
        likeliest=np.array([max(place, 0) for _, place, _ in kinds], dtype=np.int64),
        decided=np.array([band == DECIDED for _, _, band in kinds], dtype=bool),
        chances=_completed(chances),
        counts=counts,
    )


def _chances(row: dict[str, Any]) -> dict[str, float]:
    if row["segment"] != UNKNOWN and (row["decided"] or not row["shares"]):
        return {row["segment"]: 1.0}
    return dict(json.loads(row["shares"] or "{}"))


def _row(chances: dict[str, float], lines: list[str]) -> list[float]:
    return [chances.get(line, 0.0) for line in lines]


def _key(row: dict[str, Any], chances: Numbers, sure_from: list[float]) -> tuple[str, int, int]:
    """Called, likeliest line, band of sureness."""
    if not chances.any():
        return row["segment"], -1, NOTHING
    band = DECIDED if row["decided"] else sum(chances.max() >= least for least in sure_from)
    return row["segment"], int(chances.argmax()), band


def _sharpened(chances: Numbers, sharpness: float) -> Numbers:
    powers = chances**sharpness
    return np.asarray(powers / np.maximum(powers.sum(axis=1, keepdims=True), 1e-300))


def _counts(engine: Engine, areas: list[str], kinds: int) -> Numbers:
    counts = np.zeros((len(areas), kinds))
    place = {area: position for position, area in enumerate(areas)}
    for row in engine.rows(
        f"""SELECT c.area_code, k.kind, count(*) AS businesses FROM {FASHION} c JOIN {KINDS} k
            ON c.segment = k.segment AND c.decided = k.decided AND coalesce(c.shares, '') = coalesce(k.shares, '')
            GROUP BY c.area_code, k.kind"""
    ):
        counts[place[row["area_code"]], row["kind"]] = row["businesses"]
    return counts


def _completed(chances: Numbers) -> Numbers:
    """Sums to chances; a kind that nothing is known of is as the others together."""
    others = chances.sum(axis=0)
    known = chances.any(axis=1, keepdims=True)
    whole = np.where(known, chances, others if others.any() else 1.0)
    return np.asarray(whole / np.maximum(whole.sum(axis=1, keepdims=True), 1e-300))
