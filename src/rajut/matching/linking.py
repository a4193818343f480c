"""Rows of any list that are one and the same, by the roles of its columns: the method of the stage without its registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rajut.engines import Engine
from rajut.matching import roles as role
from rajut.matching.blocking import Budget, find_candidates
from rajut.matching.comparing import Comparison
from rajut.matching.grouping import Pair, Row, Rules, group_rows
from rajut.matching.learning import Chances, Settings, learn, prior
from rajut.matching.likeness import Likeness, measure
from rajut.matching.scoring import score
from rajut.progress import Progress

TEMPORARY = ("matching_list", "matching_input", "matching_compared", "matching_decided", "matching_candidates", "matching_scored")
EVERY_PAIR = -1e6
NO_SIDE = "''"


def link(engine: Engine, rows: pa.Table, roles: role.Roles, progress: Progress, *, sides: str | None = None) -> dict[str, Any]:
    """The group of every row: rows of one group are taken for one thing.

    `rows`: text columns named by plain words; `roles`: column -> role of definitions/linkage.yaml. `sides`: a column that
    tells two lists apart, each without doubles, so that a group has one row of each; without it rows of one list are
    compared with each other. Returns `groups` (an array, row -> the smallest row of its group), `candidates` (pairs a, b,
    that blocking found) and `chances`. Raises KeyError for a role that does not exist.
    """
    known = role.known()
    _prepare(engine, rows, roles, sides)
    find_candidates(engine, role.blocking_rules(roles), Budget(**known["blocking"]), progress)
    if sides:
        _across(engine)
    candidates = engine.fetch("SELECT a, b FROM matching_candidates ORDER BY a, b")
    likenesses = {column: _likeness(engine, column, known["words"]["word"]) for column in role.likeness_columns(roles)}

    def measured(pairs: str) -> None:
        measure(engine, pairs, likenesses)

    compared = role.comparisons(roles)
    chances = learn(engine, compared, prior(compared, known["partners_per_record"]), Settings(**known["learning"]), 0, measured)
    groups = _groups(_Scorer(engine, compared, chances, measured), known["evidence"], apart=bool(sides))
    engine.drop(*TEMPORARY)
    return {"groups": groups, "candidates": candidates, "chances": chances}


def _likeness(engine: Engine, column: str, similarity: float) -> Likeness:
    texts = engine.fetch(f"SELECT {column} FROM matching_input WHERE {column} IS NOT NULL ORDER BY n")
    return Likeness(texts[column].to_pylist(), similarity)


def _prepare(engine: Engine, rows: pa.Table, roles: role.Roles, sides: str | None) -> None:
    """Make `matching_input` and `matching_compared`, which has the frequency of every value; nobody has decided anything."""
    engine.put("matching_list", rows.append_column("n", pa.array(range(len(rows)), pa.int64())))
    columns = {name: sql for column, its in roles.items() for name, sql in role.prepared(column, its).items()}
    made = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    engine.create("matching_input", f"SELECT n, {sides or NO_SIDE} AS register, {made} FROM matching_list")
    share = f"CASE WHEN {{0}} IS NOT NULL THEN count(*) OVER (PARTITION BY {{0}}) / CAST({len(rows)} AS DOUBLE) END AS tf_{{0}}"
    engine.create("matching_compared", f"SELECT *, {', '.join(map(share.format, roles))} FROM matching_input")
    nothing: dict[str, Any] = {"a": pa.array([], pa.int64()), "b": pa.array([], pa.int64()), "verdict": pa.array([], pa.string())}
    engine.put("matching_decided", pa.table(nothing))


def _across(engine: Engine) -> None:
    """Keep candidates of both lists only."""
    engine.create(
        "matching_crossing",
        """SELECT c.* FROM matching_candidates c JOIN matching_input l ON l.n = c.a JOIN matching_input r ON r.n = c.b
           WHERE l.register <> r.register""",
    )
    engine.create("matching_candidates", "SELECT * FROM matching_crossing")
    engine.drop("matching_crossing")


@dataclass(frozen=True)
class _Scorer:
    engine: Engine
    compared: tuple[Comparison, ...]
    chances: Chances
    measured: Callable[[str], None]

    def bits(self, least: float) -> pa.Table:
        """The pairs (a, b, hundredths of a bit) of `matching_candidates` with at least so many bits."""
        self.measured("matching_candidates")
        score(self.engine, self.compared, self.chances, elsewhere=0, keep_bits=least)
        return self.engine.fetch("SELECT a, b, CAST(round(bits * 100) AS BIGINT) AS bits FROM matching_scored ORDER BY a, b")


def _groups(scorer: _Scorer, limits: dict[str, float], *, apart: bool) -> Any:
    """Groups by mean evidence. Every pair inside a connected component is scored, also those no rule of blocking found."""
    registers = scorer.engine.fetch("SELECT register FROM matching_input ORDER BY n")["register"].to_pylist()
    component = _components(scorer.bits(limits["sure_bits"]), len(registers))
    _all_pairs(scorer.engine, component, apart)
    evidence: dict[int, dict[Pair, int]] = defaultdict(dict)
    for a, b, bits in zip(*(column.to_pylist() for column in scorer.bits(EVERY_PAIR).columns), strict=True):
        evidence[component[a]][a, b] = bits
    hundredths = {name: round(100 * limits[f"{name}_bits"]) for name in ("bridge", "cap", "missing")}
    rules = Rules(same_register=round(100 * (-EVERY_PAIR if apart else EVERY_PAIR)), **hundredths)
    groups = np.arange(len(registers))
    for pairs in evidence.values():
        members = {row: Row(registers[row]) for pair in pairs for row in pair}
        sure = [pair for pair, bits in pairs.items() if bits >= 100 * limits["sure_bits"]]
        for row, group in group_rows(members, pairs, sure, (), (), rules)[0].items():
            groups[row] = group
    return groups


def _components(sure: pa.Table, rows: int) -> Any:
    """Row -> number of its component of sure pairs."""
    ends = sure["a"].to_numpy(), sure["b"].to_numpy()
    graph = coo_matrix((np.ones(len(sure), dtype=np.int8), ends), shape=(rows, rows))
    return connected_components(graph, directed=False)[1]


def _all_pairs(engine: Engine, component: Any, apart: bool) -> None:
    """Make `matching_candidates`: all pairs inside components."""
    engine.put("matching_component", pa.table({"n": np.arange(len(component)), "component": component}))
    different = "AND l.register <> r.register" if apart else ""
    engine.create(
        "matching_candidates",
        f"""SELECT x.n AS a, y.n AS b, 0 AS rules FROM matching_component x JOIN matching_component y ON x.component = y.component
            JOIN matching_input l ON l.n = x.n JOIN matching_input r ON r.n = y.n WHERE x.n < y.n {different}""",
    )
    engine.drop("matching_component")
