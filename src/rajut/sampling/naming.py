"""Names of businesses: a word of the line, a legal form, and a brand, an owner or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.sampling.lines import Lines
from rajut.sampling.owners import Owners, given_names
from rajut.sampling.streams import stream
from rajut.sampling.words import Whole, Words, choose, either, join, only

KINDS = ("two_words", "one_word", "honorific", "owner", "bare")
TWO_WORDS, ONE_WORD, HONORIFIC, OWNER, BARE = range(5)


@dataclass(frozen=True)
class Names:
    """The parts of a business name, as word positions. `kind` is a position in KINDS."""

    kind: Whole
    form: Whole
    line_word: Whole
    first: Whole
    second: Whole
    honorific: Whole

    def of(self, rows: Whole) -> Names:
        return Names(*(column[rows] for column in vars(self).values()))

    def but(self, **changed: Whole) -> Names:
        return replace(self, **changed)

    def text(self, rows: Whole, owner: Owners, lines: Lines) -> pa.Array:
        """The names of these rows; the columns of `self` are already those of the rows."""
        brand = join(brand_words().text(self.first), only(self.kind == TWO_WORDS, brand_words().text(self.second)))
        called = join(honorifics().text(self.honorific), given_names().text(owner.first[rows]))
        core = either(self.kind == HONORIFIC, called, either(self.kind == OWNER, owner.name(rows), brand))
        return join(forms().text(self.form), lines.names.text(self.line_word), only(self.kind != BARE, core))


def name_businesses(line: Whole, female: Whole, workers: Whole, lines: Lines, seed: int) -> Names:
    random, count = stream(seed, "names"), len(line)
    weights = definitions.load("sampling").content["names"]
    small, other = (choose([weights[size][kind] for kind in KINDS], random.random(count)) for size in ("small", "other"))
    form = choose(list(_names()["forms"].values()), random.random(count))
    form[(workers < 4) & np.isin(form, [list(_names()["forms"]).index(name) for name in ("CV", "PT")])] = 0
    return Names(
        kind=np.where(lines.scale[line] < 1, small, other).astype(np.int8),
        form=form.astype(np.int8),
        line_word=lines.names.pick(line, random.random(count)),
        first=brand_words().pick(np.zeros(count, np.int8), random.random(count), skew=1.3),
        second=brand_words().pick(np.ones(count, np.int8), random.random(count), skew=1.3),
        honorific=honorifics().pick(np.where(female, 0, 1), random.random(count)),
    )


@cache
def brand_words() -> Words:
    return Words([_names()["brands"]["first"], _names()["brands"]["second"]])


@cache
def forms() -> Words:
    return Words([list(_names()["forms"])])


@cache
def honorifics() -> Words:
    return Words([_names()["honorifics"]["F"], _names()["honorifics"]["M"]])


def _names() -> dict[str, Any]:
    return definitions.load("sampling_names").content
