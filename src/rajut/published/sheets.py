"""Accuracy sheets as a spreadsheet, in Indonesian or English."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import xlsxwriter

from rajut import definitions, errors

PUBLIC = (
    "area_code", "name", "level", "businesses", "estimate", "low", "high", "held_low", "held_high", "reason", "doubled_share",
    "to_village_share", "misplaced_share", "dated_share", "fresh_share",
)  # fmt: skip
WHOLE = (
    "area_code", "name", "level", "businesses", "records", "estimate", "low", "high", "held", "held_low", "held_high", "lower_bound",
    "lists", "overlap", "reason", "doubled", "to_village", "doubtful", "misplaced", "dated", "fresh", "observed_from", "observed_to",
)  # fmt: skip
LINES = (
    "area_code", "name", "level", "segment", "observed", "estimate", "low", "high", "held", "held_low", "held_high", "lists", "overlap",
    "reason", "doubled",
)  # fmt: skip
WIDE = {"name": 28, "reason": 60, "segment": 18}
WIDTH = 14


def write(
    target: BinaryIO,
    sheets: Iterable[dict[str, Any]],
    lines: Iterable[dict[str, Any]] | None,
    *,
    columns: Sequence[str],
    run: str,
    finished: str,
    language: str,
) -> None:
    """Writes rows of `public_accuracy` (columns=PUBLIC) or `accuracy` (WHOLE) and, if given, of `coverage` by product line.

    Rows have `name` beside the table's columns. run, finished: which run they are from, and when it was done.
    """
    words = definitions.load("accuracy_sheet").content
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(book, words, "areas", columns, sheets, language)
        if lines is not None:
            _sheet(book, words, "lines", LINES, lines, language)
        about = book.add_worksheet(words["sheets"]["about"][language])
        about.set_column(0, 0, 110)
        told = [words["run"][language].format(run=run, finished=finished), *(entry[language] for entry in words["about"])]
        about.write_column(0, 0, told, book.add_format({"text_wrap": True, "valign": "top"}))


def _sheet(book: Any, words: dict[str, Any], name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]], language: str) -> None:
    sheet = book.add_worksheet(words["sheets"][name][language])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    share, count = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "#,##0"})
    sheet.freeze_panes(1, 2)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, WIDE.get(column, WIDTH), share if column in words["shares"] else count)
        sheet.write_string(0, position, words["columns"][column][language], bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for position, column in enumerate(columns):
            value = _cell(row, column, words, language)
            if value is not None:
                sheet.write(number, position, value)
    sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)


def _cell(row: dict[str, Any], column: str, words: dict[str, Any], language: str) -> Any:
    value = row.get(column)
    if value is None:
        return None
    if column == "reason":
        return errors.sentence(value, language, **json.loads(row["facts"]))
    if column == "level":
        return words["levels"][value][language]
    if column == "segment":
        return definitions.load("segments").content["segments"].get(value, {language: value})[language]
    return value
