"""Businesses, their records and the doubts about them. Everything here is for signed-in officers only.

Each name ends in `for_officer`, so that a reader of a view sees that personal data passes there.
Look-ups go by the id a file is sorted by wherever possible: Parquet then reads one block, not all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from rajut.published.opening import PublishedRun

DISTINCT_MEMBERS = "business_id, business_name, owner, address, activity, workers, village_code, district_code, level"


def desk_counts(run: PublishedRun) -> dict[str, int]:
    """How much there is to look at: clusters, businesses, records, rejected rows, doubtful pairs. No personal data."""
    tables = {"clusters": "clusters", "businesses": "businesses", "records": "records", "rejected": "rejected"}
    counts = {name: int(run.value(f"SELECT count(*) FROM {table}")) for name, table in tables.items()}
    return counts | {"doubtful": int(run.value("SELECT count(*) FROM pairs WHERE verdict = 'ask'"))}


def search_for_officer(run: PublishedRun, words: str, limit: int) -> list[dict[str, Any]]:
    """Businesses whose name, owner or NIB holds every word, or whose id it is; at most `limit`, in order of name."""
    parts = words.lower().split()[:6]
    if not parts:
        return []
    texts = "concat_ws(' ', business_id, lower(business_name), lower(owner), nib)"
    conditions = " AND ".join(f"contains({texts}, $word{number})" for number in range(len(parts)))
    return run.rows(
        f"""SELECT b.business_id, b.business_name, b.owner, b.activity, b.record_count, r.name AS regency
            FROM businesses b LEFT JOIN areas r ON r.code = b.regency_code
            WHERE {conditions} ORDER BY b.business_name, b.business_id LIMIT {int(limit)}""",
        {f"word{number}": part for number, part in enumerate(parts)},
    )


def members_for_officer(run: PublishedRun, cluster_id: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Members of a cluster and the linked and scattered businesses near it: home, business and class. Rows and their total."""
    total = run.value("SELECT count(*) FROM homes WHERE cluster_id = $id", {"id": cluster_id})
    homes = run.rows(
        f"""SELECT business_id, status, sentra_id, distance_m FROM homes WHERE cluster_id = $id
            ORDER BY CASE status WHEN 'member' THEN 0 WHEN 'linked' THEN 1 ELSE 2 END, sentra_id, business_id
            LIMIT {int(limit)} OFFSET {int(first)}""",
        {"id": cluster_id},
    )
    names = [home["business_id"] for home in homes]
    known = _by_id(run, f"SELECT {DISTINCT_MEMBERS} FROM businesses", "business_id", names)
    classes = _by_id(run, "SELECT business_id, segment, role, size_class, muslim_wear FROM classes", "business_id", names)
    places = _by_id(
        run, "SELECT code, name FROM areas", "code", [row["village_code"] or row["district_code"] or "" for row in known.values()]
    )
    rows = [known.get(home["business_id"], {}) | classes.get(home["business_id"], {}) | home for home in homes]
    for row in rows:
        row["place"] = places.get(row.get("village_code") or row.get("district_code") or "", {}).get("name")
    return rows, int(total)


def business_for_officer(run: PublishedRun, business_id: str) -> dict[str, Any] | None:
    """A business with its class, home and records (each with its place), as `class`, `home` and `records`."""
    found = run.rows("SELECT * FROM businesses WHERE business_id = $id", {"id": business_id})
    if not found:
        return None
    business = found[0]
    records = records_for_officer(run, business_id)
    chosen = json.loads(business["chosen_from"]) if business["chosen_from"] else {}
    business |= {
        "chosen_from": chosen,
        "records": records,
        "class": _first(run.rows("SELECT * FROM classes WHERE business_id = $id", {"id": business_id})),
        "home": _first(
            run.rows(
                """SELECT h.status, h.cluster_id, h.sentra_id, h.distance_m, c.name_id, c.name_en,
                          s.name_id AS sentra_name_id, s.name_en AS sentra_name_en
                   FROM homes h LEFT JOIN clusters c ON c.cluster_id = h.cluster_id LEFT JOIN sentra s ON s.sentra_id = h.sentra_id
                   WHERE h.business_id = $id""",
                {"id": business_id},
            )
        ),
    }
    return business


