"""Rejected rows that a person mended: the sheet of a register's rejected rows, given back.

A mended row is read by the same code and layout as its register was. If it is accepted it becomes a record of that
register under its old row number and leaves the rejected rows, so rows read = accepted + rejected goes on to hold; what
stood there before is kept in `mended`. A row that is still no good stays rejected as it was, and so does one that comes
back as it was rejected or with cells beyond the columns of its register (`returned`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.errors import LANGUAGES, RajutError, sentence
from rajut.progress import Progress
from rajut.reading.layouts import IDENTITY, Layout
from rajut.reading.opening import open_register
from rajut.reading.recording import record
from rajut.reading.returned import Waiting, waiting
from rajut.reading.sheet import ROW, Sheet, Wanted, table_of
from rajut.reading.titles import meant
from rajut.tables import Mended, Originals, Records, Rejected

_NUMBER = re.compile(r"\s*(\d{1,9})(\.0+)?\s*")
_REPEATED = re.compile(r" \(\d+\)$")
_NAMED = 50  # rows still rejected that are named by their numbers, per reason and sheet


@dataclass(frozen=True)
class MendedSheet:
    """A sheet of mended rows of one register."""

    register: str
    file: Path
    digest: str


def register_of(file: Path) -> str:
    """The register a sheet of rejected rows belongs to, by its name: `dinas.rejected.xlsx` -> `dinas`."""
    return file.name.split(".rejected")[0]


def mend(engine: Engine, sheets: Sequence[MendedSheet], progress: Progress) -> dict[str, Any]:
    """Bring mended rows into `registers`, `records`, `originals` and `rejected`, and say in `mended` what each of them replaced.

    Reads `kept_registers`, `kept_records`, `kept_originals`, `kept_rejected` and `kept_mended`, the tables of an earlier reading. Returns
    counts: mended rows, those still rejected by reason, the numbers of the first of these by register and reason, and rows of a
    sheet that are no rejected row of the register. Raises READ-MEND-REGISTER, READ-MEND-NO-ROW-COLUMN, READ-MEND-NO-IDENTITY, or what
    is wrong with a file.
    """
    facts: dict[str, Any] = {"mended": 0, "still_rejected": 0, "not_rejected": 0}
    facts |= {"still_rejected_by_reason": Counter(), "still_rejected_rows": {}}
    for number, sheet in enumerate(sheets):
        progress.check()
        progress.item(sheet.file.name, number / len(sheets))
        for name, value in _mend_one(engine, sheet).items():
            facts[name] = facts[name] | value if name == "still_rejected_rows" else facts[name] + value
    for table in ("registers", "records", "originals", "rejected", "mended"):
        engine.create(table, f"SELECT * FROM kept_{table}")
    return facts | {"still_rejected_by_reason": dict(facts["still_rejected_by_reason"])}


def _mend_one(engine: Engine, sheet: MendedSheet) -> dict[str, Any]:
    known = engine.rows("SELECT layout, layout_rules FROM kept_registers WHERE register = $register", {"register": sheet.register})
    if not known:
        raise RajutError("READ-MEND-REGISTER", file=sheet.file.name, register=sheet.register)
    opened = open_register(sheet.file, Wanted(header_row=1))
    columns = json.loads(known[0]["layout"])
    rejected = "SELECT row_number, code, facts, original FROM kept_rejected WHERE register = $register"
    mendable = waiting(engine.rows(rejected, {"register": sheet.register}), columns.values())
    rows, unmended, refused = _rows(opened, mendable, sheet.file)
    layout = _layout(sheet, rows, columns, json.loads(known[0]["layout_rules"] or "{}"))
    for table in (Records, Originals, Rejected):
        engine.put(table.table, table.schema().empty_table())
    if len(rows.rows):
        record(engine, rows, layout)
    unmended |= {row["row_number"]: row["code"] for row in engine.rows("SELECT row_number, code FROM rejected")}
    mended = engine.count("records")
    _take_in(engine, sheet)
    reasons = Counter(unmended.values())
    numbers = {code: sorted(number for number, why in unmended.items() if why == code)[:_NAMED] for code in reasons}
    return {
        "mended": mended,
        "still_rejected": reasons.total(),
        "not_rejected": refused,
        "still_rejected_by_reason": reasons,
        "still_rejected_rows": {sheet.register: numbers},
    }


def _rows(opened: Sheet, mendable: Waiting, file: Path) -> tuple[Sheet, dict[int, str], int]:
    """The mended rows of the sheet under the numbers they had in the register, the codes of those that came back unmended
    by their numbers, and how many are none of its rejected rows."""
    own = {
        code: {sentence(code, language) for language in LANGUAGES} for code in ("READ-COLUMN-ROW", "READ-COLUMN-CODE", "READ-COLUMN-REASON")
    }
    columns = meant(opened.columns, mendable.titles | mendable.left_over)
    places = {code: _last(columns, titles) for code, titles in own.items()}
    number_at = places["READ-COLUMN-ROW"]
    if number_at is None:
        raise RajutError("READ-MEND-NO-ROW-COLUMN", file=file.name, column=sentence("READ-COLUMN-ROW"))
    kept = {title: f"c{place}" for place, title in enumerate(columns) if place not in places.values()}
    mended: dict[int, list[str | None]] = {}
    unmended: dict[int, str] = {}
    refused = len(opened.broken)
    for row in opened.rows.to_pylist():
        found = _NUMBER.fullmatch(row[f"c{number_at}"] or "")
        number = int(found[1]) if found else -1
        cells = {title: row[place] for title, place in kept.items()}
        if number not in mendable.codes or number in mended or number in unmended:
            refused += 1
        elif mendable.untouched(number, cells) or mendable.overfull(cells):
            unmended[number] = mendable.codes[number]
        else:
            mended[number] = list(cells.values())
    table = table_of(list(mended.values()), list(mended), len(kept)).sort_by(ROW)
    return replace(opened, columns=tuple(kept), rows=table, broken=[]), unmended, refused


def _last(columns: Sequence[str], titles: set[str]) -> int | None:
    """The last column of one of these titles: ours stand behind those of the register, which may have the same."""
    return next((place for place in reversed(range(len(columns))) if _REPEATED.sub("", columns[place]) in titles), None)


def _layout(sheet: MendedSheet, rows: Sheet, columns: dict[str, str], rules: dict[str, Any]) -> Layout:
    """The layout the register was read with, as far as the sheet has its columns: short rows may have left some out."""
    there = {role: column for role, column in columns.items() if column in rows.columns}
    if not any(role in there for role in IDENTITY):
        wanted = ", ".join(columns[role] for role in IDENTITY if role in columns)
        raise RajutError("READ-MEND-NO-IDENTITY", file=sheet.file.name, columns=wanted)
    multiply = {role: factor for role, factor in (rules.get("multiply") or {}).items() if role in there}
    return Layout(sheet.register, there, observed_on=rules.get("observed_on"), kbli_version=rules.get("kbli_version"), multiply=multiply)


def _take_in(engine: Engine, sheet: MendedSheet) -> None:
    """Move the accepted rows from the rejected to the records. An id that is taken already gets the row number mixed in."""
    names = ", ".join(name for name in Records.columns() if name != "record_id")
    engine.create(
        "reading_mended",
        f"""SELECT CASE WHEN record_id IN (SELECT record_id FROM kept_records)
                     THEN 'r' || substr(md5(concat(record_id, '|', CAST({ROW} AS VARCHAR))), 1, 16) ELSE record_id END AS record_id, {names}
            FROM records""",
    )
    engine.put("reading_sheet", pa.table({"register": [sheet.register], "file_name": [sheet.file.name], "digest": [sheet.digest]}))
    engine.create(
        "kept_mended",
        f"""SELECT register, row_number, record_id, file_name, digest, code, before FROM kept_mended
            UNION ALL SELECT m.register, m.{ROW}, m.record_id, s.file_name, s.digest, r.code, r.original AS before FROM reading_mended m
            JOIN reading_sheet s ON s.register = m.register JOIN kept_rejected r ON r.register = m.register AND r.row_number = m.{ROW}""",
    )
    engine.create(
        "kept_rejected",
        f"""SELECT r.* FROM kept_rejected r LEFT JOIN reading_mended m ON m.register = r.register AND m.{ROW} = r.row_number
            WHERE m.record_id IS NULL""",
    )
    every = ", ".join(Records.columns())
    engine.create("kept_records", f"SELECT {every} FROM kept_records UNION ALL SELECT {every} FROM reading_mended")
    every = ", ".join(Originals.columns())
    engine.create("kept_originals", f"SELECT {every} FROM kept_originals UNION ALL SELECT {every} FROM originals")
    _count_anew(engine)
    engine.drop("reading_mended", "reading_sheet")


def _count_anew(engine: Engine) -> None:
    rows = engine.fetch("SELECT * FROM kept_registers").to_pylist()
    mended = {row["register"]: row["n"] for row in engine.rows("SELECT register, count(*) AS n FROM reading_mended GROUP BY register")}
    schema = engine.fetch("SELECT * FROM kept_registers").schema
    for row in rows:
        row["rows_accepted"] += mended.get(row["register"], 0)
        row["rows_rejected"] -= mended.get(row["register"], 0)
    engine.put("kept_registers", pa.Table.from_pylist(rows, schema=schema))


def none_mended() -> pa.Table:
    return Mended.schema().empty_table()
