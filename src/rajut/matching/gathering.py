"""Groups of rows at scale: easy components by the table, only contested ones one by one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.matching.grouping import DECIDED, PLACE, Pair, Row, Rules, group_rows
from rajut.matching.preparing import rules


def grouping_rules() -> Rules:
    known = rules()["grouping"]
    sure = known["same_register"]
    return Rules(
        same_register=round(100 * math.log2(sure / (1 - sure))),
        bridge=round(100 * known["bridge_bits"]),
        cap=round(100 * known["cap_bits"]),
        missing=round(100 * known["missing_bits"]),
    )


def gather(engine: Engine) -> dict[str, Any]:
    """Make `matching_groups(n, group_n)` for every record (a group is named by its smallest row) and
    `matching_refused(a, b, reason)`: pairs that are sure, or decided same, but must not be joined."""
    _strong_pairs(engine)
    _join_easy(engine)
    groups: dict[int, int] = {}
    refused: dict[Pair, str] = {}
    careful, limits = 0, grouping_rules()
    for rows, evidence, strong, together, apart in _hard_components(engine):
        found, why = group_rows(rows, evidence, strong, together, apart, limits)
        groups |= {row: group for row, group in found.items() if row != group}
        refused |= why
        careful += 1
    _keep(engine, groups, refused)
    engine.drop("matching_components", "matching_easy")
    held: dict[str, int] = defaultdict(int)
    for reason in refused.values():
        held[reason] += 1
    contradictions = engine.value(
        f"""SELECT count(*) FROM matching_refused JOIN matching_decided USING (a, b)
            WHERE verdict = 'same' AND reason = '{DECIDED}'"""
    )
    warnings = [RajutError("MATCH-DECISIONS-CONTRADICT", count=contradictions)] if contradictions else []
    return {"components_examined": careful, "pairs_held_apart": dict(sorted(held.items())), "warnings": warnings}


def _strong_pairs(engine: Engine) -> None:
    """Make `matching_components(n, component, size)` of the rows that sure and decided-same pairs connect."""
    edges = engine.fetch(
        f"""SELECT s.a, s.b FROM matching_scored s LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
            WHERE coalesce(d.verdict, CASE WHEN {_sure()} AND {_of_one_place()} THEN 'same' END) = 'same'"""
    )
    ends = np.concatenate([edges["a"].to_numpy(), edges["b"].to_numpy()])
    rows, place = np.unique(ends, return_inverse=True)
    half = len(edges)
    graph = coo_matrix((np.ones(half, dtype=np.int8), (place[:half], place[half:])), shape=(len(rows), len(rows)))
    number, label = connected_components(graph, directed=False)
    size = np.bincount(label, minlength=number)
    engine.put("matching_components", pa.table({"n": rows, "component": label.astype(np.int64), "size": size[label].astype(np.int64)}))


def _sure() -> str:
    return f"s.probability >= {rules()['thresholds']['same']}"


def _of_one_place() -> str:
    """SQL: whether the places of a pair do not contradict each other, or it shares a number, typing mistakes apart."""
    contradicting = ", ".join(f"'{level}'" for level in rules()["grouping"]["contradicting_places"])
    return f"(coalesce(s.place_level, '') NOT IN ({contradicting}) OR coalesce(s.actor_level, '') IN ('nik_typo', 'nib_typo'))"


def _join_easy(engine: Engine) -> None:
    """Make `matching_easy(component, group_n)`: components to which no rule of `grouping` can apply; take them out of the others.

    No register and no two identifiers twice, nobody decided, and every pair of rows speaks for joining: whatever the order, so does
    the mean of any two groups.
    """
    engine.create(
        "matching_easy",
        f"""WITH held AS (
              SELECT c.component, min(c.size) AS size, min(n) AS group_n, count(DISTINCT i.register) AS registers,
                min(i.person) <> max(i.person) AS two_persons, min(i.nib) <> max(i.nib) AS two_nibs
              FROM matching_components c JOIN matching_input i USING (n) GROUP BY c.component),
            speaking AS (
              SELECT l.component, count(*) AS pairs
              FROM matching_scored s JOIN matching_components l ON l.n = s.a JOIN matching_components r ON r.n = s.b
              WHERE l.component = r.component AND s.bits >= {rules()["grouping"]["bridge_bits"]} GROUP BY l.component),
            decided AS (
              SELECT c.component FROM matching_decided d JOIN matching_components c ON c.n = d.a
              UNION SELECT c.component FROM matching_decided d JOIN matching_components c ON c.n = d.b)
            SELECT h.component, h.group_n FROM held h JOIN speaking s ON s.component = h.component
            WHERE h.registers = h.size AND NOT coalesce(h.two_persons OR h.two_nibs, false) AND 2 * s.pairs = h.size * (h.size - 1)
              AND h.component NOT IN (SELECT component FROM decided)""",
    )
    engine.create("matching_joined", "SELECT c.n, e.group_n FROM matching_components c JOIN matching_easy e ON e.component = c.component")
    engine.create("matching_components", "SELECT * FROM matching_components WHERE component NOT IN (SELECT component FROM matching_easy)")


def _hard_components(engine: Engine) -> Iterator[tuple[dict[int, Row], dict[Pair, int], list[Pair], list[Pair], list[Pair]]]:
    """Per remaining component: rows, evidence in hundredths of a bit, strong pairs, decided same (latest first), decided different."""
    rows: dict[int, dict[int, Row]] = defaultdict(dict)
    for batch in engine.batches("SELECT c.component, n, register, person, nib FROM matching_components c JOIN matching_input USING (n)"):
        for component, n, *traits in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            rows[component][n] = Row(*traits)
    evidence: dict[int, dict[Pair, int]] = defaultdict(dict)
    pairs: dict[str, dict[int, list[Pair]]] = {"strong": defaultdict(list), "same": defaultdict(list), "different": defaultdict(list)}
    query = f"""SELECT l.component, s.a, s.b, CAST(round(s.bits * 100) AS BIGINT) AS bits,
                  coalesce(d.verdict, CASE WHEN {_sure()} AND {_of_one_place()} THEN 'strong' END) AS kind
                FROM matching_scored s JOIN matching_components l ON l.n = s.a JOIN matching_components r ON r.n = s.b
                LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
                WHERE l.component = r.component ORDER BY coalesce(d.number, 0) DESC, s.a, s.b"""
    for batch in engine.batches(query):
        for component, a, b, bits, kind in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            evidence[component][a, b] = bits
            if kind:
                pairs[kind][component].append((a, b))
    none: list[Pair] = []
    for component in sorted(rows):
        strong, same, different = (pairs[kind].pop(component, none) for kind in ("strong", "same", "different"))
        yield rows.pop(component), evidence.pop(component, {}), strong, same, different


def _keep(engine: Engine, groups: dict[int, int], refused: dict[Pair, str]) -> None:
    engine.put("matching_examined", pa.table({"n": pa.array(groups.keys(), pa.int64()), "group_n": pa.array(groups.values(), pa.int64())}))
    engine.append("matching_joined", "SELECT n, group_n FROM matching_examined")
    engine.create(
        "matching_groups", "SELECT i.n, coalesce(j.group_n, i.n) AS group_n FROM matching_input i LEFT JOIN matching_joined j ON j.n = i.n"
    )
    engine.drop("matching_joined", "matching_examined")
    held = engine.rows(
        f"""SELECT s.a, s.b FROM matching_scored s JOIN matching_groups l ON l.n = s.a JOIN matching_groups r ON r.n = s.b
            LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
            WHERE {_sure()} AND NOT {_of_one_place()} AND l.group_n <> r.group_n AND d.verdict IS NULL"""
    )
    refused |= {(row["a"], row["b"]): PLACE for row in held}
    a, b = [pair[0] for pair in refused], [pair[1] for pair in refused]
    columns = {"a": pa.array(a, pa.int64()), "b": pa.array(b, pa.int64()), "reason": pa.array(refused.values(), pa.string())}
    engine.put("matching_refused", pa.table(columns))
