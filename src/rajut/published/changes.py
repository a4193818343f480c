"""What happened to sentra and clusters since the run published before. Counts are exact: for officers of the area only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from rajut.published.opening import PublishedRun
from rajut.published.scope import Scope

UNITS = ("cluster", "sentra")
KINDS = ("born", "ended", "split", "merged", "members")
UPHEAVALS = ["born", "ended", "split", "merged"]  # after which a decree is to be looked at again
CHANGES = Path("clustering") / "cluster_changes.parquet"
INSIDE = "regency_code >= $area AND regency_code < $beyond"


def counts_for_officer(run: PublishedRun, scope: Scope) -> dict[tuple[str, str], int]:
    """(unit, change) -> how many of them in an area of 0, 2 or 4 digits."""
    query = f"SELECT unit, change, count(*) AS units FROM cluster_changes WHERE {INSIDE} GROUP BY unit, change"
    return {(row["unit"], row["change"]): row["units"] for row in run.rows(query, _inside(scope.area))}


def of_area_for_officer(
    run: PublishedRun, scope: Scope, *, unit: str = "", change: str = "", first: int = 0, limit: int = 50
) -> tuple[list[dict[str, Any]], int]:
    """Rows of `cluster_changes` of an area, clusters first, and their total; empty filters mean all.

    Each has `now` (the cluster to open; None of an ended unit) and `others` as a list of unit_id, name_id, name_en, now.
    """
    where = f"{INSIDE} AND ($unit = '' OR unit = $unit) AND ($change = '' OR change = $change)"
    parameters = _inside(scope.area) | {"unit": unit, "change": change}
    total = run.value(f"SELECT count(*) FROM cluster_changes WHERE {where}", parameters)
    rows = run.rows(
        f"""SELECT * FROM cluster_changes WHERE {where}
            ORDER BY unit, regency_code, greatest(before, members) DESC, unit_id, change LIMIT {int(limit)} OFFSET {int(first)}""",
        parameters,
    )
    rows = [row | {"others": json.loads(row["others"])} for row in rows]
    known = _records(run, [row["unit_id"] for row in rows] + [name for row in rows for name in row["others"]])
    return [row | {"now": known.get(row["unit_id"], {}).get("now"), "others": [known[name] for name in row["others"] if name in known]}
            for row in rows], int(total)  # fmt: skip


def _records(run: PublishedRun, names: list[str]) -> dict[str, dict[str, Any]]:
    """Units by id with their last name and, of those that stand, the cluster they are or are in as `now`."""
    ids = {f"id{number}": name for number, name in enumerate(sorted(set(names)))}
    held = ", ".join(f"${name}" for name in ids) or "''"
    rows = run.rows(
        f"""SELECT u.unit_id, u.name_id, u.name_en, coalesce(c.cluster_id, s.cluster_id) AS now
            FROM (SELECT * FROM unit_records WHERE unit_id IN ({held})) u
            LEFT JOIN clusters c ON c.cluster_id = u.unit_id LEFT JOIN sentra s ON s.sentra_id = u.unit_id""",
        ids,
    )
    return {row["unit_id"]: row for row in rows}


def _inside(area: str) -> dict[str, str]:
    return {"area": area, "beyond": f"{area}:"}  # `:` follows 9


def upheavals(run: PublishedRun) -> list[dict[str, Any]]:
    """Every time a cluster was born of another, split, merged or ended, of this run and of those before it that are still kept.

    The run's own come last. As rows of `cluster_changes` with `run` (where it happened) and `others` as a list of ids.
    """
    return list(run.kept("upheavals", lambda: [row for folder in lineage(run) for row in _upheavals(folder)]))


def lineage(run: PublishedRun) -> list[Path]:
    """The folders of the runs this one came after, the oldest first, and its own; up to one that is no longer kept."""
    found, folder = [run.folder], run.folder
    while (name := _before(folder)) and (folder := run.folder.parent / name) not in found and (folder / CHANGES).exists():
        found.append(folder)
    return found[::-1]


def heirs(run: PublishedRun) -> dict[str, str | None]:
    """Ended cluster -> the standing one that most of its members went to, over any number of runs; None if none did."""
    return dict(run.kept("heirs", lambda: _heirs(run)))


def _heirs(run: PublishedRun) -> dict[str, str | None]:
    became = {row["unit_id"]: row["became"] for row in run.rows("SELECT unit_id, became FROM unit_records WHERE state = 'ended'")}
    found = {}
    for name in became:
        heir, seen = became[name], {name}
        while heir in became and heir not in seen:
            seen.add(heir)
            heir = became[heir]
        found[name] = None if heir in seen else heir
    return found


def _before(folder: Path) -> str | None:
    try:
        name = json.loads((folder / "manifest.json").read_text("utf-8")).get("identities_from")
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return str(name) if name else None


def _upheavals(folder: Path) -> list[dict[str, Any]]:
    if not (folder / CHANGES).exists():
        return []
    rows = pq.read_table(folder / CHANGES, filters=[("unit", "=", "cluster"), ("change", "in", UPHEAVALS)]).to_pylist()
    return [row | {"run": folder.name, "others": json.loads(row["others"])} for row in rows]
