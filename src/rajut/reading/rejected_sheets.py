"""Spreadsheets of rejected rows, for people who mend them: the original columns plus row number, code and reason."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rajut.engines import Engine
from rajut.errors import catalogue, current_language, sentence
from rajut.reading.returned import CELL
from rajut.reading.titles import told

_ROWS_A_SHEET = 1_000_000  # a sheet holds 1,048,576
_COLUMNS = 16_000  # a sheet holds 16,384
_MADE = datetime.datetime(2000, 1, 1)  # fixed, so that the same rows give the same file


def write_rejected_spreadsheets(engine: Engine, folder: Path, language: str | None = None) -> list[Path]:
    """Write `<register>.rejected.xlsx` into `folder` for each register of the table `rejected` that has rejected rows.

    Every cell is written as text, so nothing in it is ever run as a formula. `language` is `id` or `en`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    registers = [row["register"] for row in engine.rows("SELECT DISTINCT register FROM rejected ORDER BY register")]
    return [_write(engine, register, folder / f"{register}.rejected.xlsx", language or current_language()) for register in registers]


def _write(engine: Engine, register: str, file: Path, language: str) -> Path:
    import xlsxwriter  # dear to load; most registers have no rejected row

    aside = file.with_suffix(".part")
    titles = _titles(engine, register)
    shown = [title if (name := told(title, language)) in titles else name for title in titles]
    heads = [sentence(code, language) for code in ("READ-COLUMN-ROW", "READ-COLUMN-CODE", "READ-COLUMN-REASON")]
    workbook = xlsxwriter.Workbook(str(aside), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": _MADE})
    bold = workbook.add_format({"bold": True})
    rows = _rows(engine, register)
    while batch := next(rows, None):
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, title in enumerate([*shown, *heads]):
            sheet.write_string(0, column, title[:CELL], bold)
        for line, row in enumerate(itertools.chain([batch], itertools.islice(rows, _ROWS_A_SHEET - 1)), 1):
            original = json.loads(row["original"])
            reason = _reason(row, language)
            cells = [*(str(original.get(title) or "") for title in titles), str(row["row_number"]), row["code"], reason]
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell[:CELL])
    workbook.close()
    aside.replace(file)
    return file


def _reason(row: dict[str, Any], language: str) -> str:
    return sentence(row["code"], language, **json.loads(row["facts"])) if row["code"] in catalogue() else ""


def _titles(engine: Engine, register: str) -> list[str]:
    """The columns of the register in their order; rows with more fields than titles add theirs at the end."""
    titles: dict[str, None] = {}
    for row in _rows(engine, register):
        titles |= dict.fromkeys(json.loads(row["original"]))
    return list(titles)[:_COLUMNS]


def _rows(engine: Engine, register: str) -> Iterator[dict[str, Any]]:
    quoted = register.replace("'", "''")
    query = f"SELECT row_number, code, facts, original FROM rejected WHERE register = '{quoted}' ORDER BY row_number"
    for batch in engine.batches(query):
        yield from batch.to_pylist()
