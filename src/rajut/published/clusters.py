"""Clusters and what is planned for them. Nothing here is about one business."""

from __future__ import annotations

import json
from typing import Any

from rajut.published.opening import PublishedRun

MEMBERS = """
SELECT h.sentra_id, coalesce(c.segment, 'unknown') AS segment, b.province_code, b.regency_code, b.district_code
FROM homes h JOIN businesses b ON b.business_id = h.business_id JOIN classes c ON c.business_id = h.business_id
WHERE h.cluster_id = $id AND h.status IN ('member', 'linked')"""
WITHHELD = "SELECT area_code, segment FROM public_spread WHERE suppressed"
IN_WITHHELD_DISTRICT = """
SELECT DISTINCT m.sentra_id AS unit FROM members m JOIN withheld w ON w.area_code = m.district_code AND w.segment = m.segment
WHERE m.sentra_id IS NOT NULL"""
JSON_COLUMNS = ("segments", "roles", "sizes", "missing_roles")


def search(
    run: PublishedRun, *, words: str = "", segment: str = "", area: str = "", first: int = 0, limit: int = 50
) -> tuple[list[dict[str, Any]], int]:
    """Clusters whose name holds every word, of a product line and inside an area; largest first. Returns rows and their total."""
    conditions, parameters = _conditions(words, segment, area)
    total = run.value(f"SELECT count(*) FROM clusters c WHERE {conditions}", parameters)
    rows = run.rows(
        f"""SELECT c.cluster_id, c.name_id, c.name_en, c.main_segment, c.members, c.sentra, c.location_quotient,
                   c.regency_code, r.name AS regency, p.name AS province
            FROM clusters c LEFT JOIN areas r ON r.code = c.regency_code LEFT JOIN areas p ON p.code = c.province_code
            WHERE {conditions} ORDER BY c.members DESC, c.cluster_id LIMIT {int(limit)} OFFSET {int(first)}""",
        parameters,
    )
    return rows, int(total)


def _conditions(words: str, segment: str, area: str) -> tuple[str, dict[str, Any]]:
    conditions, parameters = ["true"], {}
    for number, word in enumerate(words.lower().split()[:8]):
        conditions.append(f"(contains(lower(c.name_id), $word{number}) OR contains(lower(c.name_en), $word{number}))")
        parameters[f"word{number}"] = word
    if segment:
        conditions.append("c.main_segment = $segment")
        parameters["segment"] = segment
    if area:
        column = {2: "province_code", 4: "regency_code"}.get(len(area), "district_code")
        conditions.append(f"c.{column} = $area")
        parameters["area"] = area
    return " AND ".join(conditions), parameters


def of_area(run: PublishedRun, area: str, segment: str = "") -> list[dict[str, Any]]:
    """Every cluster of an area with the names of its regency and province, largest first; JSON columns are read."""
    conditions, parameters = _conditions("", segment, area)
    rows = run.rows(
        f"""SELECT c.*, r.name AS regency, p.name AS province
            FROM clusters c LEFT JOIN areas r ON r.code = c.regency_code LEFT JOIN areas p ON p.code = c.province_code
            WHERE {conditions} ORDER BY c.members DESC, c.cluster_id""",
        parameters,
    )
    return [row | {column: json.loads(row[column]) for column in JSON_COLUMNS} for row in rows]


def named_in(run: PublishedRun, area: str) -> list[dict[str, Any]]:
    """Every cluster of an area, largest first: cluster_id, name_id, name_en, main_segment, members."""
    conditions, parameters = _conditions("", "", area)
    query = (
        f"SELECT cluster_id, name_id, name_en, main_segment, members FROM clusters c WHERE {conditions} ORDER BY members DESC, cluster_id"
    )
    return run.rows(query, parameters)


def every_id(run: PublishedRun) -> list[str]:
    return [row["cluster_id"] for row in run.rows("SELECT cluster_id FROM clusters ORDER BY cluster_id")]


