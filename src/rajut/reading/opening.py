"""Opens a register of any format: the kind is recognised by the content of the file, not by its name."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from rajut.errors import RajutError
from rajut.reading import columnar, delimited, spreadsheets
from rajut.reading.sheet import Sheet, Wanted, limits

_BEGINNINGS = {
    b"\x89PNG": "READ-KIND-PNG",
    b"\xff\xd8\xff": "READ-KIND-JPEG",
    b"GIF8": "READ-KIND-GIF",
    b"%PDF": "READ-KIND-PDF",
    b"\x1f\x8b": "READ-KIND-GZIP",
    b"7z\xbc\xaf": "READ-KIND-7Z",
    b"Rar!": "READ-KIND-RAR",
    b"SQLite format 3": "READ-KIND-SQLITE",
    b"\x7fELF": "READ-KIND-PROGRAM",
    b"MZ\x90": "READ-KIND-PROGRAM",
    b"ORC": "READ-KIND-ORC",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_file(file: Path) -> None:
    """Raise the error that says why a path cannot be read as a file at all."""
    with _file_faults(file):
        if file.is_dir():
            raise RajutError("READ-FOLDER", file=file.name)
        size = file.stat().st_size
        if size == 0:
            raise RajutError("READ-EMPTY-FILE", file=file.name)
        if size > limits()["file_bytes"]:
            raise RajutError("READ-TOO-BIG", file=file.name, found=size, what="READ-UNIT-BYTES", limit=limits()["file_bytes"])
        with file.open("rb"):
            pass


def open_register(file: Path, wanted: Wanted) -> Sheet:
    """The file as a sheet of texts. Every fault is a `RajutError`; nothing a parser raises gets past this door."""
    check_file(file)
    kind = detect(file)
    openers = {"parquet": columnar.open_parquet, "geojson": columnar.open_geojson, "csv": delimited.open_delimited}
    with _file_faults(file), _parser_faults(file, kind):
        sheet = openers[kind](file, wanted) if kind in openers else spreadsheets.open_spreadsheet(file, kind, wanted)
    if not len(sheet.rows) and not sheet.broken:
        raise RajutError("READ-HEADER-ONLY", file=file.name)
    return sheet


def detect(file: Path) -> str:
    """csv, xlsx, xls, ods, parquet or geojson. Raises READ-NOT-A-TABLE or a sibling for everything else."""
    with _file_faults(file), file.open("rb") as stream:
        start = stream.read(4096)
    for beginning, kind in _BEGINNINGS.items():
        if start.startswith(beginning):
            raise RajutError("READ-NOT-A-TABLE", file=file.name, kind=kind)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(_OLE):
        return _ole(file)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file)
    return _text(file, start)


def _ole(file: Path) -> str:
    if "EncryptedPackage".encode("utf-16-le") in file.read_bytes():
        raise RajutError("READ-PASSWORD", file=file.name)
    return "xls"


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and archive.open("mimetype").read(100).startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return "ods"
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise RajutError("READ-CORRUPT", file=file.name, format="xlsx/ods") from fault
    raise RajutError("READ-NOT-A-TABLE", file=file.name, kind="READ-KIND-ZIP")


def _text(file: Path, start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return "geojson"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise RajutError("READ-HTML", file=file.name)
    if head.startswith(b"<?xml"):
        raise RajutError("READ-NOT-A-TABLE", file=file.name, kind="READ-KIND-XML")
    wide = delimited.wide_encoding(start)
    text = start.decode(wide or "latin-1", errors="replace")
    strange = sum(char < " " and char not in "\t\r\n\f\v\0" for char in text)
    if strange > len(text) / 50 or text.count("\0") > len(text) / 10:
        raise RajutError("READ-NOT-A-TABLE", file=file.name, kind="READ-KIND-BINARY")
    return "csv"


@contextlib.contextmanager
def _file_faults(file: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fault:
        raise RajutError("READ-NO-FILE", file=file) from fault
    except PermissionError as fault:
        raise RajutError("READ-NO-PERMISSION", file=file.name) from fault


@contextlib.contextmanager
def _parser_faults(file: Path, kind: str) -> Iterator[None]:
    """Parsers in other languages raise what they like, panics (not even an `Exception`) included."""
    try:
        yield
    except (RajutError, FileNotFoundError, PermissionError, KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException as fault:
        raise RajutError("READ-CORRUPT", file=file.name, format=kind) from fault
