"""How much of what two texts say is the same, rare words weighing more (soft TF-IDF: Cohen, Ravikumar & Fienberg 2003)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from rajut.engines import Engine

Words = tuple[str, ...]
FLOOR = 0.1  # no word is worth nothing


class Likeness:
    """Similarity 0..1 of two texts of one list. Words from `similarity` (Jaro-Winkler) on count as that much the same, numbers if equal."""

    def __init__(self, texts: Iterable[str], similarity: float) -> None:
        rows = [set(text.split()) for text in texts]
        carried = Counter(word for words in rows for word in words)
        self.weight = {word: math.log(len(rows) / count) + FLOOR for word, count in carried.items()}
        self.near = _near(sorted(carried), similarity)
        self.size: dict[str, float] = {}

    def __call__(self, one: str, other: str) -> float:
        others = set(other.split())
        shared = sum(
            self.weight[word] * self.weight[near] * alike
            for word in sorted(set(one.split()))
            for near, alike in self.near[word]
            if near in others
        )
        return min(1.0, shared / (self._length(one) * self._length(other))) if shared else 0.0

    def _length(self, text: str) -> float:
        if text not in self.size:
            self.size[text] = math.sqrt(sum(self.weight[word] ** 2 for word in sorted(set(text.split()))))
        return self.size[text]


def _near(vocabulary: list[str], similarity: float) -> dict[str, list[tuple[str, float]]]:
    """Word -> the words that may be it, itself included."""
    near = {word: [(word, 1.0)] for word in vocabulary}
    lettered = [word for word in vocabulary if not any(letter.isdigit() for letter in word)]
    for start in range(0, len(lettered), 500):
        some = lettered[start : start + 500]
        alike = process.cdist(some, lettered, scorer=JaroWinkler.similarity, score_cutoff=similarity, dtype=np.float32)
        for i, j in zip(*np.nonzero(alike), strict=True):
            if some[i] != lettered[j]:
                near[some[i]].append((lettered[j], round(float(alike[i, j]), 6)))
    return near


def measure(engine: Engine, pairs: str, likenesses: dict[str, Likeness]) -> None:
    """Add `<column>_likeness` to a table of pairs (a, b, …) of `matching_compared`, null where a text is missing."""
    for column, likeness in likenesses.items():
        query = f"""SELECT p.a, p.b, l.{column} AS one, r.{column} AS other FROM {pairs} p
                    JOIN matching_compared l ON l.n = p.a JOIN matching_compared r ON r.n = p.b
                    WHERE l.{column} IS NOT NULL AND r.{column} IS NOT NULL"""
        schema = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("alike", pa.float64())])
        engine.map("matching_likeness", query, _measured(likeness, schema), schema)
        engine.create(
            f"{pairs}_measured",
            f"SELECT p.*, m.alike AS {column}_likeness FROM {pairs} p LEFT JOIN matching_likeness m ON m.a = p.a AND m.b = p.b",
        )
        engine.create(pairs, f"SELECT * FROM {pairs}_measured")
        engine.drop("matching_likeness", f"{pairs}_measured")


def _measured(likeness: Likeness, schema: pa.Schema) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
    def function(batch: pa.RecordBatch) -> pa.RecordBatch:
        couples = zip(batch.column("one").to_pylist(), batch.column("other").to_pylist(), strict=True)
        alike = [round(likeness(one, other), 6) for one, other in couples]
        return pa.record_batch(
            [batch.column("a").cast(pa.int64()), batch.column("b").cast(pa.int64()), pa.array(alike, pa.float64())], schema
        )

    return function
