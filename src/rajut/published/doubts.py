"""Pairs of records that a person should judge, for signed-in officers only."""

from __future__ import annotations

import json
from typing import Any

from rajut.published.opening import PublishedRun
from rajut.published.scope import Scope

Pair = tuple[str, str]
AT_MOST = 20_000  # nobody decides more than these between two runs; all are counted


def queue_for_officer(run: PublishedRun, scope: Scope) -> tuple[list[Pair], int]:
    """The pairs to judge whose records both lie in the area, and how many there are.

    Those of which a business is of fashion, or may be, come first: an officer's hour is for these. Then what is worth most.
    """
    found: tuple[list[Pair], int] = run.kept(("doubts", scope.area), lambda: _queue(run, scope))
    return found


def _queue(run: PublishedRun, scope: Scope) -> tuple[list[Pair], int]:
    asked = f"""FROM pairs p JOIN places a ON a.record_id = p.record_a JOIN places b ON b.record_id = p.record_b
                WHERE p.verdict = 'ask' AND {scope.inside("a")} AND {scope.inside("b")}"""
    if not scope.area:
        asked = "FROM pairs p WHERE p.verdict = 'ask'"
    # Step by step: joined at once, the 7 million records of the country are kept for a few thousand pairs, which takes five times as long.
    rows = run.rows(
        f"""WITH asked AS MATERIALIZED (SELECT p.record_a, p.record_b, p.worth, p.probability {asked}),
              sides AS MATERIALIZED (SELECT record_a AS record_id FROM asked UNION SELECT record_b FROM asked),
              found AS MATERIALIZED (SELECT l.record_id, l.business_id FROM links l JOIN sides s ON s.record_id = l.record_id),
              fashion AS MATERIALIZED (SELECT f.record_id FROM classes c JOIN found f ON f.business_id = c.business_id
                                       WHERE c.fashion IS DISTINCT FROM false)
            SELECT p.record_a, p.record_b FROM asked p
            LEFT JOIN fashion a ON a.record_id = p.record_a LEFT JOIN fashion b ON b.record_id = p.record_b
            ORDER BY coalesce(a.record_id, b.record_id) IS NOT NULL DESC, p.worth DESC, p.probability DESC, p.record_a, p.record_b
            LIMIT {AT_MOST}""",
        scope.parameters,
    )
    total = len(rows) if len(rows) < AT_MOST else int(run.value(f"SELECT count(*) {asked}", scope.parameters))
    return [(row["record_a"], row["record_b"]) for row in rows], total


def pair_for_officer(run: PublishedRun, scope: Scope, record_a: str, record_b: str) -> dict[str, Any] | None:
    """A pair with its evidence, both records side by side as `a` and `b` with their business and place; None if the run does
    not tell of it or a record lies outside the area. `opens`: whether the record's business, chosen from other records too,
    lies inside as well."""
    names = {"a": record_a, "b": record_b}
    pairs = run.rows("SELECT * FROM pairs WHERE record_a = $a AND record_b = $b", names)
    sides = {
        row["record_id"]: row
        for row in run.rows(
            f"""SELECT r.*, l.business_id, p.province_code, p.regency_code, p.district_code, p.village_code,
                       {scope.inside("u")} AS opens
                FROM records r JOIN places p ON p.record_id = r.record_id JOIN links l ON l.record_id = r.record_id
                JOIN businesses u ON u.business_id = l.business_id
                WHERE r.record_id IN ($a, $b) AND {scope.inside("p")}""",
            names | scope.parameters,
        )
    }
    if not pairs or len(sides) < 2:
        return None
    pair = pairs[0]
    return pair | {"evidence": json.loads(pair["evidence"]), "a": sides[record_a], "b": sides[record_b]}


def open_pairs_for_officer(run: PublishedRun, scope: Scope, pairs: list[Pair]) -> set[Pair]:
    """Those of the pairs that the run tells of and whose records both lie in the area."""
    names, held = _listed([record for pair in pairs for record in pair])
    rows = run.rows(
        f"""SELECT p.record_a, p.record_b FROM pairs p
            JOIN places a ON a.record_id = p.record_a JOIN places b ON b.record_id = p.record_b
            WHERE p.record_a IN ({held}) AND p.record_b IN ({held}) AND {scope.inside("a")} AND {scope.inside("b")}""",
        names | scope.parameters,
    )
    return {(row["record_a"], row["record_b"]) for row in rows} & set(pairs)


def open_businesses_for_officer(run: PublishedRun, scope: Scope, business_ids: list[str]) -> set[str]:
    """Those of the businesses that the run has in the area."""
    names, held = _listed(business_ids)
    rows = run.rows(
        f"SELECT u.business_id FROM businesses u WHERE u.business_id IN ({held}) AND {scope.inside('u')}", names | scope.parameters
    )
    return {row["business_id"] for row in rows}


def rows_of_records(run: PublishedRun, record_ids: list[str]) -> dict[str, dict[str, Any]]:
    """Which row of which register each record is: register and row_number. No personal data."""
    names, held = _listed(record_ids)
    rows = run.rows(f"SELECT record_id, register, row_number FROM records WHERE record_id IN ({held})", names)
    return {row["record_id"]: row for row in rows}


def _listed(ids: list[str]) -> tuple[dict[str, str], str]:
    """Ids as parameters, and as the inside of `IN (…)`; no id is ever empty."""
    names = {f"id{number}": one for number, one in enumerate(ids or [""])}
    return names, ", ".join(f"${name}" for name in names)
