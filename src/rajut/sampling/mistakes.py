"""Mistakes people make in registers: slips of the keyboard, empty cells, other spellings."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.sampling.words import Whole

HIGHEST_RATE = 0.95
NEIGHBOURS = {
    "a": "s",
    "e": "r",
    "i": "u",
    "o": "p",
    "u": "y",
    "n": "m",
    "m": "n",
    "t": "y",
    "s": "d",
    "r": "t",
    "d": "f",
    "g": "h",
    "k": "l",
    "l": "k",
}


class Mistakes:
    """Decides which rows of a part of a register go wrong, and how. The same stream gives the same mistakes."""

    def __init__(self, level: float, random: np.random.Generator) -> None:
        self.rates = {name: min(float(rate) * level, HIGHEST_RATE) for name, rate in definitions.load("sampling").content["noise"].items()}
        self.level = level
        self.random = random

    def happen(self, name: str, count: int) -> Whole:
        """Which of `count` rows meet the mistake of this name in definitions/sampling."""
        return np.asarray(self.random.random(count) < self.rates[name])

    def lose(self, column: pa.Array, name: str = "missing") -> pa.Array:
        """Some cells left empty."""
        return pc.if_else(pa.array(self.happen(name, len(column))), pa.scalar(None, column.type), column)

    def slip(self, column: pa.Array, name: str) -> pa.Array:
        """In some cells one letter is swapped with the next, left out, doubled, or hit beside its key."""
        hit = self.happen(name, len(column))
        where, how = self.random.random(len(column)), self.random.integers(4, size=len(column))
        return slipped(column, hit, where, how)


def slipped(column: pa.Array, hit: Whole, where: Whole, how: Whole) -> pa.Array:
    """One mistyped letter in each hit cell, done on the bytes of the whole column at once.

    `where` (0 to 1) is the place in the text, `how` 0 = swap with the next letter, 1 = leave out, 2 = double, 3 = the key beside.
    The first letter stays, as it does when people type; cells under four letters and letters beyond ASCII stay too.
    """
    text = pc.fill_null(column, "")
    text = pa.concat_arrays([text])
    starts = np.frombuffer(text.buffers()[1], np.int32)[text.offset : text.offset + len(text) + 1].astype(np.int64)
    data = np.frombuffer(text.buffers()[2] or b"", np.uint8)[starts[0] : starts[-1]].copy()
    starts = starts - starts[0]
    length = np.diff(starts)
    rows = np.flatnonzero(hit & (length >= 4))
    at = starts[rows] + 1 + np.floor(where[rows] * (length[rows] - 2)).astype(np.int64)
    rows, at = _letters_only(rows, at, data)
    copies = _change(data, at, how[rows])
    ends = np.concatenate([[0], np.cumsum(copies)])
    changed = pa.StringArray.from_buffers(
        len(text), pa.py_buffer(ends[starts].astype(np.int32).tobytes()), pa.py_buffer(np.repeat(data, copies).tobytes())
    )
    return pc.if_else(pc.is_null(column), pa.scalar(None, pa.string()), changed)


def _letters_only(rows: Whole, at: Whole, data: Whole) -> tuple[Whole, Whole]:
    fine = _is_letter(data[at]) & _is_letter(data[at + 1])
    return rows[fine], at[fine]


def _is_letter(byte: Whole) -> Whole:
    return ((byte >= 97) & (byte <= 122)) | ((byte >= 65) & (byte <= 90))


def _change(data: Whole, at: Whole, how: Whole) -> Whole:
    """Change the bytes in place; returns how often each byte is written (0 = left out, 2 = doubled)."""
    copies = np.ones(len(data), np.int64)
    swap, drop, double, beside = (at[how == kind] for kind in range(4))
    data[swap], data[swap + 1] = data[swap + 1], data[swap].copy()
    copies[drop], copies[double] = 0, 2
    key = np.arange(256, dtype=np.uint8)
    for letter, neighbour in NEIGHBOURS.items():
        key[ord(letter)], key[ord(letter.upper())] = ord(neighbour), ord(neighbour.upper())
    data[beside] = key[data[beside]]
    return copies
