"""How many businesses truly are of a product line, from how many would be called so.

A business is called t: a line, or unknown. What it truly is, s, is told by the chances that the classes state; these are themselves
doubted, and nobody has labelled a random sample of them. So every draw has other chances. For a kind c (`kinds.py`), likeliest of line t,

    T[c, s]  =  (1 - e_t) * normed( chances[c, s]^k * exp(w z_ts) )  +  e_t g_ts

k: the chances are too timid or too bold all together; z_ts, standard normal: those of a pair of lines are off together; e_t: the share of
businesses likeliest of t that are something else whatever the classes say (a word or a code that the definitions read wrongly), and g_ts:
what these are, a gamma share around the lines' composition, uneven because such a mistake mostly concerns one other line.
Mistakes are the same everywhere, but what they are made on is not: in area a Bayes' rule makes of T[c, s] what is in proportion to
T[c, s] pi_a(s) / pi(s), with the area's and the country's composition (Saerens, Latinne and Decaestecker 2002, Adjusting the outputs of a
classifier to new a priori probabilities, Neural Computation 14:21-41), the area's shrunk to the country's.

With N_at businesses that would be called t, met or not, and n_ac / n_at of them of kind c, N_as = sum over c of N_at n_ac / n_at T_a[c, s]:
nothing is lost on the way, so lines add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.engines.threads import each
from rajut.mapping.covering.drawing import DRAWS_AT_ONCE, Drawn, about_one
from rajut.mapping.covering.kinds import Kinds

Numbers = NDArray[np.float64]
AT_ONCE = 2  # parts of the draws worked on at a time


@dataclass(frozen=True)
class Truly:
    """Of every draw, area and line: businesses met and not met that truly are of it (draws, areas, lines), and the variances of both."""

    lines: list[str]
    met: Numbers
    met_variance: Numbers
    missed: Numbers
    missed_variance: Numbers


def truly(kinds: Kinds, distinct: Numbers, drawn: Drawn, rules: dict[str, Any], seed: int) -> Truly:
    """distinct (areas, segments): businesses met, those counted twice joined, as called; drawn: those not met, as called.

    rules: `classing` of definitions/covering.
    """
    random = np.random.default_rng([seed, 2])
    leaning, share = _leaning(kinds, float(rules["area_weight"])), _share(kinds, distinct.shape[1])
    met = (distinct[:, kinds.called] * share)[None]

    def part(worlds: tuple[slice, Numbers]) -> tuple[Numbers, ...]:
        drawing, chances = worlds
        missed, variance = (values[drawing][:, :, kinds.called] * share for values in (drawn.missed, drawn.variance))
        norm = np.maximum(np.swapaxes(chances @ leaning.T, 1, 2), 1e-300)
        expected, unmet, around = (np.matmul(called / norm, chances) * leaning for called in (met, missed, variance))
        squares = np.matmul(met / norm**2, chances**2) * leaning**2
        return expected, np.maximum(expected - squares, 0.0), unmet, around

    found = each(part, _worlds(kinds, len(drawn.missed), random, rules), AT_ONCE)
    return Truly(kinds.lines, *(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _worlds(kinds: Kinds, draws: int, random: np.random.Generator, rules: dict[str, Any]) -> Iterator[tuple[slice, Numbers]]:
    """Some draws at a time, with the chances in them."""
    for start in range(0, draws, DRAWS_AT_ONCE):
        yield slice(start, start + DRAWS_AT_ONCE), _doubted(kinds, min(DRAWS_AT_ONCE, draws - start), random, rules)


def _share(kinds: Kinds, segments: int) -> Numbers:
    """(areas, kinds) Share of the kind among those called the same in the area."""
    alike = np.zeros((len(kinds.called), segments))
    alike[np.arange(len(kinds.called)), kinds.called] = 1.0
    return np.asarray(kinds.counts / np.maximum(kinds.counts @ alike @ alike.T, 1.0))


def _leaning(kinds: Kinds, weight: float) -> Numbers:
    """(areas, lines) The area's composition over the country's; `weight` businesses like the country's are added to the area's."""
    country = kinds.composition
    here = kinds.counts @ kinds.chances + weight * country
    return np.asarray(here / here.sum(axis=1, keepdims=True) / np.maximum(country, 1e-300))


def _doubted(kinds: Kinds, draws: int, random: np.random.Generator, rules: dict[str, Any]) -> Numbers:
    """(draws, kinds, lines) T of the formula above."""
    lines = len(kinds.lines)
    sharpness = about_one((draws, 1, 1), rules["doubt_of_sharpness"], random)
    off = about_one((draws, lines, lines), rules["doubt_of_pairs"], random)
    wrong = np.minimum(rules["wrong"] * about_one((draws, lines), rules["doubt_of_wrong"], random), 0.5)[:, kinds.likeliest, None]
    instead = random.standard_gamma(np.maximum(float(rules["evenness"]) * kinds.composition, 1e-3), (draws, lines, lines))
    instead /= np.maximum(instead.sum(axis=2, keepdims=True), 1e-300)
    stated = kinds.chances[None] ** sharpness * off[:, kinds.likeliest]
    stated /= np.maximum(stated.sum(axis=2, keepdims=True), 1e-300)
    drawn = (1 - wrong) * stated + wrong * instead[:, kinds.likeliest]
    return np.where(kinds.decided[None, :, None], kinds.chances[None], drawn)
