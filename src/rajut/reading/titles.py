"""Names of columns that have no title of their own: `column 3` in layouts and tables, and in the reader's language to the eye."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rajut.errors import LANGUAGES, sentence

_MADE = re.compile(r"column (\d+)")


def made(number: int) -> str:
    """The name of a column that has no title, counted from 1."""
    return f"column {number}"


def told(title: str, language: str | None = None) -> str:
    """A column as it is shown: a made name in the reader's language, a title of the register as it stands.

    >>> told("column 18", "id"), told("Omzet", "id")
    ('kolom 18', 'Omzet')
    """
    found = _MADE.fullmatch(title)
    return sentence("READ-COLUMN-UNTITLED", language, number=found[1]) if found else title


def meant(shown: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Of each title of a sheet the column it was made from, in whichever language it was shown."""
    names = {told(name, language): name for language in LANGUAGES for name in known}
    return tuple(title if title in known else names.get(title, title) for title in shown)
