"""Finding the words and phrases of definitions/fashion_words in texts, a column at a time.

Texts come in plain form (engine macro `plain_text`). Each text is cut into tokens; runs of one to three
tokens are looked up as numbers, the longest phrase first, and a token inside a longer phrase is not looked
at again. Everything is array arithmetic over a whole batch; there is no loop over texts.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rajut import definitions

Ids = npt.NDArray[np.int64]
LONGEST = 3
FIELDS = ("name", "activity", "category")


@dataclass(frozen=True)
class Group:
    """Words that say the same thing; weights in log-odds."""

    name: str
    words: tuple[str, ...]
    fashion: float = 0.0
    muslim: float = 0.0
    segment: dict[str, float] = field(default_factory=dict)
    role: dict[str, float] = field(default_factory=dict)
    only: tuple[str, ...] = FIELDS


@functools.cache
def groups() -> tuple[Group, ...]:
    """Every group of the definition, in its order."""
    content = definitions.load("fashion_words").content["groups"]
    return tuple(
        Group(name=name, **(entry | {"words": tuple(entry["words"]), "only": tuple(entry.get("only", FIELDS))}))
        for name, entry in content.items()
    )


@functools.cache
def group_of(field_name: str) -> dict[str, int]:
    """Word or phrase -> index of its group, as read in one field. Groups of that field alone come before general ones."""
    found: dict[str, int] = {}
    for index, group in enumerate(groups()):
        if field_name in group.only:
            for word in group.words:
                if word not in found or len(group.only) < len(groups()[found[word]].only):
                    found[word] = index
    return found


class Vocabulary:
    """The phrases of some fields, ready to be looked up."""

    def __init__(self, phrases: set[str]) -> None:
        self.phrases = sorted(phrases)
        self.tokens = sorted({token for phrase in phrases for token in phrase.split()})
        number = {token: index for index, token in enumerate(self.tokens)}
        self.base = len(self.tokens) + 1
        self.keys: dict[int, tuple[Ids, Ids]] = {}
        for length in range(1, LONGEST + 1):
            entries = sorted(
                (self._key([number[token] for token in phrase.split()]), index)
                for index, phrase in enumerate(self.phrases)
                if len(phrase.split()) == length
            )
            table = np.array(entries, dtype=np.int64).reshape(-1, 2)
            self.keys[length] = (table[:, 0], table[:, 1])

    def _key(self, tokens: list[int]) -> int:
        key = 0
        for token in tokens:
            key = key * self.base + token + 1
        return key

    def find(self, texts: pa.Array) -> pa.Array:
        """Per text its known phrases joined by `,` in alphabetical order; empty if there are none, null for null."""
        pieces = pc.split_pattern(pc.fill_null(texts, ""), " ")
        lengths = pc.list_value_length(pieces).to_numpy(zero_copy_only=False).astype(np.int64)
        rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
        tokens = self._numbers(pc.list_flatten(pieces))
        found = distinct(np.concatenate(self._matches(rows, tokens))) if len(rows) else np.empty(0, np.int64)
        owners, phrases = np.divmod(found, len(self.phrases))
        offsets = np.searchsorted(owners, np.arange(len(texts) + 1)).astype(np.int32)
        lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(self.phrases, pa.string()).take(pa.array(phrases)))
        return pc.if_else(pc.is_null(texts), pa.scalar(None, pa.string()), pc.binary_join(lists, ","))

    def _numbers(self, tokens: pa.Array) -> Ids:
        """Each token as its number from 1, misspelt ones as what they were meant to be; 0 is an unknown token."""
        encoded = tokens.dictionary_encode()
        distinct = encoded.dictionary
        known = pc.index_in(distinct, value_set=pa.array(self.tokens, pa.string()))
        numbers = pc.fill_null(known, -1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        unknown = np.flatnonzero(numbers == 0)
        numbers[unknown] = meant(distinct.take(pa.array(unknown)).to_pylist(), self.tokens) + 1
        every: Ids = numbers[encoded.indices.to_numpy(zero_copy_only=False)]
        return every

    def _matches(self, rows: Ids, tokens: Ids) -> list[Ids]:
        """Matches as row * phrases + phrase, longest phrases first."""
        free = tokens > 0
        matches = []
        for length in range(LONGEST, 0, -1):
            starts = len(tokens) - length + 1
            if starts <= 0:
                continue
            key = np.zeros(starts, np.int64)
            fits = rows[:starts] == rows[length - 1 :]
            for step in range(length):
                key = key * self.base + tokens[step : step + starts]
                fits &= free[step : step + starts]
            keys, phrases = self.keys[length]
            place = np.minimum(np.searchsorted(keys, key), max(len(keys) - 1, 0))
            hits = np.flatnonzero(fits & (keys[place] == key)) if len(keys) else np.empty(0, np.int64)
            matches.append(rows[hits] * len(self.phrases) + phrases[place[hits]])
            for step in range(length):
                free[hits + step] = False
        return matches


def distinct(numbers: Ids) -> Ids:
    """Each number once, ascending. Sorting beats NumPy's own `unique`, whose hashing is ten times slower on millions of numbers."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def meant(strange: list[str], tokens: list[str]) -> Ids:
    """For each strange token the position of the known token it is one slip away from (the first by letter), or -1.

    One slip is an optimal-string-alignment distance of 1 with the same first letter; short tokens and the words in
    `misspelt.never` are left alone.
    """
    rule = definitions.load("fashion_words").content["misspelt"]
    least, never = rule["from_letters"], set(rule["never"])
    found = np.full(len(strange), -1, np.int64)
    offered_by_letter = _by_letter(tokens, least, frozenset())
    for letter, asked in _by_letter(strange, least, never).items():
        offered = offered_by_letter.get(letter)
        if offered:
            distance = process.cdist([strange[i] for i in asked], [tokens[i] for i in offered], scorer=OSA.distance, score_cutoff=1)
            near = distance <= 1
            first = near.argmax(axis=1)
            found[asked] = np.where(near.any(axis=1), np.array(offered)[first], -1)
    return found


def _by_letter(tokens: list[str], least: int, never: Collection[str]) -> dict[str, list[int]]:
    """First letter -> the places of the tokens long enough."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        if len(token) >= least and token not in never:
            places[token[0]].append(place)
    return places


@functools.cache
def vocabulary(field_name: str) -> Vocabulary:
    """The phrases that mean something in one field; name and activity have the same."""
    return Vocabulary(set(group_of(field_name)))