def last_names(run: PublishedRun, names: list[str]) -> dict[str, dict[str, Any]]:
    """Sentra and clusters that are or ever were, by id: name_id, name_en, the last they had."""
    ids = {f"id{number}": name for number, name in enumerate(names)}
    held = ", ".join(f"${name}" for name in ids) or "''"
    rows = run.rows(f"SELECT unit_id, name_id, name_en FROM unit_records WHERE unit_id IN ({held})", ids)
    return {row["unit_id"]: row for row in rows}


def points(run: PublishedRun, area: str, segment: str = "") -> list[dict[str, Any]]:
    """Centres of the clusters of an area, at most 5,000, largest first. `lon`, `lat` in degrees, not rounded."""
    conditions, parameters = _conditions("", segment, area)
    return run.rows(
        f"""SELECT cluster_id, name_id, name_en, main_segment, members, lon, lat
            FROM clusters c WHERE {conditions} ORDER BY members DESC, cluster_id LIMIT 5000""",
        parameters,
    )


def cluster(run: PublishedRun, cluster_id: str) -> dict[str, Any] | None:
    """One cluster with the names of its areas; JSON columns are read. `missing_roles` names businesses: for officers only."""
    found = run.rows(
        """SELECT c.*, p.name AS province, r.name AS regency, d.name AS district
           FROM clusters c LEFT JOIN areas p ON p.code = c.province_code LEFT JOIN areas r ON r.code = c.regency_code
           LEFT JOIN areas d ON d.code = c.district_code WHERE c.cluster_id = $id""",
        {"id": cluster_id},
    )
    if not found:
        return None
    return found[0] | {column: json.loads(found[0][column]) for column in JSON_COLUMNS}


def of_segment(run: PublishedRun, segment: str) -> list[dict[str, Any]]:
    """What clusters of one product line are compared by; `roles` is read from JSON."""
    rows = run.rows(
        """SELECT cluster_id, members, radius_m, roles, location_quotient, women_owned, sex_known FROM clusters
           WHERE main_segment = $segment ORDER BY cluster_id""",
        {"segment": segment},
    )
    return [row | {"roles": json.loads(row["roles"])} for row in rows]


