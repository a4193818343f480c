"""Writes files part by part, aside, and puts each in its place when it is whole. The same rows give the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter


class Sink(Protocol):
    def write(self, rows: pa.Table) -> None: ...
    def close(self) -> None: ...


class Aside:
    """A file written beside its place and moved there when everything went well."""

    def __init__(self, file: Path, open_sink: Callable[[Path], Sink]) -> None:
        self.file, self.part = file, file.with_name(file.name + ".part")
        self.sink = open_sink(self.part)

    def __enter__(self) -> Sink:
        return self.sink

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.sink.close()
            if kind is None:
                self.part.replace(self.file)
        finally:
            self.part.unlink(missing_ok=True)


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    encoding: str = "utf-8"
    line_end: str = "\n"


class Csv:
    """Delimited text. Written here because Arrow's writer quotes every text cell and knows UTF-8 only; registers do neither."""

    def __init__(self, file: Path, dialect: Dialect) -> None:
        self.dialect, self.file, self.empty = dialect, file.open("wb"), True

    def write(self, rows: pa.Table) -> None:
        end = self.dialect.line_end
        if self.empty:
            self.file.write((self.dialect.delimiter.join(rows.column_names) + end).encode(self.dialect.encoding))
            self.empty = False
        cells = [self._quoted(column.combine_chunks().cast(pa.string())) for column in rows.columns]
        lines = pc.binary_join_element_wise(*cells, self.dialect.delimiter)
        whole = end.join(lines.to_pylist()) + end if len(lines) else ""
        self.file.write(whole.encode(self.dialect.encoding.removesuffix("-sig"), errors="replace"))

    def _quoted(self, column: pa.Array) -> pa.Array:
        text = pc.fill_null(column, "")
        special = pc.or_(pc.match_substring(text, self.dialect.delimiter), pc.match_substring(text, '"'))
        if not pc.any(special).as_py():
            return text
        return pc.if_else(special, pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', ""), text)

    def close(self) -> None:
        self.file.close()


class Spreadsheet:
    """XLSX with one sheet, row by row; its date of creation is fixed."""

    CREATED = datetime.datetime(2026, 1, 1)  # XLSX keeps dates without a zone

    def __init__(self, file: Path, sheet: str) -> None:
        self.book = xlsxwriter.Workbook(str(file), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"created": self.CREATED})
        self.sheet = self.book.add_worksheet(sheet)
        self.next = 0

    def write(self, rows: pa.Table) -> None:
        if not self.next:
            self.sheet.write_row(0, 0, rows.column_names)
            self.next = 1
        for cells in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            for position, cell in enumerate(cells):
                if cell is not None:
                    self.sheet.write(self.next, position, cell)
            self.next += 1

    def close(self) -> None:
        self.book.close()


class Parquet:
    def __init__(self, file: Path, schema: pa.Schema) -> None:
        self.schema, self.writer = schema, pq.ParquetWriter(file, schema, compression="zstd")

    def write(self, rows: pa.Table) -> None:
        self.writer.write_table(rows.cast(self.schema))

    def close(self) -> None:
        self.writer.close()
