"""How likely each list is to hold a business, in every area and segment at once.

For a business of area a and segment s that some list holds, the chance of history h is proportional to

    exp( sum_j h_j (alpha_aj + beta_sj) + sum_t z_t(h) (gamma_t + delta_at) )          (h != 0, lists of the area only)

alpha: what list j reaches in the area, beta: what it reaches of the segment, z_t: two lists holding it together, gamma:
how far these lists depend on each other in the country, delta: how much more or less so here. This is the log-linear model
of Fienberg (1972) given the numbers observed; what no list holds is then n / sum_h exp(...), as exp(0) = 1.

Areas learn from each other: alpha_aj is normal around its province's mean, that around the country's, delta around 0; the
spreads of these are estimated too (empirical Bayes, Morris 1983, JASA 78:47-55), so an area with little evidence stays close to
its province and one with much speaks for itself. The mode is found by Newton's method for all areas together, the blocks
of the areas being solved one by one (they meet in beta and gamma only); its curvature is the uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.covering import closed

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Evidence:
    """counts (areas, segments, histories); lists (areas, lists): whether the list is one here; province (areas): its number."""

    counts: Numbers
    lists: NDArray[np.bool_]
    province: Whole

    @property
    def seen(self) -> Whole:
        return closed.histories(self.lists.shape[1])

    @property
    def terms(self) -> Numbers:
        """(histories, lists + pairs): one column a list, one a pair of lists."""
        seen = self.seen
        pairs = [closed.together(seen, *pair) for pair in combinations(range(seen.shape[1]), 2)]
        return np.column_stack([seen, *pairs]).astype(np.float64)

    @property
    def possible(self) -> NDArray[np.bool_]:
        """(areas, histories): histories without a list that is none here."""
        return np.asarray(~((~self.lists)[:, None, :] & (self.seen == 1)[None]).any(axis=2))


@dataclass
class Pooled:
    """The mode and its curvature.

    area (areas, terms), segment (segments, lists), pairs (pairs); area_covariance (areas, terms, terms) given the common
    values, leaning (areas, terms, common): how the area's mode moves with them; common_covariance.
    """

    area: Numbers
    segment: Numbers
    pairs: Numbers
    area_covariance: Numbers
    leaning: Numbers
    common_covariance: Numbers


@dataclass
class Spreads:
    """Prior mean (areas, lists) and variance (terms) of an area's values."""

    mean: Numbers
    variance: Numbers
    of_mean: Numbers


def pool(evidence: Evidence, rules: dict[str, Any]) -> tuple[Pooled, Spreads]:
    """The mode of all values and the spreads it was found with. rules: `pooling` of definitions/covering."""
    areas, segments, _ = evidence.counts.shape
    lists, terms = evidence.lists.shape[1], evidence.terms.shape[1]
    found = Pooled(
        np.zeros((areas, terms)), np.zeros((segments, lists)), np.zeros(terms - lists),
        np.zeros((areas, terms, terms)), np.zeros((areas, terms, 0)), np.zeros((0, 0)),
    )  # fmt: skip
    start = np.repeat([rules["spread_of_area"] ** 2, rules["spread_of_dependence"] ** 2], [lists, terms - lists])
    spreads = Spreads(np.zeros((areas, lists)), start, np.zeros((areas, lists)))
    for _ in range(int(rules["steps"])):
        moved = _step(found, evidence, spreads, rules)
        before, spreads = spreads, _spreads(found, evidence, spreads, rules)
        if moved < rules["settled"] and np.abs(before.variance - spreads.variance).max() < rules["settled"]:
            break
    return found, spreads


def again(pooled: Pooled, spreads: Spreads, evidence: Evidence, rules: dict[str, Any]) -> Pooled:
    """The mode for slightly other evidence, spreads as they were: a few steps from the mode before."""
    found = replace(pooled, area=pooled.area.copy(), segment=pooled.segment.copy(), pairs=pooled.pairs.copy())
    for _ in range(int(rules["steps"])):
        if _step(found, evidence, spreads, rules) < rules["settled"]:
            break
    return found


def _step(found: Pooled, evidence: Evidence, spreads: Spreads, rules: dict[str, Any]) -> float:
    """One step of Newton's method; returns the largest move."""
    lists, terms = found.segment.shape[1], found.area.shape[1]
    score, curvature = _slopes(found, evidence)
    prior_mean = np.column_stack([spreads.mean, np.zeros((len(found.area), terms - lists))])
    precision = 1 / (spreads.variance + np.column_stack([spreads.of_mean, np.zeros((len(found.area), terms - lists))]))
    area_score = score.sum(axis=1) - precision * (found.area - prior_mean)
    own = curvature.sum(axis=1) + precision[:, :, None] * np.eye(terms)
    cross, common_score, common = _common(found, score, curvature, rules)
    own_inverse = np.linalg.inv(own)
    leaning = -np.einsum("apq,aqg->apg", own_inverse, cross)
    schur = common + np.einsum("apg,aph->gh", cross, leaning)
    covariance = np.linalg.inv((schur + schur.T) / 2)
    common_move = covariance @ (common_score + np.einsum("apg,ap->g", leaning, area_score))
    area_move = np.einsum("apq,aq->ap", own_inverse, area_score) + leaning @ common_move
    longest = max(np.abs(area_move).max(initial=0.0), np.abs(common_move).max(initial=0.0))
    share = min(1.0, float(rules["longest_step"]) / max(float(longest), 1e-12))
    found.area += share * area_move
    found.segment += share * common_move[: found.segment.size].reshape(found.segment.shape)
    found.pairs += share * common_move[found.segment.size :]
    found.area_covariance, found.leaning, found.common_covariance = own_inverse, leaning, covariance
    return float(longest)


