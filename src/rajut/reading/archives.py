"""Looks into the zip archive that an XLSX or ODS file is, before a parser unpacks it.

An archive can promise little and unpack to terabytes, refer to files of the machine (XML entities), or
place two cells so far apart that the sheet between them does not fit into memory. The sizes an archive
states are its own words, so each part is unpacked piece by piece and counted.
"""

from __future__ import annotations

import copy
import re
import zipfile
from pathlib import Path

from rajut.errors import RajutError
from rajut.reading.sheet import limits

_PIECE = 1 << 20
_CELL = re.compile(rb'<(?:x:)?c[^>]{0,80}? r="([A-Z]{1,4})(\d{1,9})"')
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d{1,9})"[^>]*?office:value-type')
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)|<\0!\0D\0O\0C")


def check_archive(file: Path) -> None:
    """Raise READ-ARCHIVE-BOMB, READ-EXTERNAL-ENTITY, READ-PASSWORD or READ-TOO-BIG, or return."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > limits()["archive_entries"]:
            raise _bomb(file, len(parts), "READ-UNIT-PARTS", limits()["archive_entries"])
        total = 0
        for part in parts:
            if part.flag_bits & 1:
                raise RajutError("READ-PASSWORD", file=file.name)
            total += _check_part(file, archive, part, total)


def _check_part(file: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, before: int) -> int:
    """Unpack one part piece by piece; returns its real size."""
    honest = copy.copy(part)
    honest.file_size = limits()["archive_bytes"] + 1  # read to the real end, not to the stated one
    size, kept, corner = 0, b"", (0, 0)
    with archive.open(honest) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            _check_size(file, before + size, size / max(part.compress_size, 1), size)
            if part.filename.endswith((".xml", ".rels")):
                corner = _check_xml(file, part.filename, kept + piece, corner)
                kept = piece[-200:]
    return size


def _check_size(file: Path, total: int, ratio: float, size: int) -> None:
    if total > limits()["archive_bytes"]:
        raise _bomb(file, total, "READ-UNIT-BYTES", limits()["archive_bytes"])
    if ratio > limits()["archive_ratio"] and size > limits()["archive_ratio_from_bytes"]:
        raise _bomb(file, round(ratio), "READ-UNIT-RATIO", limits()["archive_ratio"])


def _check_xml(file: Path, name: str, piece: bytes, corner: tuple[int, int]) -> tuple[int, int]:
    """Refuse entities, encryption and sheets too wide and long; returns the farthest row and column so far."""
    if _ENTITY.search(piece):
        raise RajutError("READ-EXTERNAL-ENTITY", file=file.name)
    if name == "META-INF/manifest.xml" and b"encryption-data" in piece:
        raise RajutError("READ-PASSWORD", file=file.name)
    row, column = corner
    if name.startswith("xl/worksheets/"):
        cells = _CELL.findall(piece)
        row = max([row, *(int(number) for _, number in cells)])
        column = max([column, *(_column_number(letters) for letters in {letters for letters, _ in cells})])
    elif name == "content.xml":
        repeated = [(kind, int(times)) for kind, times in _REPEATED.findall(piece)]
        row = max([row, *(times for kind, times in repeated if kind == b"rows")])
        column = max([column, *(times for kind, times in repeated if kind == b"columns")])
    if row * column > limits()["sheet_cells"]:
        raise RajutError("READ-TOO-BIG", file=file.name, found=row * column, what="READ-UNIT-CELLS", limit=limits()["sheet_cells"])
    return row, column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _bomb(file: Path, found: int, what: str, limit: int) -> RajutError:
    return RajutError("READ-ARCHIVE-BOMB", file=file.name, found=found, what=what, limit=limit)
