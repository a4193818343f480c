"""How many there are, from how often each was met: log-linear models of a closed population.

A *history* says in which of k lists a business stands. Histories are counted as Poisson with

    log mu_h = u + sum_j h_j theta_j + (further terms of h),        N = n + exp(u),

because exp(u) is what the model expects in the history that nobody can see, (0, ..., 0). Without further terms the
lists are independent (Mt). A product of two lists lets them depend on each other; a function of the number of
lists lets businesses differ in how easily they are met (Mth). Sources: Fienberg (1972), The multiple recapture census for
closed populations and incomplete 2^k contingency tables, Biometrika 59:591-603; Rivest and Baillargeon (2007),
Applications and extensions of Chao's moment estimator for the size of a closed population, Biometrics 63:999-1006.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

STEPS = 100
SETTLED = 1e-9
STEEPEST = 30.0  # exp(30) businesses: no list is that large, so the exponent stays a number
Z_95 = 1.959964


class Population(NamedTuple):
    """Estimate, standard error and interval; arrays when several populations were estimated at once."""

    estimate: Numbers
    standard_error: Numbers
    low: Numbers
    high: Numbers


class Fit(NamedTuple):
    """coefficients (…, p), the intercept first; covariance (…, p, p); expected (…, H); log_likelihood (…)."""

    coefficients: Numbers
    covariance: Numbers
    expected: Numbers
    log_likelihood: Numbers


def histories(lists: int) -> NDArray[np.int64]:
    """Every history of `lists` lists but the empty one: (2^k - 1, k) of 0 and 1."""
    return np.array([history for history in product((0, 1), repeat=lists) if any(history)], dtype=np.int64)


def mt(seen: NDArray[np.int64]) -> Numbers:
    """The design of independent lists: the intercept and one column a list."""
    return np.column_stack([np.ones(len(seen)), seen]).astype(np.float64)


def together(seen: NDArray[np.int64], first: int, second: int) -> Numbers:
    """Lists `first` and `second` depend on each other."""
    return (seen[:, first] * seen[:, second]).astype(np.float64)


def poisson2(seen: NDArray[np.int64]) -> Numbers:
    """Businesses differ as Poisson2 of Rivest and Baillargeon says: 2^j - 1 for j lists."""
    return np.asarray(2.0 ** seen.sum(axis=1) - 1)


def darroch(seen: NDArray[np.int64]) -> Numbers:
    """Businesses differ normally (Darroch et al. 1993): j^2 / 2 for j lists."""
    return np.asarray(seen.sum(axis=1) ** 2 / 2.0)


def fit(design: ArrayLike, counts: ArrayLike) -> Fit:
    """Poisson maximum likelihood by Fisher scoring, of one population (H,) or of many (…, H) at once.

    statsmodels fits one such model at a time; an accuracy sheet needs thousands, so these few lines fit all together.
    A list that met nobody keeps a finite, very negative coefficient.
    """
    x, y = np.asarray(design, dtype=np.float64), np.asarray(counts, dtype=np.float64)
    log_mu = np.log(y + 0.5)
    coefficients = np.zeros((*y.shape[:-1], x.shape[1]))
    for _ in range(STEPS):
        mu = np.exp(log_mu)
        information = np.einsum("hp,...h,hq->...pq", x, mu, x) + 1e-9 * np.eye(x.shape[1])
        score = np.einsum("hp,...h->...p", x, mu * log_mu + y - mu)
        better = np.linalg.solve(information, score[..., None])[..., 0]
        moved = np.abs(better - coefficients).max(initial=0.0)
        coefficients = better
        log_mu = np.clip(coefficients @ x.T, -STEEPEST, STEEPEST)
        if moved < SETTLED:
            break
    mu = np.exp(log_mu)
    covariance = np.linalg.inv(np.einsum("hp,...h,hq->...pq", x, mu, x) + 1e-9 * np.eye(x.shape[1]))
    return Fit(coefficients, covariance, mu, (y * log_mu - mu).sum(axis=-1))


def population(fitted: Fit, counts: ArrayLike) -> Population:
    """N = n + exp(u); its variance exp(u) + exp(2u) var(u); its interval log-normal on what was not met.

    The standard error is that of Rivest and Levesque (2001), Improved log-linear model estimators of abundance in
    capture-recapture experiments, Canadian Journal of Statistics 29:555-572. The interval is exp of u plus and minus 1.96
    standard errors of u, as Bales, Hesketh and Silverman (2015), Significance 12(3):16-21, published it for victims of slavery
    in the United Kingdom; it never falls below what was met.
    """
    met = np.asarray(counts, dtype=np.float64).sum(axis=-1)
    missed, variance = np.exp(fitted.coefficients[..., 0]), fitted.covariance[..., 0, 0]
    spread = np.exp(Z_95 * np.sqrt(variance))
    error = np.sqrt(missed + missed**2 * variance)
    return Population(met + missed, error, met + missed / spread, met + missed * spread)


def chao(counts: ArrayLike) -> Fit:
    """Chao's lower bound for lists of different size (Mth): the histories of one and two lists under Mt.

    Those of three and more lists say nothing certain about businesses in none, however unlike businesses are (Rivest
    and Baillargeon 2007), except where they would make the bound larger than it is allowed to be; as there, their
    terms are taken out one list number after the other once they turn negative. One population only.
    """
    y = np.asarray(counts, dtype=np.float64)
    seen = histories(int(np.log2(len(y) + 1)))
    more = [np.maximum(seen.sum(axis=1) - number, 0).astype(np.float64) for number in range(2, seen.shape[1])]
    while True:
        fitted = fit(np.column_stack([mt(seen), *more]), y)
        kept = [term for term, value in zip(more, fitted.coefficients[1 + seen.shape[1] :], strict=True) if value >= 0]
        if len(kept) == len(more):
            return fitted
        more = kept


def lower_bound(counts: ArrayLike) -> Numbers:
    """Chao's lower bound of many populations (…, H) at once: Mt over the histories of one and two lists."""
    y = np.asarray(counts, dtype=np.float64)
    seen = histories(int(np.log2(y.shape[-1] + 1)))
    few = seen.sum(axis=1) <= 2
    fitted = fit(mt(seen)[few], y[..., few])
    return np.asarray(y.sum(axis=-1) + np.exp(fitted.coefficients[..., 0]))
