"""Clusters formed with other parameters on the published map, kept beside the run to be compared with what is published.

    WORKSPACE/runs/<id>/scenario-<name>/   sentra, clusters and homes as Parquet, and scenario.json with settings and measures
    WORKSPACE/runs/<id>/forming/           how far the one at work is

Everything is formed anew, so that a parameter shows its whole effect; what officers decided holds, and a group that goes on
keeps its id. A scenario changes nothing that is published; `rajut again --set … --form-anew ID` makes one the next run.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rajut import areas, clustering
from rajut import tables as t
from rajut.engines import DuckDB, Engine, Maker
from rajut.errors import Cancelled, RajutError
from rajut.progress import Progress, ProgressFile, Several
from rajut.running.inputs import COUNTRY, INPUTS, formers, kept_input
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
FORMING = "forming"
PUBLISHED = ("published_homes", "published_sentra", "published_clusters")
OF_AREA = ("sentra", "clusters", "housed", "businesses")
UNITS_IN = "SELECT substr(regency_code, 1, {digits}) AS code, count(*) AS {units} FROM {table} GROUP BY 1"
KEPT = (t.Sentra, t.Clusters, t.Homes)
BINS = (5, 10, 20, 40, 60, 80, 101)  # sizes of sentra are counted from each up to the next
STATUSES = ("member", "linked", "scattered", "unplaced")
CHANGED = """
SELECT count(*) FROM homes AS now JOIN published_homes AS before ON before.business_id = now.business_id
WHERE coalesce(now.sentra_id, now.status) <> coalesce(before.sentra_id, before.status)
"""


def form(out: Path, name: str, settings: Sequence[str], *, progress: Progress | None = None, engine: Maker = DuckDB) -> dict[str, Any]:
    """Form clusters of the published run with settings such as `sentra.aim=30`; returns what scenario.json holds.

    Settings the run itself was formed with hold unless given otherwise. A scenario of that name is replaced. What is done now
    stands in `runs/<id>/forming/progress.json`; a file `cancel` beside it stops it. Raises SCEN-BAD-NAME, SCEN-BAD-SETTING,
    SCEN-NO-PARAMETER, RUN-NOTHING-PUBLISHED, RUN-CANCELLED, or Faults with the contradictions of the parameters.
    """
    if not NAME.fullmatch(name):
        raise RajutError("SCEN-BAD-NAME", name=name)
    given = clustering.read_settings(settings)
    clustering.parameters(given)
    workspace = Workspace(out)
    workspace.published()  # asked before the workspace is held, which makes its folder
    with workspace.held():
        run = workspace.published()
        chosen = clustering.changed(adopted(run) | given)
        with _told(run, progress) as watchers, contextlib.closing(engine()) as opened, run.writing(f"scenario-{name}") as folder:
            _load(opened, run)
            watchers.stage("clustering", number=1, of=1)
            facts = clustering.form(opened, watchers, clustering.parameters(chosen))
            told = _tell(opened, run, facts) | {"name": name, "settings": chosen}
            for table in KEPT:
                opened.save(table, folder / f"{table.table}.parquet")
            (folder / "scenario.json").write_text(json.dumps(told, indent=1), "utf-8")
    return told


def adopted(run: Run) -> dict[str, float]:
    """The settings a run was formed with."""
    rows = kept_input(run, t.ClusteringSettings).to_pylist()
    return {row["name"]: row["value"] for row in rows}


@contextlib.contextmanager
def _told(run: Run, progress: Progress | None) -> Iterator[Progress]:
    """Everybody who watches; they are told how the block ended."""
    folder = run.folder / FORMING
    folder.mkdir(exist_ok=True)
    watchers = Several([ProgressFile(folder), *([progress] if progress else [])])
    status = "failed"
    try:
        yield watchers
        status = "done"
    except (Cancelled, KeyboardInterrupt) as stop:
        status = "cancelled"
        raise Cancelled from stop
    finally:
        watchers.finish(status)


def _tell(engine: Engine, run: Run, facts: dict[str, Any]) -> dict[str, Any]:
    """What is compared: of the scenario and of what is published, for the country and for its areas."""
    before = run.facts("clustering")["facts"]
    return {
        "run": run.id,
        "measures": measures(engine, "homes", "sentra", "clusters") | {"gap": facts.get("gap")},
        "published": measures(engine, *PUBLISHED) | {"gap": before.get("gap")},
        "published_settings": clustering.changed(adopted(run)),
        "changed_homes": _changed(engine),
        "areas": areas_of(engine, "homes", "sentra", "clusters"),
        "published_areas": areas_of(engine, *PUBLISHED),
    }


def areas_of(engine: Engine, homes: str, sentra: str, clusters: str) -> dict[str, dict[str, int]]:
    """By code of province and regency: numbers of sentra and clusters, and of businesses that have a cluster (housed) and in all."""
    found: dict[str, dict[str, int]] = {}
    for digits in (2, 4):
        counted = f"""
            SELECT substr(b.regency_code, 1, {digits}) AS code, count(*) AS businesses,
                   count(*) FILTER (h.status IN ('member', 'linked')) AS housed
            FROM {homes} h JOIN businesses b ON b.business_id = h.business_id WHERE b.regency_code IS NOT NULL GROUP BY 1"""
        for query in (counted, *(UNITS_IN.format(digits=digits, units=units, table=table) for units, table in
                                 (("sentra", sentra), ("clusters", clusters)))):  # fmt: skip
            for row in engine.rows(query):
                found.setdefault(row.pop("code"), dict.fromkeys(OF_AREA, 0)).update({name: int(n) for name, n in row.items()})
    return dict(sorted(found.items()))


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
