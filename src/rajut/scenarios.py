"""Clusters formed with other parameters on the published map, kept beside the run to be compared with what is published.

    WORKSPACE/runs/<id>/scenario-<name>/   sentra, clusters and homes as Parquet, and scenario.json with settings and measures

Everything is formed anew, so that a parameter shows its whole effect; what officers decided holds, and a group that goes on
keeps its id. A scenario changes nothing that is published.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rajut import areas, clustering
from rajut import tables as t
from rajut.clustering.parameters import Parameters, defined
from rajut.engines import DuckDB, Engine, Maker
from rajut.errors import RajutError
from rajut.progress import Progress, Silent
from rajut.running.inputs import COUNTRY, INPUTS, formers
from rajut.workspace import Run, Workspace

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
READS: dict[type[t.Table], str] = {
    t.Businesses: "matching",
    t.Links: "matching",
    t.Classes: "classifying",
    t.Specialisation: "mapping",
    t.Decisions: INPUTS,
    t.Identities: INPUTS,
}
KEPT = (t.Sentra, t.Clusters, t.Homes)
BINS = (5, 10, 20, 40, 60, 80, 101)  # sizes of sentra are counted from each up to the next
STATUSES = ("member", "linked", "scattered", "unplaced")
CHANGED = """
SELECT count(*) FROM homes AS now JOIN published_homes AS before ON before.business_id = now.business_id
WHERE coalesce(now.sentra_id, now.status) <> coalesce(before.sentra_id, before.status)
"""


def form(out: Path, name: str, settings: Sequence[str], *, progress: Progress | None = None, engine: Maker = DuckDB) -> dict[str, Any]:
    """Form clusters of the published run with settings such as `sentra.aim=30`; returns what scenario.json holds.

    A scenario of that name is replaced. Raises SCEN-BAD-NAME, SCEN-BAD-SETTING, SCEN-NO-PARAMETER, RUN-NOTHING-PUBLISHED, or
    Faults with the contradictions of the parameters.
    """
    if not NAME.fullmatch(name):
        raise RajutError("SCEN-BAD-NAME", name=name)
    changes = dict(_setting(setting) for setting in settings)
    parameters = _parameters(changes)
    workspace = Workspace(out)
    with workspace.held():
        run = workspace.published()
        with contextlib.closing(engine()) as opened, run.writing(f"scenario-{name}") as folder:
            _load(opened, run)
            facts = clustering.form(opened, progress or Silent(), parameters)
            told = {
                "name": name,
                "run": run.id,
                "settings": changes,
                "measures": measures(opened, "homes", "sentra", "clusters") | {"gap": facts.get("gap")},
                "published": measures(opened, "published_homes", "published_sentra", "published_clusters")
                | {"gap": run.facts("clustering")["facts"].get("gap")},
                "changed_homes": _changed(opened),
            }
            for table in KEPT:
                opened.save(table, folder / f"{table.table}.parquet")
            (folder / "scenario.json").write_text(json.dumps(told, indent=1), "utf-8")
    return told


def _changed(engine: Engine) -> int | None:
    """Businesses in another sentra than published, or in none; not known of a run that kept no record of its units."""
    known = engine.value("SELECT count(*) FROM former_units")
    return int(engine.value(CHANGED) or 0) if known else None


def measures(engine: Engine, homes: str, sentra: str, clusters: str) -> dict[str, Any]:
    """What scenarios are compared by: businesses by status, shares housed, numbers, distances in metres (nearest rank), sizes of sentra."""
    counted = {row["status"]: row["n"] for row in engine.rows(f"SELECT status, count(*) AS n FROM {homes} GROUP BY status")}
    by_status = {status: int(counted.get(status, 0)) for status in STATUSES}
    placed = sum(by_status.values()) - by_status["unplaced"]
    distance = _numbers(engine, f"SELECT distance_m FROM {homes} WHERE status IN ('member', 'linked') AND distance_m IS NOT NULL")
    sizes = _numbers(engine, f"SELECT members FROM {sentra}")
    return {
        **by_status,
        "share_in_sentra": round(by_status["member"] / placed, 4) if placed else None,
        "share_in_cluster": round((by_status["member"] + by_status["linked"]) / placed, 4) if placed else None,
        "sentra": len(sizes),
        "clusters": int(engine.value(f"SELECT count(*) FROM {clusters}")),
        "median_m": _rank(distance, 0.5),
        "p90_m": _rank(distance, 0.9),
        "smallest": _rank(sizes, 0.0),
        "median_size": _rank(sizes, 0.5),
        "largest": _rank(sizes, 1.0),
        "sizes": [int(((sizes >= low) & (sizes < high)).sum()) for low, high in zip(BINS, (*BINS[1:], np.inf), strict=True)],
    }


def _setting(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        number = float(value)
    except ValueError as fault:
        raise RajutError("SCEN-BAD-SETTING", setting=text) from fault
    if not name.strip() or not np.isfinite(number):
        raise RajutError("SCEN-BAD-SETTING", setting=text)
    return name.strip(), int(number) if number.is_integer() else number


def _parameters(changes: dict[str, float]) -> Parameters:
    """The defined parameters with some changed, checked for contradictions."""
    try:
        found = defined(changes)
    except KeyError as fault:
        raise RajutError("SCEN-NO-PARAMETER", name=fault.args[0]) from fault
    except ValueError as fault:
        name = fault.args[0]
        raise RajutError("SCEN-BAD-SETTING", setting=f"{name}={changes[name]}") from fault
    found.check()
    return found


def _load(engine: Engine, run: Run) -> None:
    engine.put(t.Areas.table, areas.country())
    engine.put(t.Islands.table, areas.islands())
    for table, stage in READS.items():
        engine.load(table.table, run.table(stage, table.table))
    for table in KEPT:
        engine.load(f"published_{table.table}", run.table("clustering", table.table))
    for table, rows in formers(run, [{"area": COUNTRY, "after": run.id}]):
        engine.put(table.table, rows)


def _numbers(engine: Engine, query: str) -> Any:
    return np.sort(np.asarray(engine.fetch(query).column(0), dtype=np.float64))


def _rank(ordered: Any, share: float) -> float | None:
    """The value at a share of the way through, by nearest rank."""
    return round(float(ordered[max(int(np.ceil(share * len(ordered))) - 1, 0)]), 1) if len(ordered) else None
