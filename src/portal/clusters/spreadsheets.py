"""Tables of clusters as an XLSX file. Every text is written as a text, so that no cell is ever read as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from portal.clusters.tables import Cell, Figure, Table

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_AT_MOST = 31  # characters of a sheet's name, and none of the signs below
NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "      – ")
WIDE, NARROW, READING = 34, 16, 100
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def book(tables: Iterable[Table], about_title: str, about: Sequence[str], *, large: bool = False) -> bytes:
    """One sheet a table, the last one telling about them. large: rows are written as they come, in little memory."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE | ({"constant_memory": True} if large else {"in_memory": True})) as made:
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = made.add_format({"num_format": "General", "valign": "top"})
        for table in tables:
            _sheet(made, table, bold, plain)
        told = made.add_worksheet(_name(about_title))
        told.set_column(0, 0, READING, made.add_format({"text_wrap": True, "valign": "top"}))
        for row, sentence in enumerate(about):
            told.write_string(row, 0, sentence)
    return out.getvalue()


def _sheet(made: xlsxwriter.Workbook, table: Table, bold: object, plain: object) -> None:
    sheet = made.add_worksheet(_name(table.title))
    sheet.freeze_panes(1, 1)
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, NARROW if column else WIDE, plain)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write(sheet: object, row: int, column: int, cell: Cell) -> None:
    """A number as a number, a text as a text; what is withheld says so, what is unknown stays empty."""
    if not isinstance(cell, Figure):
        sheet.write_string(row, column, cell)  # type: ignore[attr-defined]
    elif cell.value is not None:
        sheet.write_number(row, column, cell.value)  # type: ignore[attr-defined]
    elif cell.shown != "–":
        sheet.write_string(row, column, cell.shown)  # type: ignore[attr-defined]


def _name(title: str) -> str:
    return title.translate(NOT_IN_NAMES)[:NAME_AT_MOST].strip()
