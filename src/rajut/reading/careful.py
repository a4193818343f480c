"""Reads delimited lines row by row and tells broken rows from whole ones."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rajut.reading.sheet import BrokenRow, limits
from rajut.reading.titles import made

_UNREADABLE = "\ufffd"
_MORE = 100  # fields beyond the titles that a rejected row shows one by one; the rest stand together in the last


def strictly_quoted(lines: Iterable[str], delimiter: str) -> bool:
    """Whether every quotation mark opens or closes a whole field."""
    try:
        return all(True for _ in csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False


@dataclass(frozen=True)
class Row:
    """`number` counts rows from 1 as a spreadsheet does, `end` is the number of lines read up to its end."""

    number: int
    end: int
    cells: list[str]
    readable: bool = True


def rows_of(lines: Sequence[str], delimiter: str, width: int | None = None) -> Iterator[Row]:
    """The rows of a delimited text.

    A quotation mark opens a text that may hold delimiters and line ends. One that is never closed or
    closed within a field, or whose text makes a row over several lines without `width` fields, is taken for an ordinary
    character: its line is then a row of its own, so that a stray mark never swallows the rows below it.
    """
    at, number = 0, 0
    while at < len(lines):
        reader = csv.reader((lines[place] for place in range(at, len(lines))), delimiter=delimiter)
        start = at
        while at < len(lines):
            cells = _next(reader)
            end = start + reader.line_num
            if cells is None or _astray(lines[at:end], cells, delimiter, width, last=end == len(lines)):
                number, at = number + 1, at + 1
                yield _literal(lines[at - 1], number, at, delimiter)
                break
            number, at = number + 1, end
            yield Row(number, end, cells, _readable(cells))


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row, or None where the rest cannot be read as rows."""
    try:
        return next(reader)
    except (csv.Error, StopIteration):
        return None


def _readable(cells: list[str]) -> bool:
    return not any("\0" in cell or len(cell) > limits()["cell_characters"] for cell in cells)


def _astray(lines: Sequence[str], cells: list[str], delimiter: str, width: int | None, *, last: bool) -> bool:
    """Whether a quotation mark in these lines was not meant as one."""
    if len(lines) == 1 and not (last and '"' in lines[0]):
        return False
    if len(lines) > 1 and width is not None and len(cells) != width:
        return True
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as fault:
        return len(lines) > 1 or "unexpected end" in str(fault)
    return False


def _literal(line: str, number: int, end: int, delimiter: str) -> Row:
    """One line, its quotation marks taken as they are."""
    cells = line.rstrip("\r\n").split(delimiter)
    return Row(number, end, cells, _readable(cells))


def fit(rows: Iterator[Row], header: int, names: tuple[str, ...]) -> tuple[list[Row], list[BrokenRow]]:
    """The rows below the header that fit its columns, and those that do not.

    A short row is filled up with nothing, unless the file writes out the empty fields at the end of
    other rows: then a short row is one that was broken over two lines, and neither half is a business.
    """
    width = len(names)
    body = [row for row in rows if row.number > header]
    writes_empty_ends = any(len(row.cells) == width and not row.cells[-1].strip() for row in body)
    fitting, broken = [], []
    for row in body:
        reason = _reason(row, width, writes_empty_ends)
        if reason:
            facts = {"found": len(row.cells), "expected": width, "limit": limits()["cell_characters"]}
            broken.append(BrokenRow(row.number, reason, facts, _as_it_stood(row.cells, names)))
        else:
            cells = row.cells[:width] + [""] * (width - len(row.cells))
            fitting.append(Row(row.number, row.end, cells))
    return fitting, broken


def _reason(row: Row, width: int, writes_empty_ends: bool) -> str | None:
    if not row.readable:
        return "READ-UNREADABLE"
    if any(cell.strip() for cell in row.cells[width:]):
        return "READ-TOO-MANY-FIELDS"
    if writes_empty_ends and len(row.cells) < width and any(cell.strip() for cell in row.cells):
        return "READ-TOO-FEW-FIELDS"
    return None


def _as_it_stood(cells: list[str], names: tuple[str, ...]) -> dict[str, str]:
    titles = [*names, *(made(number) for number in range(len(names) + 1, min(len(cells), len(names) + _MORE) + 1))]
    limit = limits()["cell_characters"]
    kept = cells if len(cells) <= len(titles) else [*cells[: len(titles) - 1], " | ".join(cells[len(titles) - 1 :])]
    return {title: cell[:limit].replace("\0", _UNREADABLE) for title, cell in zip(titles, kept, strict=False)}
