"""Published examples of multiple-systems estimation and their known answers: read, estimated, and held against what was printed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from rajut.mapping.covering import closed

Numbers = NDArray[np.float64]
ENTERS_BELOW = 0.02


class Known(NamedTuple):
    """What is printed: estimate, and standard error or interval where one is; `decimals` are the digits printed."""

    name: str
    printed: tuple[float, ...]
    decimals: int
    found: tuple[float, ...]

    @property
    def agrees(self) -> bool:
        return all(round(float(found), self.decimals) == printed for found, printed in zip(self.found, self.printed, strict=True))


def known_answers(folder: Path) -> Iterator[Known]:
    """Every known answer of the completeness sets in `folder`, estimated anew."""
    hare, hiv = read(folder / "Rcapture_hare.csv"), read(folder / "Rcapture_HIV.csv", "freq")
    six = read(folder / "SparseMSE_UKdat.csv", "count")
    yield _with_error("hare, Mth Poisson2", (81.1, 5.6), 1, hare, lambda seen: [closed.poisson2(seen)])
    yield Known("hare, Chao's lower bound (Mth)", (79.6,), 1, (float(closed.population(closed.chao(hare), hare).estimate),))
    yield _with_error("hare, Mt", (75.1, 3.4), 1, hare, lambda seen: [])
    yield _with_error("HIV, Mt with c1:c2", (12318.5, 1188.7), 1, hiv, lambda seen: [closed.together(seen, 0, 1)])
    yield _with_error("HIV, Mt", (11124.6, 904.8), 1, hiv, lambda seen: [])
    yield Known("HIV, Chao's lower bound (Mth)", (11701,), 0, (float(closed.population(closed.chao(hiv), hiv).estimate),))
    found = stepwise(one_list(six, 2, 5))
    yield Known("UK, five lists, stepwise", (11313, 9884, 13027), 0, (float(found.estimate), float(found.low), float(found.high)))
    yield Known("UK, six lists, stepwise", (11418,), 0, (float(stepwise(six).estimate),))


def read(file: Path, count: str = "") -> Numbers:
    """Counts of every history of a file with one column a list: one row an animal, or one a history with its `count`."""
    with file.open(newline="") as content:
        rows = list(csv.DictReader(content))
    met: Counter[tuple[int, ...]] = Counter()
    for row in rows:
        times = float(row.pop(count)) if count else 1
        met[tuple(int(float(value)) for value in row.values())] += int(times)
    lists = len(next(iter(met)))
    return np.array([met[tuple(history)] for history in closed.histories(lists).tolist()], dtype=np.float64)


def one_list(counts: Numbers, first: int, second: int) -> Numbers:
    """The counts with list `second` joined to list `first`. UK: police forces and the National Crime Agency."""
    lists = int(np.log2(len(counts) + 1))
    met: Counter[tuple[int, ...]] = Counter()
    for history, count in zip(closed.histories(lists).tolist(), counts.tolist(), strict=True):
        history[first] = max(history[first], history.pop(second))
        met[tuple(history)] += count
    return np.array([met[tuple(history)] for history in closed.histories(lists - 1).tolist()], dtype=np.float64)


def stepwise(counts: Numbers) -> closed.Population:
    """Pairs of lists enter one by one while the best lowers the deviance significantly.

    The procedure of Bales, Hesketh and Silverman (2015) as Chan, Silverman and Vincent (2021, JASA 116:1297-1306) state it, with their
    threshold. It is here for its printed answers; Rajut averages over models and never picks one.
    """
    lists = int(np.log2(len(counts) + 1))
    seen = closed.histories(lists)
    design, left = closed.mt(seen), list(combinations(range(lists), 2))
    fitted = closed.fit(design, counts)
    while left:
        tried = [(closed.fit(np.column_stack([design, closed.together(seen, *pair)]), counts), pair) for pair in left]
        better, pair = max(tried, key=lambda each: each[0].log_likelihood)
        if chi2.sf(2 * float(better.log_likelihood - fitted.log_likelihood), 1) > ENTERS_BELOW:
            break
        design, fitted = np.column_stack([design, closed.together(seen, *pair)]), better
        left.remove(pair)
    return closed.population(fitted, counts)


def _with_error(
    name: str, printed: tuple[float, float], decimals: int, counts: Numbers, terms: Callable[[NDArray[np.int64]], list[Numbers]]
) -> Known:
    seen = closed.histories(int(np.log2(len(counts) + 1)))
    found = closed.population(closed.fit(np.column_stack([closed.mt(seen), *terms(seen)]), counts), counts)
    return Known(name, printed, decimals, (float(found.estimate), float(found.standard_error)))
