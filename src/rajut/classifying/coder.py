"""Coding short texts: from labelled texts to a score for every class, fast enough for every business of a country.

A text is the sum of its words and word pairs, each as heavy as it is rare; a word is itself and its spelling:

    x(text) = (sum over words w of idf(w) * [e(w), u(w)] + sum over known pairs p of idf(p) * e(p)) / length
    length  = square root of the sum of all those idf squared

e is the unit vector of a known word or pair, u(w) the unit vector of the runs of letters in the word, so that misspelt and derived
words speak too. On x stands a linear support vector machine for all classes at once (Crammer and Singer 2001, "On the algorithmic
implementation of multiclass kernel-based vector machines"). Codes whose first digits mean something (`levels`, such as 2 and 4) are
told by several machines: one for the first digits at each level, and one for whole codes inside each group of the first level;
the score of a code is the sum of what they say, so that a code of few texts is found through its kin, and thousands of codes are
learnt in a tenth of the time. As x is a sum over words, so is a score: each distinct word is scored once, a million texts are sums
over a table, and the same sums tell which word spoke loudest.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

Numbers = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Read:
    """Texts cut up. `words`: the distinct words; `at`, `word`: which text holds which word, once; `pair_at`, `pair`: known pairs."""

    texts: int
    words: list[str]
    at: Ids
    word: Ids
    pair_at: Ids
    pair: Ids


class Coder:
    """Learns classes from texts in plain form.

    `letters`: shortest and longest run of letters; `cost`: of a slip (C); `levels`: numbers of first digits that mean something.
    """

    def __init__(self, *, letters: tuple[int, int] = (2, 5), cost: float = 1.0, levels: tuple[int, ...] = ()) -> None:
        self.letters, self.cost, self.levels = letters, cost, levels

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Coder:
        """Learn from texts with one label each, of at least two labels. The order of the rows makes no difference."""
        rows = sorted(zip(texts, labels, strict=True))
        texts, labels = [text for text, _ in rows], [label for _, label in rows]
        self._learn_terms(texts)
        self.classes = sorted(set(labels))
        weights, self._shift = self._learn_machines(self.vectors(texts), np.array(labels))
        words, pairs = len(self._word_idf), len(self._pair_idf)
        self._word_weights, self._pair_weights, self._run_weights = (
            np.ascontiguousarray(part.T) for part in np.split(weights, [words, words + pairs], axis=1)
        )
        self._scored: dict[str, int] = {}
        self._scores: Numbers = np.empty((0, len(self.classes)))
        self._weight: Numbers = np.empty(0)
        return self

    def vectors(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Texts as the rows the machine learns from: known words, known pairs, runs of letters."""
        read = self._read(pa.array(texts, pa.string()))
        idf, known, runs = self._about(read.words)
        held = sp.csr_matrix((idf[read.word], (read.at, read.word)), shape=(read.texts, len(read.words)))
        pairs = sp.csr_matrix((self._pair_idf[read.pair], (read.pair_at, read.pair)), shape=(read.texts, len(self._pair_idf)))
        return sp.diags(1.0 / self._lengths(read, idf)) @ sp.hstack([held @ known, pairs, held @ runs]).tocsr()

    def scores(self, texts: pa.Array) -> Numbers:
        """A row per text, a column per class of `classes`; the class with the highest score is the likeliest. Null is no words."""
        read = self._read(texts)
        known = self._score_words(read.words)
        total = np.zeros((read.texts, len(self.classes)))
        for column in range(len(self.classes)):
            words = np.bincount(read.at, self._scores[known[read.word], column], read.texts)
            pairs = self._pair_idf[read.pair] * self._pair_weights[read.pair, column]
            total[:, column] = words + np.bincount(read.pair_at, pairs, read.texts)
        return total / self._lengths(read, self._weight[known])[:, None] + self._shift

    def predict(self, texts: pa.Array) -> list[str]:
        """The likeliest class of each text."""
        return [self.classes[best] for best in self.scores(texts).argmax(axis=1)]

    def loudest(self, texts: pa.Array, column: int, towards: Numbers) -> pa.Array:
        """The word of each text that moves the score of a class most upwards, or downwards where `towards` is negative.

        The first by letter if two do; null if no word moves it that way.
        """
        read = self._read(texts)
        known = self._score_words(read.words)
        moved = np.round(self._scores[known[read.word], column] * np.sign(towards)[read.at], 6)
        alphabet = np.argsort(np.argsort(np.array(read.words, dtype=object))) if read.words else np.empty(0, np.int64)
        order = np.lexsort((alphabet[read.word], -moved, read.at))
        owners, first = np.unique(read.at[order], return_index=True)
        chosen = np.full(read.texts, -1, np.int64)
        chosen[owners] = np.where(moved[order][first] > 0, read.word[order][first], -1)
        return pa.array(read.words, pa.string()).take(pa.array(chosen, mask=chosen < 0))

    def _learn_machines(self, vectors: sp.csr_matrix, labels: npt.NDArray[np.str_]) -> tuple[Numbers, Numbers]:
        """Weights and shift of every class: of each machine those of its own class or of the group it is in."""
        classes = np.array(self.classes)
        weights, shift = np.zeros((len(classes), vectors.shape[1])), np.zeros(len(classes))
        for rows, columns, digits in self._questions(labels, classes):
            names, asked = first_digits(labels[rows], digits), first_digits(classes[columns], digits)
            told, own_weights, own_shift = self._learn_machine(vectors[rows], names)
            place = np.searchsorted(told, asked)
            weights[columns] += own_weights[place]
            shift[columns] += own_shift[place]
        return weights, shift

    def _questions(self, labels: npt.NDArray[np.str_], classes: npt.NDArray[np.str_]) -> Iterator[tuple[Ids, Ids, int | None]]:
        """Of each machine the texts it learns from, the classes it speaks of, and the digits it tells; only where there is a choice."""
        every, all_classes = np.arange(len(labels)), np.arange(len(classes))
        yield from ((every, all_classes, digits) for digits in self.levels if len(set(first_digits(classes, digits))) > 1)
        group_of_class = first_digits(classes, self.levels[0] if self.levels else 0)
        group_of_text = first_digits(labels, self.levels[0] if self.levels else 0)
        for group in sorted(set(group_of_class)):
            columns = np.flatnonzero(group_of_class == group)
            if len(columns) > 1:
                yield np.flatnonzero(group_of_text == group), columns, None

    def _learn_machine(self, vectors: sp.csr_matrix, labels: npt.NDArray[np.str_]) -> tuple[npt.NDArray[np.str_], Numbers, Numbers]:
        """The names one machine tells, in order, their weights and shifts."""
        machine = LinearSVC(C=self.cost, multi_class="crammer_singer", tol=0.05, max_iter=200, random_state=0).fit(vectors, labels)
        weights, shift = machine.coef_, machine.intercept_
        if len(weights) == 1:  # of two classes only the second's weights are told
            weights, shift = np.vstack([-weights, weights]) / 2, np.concatenate([-shift, shift]) / 2
        return machine.classes_, weights, shift

    def _learn_terms(self, texts: list[str]) -> None:
        """Number the words, pairs and runs of letters, and say how rare each is."""
        words = CountVectorizer(analyzer=str.split, binary=True).fit(texts)
        self._words = {str(word): int(number) for word, number in words.vocabulary_.items()}
        self._word_idf = _rarity(words.transform(texts))
        self._unknown = float(np.log(len(texts) + 1)) + 1.0
        pairs = CountVectorizer(analyzer=_pairs, binary=True)
        counted = pairs.fit_transform([*texts, "a b"])[:-1]  # one pair at least, or there is no vocabulary
        self._pair_idf = _rarity(counted)
        base = len(self._words) + 1
        keys = [
            (self._words.get(first, -1) * base + self._words.get(second, -1), number)
            for (first, second), number in ((pair.split(), number) for pair, number in pairs.vocabulary_.items())
        ]
        table = np.array(sorted(keys), dtype=np.int64)
        self._pair_keys, self._pair_numbers = pa.array(table[:, 0]), table[:, 1]
        self._runs = CountVectorizer(analyzer="char_wb", ngram_range=self.letters, binary=True)
        self._run_idf = _rarity(self._runs.fit_transform(sorted(self._words)))

    def _about(self, words: list[str]) -> tuple[Numbers, sp.csr_matrix, sp.csr_matrix]:
        """Of words: how rare, which known word each is, and its runs of letters with length 1."""
        number = np.array([self._words.get(word, -1) for word in words], dtype=np.int64)
        met = np.flatnonzero(number >= 0)
        idf = np.full(len(words), self._unknown)
        idf[met] = self._word_idf[number[met]]
        known = sp.csr_matrix((np.ones(len(met)), (met, number[met])), shape=(len(words), len(self._word_idf)))
        if not words:
            return idf, known, sp.csr_matrix((0, len(self._run_idf)))
        return idf, known, normalize(self._runs.transform(words) @ sp.diags(self._run_idf)).tocsr()

    def _score_words(self, words: list[str]) -> Ids:
        """The row of each word in the table of scores; words never met before are scored and kept."""
        strange = [word for word in words if word not in self._scored]
        if strange:
            idf, known, runs = self._about(strange)
            scores = sp.diags(idf) @ (known @ self._word_weights + runs @ self._run_weights)
            self._scored |= {word: len(self._scored) + place for place, word in enumerate(strange)}
            self._scores, self._weight = np.vstack([self._scores, scores]), np.concatenate([self._weight, idf])
        return np.array([self._scored[word] for word in words], dtype=np.int64)

    def _read(self, texts: pa.Array) -> Read:
        pieces = pc.split_pattern(pc.fill_null(texts, ""), " ")
        lengths = pc.list_value_length(pieces).to_numpy(zero_copy_only=False).astype(np.int64)
        tokens = pc.list_flatten(pieces).dictionary_encode()
        words = tokens.dictionary.to_pylist()
        at, word = np.repeat(np.arange(len(texts), dtype=np.int64), lengths), tokens.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        filled = np.array([bool(name) for name in words], dtype=bool)[word] if words else np.zeros(0, bool)
        pair_at, pair = self._known_pairs(at, np.array([self._words.get(name, -1) for name in words], np.int64)[word])
        at, word = once(at[filled], word[filled])
        return Read(len(texts), words, at, word, pair_at, pair)

    def _known_pairs(self, at: Ids, number: Ids) -> tuple[Ids, Ids]:
        first = np.flatnonzero((at[:-1] == at[1:]) & (number[:-1] >= 0) & (number[1:] >= 0))
        key = number[first] * (len(self._words) + 1) + number[first + 1]
        place = pc.index_in(pa.array(key), value_set=self._pair_keys)
        hits = np.flatnonzero(place.is_valid().to_numpy(zero_copy_only=False))
        return once(at[first[hits]], self._pair_numbers[place.drop_null().to_numpy()])

    def _lengths(self, read: Read, idf: Numbers) -> Numbers:
        squares = np.bincount(read.at, idf[read.word] ** 2, read.texts) + np.bincount(
            read.pair_at, self._pair_idf[read.pair] ** 2, read.texts
        )
        return np.sqrt(np.where(squares > 0, squares, 1.0))


def once(at: Ids, what: Ids) -> tuple[Ids, Ids]:
    """What each text holds, once: the first of equal ones. `at` ascends; texts are short, so comparing neighbours beats sorting."""
    if not len(at):
        return at, what
    key, again = at * (what.max() + 1) + what, np.zeros(len(at), dtype=bool)
    for apart in range(1, int(np.bincount(at).max())):
        again[apart:] |= key[apart:] == key[:-apart]
    return at[~again], what[~again]


def first_digits(codes: npt.NDArray[np.str_], digits: int | None) -> npt.NDArray[np.str_]:
    """Codes cut to their first digits; whole if `digits` is null, all alike if it is nought."""
    return codes if digits is None else np.array([code[:digits] for code in codes], dtype=codes.dtype)


def _pairs(text: str) -> list[str]:
    return [f"{first} {second}" for first, second in itertools.pairwise(text.split())]


def _rarity(present: sp.csr_matrix) -> Numbers:
    """Inverse document frequency of each column, smoothed: log((rows + 1) / (rows that hold it + 1)) + 1."""
    often = np.asarray(present.sum(axis=0)).ravel()
    rarity: Numbers = np.log((present.shape[0] + 1) / (often + 1)) + 1.0
    return rarity
