"""The list of areas as a book to look names up in: exact first, then a part of the name, then a misspelling.

A name is only ever looked up among the children of areas already known (its *scope*), because village
names repeat: 83,762 villages share 63,688 names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rajut import definitions
from rajut.locating.names import RegencyText, key, regency_text, spaced

DIGITS = {"province": 2, "regency": 4, "district": 6, "village": 10}
LEVELS = {digits: level for level, digits in DIGITS.items()}
COUNTRY = ("",)


@dataclass(frozen=True)
class Found:
    """Codes a name can mean within its scope, and how it was found: exact, part or spelling; `` if not at all."""

    codes: tuple[str, ...] = ()
    how: str = ""


@dataclass
class Scope:
    """The areas of one level inside one area: key -> codes, and spaced name -> codes."""

    keys: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spaced: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Gazetteer:
    """Every area by name and code. Built from the table `Areas`; answers are kept, so each question costs once."""

    def __init__(self, areas: pa.Table) -> None:
        areas = areas.sort_by("code")
        self.names: dict[str, str] = dict(zip(areas["code"].to_pylist(), areas["name"].to_pylist(), strict=True))
        self.kinds: dict[str, str] = dict(zip(areas["code"].to_pylist(), areas["kind"].to_pylist(), strict=True))
        self.levels: dict[str, list[str]] = {level: [c for c in self.names if len(c) == digits] for level, digits in DIGITS.items()}
        self.postal: dict[str, list[str]] = defaultdict(list)
        for code, postal in zip(areas["code"].to_pylist(), areas["postal_code"].to_pylist(), strict=True):
            if postal:
                self.postal[postal].append(code)
        self.spaced = {code: spaced(name, LEVELS[len(code)]) for code, name in self.names.items()}
        self.keys = {code: key(name) for code, name in self.spaced.items()}
        content = definitions.load("place_aliases").content
        self.aliases = {level: _known(content["aliases"].get(level, {}), level, self.names) for level in DIGITS}
        self.loose: list[str] = content["loose_words"]
        self.rules: dict[str, Any] = definitions.load("locating").content["spelling"]
        self.history: dict[str, str] = {str(k): str(v) for k, v in definitions.load("historical_codes").content["moved"].items()}
        self._scopes: dict[tuple[str, str], Scope] = {}
        self._regencies: dict[tuple[str, str], frozenset[str]] = {}
        self._answers: dict[tuple[str, str, tuple[str, ...], str], Found] = {}

    def current(self, code: str | None) -> tuple[str, bool]:
        """(today's code, whether it was a former one) of an area code; the finest part of it that exists, or ``."""
        for digits in (10, 6, 4, 2):
            if code and len(code) >= digits:
                part = code[:digits]
                if part in self.names:
                    return part, False
                moved = next((self.history[part[:n]] + part[n:] for n in (10, 6, 4) if part[:n] in self.history), "")
                if moved in self.names:
                    return moved, True
        return "", False

    def sibling(self, code: str) -> str:
        """The kota of a kabupaten of the same name in the same province, or the other way round; `` if there is none."""
        if len(code) != DIGITS["regency"]:
            return ""
        same = self._scope("regency", code[:2]).keys[key(self.spaced[code])]
        return next((other for other in same if other != code), "")

    def regencies_with(self, text: str, level: str) -> frozenset[str]:
        """The regencies that have a district or village of exactly this name."""
        name = spaced(text, level)
        if (level, name) not in self._regencies:
            self._regencies[level, name] = frozenset(code[:4] for code in self.find(text, level, how="exact").codes)
        return self._regencies[level, name]

    def find(self, text: str, level: str, within: tuple[str, ...] = COUNTRY, *, how: str = "exact part spelling") -> Found:
        """Areas of `level` inside `within` that `text` can mean; `how` lists the ways that may be tried, in order."""
        name = spaced(text, level)
        if not name:
            return Found()
        question = (name, level, within, how)
        if question not in self._answers:
            self._answers[question] = self._look_up(name, level, within, how)
        return self._answers[question]

    def find_regency(self, text: str, within: tuple[str, ...] = COUNTRY, *, how: str = "exact part spelling") -> Found:
        """As `find`, for a regency: uses the words kabupaten or kota and the number in `[19] MADIUN`.

        A name without such a word can be both; then both codes are returned, kabupaten first.
        """
        written = regency_text(text)
        name = spaced(written.name, "regency")
        if not name:
            return Found()
        question = (f"{name} {written.kind} {written.number}", "regency as written", within, how)
        if question not in self._answers:
            self._answers[question] = self._look_up_regency(written, within, how)
        return self._answers[question]

    def _look_up_regency(self, written: RegencyText, within: tuple[str, ...], how: str) -> Found:
        found = self.find(written.name, "regency", within, how=how)
        if not found.codes and written.kind == "kota":  # Kota Waringin Barat: the word belongs to the name
            found = self.find("kabupaten " + written.name.replace(" ", "", 1), "regency", within, how="exact")
        for wanted in (lambda c: written.number == c[2:], lambda c: written.kind == self.kinds[c]):
            fitting = tuple(code for code in found.codes if wanted(code))
            if fitting:
                return Found(fitting, found.how)
        return found

    def _look_up(self, name: str, level: str, within: tuple[str, ...], how: str) -> Found:
        scopes = [self._scope(level, code) for code in within]
        wanted = key(name)
        one = len(scopes) == 1
        exact = tuple(scopes[0].keys.get(wanted, ())) if one else _unique(code for scope in scopes for code in scope.keys.get(wanted, ()))
        if exact:
            return Found(exact, "exact")
        alias = self.aliases[level].get(wanted)
        if alias and any(alias.startswith(code) for code in within):
            return Found((alias,), "exact")
        for way, look in (("part", self._by_part), ("spelling", self._by_spelling)):
            if way in how:
                codes = look(name, scopes)
                if codes:
                    return Found(codes, way)
        return Found()

    def _by_part(self, name: str, scopes: list[Scope]) -> tuple[str, ...]:
        """`Tenun` -> Tenun Samarinda; `Taman Kota` and `Kota Ponorogo` -> Taman, Ponorogo; only if one name fits."""
        bare = {name.removeprefix(f"{word} ").removesuffix(f" {word}") for word in self.loose}
        fitting = {
            known: codes for scope in scopes for known, codes in scope.spaced.items() if known.startswith(name + " ") or known in bare
        }
        return _unique(next(iter(fitting.values()))) if len(fitting) == 1 else ()

    def _by_spelling(self, name: str, scopes: list[Scope]) -> tuple[str, ...]:
        """The one name with the fewest letters inserted, left out, changed or transposed, if few enough."""
        wanted = key(name)
        most = max((edits for length, edits in self.rules["edits"].items() if len(wanted) >= length), default=0)
        if not most:
            return ()
        known = _unique(name for scope in scopes for name in scope.keys)
        near = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=most, limit=None)
        best = min((distance for _, distance, _ in near), default=0)
        nearest = [match for match, distance, _ in near if distance == best]
        return _unique(code for scope in scopes for code in scope.keys.get(nearest[0], ())) if len(nearest) == 1 else ()

    def _scope(self, level: str, within: str) -> Scope:
        if (level, within) not in self._scopes:
            scope = Scope()
            codes = self.levels[level]
            for code in codes[bisect_left(codes, within) : bisect_left(codes, within + "~")]:
                scope.keys[self.keys[code]].append(code)
                scope.spaced[self.spaced[code]].append(code)
            self._scopes[level, within] = scope
        return self._scopes[level, within]


def _known(aliases: dict[str, Any], level: str, names: dict[str, str]) -> dict[str, str]:
    """Aliases whose area is in this list of areas."""
    return {key(spaced(alias, level)): str(code) for alias, code in aliases.items() if str(code) in names}


def _unique(items: Any) -> tuple[Any, ...]:
    return tuple(sorted(set(items)))
