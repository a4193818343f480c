"""Finding an official area by name, inside an officer's own area."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from rajut.areas.lookup import COUNTRY, names, parents

AT_MOST = 30


@dataclass(frozen=True)
class Place:
    """An area as a choice: its code, and its name with what it lies in."""

    code: str
    name: str


def search(words: str, area_code: str) -> list[Place]:
    """Regencies, districts and villages whose name, or the name of what they lie in, holds every word; larger areas first."""
    parts = words.lower().replace("\x00", "")[:100].split()[:6]
    if not parts:
        return []
    found = [code for code, text in _texts().items() if code.startswith(area_code) and all(part in text for part in parts)]
    # Of areas whose own name holds a word before those that only lie in one: who seeks Laweyan means Laweyan.
    own = names()
    found.sort(key=lambda code: (not any(part in own[code].lower() for part in parts), len(code), own[code], code))
    return [Place(code, full_name(code)) for code in found[:AT_MOST]]


def full_name(code: str) -> str:
    """`Pajang, Laweyan, Kota Surakarta`: an area with its district and regency."""
    known = names()
    return ", ".join(known.get(part, part) for part in (code, *reversed(parents(code))) if len(part) >= 4 or part == code)


@functools.cache
def _texts() -> dict[str, str]:
    return {code: f"{code} {full_name(code)}".lower() for code in names() if code != COUNTRY and len(code) >= 4}
