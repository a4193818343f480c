"""Whether like regions lie together: Moran's I for the country, Getis-Ord Gi* for each region.

Regions are points; a region's neighbours are the `k` nearest by great circle. Rows come in the order of the
caller, who sorts them: equally near points are taken in that order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

Numbers = NDArray[np.float64]
SAME = 1e-12  # differences this small, relative to the values, are rounding


def nearest(lon: ArrayLike, lat: ArrayLike, k: int) -> Numbers:
    """Matrix of neighbours: 1 where the column's point is one of the `k` nearest of the row's, itself never.

    lon, lat: degrees. With `k` points or fewer all others are neighbours. Meant for hundreds of points: it keeps all
    distances, whose order is that of the chords through the earth.
    """
    x, y = np.radians(np.asarray(lon, dtype=np.float64)), np.radians(np.asarray(lat, dtype=np.float64))
    points = np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
    chord = ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2).round(15)
    np.fill_diagonal(chord, np.inf)
    near = np.argsort(chord, axis=1, kind="stable")[:, : min(k, len(points) - 1)]
    neighbours = np.zeros((len(points), len(points)))
    np.put_along_axis(neighbours, near, 1.0, axis=1)
    return neighbours


def morans_i(values: ArrayLike, neighbours: Numbers) -> float | None:
    """I = (n / S0) (sum_i sum_j w_ij d_i d_j) / (sum_i d_i^2), with d_i = x_i - mean(x) and S0 = sum of all w_ij.

    w: `neighbours` with rows made to sum to 1. Near 1: like beside like; -1/(n - 1): no pattern. None where all values
    are the same or nothing has a neighbour.
    Source: Moran (1950), Notes on continuous stochastic phenomena, Biometrika 37:17-23.
    """
    x = np.asarray(values, dtype=np.float64)
    if _without_differences(x) or not neighbours.any():
        return None
    return float(_morans_i(x[None, :], neighbours)[0])


def morans_p(values: ArrayLike, neighbours: Numbers, permutations: int, seed: int) -> float | None:
    """Share of `permutations` of the values over the regions whose I is at least the one found, itself counted as one.

    One-sided: how often chance alone puts like beside like as much as here. The same seed gives the same answer.
    """
    x = np.asarray(values, dtype=np.float64)
    if _without_differences(x) or not neighbours.any():
        return None
    shuffled = np.random.default_rng(seed).permuted(np.tile(x, (permutations, 1)), axis=1)
    # Rounded, so that a permutation equal to what was found counts as such whatever the order of additions.
    found, chance = _morans_i(x[None, :], neighbours).round(10), _morans_i(shuffled, neighbours).round(10)
    return float((1 + (chance >= found).sum()) / (1 + permutations))


def _morans_i(maps: Numbers, neighbours: Numbers) -> Numbers:
    weights = neighbours / np.maximum(neighbours.sum(axis=1, keepdims=True), 1)
    away = maps - maps.mean(axis=1, keepdims=True)
    around = ((away @ weights.T) * away).sum(axis=1)
    return np.asarray(maps.shape[1] / weights.sum() * around / (away**2).sum(axis=1))


def getis_ord(values: ArrayLike, neighbours: Numbers) -> Numbers:
    """z of Gi* for every region: how far the sum over it and its neighbours is from what chance would give.

        z_i = (sum_j w_ij x_j - mean(x) W_i) / (s sqrt((n sum_j w_ij^2 - W_i^2) / (n - 1)))

    w_ij: 1 for the region itself and its neighbours; W_i = sum_j w_ij; s: standard deviation of x with divisor n.
    Not defined (NaN) where all values are the same or a region's neighbours are all regions.
    Source: Getis and Ord (1992), The analysis of spatial association by use of distance statistics, Geographical
    Analysis 24:189-206; in this form Ord and Getis (1995), Geographical Analysis 27:286-306.
    """
    x = np.asarray(values, dtype=np.float64)
    if _without_differences(x):
        return np.full(len(x), np.nan)
    weights = neighbours + np.eye(len(x))
    total = weights.sum(axis=1)
    room = len(x) * (weights**2).sum(axis=1) - total**2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (weights @ x - x.mean() * total) / (x.std() * np.sqrt(room / (len(x) - 1)))
    return np.where(room > 0, z, np.nan)


def two_sided(z: ArrayLike) -> Numbers:
    """Chance of a standard normal number at least as far from 0; NaN stays NaN."""
    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, dtype=np.float64))))


def adjusted(p: ArrayLike) -> Numbers:
    """Benjamini and Hochberg's adjusted p: calling all with at most q is wrong in at most a share q of the calls, on average.

    NaN is no test: it stays NaN and is not counted. Source: Benjamini and Hochberg (1995), Controlling the false
    discovery rate, Journal of the Royal Statistical Society B 57:289-300; for Gi*, Caldas de Castro and Singer (2006),
    Geographical Analysis 38:180-208. Written out because loading scipy.stats for it takes a second.
    """
    found = np.array(p, dtype=np.float64)
    tested = ~np.isnan(found)
    order = np.flatnonzero(tested)[np.argsort(found[tested])]
    scaled = found[order] * (len(order) / np.arange(1, len(order) + 1))
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found


def _without_differences(x: Numbers) -> bool:
    return len(x) < 3 or float(np.ptp(x)) <= SAME * float(np.abs(x).max())