def homes_of(run: PublishedRun, names: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of ids of businesses and sentra: the sentra of each business, and the cluster of each; none for those that have none."""
    ids = {f"id{number}": name for number, name in enumerate(names)}
    held = ", ".join(f"${name}" for name in ids)
    if not ids:
        return {}, {}
    homes = run.rows(f"SELECT business_id AS id, sentra_id, cluster_id FROM homes WHERE status = 'member' AND business_id IN ({held})", ids)
    sentra = run.rows(f"SELECT sentra_id AS id, cluster_id FROM sentra WHERE sentra_id IN ({held})", ids)
    return {row["id"]: row["sentra_id"] for row in homes}, {row["id"]: row["cluster_id"] for row in [*homes, *sentra]}


def units(run: PublishedRun, names: list[str]) -> dict[str, dict[str, Any]]:
    """Sentra and clusters by id: name_id, name_en, cluster_id, regency_code."""
    ids = {f"id{number}": name for number, name in enumerate(names)}
    held = ", ".join(f"${name}" for name in ids) or "''"
    rows = run.rows(
        f"""SELECT sentra_id AS id, name_id, name_en, cluster_id, regency_code FROM sentra WHERE sentra_id IN ({held})
            UNION ALL SELECT cluster_id AS id, name_id, name_en, cluster_id, regency_code FROM clusters WHERE cluster_id IN ({held})""",
        ids,
    )
    return {row["id"]: row for row in rows}


def sentra_around(run: PublishedRun, cluster: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """Sentra of other clusters in a cluster's regency, the nearest to its centre first: sentra_id, name_id, name_en, cluster_id."""
    return run.rows(
        f"""SELECT sentra_id, name_id, name_en, cluster_id FROM sentra WHERE regency_code = $regency AND cluster_id <> $id
            ORDER BY (lon - $lon) * (lon - $lon) + (lat - $lat) * (lat - $lat), sentra_id LIMIT {int(limit)}""",
        {"regency": cluster["regency_code"], "id": cluster["cluster_id"], "lon": cluster["lon"], "lat": cluster["lat"]},
    )


def distances_of(run: PublishedRun, cluster_id: str) -> list[float]:
    """Distances of the members to the centre of their cluster in metres, the nearest first."""
    rows = run.rows(
        """SELECT distance_m FROM homes WHERE cluster_id = $id AND status IN ('member', 'linked') AND distance_m IS NOT NULL
           ORDER BY distance_m""",
        {"id": cluster_id},
    )
    return [row["distance_m"] for row in rows]


def sentra_of(run: PublishedRun, cluster_id: str) -> list[dict[str, Any]]:
    """The sentra of a cluster, largest first, with the names of their district and village."""
    return run.rows(
        """SELECT s.*, d.name AS district, v.name AS village
           FROM sentra s LEFT JOIN areas d ON d.code = s.district_code LEFT JOIN areas v ON v.code = s.village_code
           WHERE s.cluster_id = $id ORDER BY s.members DESC, s.sentra_id""",
        {"id": cluster_id},
    )


def withheld_in_areas(run: PublishedRun, cluster_id: str) -> dict[str, set[str]]:
    """Which counts of a cluster would tell about a figure that is withheld of an area.

    `segments` and `sentra` lie wholly in one area, of any level, whose figure for that product line is withheld: their count would be a
    lower bound of it, and equals it where nobody is left out. `districts`: sentra with members in a district whose figure is withheld.
    """
    kinds = {"segments": _within("segment"), "sentra": _within("sentra_id"), "districts": IN_WITHHELD_DISTRICT}
    asked = " UNION ALL ".join(f"SELECT '{kind}' AS kind, unit FROM ({query}) {kind}" for kind, query in kinds.items())
    # Members are found once: among all homes of the country that takes most of a page's time.
    found = run.rows(f"WITH members AS MATERIALIZED ({MEMBERS}), withheld AS MATERIALIZED ({WITHHELD}) {asked}", {"id": cluster_id})
    return {kind: {row["unit"] for row in found if row["kind"] == kind} for kind in kinds}


def _within(unit: str) -> str:
    levels = [
        f"""SELECT {unit} AS unit, any_value(segment) AS segment, any_value({level}) AS area_code FROM members
            WHERE {unit} IS NOT NULL GROUP BY {unit} HAVING count(DISTINCT {level}) = 1 AND count({level}) = count(*)"""
        for level in ("province_code", "regency_code", "district_code")
    ]
    inside = " UNION ALL ".join(levels)
    return f"SELECT DISTINCT unit FROM ({inside}) inside JOIN withheld USING (area_code, segment)"


def rules_of(run: PublishedRun, units: list[str]) -> list[dict[str, Any]]:
    """Legal predicates of some clusters and sentra: unit_id, unit, rule, met, measured, needed."""
    names = {f"unit{number}": unit for number, unit in enumerate(units)}
    listed = ", ".join(f"${name}" for name in names)  # a plain list, so that only the file's blocks that hold them are read
    return run.rows(f"SELECT * FROM cluster_rules WHERE unit_id IN ({listed}) ORDER BY rule, unit, unit_id", names)


def plan_of(run: PublishedRun, cluster_id: str) -> list[dict[str, Any]]:
    """Per service: how urgent, why, and who is assigned. Most urgent first."""
    rows = run.rows(
        """SELECT n.service, n.score, n.reasons, a.status, a.reason, a.distance_km, p.name AS partner, p.kind AS partner_kind,
                  v.name AS venue, v.kind AS venue_kind
           FROM needs n LEFT JOIN assignments a ON a.cluster_id = n.cluster_id AND a.service = n.service
           LEFT JOIN partners p ON p.partner_id = a.partner_id LEFT JOIN venues v ON v.venue_id = a.venue_id
           WHERE n.cluster_id = $id ORDER BY n.score DESC, n.service""",
        {"id": cluster_id},
    )
    return [row | {"reasons": json.loads(row["reasons"])} for row in rows]
