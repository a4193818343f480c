"""Businesses, their records and the doubts about them. Everything here is for signed-in officers only.

Each name ends in `for_officer`, so that a reader of a view sees that personal data passes there, and takes the officer's
`Scope`, so that no list, count or export reaches beyond it. One rule: a record is where its business is, a pair is inside
if both its businesses are, and what has no known place lies in the whole country only.
Look-ups go by the id a file is sorted by wherever possible: Parquet then reads one block, not all.
"""

from __future__ import annotations

import json
from typing import Any

from rajut import definitions
from rajut.published import doubts
from rajut.published.opening import PublishedRun
from rajut.published.scope import Scope

DISTINCT_MEMBERS = "business_id, business_name, owner, address, activity, workers, village_code, district_code, level"


def desk_counts_for_officer(run: PublishedRun, scope: Scope) -> dict[str, int]:
    """How much there is to look at: clusters, businesses, records, rejected rows, doubtful pairs. No personal data."""
    known = run.rows(
        f"SELECT count(*) AS businesses, sum(record_count) AS records FROM businesses b WHERE {scope.inside('b')}", scope.parameters
    )
    return {
        "clusters": _clusters_inside(run, scope),
        "businesses": int(known[0]["businesses"]),
        "records": int(known[0]["records"] or 0),
        "rejected": sum(row["rows"] for row in rejected_counts_for_officer(run, scope)),
        "doubtful": doubts.queue_for_officer(run, scope)[1],
    }


def _clusters_inside(run: PublishedRun, scope: Scope) -> int:
    """Clusters that lie there; of a village, those of its district, for a cluster has no village."""
    wide = Scope(scope.area[:6])
    return int(run.value(f"SELECT count(*) FROM clusters c WHERE {wide.inside('c')}", wide.parameters))


def search_for_officer(run: PublishedRun, scope: Scope, words: str, limit: int) -> list[dict[str, Any]]:
    """Businesses whose name, owner or NIB holds every word, or whose id it is; at most `limit`, in order of name.

    `place` is the village, else the district, they are known to lie in.
    """
    parts = words.lower().split()[:6]
    if not parts:
        return []
    texts = f"concat_ws(' ', business_id, lower(business_name), lower(owner){', nib' if scope.identities else ''})"
    conditions = " AND ".join(f"contains({texts}, $word{number})" for number in range(len(parts)))
    rows = run.rows(
        f"""SELECT b.business_id, b.business_name, b.owner, b.activity, b.record_count, r.name AS regency,
                   coalesce(b.village_code, b.district_code) AS finest
            FROM (SELECT {scope.columns("b")} FROM businesses b WHERE {scope.inside("b")}) b LEFT JOIN areas r ON r.code = b.regency_code
            WHERE {conditions} ORDER BY b.business_name, b.business_id LIMIT {int(limit)}""",
        scope.parameters | {f"word{number}": part for number, part in enumerate(parts)},
    )
    places = _by_id(run, "SELECT code, name FROM areas", "code", [row["finest"] or "" for row in rows])
    return [row | {"place": places.get(row["finest"], {}).get("name")} for row in rows]


