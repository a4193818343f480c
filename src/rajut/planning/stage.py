"""The stage: clusters, partners and venues to needs, assignments and the roadshow."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine
from rajut.errors import Faults, RajutError
from rajut.planning.assigning import assign
from rajut.planning.checking import faults
from rajut.planning.needs import make_needs
from rajut.planning.roadshow import candidates_sql, make_roadshow
from rajut.progress import Progress


def plan(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Make `needs`, `assignments` and `roadshow` from clusters, homes, businesses, classes, areas, partners and venues.

    Returns counts for the manifest. Raises Faults with everything that makes the plan impossible.
    """
    progress.item("partners and venues", 0.0)
    _check(engine)
    progress.item("needs", 0.1)
    make_needs(engine)
    progress.check()
    progress.item("assignments", 0.3)
    assign(engine, progress)
    progress.check()
    progress.item("roadshow", 0.8)
    roadshow = make_roadshow(engine)
    by_reason = engine.rows("SELECT reason, count(*) AS requests FROM assignments GROUP BY reason ORDER BY reason")
    counts = engine.rows("SELECT count(*) AS requests, count(*) FILTER (WHERE status = 'assigned') AS assigned FROM assignments")[0]
    return {
        **counts,
        "reasons": {row["reason"]: row["requests"] for row in by_reason},
        "stops": roadshow["stops"],
        "covered": roadshow["covered"],
        "roadshow_gap": roadshow["gap"],
        "warnings": roadshow["warnings"],
    }


def _check(engine: Engine) -> None:
    """Refuse what cannot be planned, with all its faults."""
    regencies = engine.fetch("SELECT code FROM areas WHERE level = 'regency' AND lon IS NOT NULL AND lat IS NOT NULL").column(0).to_pylist()
    wrong: list[RajutError] = []
    for kind in ("partners", "venues"):
        wrong += faults(kind, engine.fetch(f"SELECT * FROM {kind} ORDER BY 1"), regencies)
    stops = definitions.load("planning").content["roadshow"]["stops"]
    candidates = engine.value(f"SELECT count(*) FROM ({candidates_sql()}) AS candidates")
    if stops > candidates:
        wrong.append(RajutError("PLAN-TOO-MANY-STOPS", stops=stops, candidates=candidates))
    if wrong:
        raise Faults(wrong)
