"""The list of areas as a book to look names up in: exact first, then a part of the name, then a misspelling.

A name is only ever looked up among the children of areas already known (its *scope*), because village
names repeat: 83,762 villages share 63,688 names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Any, NamedTuple

import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rajut import definitions
from rajut.locating.names import RegencyText, key, regency_text, spaced

DIGITS = {"province": 2, "regency": 4, "district": 6, "village": 10}
LEVELS = {digits: level for level, digits in DIGITS.items()}
COUNTRY = ("",)


class Found(NamedTuple):
    """Codes a name can mean within its scope, and how it was found: exact, part or spelling; `` if not at all."""

    codes: tuple[str, ...] = ()
    how: str = ""


NOTHING = Found()


class Scope:
    """The names of one level inside one area: the keys, and the spaced names in order with their codes."""

    def __init__(self, codes: list[str], keys: dict[str, str], names: dict[str, str]) -> None:
        self.keys = sorted({keys[code] for code in codes})
        self.spaced: dict[str, list[str]] = defaultdict(list)
        for code in codes:
            self.spaced[names[code]].append(code)
        self.names = sorted(self.spaced)

    def beginning(self, word: str) -> list[str]:
        """The spaced names that go on after `word` and a space."""
        return self.names[bisect_left(self.names, word + " ") : bisect_left(self.names, word + "!")]


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
        self.coded: dict[str, dict[str, tuple[str, ...]]] = {level: self._by_key(level) for level in DIGITS}
        self._scopes: dict[tuple[str, str], Scope] = {}
        self._regencies: dict[tuple[str, str], frozenset[str]] = {}
        self._answers: dict[tuple[str, str, tuple[str, ...], str], Found] = {}
        self._written: dict[tuple[str, tuple[str, ...], str], Found] = {}

    def _by_key(self, level: str) -> dict[str, tuple[str, ...]]:
        """Key -> every code of the country with that name, in order of code."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.levels[level]:
            found[self.keys[code]].append(code)
        return {name: tuple(codes) for name, codes in found.items()}

    def current(self, code: str | None) -> tuple[str, bool]:
        """(today's code, whether it was a former one) of an area code; the finest part of it that exists, or ``."""
        if not code:
            return "", False
        if len(code) == DIGITS["village"] and code in self.names:
            return code, False
        for digits in (10, 6, 4, 2):
            if len(code) >= digits:
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
        same = self.coded["regency"][key(self.spaced[code])]
        return next((other for other in same if other != code and other.startswith(code[:2])), "")

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
            return NOTHING
        exact = _inside(self.coded[level].get(key(name), ()), within)
        if exact:
            return Found(exact, "exact")
        question = (name, level, within, how)
        if question not in self._answers:
            self._answers[question] = self._look_up(name, level, within, how)
        return self._answers[question]

    def find_regency(self, text: str, within: tuple[str, ...] = COUNTRY, *, how: str = "exact part spelling") -> Found:
        """As `find`, for a regency: uses the words kabupaten or kota and the number in `[19] MADIUN`.

        A name without such a word can be both; then both codes are returned, kabupaten first.
        """
        question = (text, within, how)
        if question not in self._written:
            self._written[question] = self._look_up_regency(regency_text(text), within, how)
        return self._written[question]

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
        alias = self.aliases[level].get(key(name))
        if alias and alias.startswith(within):
            return Found((alias,), "exact")
        scopes = [self._scope(level, code) for code in within]
        for way, look in (("part", self._by_part), ("spelling", self._by_spelling)):
            if way in how:
                codes = look(name, scopes, level, within)
                if codes:
                    return Found(codes, way)
        return NOTHING

    def _by_part(self, name: str, scopes: list[Scope], level: str, within: tuple[str, ...]) -> tuple[str, ...]:
        """`Tenun` -> Tenun Samarinda; `Taman Kota` and `Kota Ponorogo` -> Taman, Ponorogo; only if one name fits."""
        bare = {name.removeprefix(f"{word} ").removesuffix(f" {word}") for word in self.loose}
        fitting = {known for scope in scopes for known in (*scope.beginning(name), *(bare & scope.spaced.keys()))}
        if len(fitting) != 1:
            return ()
        known = fitting.pop()
        return next(_unique(scope.spaced[known]) for scope in reversed(scopes) if known in scope.spaced)

    def _by_spelling(self, name: str, scopes: list[Scope], level: str, within: tuple[str, ...]) -> tuple[str, ...]:
        """The one name with the fewest letters inserted, left out, changed or transposed, if few enough."""
        wanted = key(name)
        most = max((edits for length, edits in self.rules["edits"].items() if len(wanted) >= length), default=0)
        if not most:
            return ()
        known = scopes[0].keys if len(scopes) == 1 else _unique(name for scope in scopes for name in scope.keys)
        near = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=most, limit=None)
        best = min((distance for _, distance, _ in near), default=0)
        nearest = [match for match, distance, _ in near if distance == best]
        return tuple(code for code in self.coded[level][nearest[0]] if code.startswith(within)) if len(nearest) == 1 else ()

    def _scope(self, level: str, within: str) -> Scope:
        if (level, within) not in self._scopes:
            codes = self.levels[level]
            inside = codes[bisect_left(codes, within) : bisect_left(codes, within + "~")]
            self._scopes[level, within] = Scope(inside, self.keys, self.spaced)
        return self._scopes[level, within]


def _known(aliases: dict[str, Any], level: str, names: dict[str, str]) -> dict[str, str]:
    """Aliases whose area is in this list of areas."""
    return {key(spaced(alias, level)): str(code) for alias, code in aliases.items() if str(code) in names}


def _inside(codes: tuple[str, ...], within: tuple[str, ...]) -> tuple[str, ...]:
    """Of codes in order those of the areas `within`."""
    if len(within) > 1 or not codes:
        return tuple([code for code in codes if code.startswith(within)])
    if not within[0]:
        return codes
    low = bisect_left(codes, within[0])
    return codes[low : bisect_left(codes, within[0] + "~", low)]


def _unique(items: Any) -> tuple[Any, ...]:
    return tuple(sorted(set(items)))
