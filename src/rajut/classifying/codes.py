"""What a given industry code says, with its version: the same number means different things in 2020 and 2025."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from rajut import definitions

VERSIONS = ("2020", "2025")


@dataclass(frozen=True)
class Code:
    """A five-digit code of one version. `segment` and `role` are null outside fashion. `mixed`: fashion is one of several things in it."""

    code: str
    version: str
    title: str
    segment: str | None
    role: str | None
    other: tuple[str, ...] = ()
    mixed: bool = False

    @property
    def fashion(self) -> bool | None:
        """Null where the code leaves it open."""
        return None if self.mixed else self.segment is not None


@dataclass(frozen=True)
class Evidence:
    """What the given code says. `code` is null if the number is no code of either version; `note` says how it was read."""

    code: str | None = None
    version: str | None = None
    confidence: float = 0.0
    fashion: bool | None = None
    segment: str | None = None
    role: str | None = None
    note: str | None = None
    meanings: tuple[Code, ...] = ()  # the candidates, where the version is unclear

    def settled(self, segment: str | None) -> Evidence:
        """The evidence once the words have told the segment: an unclear version is clear if only one meaning fits."""
        fitting = [meaning for meaning in self.meanings if segment and meaning.segment == segment]
        if len(fitting) != 1:
            return self
        confidence = definitions.load("classifying").content["code_confidence"]["same_in_both"]
        return _evidence(fitting[0], confidence, "CLS-CODE-VERSION-FROM-WORDS")


@functools.cache
def table() -> dict[tuple[str, str], Code]:
    """(version, code) -> every fashion code of our own table."""
    versions = definitions.load("kbli").content["versions"]
    return {
        (version, row[0]): Code(row[0], version, row[1], row[2], row[3], tuple(row[4]))
        for version, rows in versions.items()
        for row in rows
    }


@functools.cache
def lookup(code: str, version: str) -> Code | None:
    """The code in one version; null if that version has no such code."""
    known = table().get((version, code))
    if known or len(code) != 5:
        return known
    division = int(code[:2])
    content = definitions.load("kbli").content
    other = code not in content["absent"][version] and any(first <= division <= last for first, last in content["other_divisions"])
    return Code(code, version, "", None, None, mixed=code in content["mixed"][version]) if other else None


@functools.cache
def read(code: str | None, version: str | None, year: int | None) -> Evidence:
    """What code and version as given say, for a row observed in `year`."""
    if not code:
        return Evidence()
    confidence = definitions.load("classifying").content["code_confidence"]
    if version in VERSIONS:
        found = lookup(code, version)
        return _evidence(found, confidence["version_given"], None) if found else _other_version(code, version)
    if version == "2015":
        return _evidence(lookup(code, "2020"), confidence["from_2015"], "CLS-CODE-2015")
    return _without_version(code, year)


def _without_version(code: str, year: int | None) -> Evidence:
    content = definitions.load("classifying").content
    confidence = content["code_confidence"]
    old, new = lookup(code, "2020"), lookup(code, "2025")
    if year is not None and year < content["kbli_2025_from"] and old:
        return _evidence(old, confidence["version_from_date"], "CLS-CODE-VERSION-FROM-DATE")
    if old is None or new is None:
        return _evidence(old or new, confidence["only_in_one_version"], "CLS-CODE-ONE-VERSION")
    if (old.segment, old.role, old.fashion) == (new.segment, new.role, new.fashion):
        return _evidence(old, confidence["same_in_both"], "CLS-CODE-SAME-IN-BOTH")
    # Which of two meanings is unknown: the code still says whether it is fashion, but neither line nor role.
    return Evidence(
        code=code,
        version=old.version,
        confidence=confidence["differs_between_versions"],
        fashion=old.fashion if old.fashion == new.fashion else None,
        role=old.role if old.role == new.role else None,
        note="CLS-CODE-VERSION-UNCLEAR",
        meanings=(old, new),
    )


def _other_version(code: str, version: str) -> Evidence:
    """A number the stated version does not have: read in the other version, if it has it, but trusted less."""
    found = lookup(code, VERSIONS[1 - VERSIONS.index(version)])
    low = definitions.load("classifying").content["code_confidence"]["differs_between_versions"]
    return _evidence(found, low, "CLS-CODE-OTHER-VERSION")


def _evidence(found: Code | None, confidence: float, note: str | None) -> Evidence:
    if found is None:
        return Evidence(note="CLS-CODE-UNKNOWN")
    return Evidence(found.code, found.version, confidence, found.fashion, found.segment, found.role, note)


def inferred(segment: str | None, role: str | None) -> tuple[str, str] | None:
    """(code, version) a business of this segment and role most likely has; null if none is likely."""
    content = definitions.load("kbli").content
    code = content["inferred"].get(segment, {}).get(role)
    return (code, content["inferred_version"]) if code else None
