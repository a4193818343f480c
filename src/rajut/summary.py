"""The figures of a run a person looks at first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from rajut.engines import DuckDB, Engine
from rajut.errors import sentence
from rajut.workspace import Run

FIGURES = (
    ("rows_read", "reading", "registers", "SELECT CAST(sum(rows_read) AS BIGINT) FROM registers"),
    ("rows_accepted", "reading", "registers", "SELECT CAST(sum(rows_accepted) AS BIGINT) FROM registers"),
    ("rows_rejected", "reading", "registers", "SELECT CAST(sum(rows_rejected) AS BIGINT) FROM registers"),
    ("located_to_village", "locating", "places", "SELECT round(avg(CASE WHEN level = 'village' THEN 1.0 ELSE 0.0 END), 4) FROM places"),
    ("coordinates_repaired", "locating", "places",
     "SELECT count(*) FROM places WHERE coordinate IN ('swapped', 'sign_flipped', 'scaled')"),
    ("businesses", "matching", "businesses", "SELECT count(*) FROM businesses"),
    ("pairs_to_ask", "matching", "pairs", "SELECT count(*) FROM pairs WHERE verdict = 'ask'"),
    ("fashion", "classifying", "classes", "SELECT count(*) FROM classes WHERE fashion"),
    ("fashion_unknown", "classifying", "classes", "SELECT count(*) FROM classes WHERE fashion IS NULL"),
    ("held", "mapping", "accuracy", "SELECT [held_low, held_high] FROM accuracy WHERE level = 'country'"),
    ("sentra", "clustering", "sentra", "SELECT count(*) FROM sentra"),
    ("clusters", "clustering", "clusters", "SELECT count(*) FROM clusters"),
    ("housed", "clustering", "homes",
     "SELECT round(avg(CASE WHEN status IN ('member', 'linked') THEN 1.0 ELSE 0.0 END), 4) FROM homes"),
    ("needs_assigned", "planning", "assignments",
     "SELECT round(avg(CASE WHEN status = 'assigned' THEN 1.0 ELSE 0.0 END), 4) FROM assignments"),
    ("roadshow_share", "planning", "roadshow", "SELECT max(share) FROM roadshow"),
)  # fmt: skip


def of(run: Run, engine: Callable[[], Engine] = DuckDB) -> dict[str, Any]:
    """Figure -> value, for the stages that are finished. Shares are between 0 and 1; `held` is an interval of 95 %."""
    figures = {}
    with contextlib.closing(engine()) as opened:
        for name, stage, table, query in FIGURES:
            file = run.table(stage, table)
            if file.exists():
                opened.load(table, file)
                figures[name] = next(iter(opened.fetch(query).column(0).to_pylist()), None)
    return figures


def warnings(run: Run) -> list[str]:
    """What the stages warn of, as sentences, in the order of the stages."""
    told = [warning for stage in run.manifest["stages"].values() for warning in stage["warnings"]]
    return [sentence(warning["code"], **warning["facts"]) for warning in told]
