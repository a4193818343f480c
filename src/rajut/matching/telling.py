"""The pairs people are told about, each with its evidence."""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine
from rajut.matching.model import comparisons
from rajut.matching.preparing import rules


def tell_pairs(engine: Engine) -> dict[str, Any]:
    """Make `pairs`: every pair from the probability `ask` on, and every decided pair.

    A pair whose records ended in one business is `same`. A sure pair that a rule held apart is `ask`, and
    its evidence ends with the comparison `held` and the rule. The sentence of evidence is the code
    MATCH-<COMPARISON>-<LEVEL> of the error catalogue.

    `worth` is what asking is expected to change: the chance that the answer contradicts what the run did, times
    the records of the businesses the pair touches. Where model and rule contradict each other that chance is even.
    """
    limits = rules()["thresholds"]
    engine.create("matching_group_sizes", "SELECT group_n, count(*) AS records FROM matching_groups GROUP BY group_n")
    engine.create(
        "pairs",
        f"""SELECT least(l.record_id, r.record_id) AS record_a, greatest(l.record_id, r.record_id) AS record_b, s.probability,
              CASE WHEN d.verdict IS NOT NULL AND x.reason IS NULL THEN d.verdict WHEN gl.group_n = gr.group_n THEN 'same'
                   ELSE 'ask' END AS verdict,
              coalesce(d.by, 'model') AS decided_by, {_worth()} AS worth, {_evidence()} AS evidence
            FROM matching_scored s
            JOIN matching_input l ON l.n = s.a JOIN matching_input r ON r.n = s.b
            JOIN matching_groups gl ON gl.n = s.a JOIN matching_groups gr ON gr.n = s.b
            JOIN matching_group_sizes zl ON zl.group_n = gl.group_n JOIN matching_group_sizes zr ON zr.group_n = gr.group_n
            LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
            LEFT JOIN matching_refused x ON x.a = s.a AND x.b = s.b
            WHERE s.probability >= {limits["ask"]} OR d.verdict IS NOT NULL""",
    )
    engine.drop("matching_group_sizes")
    counted = {row["verdict"]: row["pairs"] for row in engine.rows("SELECT verdict, count(*) AS pairs FROM pairs GROUP BY verdict")}
    return {"pairs": {verdict: counted.get(verdict, 0) for verdict in ("same", "ask", "different")}}


def _worth() -> str:
    return """round(CASE WHEN d.verdict IS NOT NULL AND x.reason IS NULL THEN 0.0
                  WHEN gl.group_n = gr.group_n THEN (1 - s.probability) * zl.records
                  WHEN x.reason IS NOT NULL THEN 0.5 * (zl.records + zr.records)
                  ELSE s.probability * (zl.records + zr.records) END, 3)"""


def _evidence() -> str:
    """SQL: JSON list of the comparisons that had something to compare."""
    weighed = (*(comparison.name for comparison in comparisons()), "rivals")
    parts = [_item(f"'{name}'", f"{name}_level", f"{name}_bits") for name in weighed]
    parts.append(_item("'held'", "x.reason", "0.0"))
    return f"'[' || concat_ws(', ', {', '.join(parts)}) || ']'"


def _item(comparison: str, level: str, bits: str) -> str:
    """SQL: one entry of the list, null where the level is null. Arguments are SQL."""
    # A tiny negative number is rounded to -0.0 by one engine and to 0.0 by the other.
    number = f"CASE WHEN abs({bits}) < 0.05 THEN '0.0' ELSE CAST(round({bits}, 1) AS VARCHAR) END"
    item = f"""'{{"comparison": "' || {comparison} || '", "level": "' || {level} || '", "bits": ' || {number} || '}}'"""
    return f"CASE WHEN {level} IS NOT NULL THEN {item} END"
