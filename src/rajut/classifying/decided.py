"""Decisions of people about what a business is. A decision wins over the model, with confidence 1, and survives every re-run.

It follows its business: if the records of the business named were put elsewhere in this run, it is told of the business that now
holds most of them (ties: the smaller id)."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from rajut import definitions
from rajut.classifying import codes
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.tables import Classes

DECIDABLE = ("fashion", "segment", "role", "kbli_code", "kbli_version", "muslim_wear")

_HOLDERS = """
SELECT i.business_id AS subject, l.business_id, count(*) AS held
FROM identities AS i JOIN links AS l ON l.record_id = i.record_id
WHERE i.business_id IN (SELECT subject FROM decisions WHERE kind = 'class')
GROUP BY i.business_id, l.business_id
"""
_NOW = """
SELECT subject, business_id FROM (
    SELECT subject, business_id, row_number() OVER (PARTITION BY subject ORDER BY held DESC, business_id) AS place
    FROM classifying_holders) AS ranked
WHERE place = 1
"""
_LATEST = """
SELECT business_id, number, value, person, decided_on FROM (
    SELECT coalesce(n.business_id, d.subject) AS business_id, d.number, d.value, d."by" AS person, d."on" AS decided_on,
           row_number() OVER (PARTITION BY coalesce(n.business_id, d.subject) ORDER BY d.number DESC) AS place
    FROM decisions AS d LEFT JOIN ({now}) AS n ON n.subject = d.subject
    WHERE d.kind = 'class') AS told
WHERE place = 1
"""
_TOLD = (
    "SELECT c.*, d.number, d.value, d.person, d.decided_on FROM {table} AS c JOIN classifying_told AS d ON d.business_id = c.business_id"
)


def follow(engine: Engine) -> None:
    """`classifying_told`: of every business of this run that people decided about the latest decision.

    Columns `business_id, number, value, person, decided_on`, from `decisions`, `identities` (where records were in the run
    before) and `links` (where they are now).
    """
    engine.create("classifying_holders", _HOLDERS)
    engine.create("classifying_told", _LATEST.format(now=_NOW))
    engine.drop("classifying_holders")


def apply(engine: Engine) -> list[RajutError]:
    """Make `classes`, a view: `classes_modelled`, and in it the rows that a person decided about replaced.

    Returns warnings about decisions that cannot be used.
    """
    rows = engine.rows(_TOLD.format(table="classes_modelled"))
    kept, refused = [], []
    for row in sorted(rows, key=lambda row: int(row["number"])):
        value = _value(row["value"])
        if value is None:
            refused.append(row["number"])
        else:
            kept.append(decide(row, value))
    engine.put("classes_decided", pa.Table.from_pylist(kept, schema=Classes.schema()))
    names = ", ".join(Classes.columns())
    engine.view(
        "classes",
        f"""SELECT {names} FROM classes_modelled WHERE business_id NOT IN (SELECT business_id FROM classes_decided)
            UNION ALL SELECT {names} FROM classes_decided""",
    )
    return [RajutError("CLS-DECISION-UNUSABLE", number=number) for number in refused]


def labels(engine: Engine, table: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows of `table` (with a column business_id) that people decided about, in order of id, each with what they decided."""
    rows = sorted(engine.rows(_TOLD.format(table=table)), key=lambda row: str(row["business_id"]))
    return [(row, _implied(value)) for row in rows if (value := _value(row["value"])) is not None]


def _value(text: str | None) -> dict[str, Any] | None:
    """The columns a decision sets; null if any of them or its value is unknown, or a code comes without its version."""
    try:
        value = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(value, dict) or not value or set(value) - set(DECIDABLE):
        return None
    allowed = {
        "segment": {None, *definitions.load("segments").content["segments"]},
        "role": {None, *definitions.load("roles").content["roles"]},
        "kbli_version": {None, *codes.VERSIONS},
        "fashion": {True, False},
        "muslim_wear": {None, True, False},
    }
    for column, choices in allowed.items():
        if column in value and (isinstance(value[column], (dict, list)) or value[column] not in choices):
            return None
    if bool(value.get("kbli_code")) != bool(value.get("kbli_version")):
        return None
    return None if value.get("kbli_code") and codes.lookup(str(value["kbli_code"]), value["kbli_version"]) is None else value


def decide(row: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """A row of `classes` with the decided columns in place, each with confidence 1; the others stay the model's.

    Naming a segment, a role or Muslim wear says that the business is fashion. What is not fashion has neither segment nor role.
    """
    decided = _implied(value)
    result = {name: row[name] for name in Classes.columns()} | decided
    for column in ("fashion", "segment", "role", "muslim_wear"):
        if column in decided:
            result[f"{column}_confidence"] = 1.0
    if "segment" in decided:
        result["segment_shares"] = json.dumps({decided["segment"]: 1.0}) if decided["segment"] else None
    if "kbli_code" in decided:
        result |= {"kbli_source": "given" if decided["kbli_code"] else None, "kbli_confidence": 1.0}
    reason = json.loads(row["reason"]) | {"decision": {"on": row["decided_on"], "columns": sorted(value)}}
    reason["notes"] = [note for note in reason.get("notes", []) if note != "CLS-ASK" or "fashion" not in decided]
    return result | {"reason": json.dumps(reason, ensure_ascii=False), "decided_by": row["person"]}


def _implied(value: dict[str, Any]) -> dict[str, Any]:
    """A decision with what follows from it."""
    decided = dict(value)
    if "fashion" not in decided and (decided.get("segment") or decided.get("role") or decided.get("muslim_wear")):
        decided["fashion"] = True
    if decided.get("fashion") is False:
        decided |= {"segment": None, "role": None, "muslim_wear": False}
    return decided
