"""What happened to sentra and clusters since the run published before. Counts are exact: for officers of the area only."""

from __future__ import annotations

import json
from typing import Any

from rajut.published.opening import PublishedRun

UNITS = ("cluster", "sentra")
KINDS = ("born", "ended", "split", "merged", "members")
INSIDE = "regency_code >= $area AND regency_code < $beyond"


def counts_for_officer(run: PublishedRun, area: str) -> dict[tuple[str, str], int]:
    """(unit, change) -> how many of them in an area of 0, 2 or 4 digits."""
    query = f"SELECT unit, change, count(*) AS units FROM cluster_changes WHERE {INSIDE} GROUP BY unit, change"
    return {(row["unit"], row["change"]): row["units"] for row in run.rows(query, _inside(area))}


def of_area_for_officer(
    run: PublishedRun, area: str, *, unit: str = "", change: str = "", first: int = 0, limit: int = 50
) -> tuple[list[dict[str, Any]], int]:
    """Rows of `cluster_changes` of an area, clusters first, and their total; empty filters mean all.

    Each has `now` (the cluster to open; None of an ended unit) and `others` as a list of unit_id, name_id, name_en, now.
    """
    where = f"{INSIDE} AND ($unit = '' OR unit = $unit) AND ($change = '' OR change = $change)"
    parameters = _inside(area) | {"unit": unit, "change": change}
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
