"""Texts as positions in word lists, so that millions of businesses are integers until they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Whole = npt.NDArray[Any]


class Words:
    """Word lists by group, laid end to end; a word is its position in the long list. An empty word is null."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.words = pa.array([word or None for group in groups for word in group], pa.string())
        self.count = np.array([len(group) for group in groups], np.int32)
        self.start = (np.cumsum(self.count) - self.count).astype(np.int32)

    def pick(self, group: Whole, uniform: Whole, *, skew: float = 1.0) -> Whole:
        """A position of each row's group; a skew above 1 prefers the first words, as common names are."""
        within = np.floor(uniform**skew * self.count[group]).astype(np.int32)
        return (self.start[group] + within).astype(np.int32)

    def text(self, position: Whole) -> pa.Array:
        return self.words.take(pa.array(position))


def shares(weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """Weights as cumulative shares that end at exactly 1."""
    total = np.cumsum(np.asarray(weights, np.float64))
    return np.asarray(np.append(total[:-1] / total[-1], 1.0))


def choose(weights: Sequence[float], uniform: Whole) -> Whole:
    """The position each uniform number falls on."""
    return np.searchsorted(shares(weights), uniform, side="right").astype(np.int16)


def join(*parts: pa.Array | str, between: str = " ") -> pa.Array:
    """Texts put together row by row; a null part is left out."""
    return pc.binary_join_element_wise(*parts, between, null_handling="skip")


def digits(values: Whole, width: int = 0) -> pa.Array:
    """Whole numbers as text, with leading zeros up to `width`."""
    text = pa.array(values).cast(pa.string())
    return pc.utf8_lpad(text, width, "0") if width else text


def only(mask: Whole, column: pa.Array) -> pa.Array:
    """The column where the mask is true, null elsewhere."""
    return pc.if_else(pa.array(mask), column, pa.scalar(None, column.type))


def either(mask: Whole, yes: pa.Array | str, no: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(mask), yes, no)
