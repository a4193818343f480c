"""Signatures: all that the model sees of the texts and the code of a business, as one text.

Millions of businesses have few signatures. As one text they are counted and joined by one column instead of six, any of which may be
unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.classifying.words import FIELDS, group_of, vocabulary

PARTS = ("name_words", "activity_words", "category_words", "given_kbli", "year", "given_version")
SEPARATOR = "\x1f"
UNKNOWN = "?"  # a text that no part is


@dataclass(frozen=True)
class Found:
    """A word that counts: its group, the field it stands in and the weight of that field."""

    group: int
    word: str
    field: str
    factor: float


def sign(batch: pa.RecordBatch) -> pa.Array:
    """The signature of each row of plain texts (`name`, `activity`, `category`), `given_kbli`, `year` and `given_version`."""
    found = {f"{field}_words": _words(field, batch.column(field)) for field in FIELDS}
    texts = [found[part] if part in found else batch.column(part).cast(pa.string()) for part in PARTS]
    return pc.binary_join_element_wise(*(pc.fill_null(text, UNKNOWN) for text in texts), SEPARATOR)


def parts(signature: str) -> dict[str, Any]:
    """The parts of a signature: known words of each field, joined by `,` (none: ``, no text: null); code, year and version as given."""
    texts = signature.split(SEPARATOR, len(PARTS) - 1)
    known: dict[str, Any] = {name: None if text == UNKNOWN else text for name, text in zip(PARTS, texts, strict=True)}
    return known | {"year": known["year"] and int(known["year"])}


def _words(field: str, texts: pa.Array) -> pa.Array:
    """Known words, looked up once for each distinct text."""
    encoded = texts.dictionary_encode()
    return vocabulary(field).find(encoded.dictionary).take(encoded.indices)


@functools.lru_cache(maxsize=200_000)
def _found(field: str, joined: str | None) -> tuple[Found, ...]:
    factor = definitions.load("classifying").content["field_weight"][field]
    known = group_of(field)
    return tuple(Found(known[word], word, field, factor) for word in joined.split(",")) if joined else ()


def counted(signature: dict[str, Any]) -> Mapping[int, Found]:
    """Per group the word that counts: the one in the weightiest field, then the longest, then the first by letter."""
    return _counted(*(signature[f"{field}_words"] for field in FIELDS))


@functools.lru_cache(maxsize=200_000)  # every signature is weighed, then answered
def _counted(*joined: str | None) -> Mapping[int, Found]:
    best: dict[int, Found] = {}
    for field, words in zip(FIELDS, joined, strict=True):
        for found in _found(field, words):
            rival = best.get(found.group)
            if rival is None or (found.factor, len(found.word)) > (rival.factor, len(rival.word)):
                best[found.group] = found
    return best
