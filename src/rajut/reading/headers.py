"""Which row holds the titles of the columns."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rajut import definitions
from rajut.errors import RajutError

_YEAR = re.compile(r"\b(19|20)\d\d\b")
_NUMBER = re.compile(r"[-+]?[\d.,]*\d")


def words() -> dict[str, Any]:
    return definitions.load("layouts").content


def plain(title: str) -> str:
    """A title as it is compared: lower case, no punctuation, no year, single spaces.

    >>> plain("JML_TENAGA_KERJA_2021")
    'jml tenaga kerja'
    """
    return " ".join(_YEAR.sub(" ", re.sub(r"[\W_]+", " ", re.sub(r"\([^)]*\)", " ", title.lower()))).split())


@functools.cache
def known_titles() -> frozenset[str]:
    """Every title of the definitions."""
    roles = words()["roles"].values()
    return frozenset({*words()["coordinate_pair"], *words()["no_role"]}.union(*(role["words"] for role in roles)))


def header_row(rows: Sequence[Sequence[str]], file_name: str, layout_name: str) -> int:
    """The number (from 1) of the row of titles among the first rows of a file.

    It is the row with the most known titles if that has two or more, else the first row that fills at
    least half of the usual width. Raises READ-NO-HEADER where that row looks like data.
    """
    first = rows[: words()["header_search_rows"]]
    known = [sum(plain(cell) in known_titles() for cell in row) for row in first]
    if max(known, default=0) >= 2:
        return known.index(max(known)) + 1
    filled = [sum(bool(cell.strip()) for cell in row) for row in first]
    usual = Counter(filled).most_common(1)[0][0] if filled else 0
    chosen = next((number for number, count in enumerate(filled, 1) if count and count * 2 >= usual), 1)
    titles = [cell.strip() for cell in first[chosen - 1] if cell.strip()] if first else []
    if not any(known) and any(_NUMBER.fullmatch(title) for title in titles):
        raise RajutError("READ-NO-HEADER", file=file_name, row=chosen, layout=layout_name)
    return chosen
