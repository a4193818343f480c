"""What is counted about businesses, and what they are dealt by, in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut.clustering.points import Flags, Numbers, Whole


@dataclass(frozen=True)
class Profiles:
    """In the order of the candidates. size, product: numbers into the sorted lists of size classes and industry codes, -1 for unknown.

    workers: NaN for unknown. women_owned: of those whose owner's sex is known.
    """

    size: Whole
    sizes: list[str]
    product: Whole
    muslim_wear: Flags
    workers: Numbers
    women_owned: Flags
    sex_known: Flags


def profiles(rows: pa.Table) -> Profiles:
    """From rows with size_class, kbli_code, muslim_wear, workers and women_owned."""
    size, sizes = numbered(rows["size_class"])
    product, _ = numbered(rows["kbli_code"])
    return Profiles(
        size, sizes, product, _flags(rows["muslim_wear"]), numbers(rows["workers"]),
        _flags(rows["women_owned"]), np.asarray(pc.is_valid(rows["women_owned"])),
    )  # fmt: skip


def numbered(values: pa.ChunkedArray) -> tuple[Whole, list[str]]:
    """Each text's number in the sorted list of texts, -1 for null."""
    texts = sorted(text for text in values.unique().to_pylist() if text is not None)
    number = pc.fill_null(pc.index_in(values, pa.array(texts, pa.string())), -1)
    return np.asarray(number).astype(np.int64), texts


def numbers(values: pa.ChunkedArray) -> Numbers:
    """As numbers, NaN for null."""
    return np.asarray(pc.fill_null(values.cast(pa.float64()), np.nan))


def _flags(values: pa.ChunkedArray) -> Flags:
    return np.asarray(pc.fill_null(values.cast(pa.bool_()), False))
