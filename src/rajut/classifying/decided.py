"""Decisions of people about what a business is. A decision wins over the model, with confidence 1, and survives every re-run."""

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

_LATEST = """
SELECT c.*, d.number, d.value, d."by" AS person, d."on" AS decided_on
FROM decisions AS d
JOIN {table} AS c ON c.business_id = d.subject
JOIN (SELECT subject, max(number) AS number FROM decisions WHERE kind = 'class' GROUP BY subject) AS l ON l.number = d.number
WHERE d.kind = 'class'
"""


def apply(engine: Engine) -> list[RajutError]:
    """Replace rows of `classes` that a person decided about. Returns warnings about decisions that cannot be used."""
    rows = engine.rows(_LATEST.format(table="classes"))
    kept, refused = [], []
    for row in sorted(rows, key=lambda row: int(row["number"])):
        value = _value(row["value"])
        if value is None:
            refused.append(row["number"])
        else:
            kept.append(decide(row, value))
    if kept:
        engine.put("classifying_decided", pa.Table.from_pylist(kept, schema=Classes.schema()))
        names = ", ".join(Classes.columns())
        engine.create(
            "classes",
            f"""SELECT {names} FROM classes WHERE business_id NOT IN (SELECT business_id FROM classifying_decided)
                UNION ALL SELECT {names} FROM classifying_decided""",
        )
        engine.drop("classifying_decided")
    return [RajutError("CLS-DECISION-UNUSABLE", number=number) for number in refused]


def labels(engine: Engine, table: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows of `table` (with a column business_id) that people decided about, in order of id, each with what they decided."""
    rows = sorted(engine.rows(_LATEST.format(table=table)), key=lambda row: str(row["business_id"]))
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
