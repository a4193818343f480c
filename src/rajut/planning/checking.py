"""What must be true of partners and venues before a plan is made of them; every fault is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import pyarrow as pa

from rajut import definitions
from rajut.errors import RajutError

IDENTIFIERS = {"partners": "partner_id", "venues": "venue_id"}
TYPES = {"partners": ("association", "company", "campus", "bank"), "venues": ("training_centre", "gallery", "hall")}
_NOT_NEGATIVE = ("capacity", "reach_km")


def faults(kind: str, table: pa.Table, regencies: Iterable[str] | None = None) -> list[RajutError]:
    """Every fault of the table `kind` (`partners` or `venues`), in the order of its rows; `regencies` are the known codes."""
    rows = table.to_pylist()
    identifier = IDENTIFIERS[kind]
    times = Counter(row[identifier] for row in rows)
    wrong = [RajutError("PLAN-DUPLICATE-ID", kind=kind, identifier=name, times=count) for name, count in sorted(times.items()) if count > 1]
    known = None if regencies is None else set(regencies)
    for row in rows:
        wrong += _unknown(kind, row[identifier], row)
        if known is not None and row["regency_code"] not in known:
            wrong.append(RajutError("PLAN-UNKNOWN-REGENCY", kind=kind, identifier=row[identifier], found=row["regency_code"]))
        for column in _NOT_NEGATIVE:
            if row.get(column, 0) < 0:
                wrong.append(RajutError("PLAN-NEGATIVE", kind=kind, identifier=row[identifier], column=column, found=row[column]))
    if rows and sum(max(row["capacity"], 0) for row in rows) == 0:
        wrong.append(RajutError("PLAN-ZERO-CAPACITY", kind=kind))
    return wrong


def _unknown(kind: str, identifier: str, row: dict[str, str]) -> list[RajutError]:
    """Words that are not in their list of choices."""
    choices = {
        "kind": TYPES[kind],
        "services": tuple(definitions.load("services").content["services"]),
        "segments": tuple(definitions.load("segments").content["segments"]),
    }
    wrong = []
    for column, allowed in choices.items():
        if column in row:
            found = [row[column]] if column == "kind" else json.loads(row[column])
            wrong += [
                RajutError("PLAN-UNKNOWN-VALUE", kind=kind, identifier=identifier, column=column, found=item, expected=", ".join(allowed))
                for item in found
                if item not in allowed
            ]
    return wrong
