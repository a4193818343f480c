"""XLSX, XLS and ODS: one sheet of them, every cell as the text a person sees. Nothing in a file is ever run."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from rajut.errors import RajutError
from rajut.reading.archives import check_archive
from rajut.reading.headers import header_row
from rajut.reading.sheet import Sheet, Wanted, above, check_columns, check_rows, column_names, table_of, without_empty_end


def open_spreadsheet(file: Path, kind: str, wanted: Wanted) -> Sheet:
    if kind != "xls":
        check_archive(file)
    try:
        workbook = CalamineWorkbook.from_path(str(file))
    except Exception as fault:
        code = "READ-PASSWORD" if "password" in str(fault).lower() else "READ-CORRUPT"
        raise RajutError(code, file=file.name, format=kind) from fault
    name, cells, warnings = _chosen(workbook, file, wanted.sheet)
    rows = [[text_of(cell) for cell in row] for row in cells]
    check_rows(len(rows), file.name)
    if not any(cell.strip() for row in rows for cell in row):
        raise RajutError("READ-EMPTY-FILE", file=file.name)
    layout_name = f"{file.name}.layout.yaml"
    header = wanted.header_row if wanted.header_row is not None else header_row(rows, file.name, layout_name)
    if header > len(rows):
        raise RajutError("READ-LAYOUT-HEADER-ROW", layout=layout_name, found=header, file=file.name, rows=len(rows))
    check_columns(_filled_width(rows), file.name)
    width = _filled_width(rows)
    titles = rows[header - 1][:width] if header else [""] * width
    names, repeated = column_names(titles, file.name)
    numbers = range(header + 1, len(rows) + 1)
    table = table_of([row[:width] for row in rows[header:]], numbers, width)
    rest = without_empty_end(table)
    return Sheet(kind, names, header, rest, sheet=name, above=above(rows, header), warnings=warnings + repeated)


def _chosen(workbook: CalamineWorkbook, file: Path, wanted: str | None) -> tuple[str, list[list[Any]], list[RajutError]]:
    """The sheet that was asked for, else the longest (the first of equals), with a warning if there are others."""
    names = workbook.sheet_names
    if wanted is not None and wanted not in names:
        raise RajutError("READ-NO-SHEET", sheet=wanted, file=file.name, sheets=", ".join(names))
    sheets = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ([wanted] if wanted else names)}
    lengths = {name: _filled_length(rows) for name, rows in sheets.items()}
    if not any(lengths.values()):
        raise RajutError("READ-EMPTY-FILE", file=file.name)
    name = max(lengths, key=lambda name: lengths[name])
    several = sum(1 for length in lengths.values() if length) > 1
    warning = [RajutError("READ-SHEET-CHOSEN", file=file.name, count=len(names), sheet=name)] if several else []
    return name, sheets[name], warning


def _filled_length(rows: list[list[Any]]) -> int:
    return sum(any(cell != "" for cell in row) for row in rows)


def _filled_width(rows: list[list[str]]) -> int:
    """Columns up to the last one with anything in it."""
    return max(max((number for number, cell in enumerate(row, 1) if cell), default=0) for row in rows)


def text_of(cell: Any) -> str:
    """A cell as text: whole numbers without `.0`, dates as YYYY-MM-DD.

    >>> text_of(1500000.0), text_of(datetime.datetime(2019, 5, 1))
    ('1500000', '2019-05-01')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e17 else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)
