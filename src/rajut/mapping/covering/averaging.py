"""Averaging over which lists depend on each other, instead of choosing.

Every subset of pairs of lists is a model: its pairs depend, the others do not. The probability of a model is read from the model
with all pairs by the ratio of Savage and Dickey: how much likelier 'no dependence' of the pairs left out is after seeing the data
than before (Dickey 1971, Annals of Mathematical Statistics 42:204-223). Draws come from models in proportion to their probability,
so the interval holds the doubt between models as well as that within each (Hoeting et al. 1999, Bayesian model averaging,
Statistical Science 14:382-417).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """`pairs`: which pairs depend; mean and covariance over all pairs (0 for those that do not)."""

    pairs: tuple[int, ...]
    probability: float
    mean: Numbers
    covariance: Numbers


def models(mean: Numbers, covariance: Numbers, prior_spread: float, prior_of_dependence: float) -> list[Model]:
    """Every subset of pairs with its probability, given normal estimates (pairs,) and (pairs, pairs) of the model with all of them.

    prior_spread: standard deviation of a dependence before the data; prior_of_dependence: chance that a pair depends at all.
    """
    found = []
    for chosen in product((True, False), repeat=len(mean)):
        kept = np.array(chosen, dtype=bool)
        found.append((kept, _log_odds(~kept, mean, covariance, prior_spread, prior_of_dependence)))
    logs = np.array([log for _, log in found])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    return [_model(kept, float(weight), mean, covariance) for (kept, _), weight in zip(found, weights, strict=True)]


def _log_odds(out: NDArray[np.bool_], mean: Numbers, covariance: Numbers, prior_spread: float, prior_of_dependence: float) -> float:
    odds = np.log(1 - prior_of_dependence) - np.log(prior_of_dependence)
    if not out.any():
        return 0.0
    inside = covariance[np.ix_(out, out)]
    distance = float(mean[out] @ np.linalg.solve(inside, mean[out]))
    after = -0.5 * (distance + float(np.linalg.slogdet(inside)[1]))
    before = -float(out.sum()) * np.log(prior_spread)
    return float(after - before + out.sum() * odds)


def _model(kept: NDArray[np.bool_], probability: float, mean: Numbers, covariance: Numbers) -> Model:
    """The normal of the full model given that the pairs left out do not depend."""
    out = ~kept
    centre, spread = np.where(kept, mean, 0.0), np.zeros_like(covariance)
    if kept.any():
        slope = covariance[np.ix_(kept, out)] @ np.linalg.inv(covariance[np.ix_(out, out)]) if out.any() else np.zeros((int(kept.sum()), 0))
        centre[kept] = mean[kept] - slope @ mean[out]
        spread[np.ix_(kept, kept)] = covariance[np.ix_(kept, kept)] - slope @ covariance[np.ix_(out, kept)]
    return Model(tuple(np.flatnonzero(kept).tolist()), probability, centre, spread)
