"""CSV and its relatives: any delimiter, encoding and line end, no row ever lost.

The fast path gives the whole file to pyarrow, which refuses a file in which a single row does not fit.
Such a file takes the careful path (Python's csv module), which reads row by row and says what is wrong
with each row. Both paths read a file that fits alike; a test compares them.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from rajut.errors import RajutError
from rajut.reading import careful
from rajut.reading.headers import header_row
from rajut.reading.sheet import (
    ROW,
    BrokenRow,
    Sheet,
    Wanted,
    above,
    check_columns,
    check_rows,
    column_names,
    limits,
    table_of,
    without_empty_end,
)

DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]", re.IGNORECASE)
_SAMPLE_LINES = 200
_LAST = b"\x1f"
_PIECE = 1 << 16
_ASCII = bytes(range(0x80))


def open_delimited(file: Path, wanted: Wanted) -> Sheet:
    data, encoding = as_utf8(file.read_bytes(), wanted.encoding)
    if not data or data.isspace():
        raise RajutError("READ-EMPTY-FILE", file=file.name)
    sample = _sample(data, file.name)
    delimiter = wanted.delimiter or sniff(sample)
    first = [row.cells for row in careful.rows_of(sample, delimiter)]
    layout_name = f"{file.name}.layout.yaml"
    header = wanted.header_row if wanted.header_row is not None else header_row(first, file.name, layout_name)
    if header > len(first):
        raise RajutError("READ-LAYOUT-HEADER-ROW", layout=layout_name, found=header, file=file.name, rows=len(first))
    titles = first[header - 1] if header else [""] * max(map(len, first), default=1)
    check_columns(len(titles), file.name)
    names, warnings = column_names(titles, file.name)
    rows = fast_rows(data, sample, delimiter, header, len(names))
    broken: list[BrokenRow] = []
    if rows is None:
        rows, broken = careful_rows(data, delimiter, header, names)
    check_rows(len(rows) + len(broken), file.name)
    rest, titled = without_empty_end(rows), above(first, header)
    return Sheet("csv", names, header, rest, broken, encoding, delimiter, above=titled, warnings=warnings)


def fast_rows(data: bytes, sample: list[str], delimiter: str, header: int, width: int) -> pa.Table | None:
    """All rows at once of a text known to be UTF-8, or None where a single row does not fit: then the careful path must look."""
    start, end = _bytes_before(sample, delimiter, header), len(data)
    while end > start and data[end - 1] in b"\r\n":
        end -= 1
    if end == start or data.find(b"\0", start) >= 0 or width < 2:
        return None
    quoted = data.find(b'"', start) >= 0
    names = [f"c{n}" for n in range(width)]
    # A last row of our own: if it does not come back, a quotation mark above it was never closed.
    last = b"\n" + delimiter.encode().join([_LAST] * width)
    try:
        rows = arrow_csv.read_csv(
            pa.PythonFile(_Joined(memoryview(data)[start:end], memoryview(last)), "r"),
            arrow_csv.ReadOptions(column_names=names, block_size=8 * 1024 * 1024),
            arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=quoted, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False),
        )
    except pa.ArrowInvalid:
        return None
    if set(rows.slice(len(rows) - 1).to_pylist()[0].values()) != {_LAST.decode()}:
        return None
    rows = rows.slice(0, len(rows) - 1)
    if any(_longest(column) > limits()["cell_characters"] for column in rows.columns):
        return None
    if quoted and _over_lines(rows):
        text = io.TextIOWrapper(io.BytesIO(memoryview(data)[start:end]), "utf-8", newline="")
        if not careful.strictly_quoted(text, delimiter):
            return None
    return rows.add_column(0, ROW, pa.array(np.arange(header + 1, header + 1 + len(rows), dtype=np.int64)))


def _longest(column: pa.ChunkedArray) -> int:
    """Signs of the longest text, or a number of bytes no larger than the limit: bytes need no counting and are no fewer than signs."""
    most = int(pc.max(pc.binary_length(column)).as_py() or 0)
    return most if most <= limits()["cell_characters"] else int(pc.max(pc.utf8_length(column)).as_py())


class _Joined(io.RawIOBase):
    """Pieces of memory read as one file, without a copy of the whole."""

    def __init__(self, *pieces: memoryview) -> None:
        self.pieces = list(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        while self.pieces and not self.pieces[0]:
            self.pieces.pop(0)
        if not self.pieces:
            return 0
        taken = min(len(room), len(self.pieces[0]))
        room[:taken] = self.pieces[0][:taken]
        self.pieces[0] = self.pieces[0][taken:]
        return taken


def _over_lines(rows: pa.Table) -> bool:
    """Whether any cell holds a line end: either it is meant, or stray quotation marks have glued rows together."""
    return any(pc.any(pc.match_substring(column, end)).as_py() for column in rows.columns for end in ("\n", "\r"))


def careful_rows(data: bytes, delimiter: str, header: int, names: tuple[str, ...]) -> tuple[pa.Table, list[BrokenRow]]:
    """Row by row: those that fit (short ones filled up where that is safe), and the broken ones with their reasons."""
    lines = list(io.StringIO(data.decode("utf-8"), newline=""))
    fitting, broken = careful.fit(careful.rows_of(lines, delimiter, len(names)), header, names)
    return table_of([row.cells for row in fitting], [row.number for row in fitting], len(names)), broken


def _bytes_before(sample: list[str], delimiter: str, header: int) -> int:
    """How many bytes the rows up to the header take."""
    lines = 0
    for row in careful.rows_of(sample, delimiter):
        if row.number > header:
            break
        lines = row.end
    return len("".join(sample[:lines]).encode("utf-8"))


def _sample(data: bytes, file_name: str) -> list[str]:
    """The first lines. Raises READ-LONG-LINE where the first line is longer than any header."""
    limit = limits()["delimiter_sample_characters"]
    text = data[: limit * 2].decode("utf-8", errors="ignore")
    lines = list(io.StringIO(text, newline=""))
    if len(lines[0]) > limit:
        end = min((place for place in (data.find(b"\n"), data.find(b"\r")) if place >= 0), default=len(data))
        raise RajutError("READ-LONG-LINE", file=file_name, found=end)
    if len(data) > limit * 2 and len(lines) > 1:
        lines.pop()  # cut in the middle
    return lines[:_SAMPLE_LINES]


def sniff(lines: list[str]) -> str:
    """The delimiter under which most rows have the same number of fields, and the first full row looks like titles."""
    told = _SEPARATOR_LINE.match(lines[0])
    if told:
        return told.group(1)
    return max(DELIMITERS, key=lambda delimiter: _regularity(lines, delimiter))


def _regularity(lines: list[str], delimiter: str) -> tuple[float, int]:
    rows = [row.cells for row in careful.rows_of(lines, delimiter)]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    first = next(cells for cells in rows if len(cells) == width)
    titles = [cell for cell in first if cell.strip()]
    like_titles = len(set(titles)) == len(titles) and not any(char.isdigit() for cell in titles for char in cell[:1])
    begins = len(rows[0]) == width
    return (count / len(rows) + 0.5 * like_titles + 0.5 * begins, width)


def as_utf8(data: bytes, told: str | None) -> tuple[bytes, str]:
    """The text as UTF-8 without a byte-order mark, and the encoding it was in."""
    if told:
        return data.decode(told, errors="replace").lstrip("\ufeff").encode("utf-8", "replace"), told
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    wide = wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace").lstrip("\ufeff").encode("utf-8", "replace"), "utf-16"
    if _is_utf8(data):
        return data, "utf-8"
    return _from_windows(data)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 by its byte-order mark, or by zeros in every second byte."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.7 * len(start) / 2 and even < odd / 10:
        return "utf-16-le"
    if even > 0.7 * len(start) / 2 and odd < even / 10:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _from_windows(data: bytes) -> tuple[bytes, str]:
    """Windows-1252, unless most of its foreign letters are UTF-8: then it is a mixture, as files pasted together are."""
    start = data[: 1 << 22]
    foreign = len(start.translate(None, delete=_ASCII))
    whole = len(start.decode("utf-8", errors="ignore").encode("utf-8").translate(None, delete=_ASCII))
    if foreign and whole > foreign / 2:
        return data.decode("utf-8", errors="windows_1252").encode("utf-8"), "utf-8 + windows-1252"
    # Few pieces hold a foreign letter, and the others are UTF-8 already; one byte is one letter, so any place will do to cut at.
    pieces = (data[start : start + _PIECE] for start in range(0, len(data), _PIECE))
    return b"".join(piece if piece.isascii() else _windows_piece(piece) for piece in pieces), "windows-1252"


def _windows_piece(piece: bytes) -> bytes:
    return piece.decode("windows-1252", errors="replace").encode("utf-8")


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeDecodeError)
    return fault.object[fault.start : fault.end].decode("windows-1252", errors="replace"), fault.end


codecs.register_error("windows_1252", _as_windows)