def records_for_officer(run: PublishedRun, business_id: str) -> list[dict[str, Any]]:
    """The records of a business, each with its place; `original` and `facts` are read from JSON."""
    ids = [
        row["record_id"] for row in run.rows("SELECT record_id FROM links WHERE business_id = $id ORDER BY record_id", {"id": business_id})
    ]
    records = _by_id(run, "SELECT * FROM records", "record_id", ids)
    places = _by_id(run, "SELECT * FROM places", "record_id", ids)
    names = _by_id(run, "SELECT code, name FROM areas", "code", [_finest(place) for place in places.values()])
    rows = [records[record_id] for record_id in ids if record_id in records]
    for row in rows:
        row["original"] = json.loads(row["original"])
        row["place"] = places.get(row["record_id"], {})
        row["place_name"] = names.get(_finest(row["place"]), {}).get("name")
        row["place"]["facts"] = json.loads(row["place"].get("facts") or "{}")
    return rows


def merges_for_officer(run: PublishedRun, record_ids: list[str]) -> list[dict[str, Any]]:
    """The pairs among the records of one business, with their evidence read from JSON; surest first."""
    if len(record_ids) < 2:
        return []
    names = _names(record_ids)
    held = ", ".join(f"${name}" for name in names)
    rows = run.rows(
        f"SELECT * FROM pairs WHERE record_a IN ({held}) AND record_b IN ({held}) ORDER BY probability DESC, record_a, record_b", names
    )
    return [row | {"evidence": json.loads(row["evidence"])} for row in rows]


def doubtful_for_officer(run: PublishedRun, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Pairs a person should judge, both records side by side as `a` and `b`; most doubtful (nearest to even) first."""
    total = run.value("SELECT count(*) FROM pairs WHERE verdict = 'ask'")
    pairs = run.rows(
        f"""SELECT * FROM pairs WHERE verdict = 'ask' ORDER BY probability DESC, record_a, record_b
            LIMIT {int(limit)} OFFSET {int(first)}"""
    )
    ids = sorted({pair[side] for pair in pairs for side in ("record_a", "record_b")})
    records = _by_id(run, "SELECT * EXCLUDE (original) FROM records", "record_id", ids)
    homes = _by_id(run, "SELECT record_id, business_id FROM links", "record_id", ids)
    return [
        pair
        | {"evidence": json.loads(pair["evidence"])}
        | {side: records.get(pair[f"record_{side}"], {}) | homes.get(pair[f"record_{side}"], {}) for side in ("a", "b")}
        for pair in pairs
    ], int(total)


def rejected_counts(run: PublishedRun) -> list[dict[str, Any]]:
    """Rejected rows by register and reason: register, code, rows. No personal data."""
    return run.rows("SELECT register, code, count(*) AS rows FROM rejected GROUP BY register, code ORDER BY register, rows DESC, code")


def rejected_for_officer(run: PublishedRun, register: str, code: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Rejected rows of a register as they stood, in the order of the file. Rows and their total; empty filters mean all."""
    where = "($register = '' OR register = $register) AND ($code = '' OR code = $code)"
    parameters = {"register": register, "code": code}
    total = run.value(f"SELECT count(*) FROM rejected WHERE {where}", parameters)
    rows = run.rows(
        f"SELECT * FROM rejected WHERE {where} ORDER BY register, row_number LIMIT {int(limit)} OFFSET {int(first)}", parameters
    )
    return [row | {"facts": json.loads(row["facts"]), "original": json.loads(row["original"])} for row in rows], int(total)


def all_rejected_for_officer(run: PublishedRun) -> Iterator[pa.RecordBatch]:
    """Every rejected row, some at a time, in the order of the files."""
    return run.batches("SELECT register, row_number, code, facts, original FROM rejected ORDER BY register, row_number")


def _finest(place: dict[str, Any]) -> str:
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