def members_for_officer(run: PublishedRun, scope: Scope, cluster_id: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Members of a cluster and the linked and scattered businesses near it: home, business and class. Rows and their total."""
    inside = f"h.cluster_id = $id AND {scope.inside('b')}"
    source = "homes h JOIN businesses b ON b.business_id = h.business_id" if scope.area else "homes h"
    parameters = scope.parameters | {"id": cluster_id}
    total = run.value(f"SELECT count(*) FROM {source} WHERE {inside}", parameters)
    homes = run.rows(
        f"""SELECT h.business_id, h.status, h.sentra_id, h.distance_m FROM {source} WHERE {inside}
            ORDER BY CASE h.status WHEN 'member' THEN 0 WHEN 'linked' THEN 1 ELSE 2 END, h.sentra_id, h.business_id
            LIMIT {int(limit)} OFFSET {int(first)}""",
        parameters,
    )
    names = [home["business_id"] for home in homes]
    seen = f"(SELECT {scope.columns('b')} FROM businesses b)"
    known = _by_id(run, f"SELECT {DISTINCT_MEMBERS} FROM {seen}", "business_id", names)
    classes = _by_id(run, "SELECT business_id, segment, role, size_class, muslim_wear FROM classes", "business_id", names)
    places = _by_id(
        run, "SELECT code, name FROM areas", "code", [row["village_code"] or row["district_code"] or "" for row in known.values()]
    )
    rows = [known.get(home["business_id"], {}) | classes.get(home["business_id"], {}) | home for home in homes]
    for row in rows:
        row["place"] = places.get(row.get("village_code") or row.get("district_code") or "", {}).get("name")
    return rows, int(total)


def members_whole_for_officer(run: PublishedRun, scope: Scope, cluster_id: str) -> list[dict[str, Any]]:
    """As `members_for_officer`, every row at once, for a file: with the point, its precision and, where the scope reads it, the phone."""
    return run.rows(
        f"""SELECT h.business_id, h.status, h.distance_m, s.name_id, s.name_en, b.business_name, b.owner, b.phone, b.address, b.activity,
                   b.workers, b.lon, b.lat, b.precision_m, c.segment, c.role, c.size_class, v.name AS village, d.name AS district
            FROM (SELECT * FROM homes WHERE cluster_id = $id) h
            JOIN (SELECT {scope.columns("b")} FROM businesses b WHERE {scope.inside("b")}) b ON b.business_id = h.business_id
            LEFT JOIN classes c ON c.business_id = h.business_id LEFT JOIN sentra s ON s.sentra_id = h.sentra_id
            LEFT JOIN areas v ON v.code = b.village_code LEFT JOIN areas d ON d.code = b.district_code
            ORDER BY CASE h.status WHEN 'member' THEN 0 WHEN 'linked' THEN 1 ELSE 2 END, h.sentra_id, h.business_id""",
        scope.parameters | {"id": cluster_id},
    )


def business_for_officer(run: PublishedRun, scope: Scope, business_id: str) -> dict[str, Any] | None:
    """A business with its class, home, records (each with its place) and merges, as `class`, `home`, `records`, `merges`.

    None if there is none in the scope. Its records are seen whole, wherever each of them says it is.
    """
    found = run.rows(
        f"SELECT {scope.columns('b')} FROM businesses b WHERE b.business_id = $id AND {scope.inside('b')}",
        scope.parameters | {"id": business_id},
    )
    if not found:
        return None
    business = found[0]
    records = _records(run, scope, business_id)
    chosen = json.loads(business["chosen_from"]) if business["chosen_from"] else {}
    business |= {
        "chosen_from": chosen,
        "records": records,
        "merges": _merges(run, [record["record_id"] for record in records]),
        "class": _first(run.rows("SELECT * FROM classes WHERE business_id = $id", {"id": business_id})),
        "home": _first(
            run.rows(
                """SELECT h.status, h.cluster_id, h.sentra_id, h.distance_m, h.over_water, c.name_id, c.name_en,
                          s.name_id AS sentra_name_id, s.name_en AS sentra_name_en
                   FROM homes h LEFT JOIN clusters c ON c.cluster_id = h.cluster_id LEFT JOIN sentra s ON s.sentra_id = h.sentra_id
                   WHERE h.business_id = $id""",
                {"id": business_id},
            )
        ),
    }
    return business


def _records(run: PublishedRun, scope: Scope, business_id: str) -> list[dict[str, Any]]:
    """The records of a business, each with its place; `original` and `facts` are read from JSON."""
    ids = [
        row["record_id"] for row in run.rows("SELECT record_id FROM links WHERE business_id = $id ORDER BY record_id", {"id": business_id})
    ]
    records = _by_id(run, f"SELECT {scope.columns('r')} FROM records r", "record_id", ids)
    places = _by_id(run, "SELECT * FROM places", "record_id", ids)
    names = _by_id(run, "SELECT code, name FROM areas", "code", [finest(place) for place in places.values()])
    rows = [records[record_id] for record_id in ids if record_id in records]
    for row in rows:
        row["original"] = _original(run, row) if scope.identities else {}
        row["place"] = places.get(row["record_id"], {})
        row["place_name"] = names.get(finest(row["place"]), {}).get("name")
        row["place"]["facts"] = json.loads(row["place"].get("facts") or "{}")
    return rows


def _original(run: PublishedRun, record: dict[str, Any]) -> dict[str, str]:
    """The row as it stood, column -> text."""
    row = {"register": record["register"], "row": record["row_number"]}
    found = run.rows("SELECT original FROM originals WHERE register = $register AND row_number = $row", row)
    stood: dict[str, str] = json.loads(found[0]["original"]) if found else {}
    return stood


def _merges(run: PublishedRun, record_ids: list[str]) -> list[dict[str, Any]]:
    """The pairs among the records of one business, with their evidence read from JSON; surest first."""
    if len(record_ids) < 2:
        return []
    names = _names(record_ids)
    held = ", ".join(f"${name}" for name in names)
    rows = run.rows(
        f"SELECT * FROM pairs WHERE record_a IN ({held}) AND record_b IN ({held}) ORDER BY probability DESC, record_a, record_b", names
    )
    return [row | {"evidence": json.loads(row["evidence"])} for row in rows]


def registers_for_officer(run: PublishedRun, scope: Scope) -> list[str]:
    """The registers that are of the area: nearly all their located businesses lie in it. Of the whole country: every one.

    A rejected row has no place; it belongs to whoever the register is of.
    """
    if not scope.area:
        return [row["register"] for row in run.rows("SELECT register FROM registers ORDER BY register")]
    rows = run.rows(
        f"""SELECT b.registers, count(*) FILTER (WHERE {scope.inside("b")}) AS inside, count(*) AS located
            FROM businesses b WHERE b.province_code IS NOT NULL GROUP BY b.registers""",
        scope.parameters,
    )
    inside: dict[str, int] = {}
    located: dict[str, int] = {}
    for row in rows:
        for register in json.loads(row["registers"]):
            inside[register] = inside.get(register, 0) + row["inside"]
            located[register] = located.get(register, 0) + row["located"]
    needed = definitions.load("access").content["register_is_of_area"]["share"]
    return sorted(register for register in located if inside[register] >= needed * located[register])


def _registers(run: PublishedRun, scope: Scope) -> tuple[str, dict[str, Any]]:
    """The condition that a rejected row is the officer's, with its parameters."""
    if not scope.area:
        return "true", {}
    names = {f"register{number}": register for number, register in enumerate(registers_for_officer(run, scope))}
    return f"register IN ({', '.join(f'${name}' for name in names)})" if names else "false", names


def rejected_counts_for_officer(run: PublishedRun, scope: Scope) -> list[dict[str, Any]]:
    """Rejected rows by register and reason: register, code, rows. No personal data."""
    mine, parameters = _registers(run, scope)
    return run.rows(
        f"SELECT register, code, count(*) AS rows FROM rejected WHERE {mine} GROUP BY register, code ORDER BY register, rows DESC, code",
        parameters,
    )


def rejected_for_officer(
    run: PublishedRun, scope: Scope, register: str, code: str, first: int, limit: int
) -> tuple[list[dict[str, Any]], int]:
    """Rejected rows of a register as they stood, in the order of the file. Rows and their total; empty filters mean all.

    None at all where identity numbers are not to be read, for a row as it stood may hold any.
    """
    if not scope.identities:
        return [], 0
    mine, known = _registers(run, scope)
    where = f"{mine} AND ($register = '' OR register = $register) AND ($code = '' OR code = $code)"
    parameters = known | {"register": register, "code": code}
    total = run.value(f"SELECT count(*) FROM rejected WHERE {where}", parameters)
    rows = run.rows(
        f"SELECT * FROM rejected WHERE {where} ORDER BY register, row_number LIMIT {int(limit)} OFFSET {int(first)}", parameters
    )
    return [row | {"facts": json.loads(row["facts"]), "original": json.loads(row["original"])} for row in rows], int(total)


def finest(place: dict[str, Any]) -> str:
    """The code of the finest area known."""
    return next((place[level] for level in ("village_code", "district_code", "regency_code", "province_code") if place.get(level)), "")


def _by_id(run: PublishedRun, query: str, column: str, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Rows of `query` for some ids, by id."""
    if not ids:
        return {}
    names = _names(ids)
    rows = run.rows(f"{query} WHERE {column} IN ({', '.join(f'${name}' for name in names)})", names)
    return {row[column]: row for row in rows}


def _names(values: list[str]) -> dict[str, str]:
    return {f"id{number}": value for number, value in enumerate(sorted(set(values)))}


def _first(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return rows[0] if rows else {}
