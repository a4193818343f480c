"""How far from the best: a lower bound of all ways by Lagrangian relaxation of "every point in exactly one group".

Given points, a number of groups p and bounds L, U of size, every partition into p groups of L to U points has a travel (the sum of
all distances to the best median of each group) of at least

    sum of u(i)  +  the p least over medians m of  r(m)        for any prices u(i), one a point
    r(m) = the least over sets S of L to U points of  sum over i in S of  d(i, m) - u(i)

since a partition picks p medians and p sets, and each point is paid its price once. Good prices are found by subgradient steps: a point
picked by nobody becomes dearer, one picked twice cheaper. The bound holds whether or not the prices are good, and also for problems
with more constraints (a radius, gaps that no group may cross): these only make the best partition longer.

Sources: Geoffrion 1974; Held, Wolfe & Crowder 1974 (steps); for the capacitated p-median Mulvey & Beck 1984, Lorena & Senne 2004.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from rajut.clustering.compiling import compiled
from rajut.clustering.points import Flags, Numbers, Whole

PATIENCE = 5  # rounds without a better bound until steps are halved
HALVINGS = 6  # of the steps, after which the bound has settled
ENOUGH = 1e-6  # a gap that is none


class Ways(NamedTuple):
    """away: distances, a row a median; near: per median all points from the nearest."""

    away: Numbers
    near: Whole


@compiled
def _distances(x: Numbers, y: Numbers) -> Numbers:
    n = len(x)
    away = np.empty((n, n))
    for m in range(n):
        for i in range(n):
            away[m, i] = math.sqrt((x[m] - x[i]) ** 2 + (y[m] - y[i]) ** 2)
    return away


@compiled
def _ways(away: Numbers) -> Ways:
    near = np.empty(away.shape, np.int64)
    for m in range(len(away)):
        near[m] = np.argsort(away[m])
    return Ways(away, near)


@compiled
def _travel(away: Numbers, group: Whole, number: int) -> float:
    """The sum of all distances to the best median of each group."""
    least = np.full(number, np.inf)
    for m in range(len(away)):
        travel = 0.0
        for i in range(len(away)):
            if group[i] == group[m]:
                travel += away[m, i]
        least[group[m]] = min(least[group[m]], travel)
    return float(least.sum())


@compiled
def _values(ways: Ways, price: Numbers, lower: int, upper: int) -> Numbers:
    """r(m) of each median m. Only points nearer than the highest price can be worth picking, and these are looked at first."""
    n = len(price)
    high, values, worth = price.max(), np.empty(n), np.empty(n)
    for m in range(n):
        found = 0
        for i in ways.near[m]:
            if ways.away[m, i] >= high:
                break
            reduced = ways.away[m, i] - price[i]
            if reduced < 0:
                worth[found] = reduced
                found += 1
        if found < lower:
            worth[:] = ways.away[m] - price
            values[m] = np.partition(worth, lower - 1)[:lower].sum()
        elif found > upper:
            values[m] = np.partition(worth[:found], upper - 1)[:upper].sum()
        else:
            values[m] = worth[:found].sum()
    return values


@compiled
def _picked(reduced: Numbers, lower: int, upper: int) -> Flags:
    """The set that makes r(m)."""
    number = min(max(int((reduced < 0).sum()), lower), upper)
    picked = np.zeros(len(reduced), np.bool_)
    picked[np.argsort(reduced)[:number]] = True
    return picked


@compiled
def lower_bound(x: Numbers, y: Numbers, group: Whole, number: int, lower: int, upper: int, rounds: int) -> tuple[float, float]:
    """The travel of a partition, and what every partition of these points into as many groups travels at least. Metres.

    group: 0 to number - 1, each with lower to upper points. rounds: subgradient steps at most.
    """
    n = len(x)
    away = _distances(x, y)
    found = _travel(away, group, number)
    if number == 1:
        return found, found
    ways = _ways(away)
    price = np.empty(n)
    for i in range(n):
        price[i] = ways.away[i, ways.near[i, min(n - 1, n // number)]]
    best, step, waited, halved = 0.0, 1.0, 0, 0
    for _ in range(rounds):
        values = _values(ways, price, lower, upper)
        medians = np.argsort(values)[:number]
        bound = price.sum() + values[medians].sum()
        times = np.zeros(n)
        for m in medians:
            times += _picked(ways.away[m] - price, lower, upper)
        waited = 0 if bound > best else waited + 1
        best = max(best, bound)
        if waited == PATIENCE:
            step, waited, halved = step / 2, 0, halved + 1
        missing = 1 - times
        length = (missing**2).sum()
        if length == 0 or halved == HALVINGS or best >= found * (1 - ENOUGH):
            break
        price += step * (found - bound) / length * missing
    return found, min(best, found)
