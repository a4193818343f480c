"""A register as a sheet: named columns and rows of texts, whatever file it came from."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.errors import RajutError
from rajut.reading.titles import made

ROW = "row_number"


@dataclass(frozen=True)
class BrokenRow:
    """A row that does not fit the sheet; `original` is what could be read of it, column -> text."""

    row_number: int
    code: str
    facts: dict[str, Any]
    original: dict[str, str]


@dataclass(frozen=True)
class Wanted:
    """What a layout asks of the opening of a file; None leaves the choice to the evidence."""

    sheet: str | None = None
    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None


@dataclass
class Sheet:
    """`rows` has the column `row_number` (as a spreadsheet counts, ascending) and one text column c0, c1, … per name in `columns`.

    `above` are the filled texts above the titles.
    """

    format: str
    columns: tuple[str, ...]
    header_row: int
    rows: pa.Table
    broken: list[BrokenRow] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    above: tuple[str, ...] = ()
    warnings: list[RajutError] = field(default_factory=list)

    def texts(self, column: int, rows: int) -> list[str]:
        """The filled texts of the first `rows` rows of a column, trimmed."""
        return [text.strip() for text in self.rows.column(f"c{column}").slice(0, rows).to_pylist() if text and text.strip()]


def limits() -> dict[str, int]:
    found: dict[str, int] = definitions.load("limits").content["reading"]
    return found


def above(rows: Sequence[Sequence[str]], header: int) -> tuple[str, ...]:
    """The filled texts above the row of titles, trimmed; `header` is its number, 0 if there is none."""
    return tuple(cell.strip() for row in rows[: max(header - 1, 0)] for cell in row if cell.strip())


def column_names(cells: Sequence[str | None], file_name: str) -> tuple[tuple[str, ...], list[RajutError]]:
    """Unique names for the columns: an empty title becomes `column 3`, a repeated one `name (2)`, with a warning."""
    titles = [" ".join((cell or "").split()) or made(number) for number, cell in enumerate(cells, 1)]
    taken = set(titles)
    seen: Counter[str] = Counter()
    names, numbered = [], []
    for title in titles:
        seen[title] += 1
        name = title
        if seen[title] > 1:
            name = next(new for n in itertools.count(seen[title]) if (new := f"{title} ({n})") not in taken)
            taken.add(name)
            numbered.append(name)
        names.append(name)
    warning = [RajutError("READ-DUPLICATE-HEADERS", file=file_name, columns=", ".join(numbered[:10]))] if numbered else []
    return tuple(names), warning


def check_columns(count: int, file_name: str) -> None:
    if count > limits()["columns"]:
        raise RajutError("READ-TOO-MANY-COLUMNS", file=file_name, found=count, limit=limits()["columns"])


def check_rows(count: int, file_name: str) -> None:
    if count > limits()["rows"]:
        raise RajutError("READ-TOO-BIG", file=file_name, found=count, what="READ-UNIT-ROWS", limit=limits()["rows"])


def table_of(cells: Sequence[Sequence[str | None]], numbers: Sequence[int], width: int) -> pa.Table:
    """Rows of equal width as the table of a `Sheet`."""
    columns = list(zip(*cells, strict=True)) if cells else [()] * width
    arrays = [pa.array(numbers, pa.int64()), *(pa.array(column, pa.string()) for column in columns)]
    return pa.Table.from_arrays(arrays, names=[ROW, *(f"c{n}" for n in range(width))])


def without_empty_end(rows: pa.Table) -> pa.Table:
    """Without the blank rows after the last filled one: they are no rows of the register."""
    kept = len(rows)
    while kept:
        step = min(kept, 10_000)
        last = _last_filled(rows.slice(kept - step, step))
        if last is not None:
            return rows.slice(0, kept - step + last + 1)
        kept -= step
    return rows.slice(0, 0)


def _last_filled(rows: pa.Table) -> int | None:
    filled = pa.array([False] * len(rows))
    for name in rows.column_names:
        if name != ROW:
            filled = pc.or_(filled, pc.fill_null(pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(rows.column(name))), 0), False))
    places = pc.indices_nonzero(filled)
    return int(places[-1].as_py()) if len(places) else None
