"""Errors a person can meet: a stable code, what was found, what was expected, what to do.

The sentences live in `definitions/errors/*.yaml`, in Indonesian and English, so that a translator never
opens a Python file and a stable code always means the same thing. The same catalogue serves the reasons
of rejected rows, which are not exceptions but are read by the same people.

Facts put into a sentence are names of files, columns, counts and limits; never a person's data. A fact is kept as it is and
told in the reader's language: `{count:,}` and `{percent:,.1f}` as that language writes numbers, `{kind:told}` as the sentence
of the code that the fact is.
"""

from __future__ import annotations

import functools
import os
import string
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

LANGUAGES = ("id", "en")
_INDONESIAN = str.maketrans(",.", ".,")


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
    return sentence_of(code, facts, language)


def sentence_of(code: str, facts: Mapping[str, Any], language: str | None = None) -> str:
    """As `sentence`, with its facts in one mapping."""
    chosen = language or current_language()
    return _Filling(chosen).vformat(catalogue()[code][chosen], (), facts).strip()


def number(value: float, form: str = ",", language: str | None = None) -> str:
    """A number in a form of Python's as the reader's language writes it: 5.000 and 4,2 in Indonesian, 5,000 and 4.2 in English."""
    text = format(value, form)
    return text if (language or current_language()) == "en" else text.translate(_INDONESIAN)


class _Filling(string.Formatter):
    """Fills a sentence with its facts. A fact that an older run kept in words is told as it is."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, form: str) -> str:
        if form == "told" and value in catalogue():
            return sentence(value, self.language)
        return number(value, form, self.language) if form and isinstance(value, (int, float)) else str(value)


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
