"""Pairs of records that a person should judge, for signed-in officers only."""

from __future__ import annotations

import json
from typing import Any

from rajut.published.opening import PublishedRun
from rajut.published.scope import Scope

Pair = tuple[str, str]
AT_MOST = 20_000  # nobody decides more than these between two runs; all are counted


def queue_for_officer(run: PublishedRun, scope: Scope) -> tuple[list[Pair], int]:
    """The pairs to judge whose records both lie in the area, what is worth most first, and how many there are."""
    found: tuple[list[Pair], int] = run.kept(("doubts", scope.area), lambda: _queue(run, scope))
    return found


def _queue(run: PublishedRun, scope: Scope) -> tuple[list[Pair], int]:
    asked = f"""FROM pairs p JOIN places a ON a.record_id = p.record_a JOIN places b ON b.record_id = p.record_b
                WHERE p.verdict = 'ask' AND {scope.inside("a")} AND {scope.inside("b")}"""
    if not scope.area:
        asked = "FROM pairs p WHERE p.verdict = 'ask'"
    rows = run.rows(
        f"SELECT p.record_a, p.record_b {asked} ORDER BY p.worth DESC, p.probability DESC, p.record_a, p.record_b LIMIT {AT_MOST}",
        scope.parameters,
    )
    total = len(rows) if len(rows) < AT_MOST else int(run.value(f"SELECT count(*) {asked}", scope.parameters))
    return [(row["record_a"], row["record_b"]) for row in rows], total


def pair_for_officer(run: PublishedRun, scope: Scope, record_a: str, record_b: str) -> dict[str, Any] | None:
    """A pair with its evidence, both records side by side as `a` and `b` with their business and place; None if the run does
    not tell of it or a record lies outside the area."""
    names = {"a": record_a, "b": record_b}
    pairs = run.rows("SELECT * FROM pairs WHERE record_a = $a AND record_b = $b", names)
    sides = {
        row["record_id"]: row
        for row in run.rows(
            f"""SELECT r.* EXCLUDE (original), l.business_id, p.province_code, p.regency_code, p.district_code, p.village_code
                FROM records r JOIN places p ON p.record_id = r.record_id JOIN links l ON l.record_id = r.record_id
                WHERE r.record_id IN ($a, $b) AND {scope.inside("p")}""",
            names | scope.parameters,
        )
    }
    if not pairs or len(sides) < 2:
        return None
    pair = pairs[0]
    return pair | {"evidence": json.loads(pair["evidence"]), "a": sides[record_a], "b": sides[record_b]}


def rows_of_records(run: PublishedRun, record_ids: list[str]) -> dict[str, dict[str, Any]]:
    """Which row of which register each record is: register and row_number. No personal data."""
    if not record_ids:
        return {}
    names = {f"id{number}": record for number, record in enumerate(record_ids)}
    held = ", ".join(f"${name}" for name in names)
    rows = run.rows(f"SELECT record_id, register, row_number FROM records WHERE record_id IN ({held})", names)
    return {row["record_id"]: row for row in rows}
