"""What officers look up about one business. Personal data: every caller requires a signed-in officer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from portal.pages import figures, words
from portal.registry import texts
from rajut.classifying import sentences
from rajut.published import PublishedRun, businesses
from rajut.published.scope import Scope
from rajut.reading import titles

MONEY = ("sales", "capital")
COUNTS = ("workers",)
CODES = ("village_code", "district_code", "regency_code", "province_code")
NOTHING = 0.05  # bits: less than this decides nothing


def page(run: PublishedRun, scope: Scope, business_id: str) -> dict[str, Any] | None:
    """Everything the page of a business shows; None if there is none."""
    found = businesses.business_for_officer(run, scope, business_id)
    if found is None:
        return None
    records = found["records"]
    layouts = run.kept("layouts", lambda: _layouts(run))
    return {
        "business": found,
        "values": [_value(name, title, found, layouts) for name, title in texts.FIELDS.items() if scope.shows(name)],
        "area_code": businesses.finest(found),
        "records": [_record(record) for record in records],
        "merges": [merge(pair, records) for pair in found["merges"]],
        "class": _class(found["class"]),
        "home_sentence": home_sentence(found["home"]),
        "register_count": len({record["register"] for record in records}),
    }


def home_sentence(home: dict[str, Any]) -> str:
    """Where the business is at home, as a sentence."""
    facts = {
        "cluster": words.named(home),
        "sentra": words.named(home, "sentra_name"),
        "distance": figures.kilometres(home.get("distance_m")),
    }
    kind = "over_water" if home.get("over_water") else home.get("status", "none")
    return str(texts.HOMES[kind]) % facts


def _layouts(run: PublishedRun) -> dict[str, dict[str, Any]]:
    rows = run.rows("SELECT register, layout FROM registers")
    return {row["register"]: json.loads(row["layout"]) for row in rows}


def _value(name: str, title: Any, business: dict[str, Any], layouts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One value with the record it came from and the cell of the register as it stood there."""
    records = {record["record_id"]: record for record in business["records"]}
    record = records.get(business["chosen_from"].get(name, ""))
    if record is None and len(records) == 1 and business[name] is not None:
        record = next(iter(records.values()))
    column = layouts.get(record["register"], {}).get(name) if record else None
    return {
        "title": title,
        "value": _shown(name, business[name]),
        "record": record,
        "column": titles.told(column, words.language()) if isinstance(column, str) else None,
        "original": record["original"].get(column) if record and isinstance(column, str) else None,
    }


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name in MONEY:
        return f"Rp {figures.whole(value)}"
    if name in COUNTS:
        return figures.whole(value)
    return str(texts.SEXES.get(value, value)) if name == "owner_sex" else str(value)


def _record(record: dict[str, Any]) -> dict[str, Any]:
    place = record["place"]
    return record | {
        "original": {titles.told(column, words.language()): value for column, value in record["original"].items()},
        "why_placed": words.reason(place["reason"], place["facts"]) if place.get("reason") else "–",
        "coordinate": texts.COORDINATES.get(place.get("coordinate", ""), place.get("coordinate")),
        "level": texts.LEVELS.get(place.get("level", "none"), place.get("level")),
    }


def merge(pair: dict[str, Any], records: list[dict[str, Any]]) -> dict[str, Any]:
    """A pair of records with its evidence as sentences."""
    by_id = {record["record_id"]: record for record in records}
    a, b = by_id.get(pair["record_a"], {}), by_id.get(pair["record_b"], {})
    return pair | {
        "a_title": title(a),
        "b_title": title(b),
        "evidence": [evidence(part) for part in pair["evidence"]],
    }


def title(record: dict[str, Any]) -> str:
    """Which row of which register a record is."""
    return str(texts.ROW_OF) % {"register": record.get("register", "–"), "row": figures.whole(record.get("row_number"))}


def evidence(part: dict[str, Any]) -> dict[str, Any]:
    """One comparison: what was compared, how alike it is as a sentence, and how much that weighs in bits."""
    name, level, bits = part["comparison"], part["level"], part["bits"] or 0
    code = f"MATCH-{name}-{level}".upper().replace("_", "-")
    says = texts.SAYS_SAME if bits > NOTHING else texts.SAYS_DIFFERENT if bits < -NOTHING else texts.SAYS_NOTHING
    return {"title": texts.COMPARISONS.get(name, name), "level": words.reason(code), "bits": bits, "says": says}


def _class(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"because": sentences(row["reason"], words.language())} if row else {}


def side_by_side(pair: dict[str, Any]) -> dict[str, Any]:
    """A pair as a page shows it: the values of both records row by row, the evidence, and the area both lie in."""
    sides = (pair["a"], pair["b"])
    return pair | {
        "lines": [
            {
                "title": name,
                "a": _shown(field, pair["a"].get(field)),
                "b": _shown(field, pair["b"].get(field)),
                "alike": pair["a"].get(field) == pair["b"].get(field),
            }
            for field, name in texts.RECORD_FIELDS.items()
            if any(side.get(field) is not None for side in sides)
        ],
        "evidence": [evidence(part) for part in pair["evidence"]],
        "area_code": _common_area(*sides),
    }


def _common_area(one: dict[str, Any], two: dict[str, Any]) -> str:
    """The code of the finest area that holds both."""
    return next((one[name] for name in CODES if one.get(name) and one[name] == two.get(name)), "")


def shown_of_pair(pair: dict[str, Any]) -> list[str]:
    """The businesses whose data a page about this pair shows, for the log."""
    return sorted({pair["a"]["business_id"], pair["b"]["business_id"]})


def rejected(run: PublishedRun, scope: Scope, register: str, code: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Rejected rows with their reason as a sentence."""
    rows, total = businesses.rejected_for_officer(run, scope, register, code, first, limit)
    return [row | {"sentence": words.reason(row["code"], row["facts"]), "cells": _filled(row["original"])} for row in rows], total


def _filled(original: dict[str, Any]) -> list[tuple[str, Any]]:
    """The cells of a row that hold something, under the titles of their columns."""
    return [(titles.told(column, words.language()), value) for column, value in original.items() if value not in (None, "")]


def spreadsheet(run: PublishedRun, scope: Scope, register: str) -> Path | None:
    """The sheet of a register's rejected rows that the run wrote, if there is one and the register is the officer's."""
    known = businesses.registers_for_officer(run, scope) if scope.identities else []
    file = run.folder / "reading" / f"{register}.rejected.xlsx"
    return file if register in known and file.exists() else None
