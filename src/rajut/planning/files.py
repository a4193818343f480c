"""The files of partners and venues: small CSV or XLSX tables that a planner keeps by hand.

Lists in a cell are separated by `;`. Lines that begin with `#` are notes. All faults of a file are told at once.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import python_calamine

from rajut import definitions
from rajut.errors import Faults, RajutError
from rajut.planning.checking import faults
from rajut.tables import Partners, Table, Venues

KINDS: dict[str, type[Table]] = {"partners": Partners, "venues": Venues}
_LISTS = ("services", "segments")
_MAY_BE_EMPTY = ("segments",)
_EXAMPLES = {
    "partners": "M001,Asosiasi Perajin Contoh,association,design;marketing,batik;weaving,3372,12,150",
    "venues": "T001,Balai Latihan Contoh,training_centre,3372,60",
}


def template(kind: str) -> str:
    """The header of a partners or venues file and one example row as a note, as CSV text."""
    choices = {"services": definitions.load("services").content["services"], "segments": definitions.load("segments").content["segments"]}
    notes = [f"# {name}: {';'.join(values)}" for name, values in choices.items() if name in KINDS[kind].columns()]
    meanings = [
        f"# {name}: {column.meaning.removeprefix('JSON ')}" for name, column in KINDS[kind].columns().items() if name not in choices
    ]
    return "\n".join([",".join(KINDS[kind].columns()), *meanings, *notes, f"# {_EXAMPLES[kind]}"]) + "\n"


def read_partners(file: Path) -> pa.Table:
    """A file of partners as the table `Partners`. Raises Faults with every fault of the file."""
    return _read("partners", file)


def read_venues(file: Path) -> pa.Table:
    """A file of venues as the table `Venues`. Raises Faults with every fault of the file."""
    return _read("venues", file)


def _read(kind: str, file: Path) -> pa.Table:
    try:
        rows = _sheet(file) if file.suffix.lower() in (".xlsx", ".xls", ".ods") else _delimited(file)
    except (OSError, UnicodeDecodeError, csv.Error, python_calamine.CalamineError) as fault:
        raise RajutError("PLAN-FILE-MISSING", file=file.name, kind=kind) from fault
    header = [name.strip().lower() for name in rows[0][1]] if rows else []
    columns = KINDS[kind].columns()
    missing = [name for name in columns if name not in header]
    if missing:
        found = ", ".join(header) or "-"
        raise Faults([RajutError("PLAN-FILE-COLUMN", file=file.name, kind=kind, column=name, found=found) for name in missing])
    wrong: list[RajutError] = []
    records = []
    for number, cells in rows[1:]:
        values = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
        records.append({name: _value(kind, file.name, number, name, values[name].strip(), wrong) for name in columns})
    if wrong:
        raise Faults(wrong)
    table = pa.Table.from_pylist(records, schema=KINDS[kind].schema())
    wrong = faults(kind, table)
    if wrong:
        raise Faults(wrong)
    return table


def _delimited(file: Path) -> list[tuple[int, list[str]]]:
    """Rows with their line numbers, notes and empty lines left out. The delimiter is the commonest of , ; and tab in the header."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    lines = text.splitlines()
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    delimiter = max(",;\t", key=header.count)
    kept = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")]
    return [(number, next(csv.reader([line], delimiter=delimiter))) for number, line in kept]


def _sheet(file: Path) -> list[tuple[int, list[str]]]:
    rows = python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    texts = [(number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    return [(number, row) for number, row in texts if any(row) and not row[0].startswith("#")]


def _cell(cell: object) -> str:
    """A cell as text; whole numbers without `.0`."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _value(kind: str, file: str, row: int, name: str, text: str, wrong: list[RajutError]) -> Any:
    """One cell as its column wants it; a cell that cannot be used adds a fault."""
    column = KINDS[kind].columns()[name]
    if name in _LISTS:
        items = sorted({item.strip().lower() for item in text.split(";") if item.strip()})
        if not items and name not in _MAY_BE_EMPTY:
            wrong.append(_fault(file, row, name, text, "a list separated by ;"))
        return json.dumps(items)
    if column.type == pa.string():
        if not text:
            wrong.append(_fault(file, row, name, text, column.meaning))
        return text.replace(".", "").zfill(4) if name == "regency_code" else text
    try:
        return int(text) if column.type == pa.int64() else float(text)
    except ValueError:
        wrong.append(_fault(file, row, name, text, column.meaning))
        return 0


def _fault(file: str, row: int, name: str, text: str, expected: str) -> RajutError:
    return RajutError("PLAN-FILE-VALUE", file=file, row=row, column=name, found=repr(text), expected=expected)
