"""Finding an official area by name, inside an officer's own area."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rajut import definitions
from rajut.areas.lookup import COUNTRY, names, parents

AT_MOST = 30
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Place:
    """An area as a choice: its code, and its name with what it lies in."""

    code: str
    name: str


def search(words: str, area_code: str) -> list[Place]:
    """Regencies, districts and villages whose name, or the name of what they lie in, holds every word; larger areas first.

    Where none does, words that only say the level (`kec.`, `kelurahan`) are left out.
    """
    parts = _WORD.findall(words.lower()[:100])[:6]
    named = [part for part in parts if part not in _level_words()]
    found = _holding(parts, area_code) or _holding(named, area_code)
    # Of areas whose own name holds a word before those that only lie in one: who seeks Laweyan means Laweyan.
    own = names()
    found.sort(key=lambda code: (not any(part in own[code].lower() for part in parts), len(code), own[code], code))
    return [Place(code, full_name(code)) for code in found[:AT_MOST]]


def _holding(parts: list[str], area_code: str) -> list[str]:
    if not parts:
        return []
    return [code for code, text in _texts().items() if code.startswith(area_code) and all(part in text for part in parts)]


@functools.cache
def _level_words() -> frozenset[str]:
    levels = definitions.load("place_aliases").content["level_words"]
    return frozenset(word for words in levels.values() for word in words)


def full_name(code: str) -> str:
    """`Pajang, Laweyan, Kota Surakarta`: an area with its district and regency."""
    known = names()
    return ", ".join(known.get(part, part) for part in (code, *reversed(parents(code))) if len(part) >= 4 or part == code)


@functools.cache
def _texts() -> dict[str, str]:
    return {code: f"{code} {full_name(code)}".lower() for code in names() if code != COUNTRY and len(code) >= 4}
