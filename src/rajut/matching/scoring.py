"""The weight of every candidate pair."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.matching.comparing import Comparison, compare
from rajut.matching.learning import MOST, Chances, prior_odds

PORTION = 2_000_000  # pairs scored at a time, about


def score(engine: Engine, comparisons: Sequence[Comparison], chances: Chances, *, elsewhere: int, keep_bits: float) -> dict[str, Any]:
    """Make `matching_scored(a, b, bits, probability, <comparison>_level, <comparison>_bits …)` from `matching_candidates`.

    `bits` is log2 of the odds that the pair is one business. Pairs below `keep_bits` are left out, unless a person
    decided them. Weights are rounded to a thousandth of a bit, so that no sum depends on its order.
    """
    rows = engine.count("matching_compared")
    start = math.log2(prior_odds(chances.partners, rows, elsewhere)) if rows else 0.0
    engine.drop("matching_scored")
    near = _portions(engine, "matching_candidates") or [(0, 0)]  # so that there is a table, if of nothing
    _set_apart(engine, near)
    portions = [(f"matching_candidates WHERE a >= {first} AND b <= {last}", first, last, "matching_here") for first, last in near]
    portions += [
        (f"matching_far WHERE a >= {first} AND a <= {last}", first, last, "matching_compared")
        for first, last in _portions(engine, "matching_far")
    ]
    for pairs, first, last, second in portions:
        engine.view("matching_portion", f"SELECT * FROM {pairs}")
        engine.view("matching_here", f"SELECT * FROM matching_compared WHERE n >= {first} AND n <= {last}")
        compare(engine, "matching_levels", "matching_portion", ("matching_here", second), comparisons)
        engine.append("matching_scored", weighed(comparisons, chances, start, keep_bits))
    engine.drop("matching_levels", "matching_portion", "matching_here", "matching_far")
    return {"pairs_kept": engine.count("matching_scored")}


def _portions(engine: Engine, pairs: str) -> list[tuple[int, int]]:
    """Ranges of the first row of a pair with about `PORTION` pairs each: beside each other, wide rows of all pairs fill the memory.

    The last range reaches to the last row, as pairs with it do.
    """
    rows = engine.count("matching_compared")
    step = max(rows // 1000, 1)
    stepped = f"SELECT CAST(floor(a / {step}.0) AS BIGINT) AS step FROM {pairs}"
    portions, first, last, held = [], 0, 0, 0
    for row in engine.rows(f"SELECT step, count(*) AS pairs FROM ({stepped}) steps GROUP BY step ORDER BY step"):
        held, last = held + row["pairs"], (row["step"] + 1) * step - 1
        if held >= PORTION:
            portions.append((first, last))
            first, held = last + 1, 0
    return [*portions, (first, rows)] if held else portions


def _set_apart(engine: Engine, near: list[tuple[int, int]]) -> None:
    """Make `matching_far`: the pairs whose second row lies beyond the portion of their first, a few only: rows are numbered by place."""
    first, last = ([ends[place] for ends in near] for place in (0, 1))
    engine.put("matching_bounds", pa.table({"first": pa.array(first, pa.int64()), "last": pa.array(last, pa.int64())}))
    far = "SELECT c.* FROM matching_candidates c JOIN matching_bounds p ON c.a >= p.first AND c.a <= p.last WHERE c.b > p.last"
    engine.create("matching_far", far)
    engine.drop("matching_bounds")


def weighed(comparisons: Sequence[Comparison], chances: Chances, start: float, keep_bits: float) -> str:
    """SQL: the pairs of `matching_levels` worth keeping, with their weights."""
    weights = [f"{_bits(comparison, chances)} AS {comparison.name}_bits" for comparison in comparisons]
    total = " + ".join([repr(start), *(f"{comparison.name}_bits" for comparison in comparisons)])
    names = ", ".join(f"{_name(comparison)} AS {comparison.name}_level, {comparison.name}_bits" for comparison in comparisons)
    return f"""WITH weighed AS (SELECT *, {", ".join(weights)} FROM matching_levels),
                 summed AS (SELECT *, round({total}, 3) AS bits FROM weighed)
            SELECT s.a, s.b, s.bits, round(1 / (1 + power(2, -s.bits)), 6) AS probability, s.rules, {names}
            FROM summed s LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
            WHERE s.bits >= {keep_bits} OR d.verdict IS NOT NULL"""


def _bits(comparison: Comparison, chances: Chances) -> str:
    cases = []
    for place, _, level in comparison.levels():
        key = comparison.name, level.name
        if level.frequency is None:
            weight = repr(round(math.log2(chances.m[key] / chances.u[key]), 6))
        else:
            by_chance = f"least({MOST}, {chances.looseness.get(key, 1.0)!r} * {comparison.name}_tf)"
            weight = f"{math.log2(chances.m[key])!r} - log2({by_chance})"
        cases.append(f"WHEN {place} THEN {weight}")
    return f"round(coalesce(CASE {comparison.name}_at {' '.join(cases)} END, 0.0), 3)"


def _name(comparison: Comparison) -> str:
    cases = " ".join(f"WHEN {place} THEN '{level.name}'" for place, _, level in comparison.levels())
    return f"CASE {comparison.name}_at {cases} END"
