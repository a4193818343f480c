"""Errors a person can meet: a stable code, what was found, what was expected, what to do.

The sentences live in `definitions/errors/*.yaml`, in Indonesian and English, so that a translator never
opens a Python file and a stable code always means the same thing. The same catalogue serves the reasons
of rejected rows, which are not exceptions but are read by the same people.

Facts put into a sentence are names of files, columns, counts and limits; never a person's data.
"""

from __future__ import annotations

import functools
import os
from importlib import resources
from typing import Any

import yaml

LANGUAGES = ("id", "en")


class RajutError(Exception):
    """A fault a person can mend. `code` is stable; `facts` fill the sentence of that code."""

    def __init__(self, code: str, /, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)

    def __str__(self) -> str:
        return f"{self.code}: {sentence(self.code, **self.facts)}"


class Cancelled(RajutError):  # noqa: N818  a person's wish, not an error
    """The person asked the run to stop; what is finished stays finished."""

    def __init__(self) -> None:
        super().__init__("RUN-CANCELLED")


class Faults(RajutError):  # noqa: N818  the field's word
    """All faults of one file at once, so that a person mends them in one go."""

    def __init__(self, faults: list[RajutError]) -> None:
        if not faults:
            raise ValueError("Faults needs at least one fault")
        self.faults = faults
        super().__init__(faults[0].code, **faults[0].facts)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def sentence(code: str, /, language: str | None = None, **facts: Any) -> str:
    """The sentence of a code in `language` (`id` or `en`; default: RAJUT_LANG, else Indonesian)."""
    entry = catalogue()[code]
    return str(entry[language or current_language()]).format(**facts).strip()


def current_language() -> str:
    chosen = os.environ.get("RAJUT_LANG", "id")[:2].lower()
    return chosen if chosen in LANGUAGES else "id"


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every code with its sentences: `{code: {"id": …, "en": …}}`."""
    codes: dict[str, dict[str, str]] = {}
    folder = resources.files("rajut") / "definitions" / "errors"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            for code, texts in (yaml.safe_load(file.read_text("utf-8")) or {}).items():
                if code in codes:
                    raise ValueError(f"error code {code} is defined twice")
                codes[code] = texts
    return codes
