"""Every address of the portal, read from its own list, so that no test forgets one."""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from support.small_world import BATIK, RUN

PASSWORD = "kain-tenun-sutra"
EXAMPLES = {
    "code": "33",
    "cluster_id": BATIK,
    "business_id": "B-SITI",
    "register": "dinas",
    "run_id": RUN,
    "username": "rini",
    "uidb64": "MQ",
    "token": "x-y",
    "record_a": "R-A2",
    "record_b": "R-B2",
    "number": "1",
    "sheet": "1",
}


def every_address() -> Iterator[str]:
    """Every address of the portal with example values in it, read from its own list, so that none is forgotten."""
    for pattern in every_pattern():
        yield pattern.format(**EXAMPLES)


def text_of(answer: HttpResponse) -> str:
    """What an answer says: a page, the cells of a spreadsheet, the words of a PDF, the rows of a GeoPackage."""
    kind = answer.headers.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if "geopackage" in kind:
        with contextlib.closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(content)
            names = [name for (name,) in base.execute("SELECT table_name FROM gpkg_contents")]
            return "\n".join(str(cell) for name in names for row in base.execute(f'SELECT * FROM "{name}"') for cell in row)
    if "spreadsheetml" not in kind:
        return content.decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = (cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)
    return "\n".join(map(str, cells))


def every_pattern() -> Iterator[str]:
    """Every address as `/wilayah/{code}/`."""
    for pattern in _patterns(get_resolver()):
        yield "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", pattern)


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        # A language prefix is no fixed text; Indonesian has none.
        own = before if entry.pattern.__class__.__name__ == "LocalePrefixPattern" else before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield own
        else:
            yield from _patterns(entry, own)


def is_personal(address: str) -> bool:
    return address.removeprefix("/en").startswith("/petugas/") and not re.search("/(masuk|keluar|sandi)/", address)