def weights(area: Numbers, segment: Numbers, pairs: Numbers, evidence: Evidence) -> tuple[Numbers, Numbers]:
    """exp of the model's exponents, the part of the area (…, areas, histories) and that of the segment (…, segments, histories)."""
    terms, lists = evidence.terms, evidence.lists.shape[1]
    of_area = area @ terms.T + (pairs @ terms[:, lists:].T)[..., None, :]
    return np.exp(np.where(evidence.possible, of_area, -np.inf)), np.exp(segment @ terms[:, :lists].T)


def against_none(area: Numbers, segment: Numbers, pairs: Numbers, evidence: Evidence) -> Numbers:
    """(…, areas, segments): the odds of being in any list against being in none."""
    of_area, of_segment = weights(area, segment, pairs, evidence)
    return np.asarray(of_area @ np.swapaxes(of_segment, -1, -2))


def _slopes(found: Pooled, evidence: Evidence) -> tuple[Numbers, Numbers]:
    """Per area and segment, by term: the slope of the log-likelihood and its curvature."""
    terms = evidence.terms
    of_area, of_segment = weights(found.area, found.segment, found.pairs, evidence)
    weight = of_area[:, None, :] * of_segment[None, :, :]
    seen = evidence.counts.sum(axis=2)
    chance = weight / np.maximum(weight.sum(axis=2, keepdims=True), 1e-300)
    mean = chance @ terms
    products = (terms[:, :, None] * terms[:, None, :]).reshape(len(terms), -1)
    square = (chance @ products).reshape(*mean.shape, terms.shape[1])
    slope = evidence.counts @ terms - seen[:, :, None] * mean
    return slope, seen[:, :, None, None] * (square - mean[:, :, :, None] * mean[:, :, None, :])


def _common(found: Pooled, score: Numbers, curvature: Numbers, rules: dict[str, Any]) -> tuple[Numbers, Numbers, Numbers]:
    """What areas share, the segments' values first and the pairs' last: cross curvature, slope and curvature."""
    segments, lists = found.segment.shape
    areas, terms, size = len(found.area), found.area.shape[1], found.segment.size
    by_segment = np.moveaxis(curvature[:, :, :, :lists], 1, 2).reshape(areas, terms, size)
    cross = np.concatenate([by_segment, curvature[:, :, :, lists:].sum(axis=1)], axis=2)
    prior = np.concatenate([np.full(size, rules["spread_of_segment"] ** -2.0), np.full(terms - lists, prior_spread(lists, rules) ** -2.0)])
    values = np.concatenate([found.segment.ravel(), found.pairs])
    slope = np.concatenate([score[:, :, :lists].sum(axis=0).ravel(), score[:, :, lists:].sum(axis=(0, 1))]) - prior * values
    common = np.diag(prior)
    inside = curvature[:, :, :, :].sum(axis=0)
    for segment in range(segments):
        rows = slice(segment * lists, (segment + 1) * lists)
        common[rows, rows] += inside[segment, :lists, :lists]
        common[rows, size:] += inside[segment, :lists, lists:]
        common[size:, rows] += inside[segment, lists:, :lists]
    common[size:, size:] += inside[:, lists:, lists:].sum(axis=0)
    return cross, slope, common


def prior_spread(lists: int, rules: dict[str, Any]) -> float:
    """How far two lists may depend on each other before anything was seen; two lists alone can never show it."""
    return float(rules["dependence_of_two_lists"] if lists == 2 else rules["dependence"])


def _spreads(found: Pooled, evidence: Evidence, spreads: Spreads, rules: dict[str, Any]) -> Spreads:
    """Means of provinces and spreads around them, from the areas' modes and their uncertainty (one step of EM)."""
    lists, terms = evidence.lists.shape[1], found.area.shape[1]
    variance_of = np.diagonal(found.area_covariance, axis1=1, axis2=2)
    mean, of_mean = np.zeros_like(spreads.mean), np.zeros_like(spreads.of_mean)
    variance = spreads.variance.copy()
    for term in range(terms):
        here = evidence.lists[:, term] if term < lists else (evidence.lists.sum(axis=1) >= 2)
        values, uncertain = found.area[here, term], variance_of[here, term]
        if term < lists:
            mean[:, term], of_mean[:, term] = _province_means(values, evidence.province, here, variance[term], rules)
        squares = (values - mean[here, term] if term < lists else values) ** 2 + uncertain + (of_mean[here, term] if term < lists else 0)
        guess = rules["spread_of_area" if term < lists else "spread_of_dependence"] ** 2
        variance[term] = (squares.sum() + rules["weight_of_guess"] * guess) / (len(values) + rules["weight_of_guess"])
    return Spreads(mean, variance, of_mean)


def _province_means(
    values: Numbers, province: Whole, here: NDArray[np.bool_], variance: float, rules: dict[str, Any]
) -> tuple[Numbers, Numbers]:
    """Every area's province mean, shrunk to the country's, and its variance."""
    provinces = int(province.max(initial=-1)) + 1
    number = np.bincount(province[here], minlength=provinces).astype(np.float64)
    total = np.bincount(province[here], weights=values, minlength=provinces)
    country = float(values.mean()) if len(values) else 0.0
    between = float(rules["spread_of_province"]) ** 2
    precision = number / variance + 1 / between
    mean = (total / variance + country / between) / precision
    return mean[province], (1 / precision)[province]
