"""Capacitated p-median by simulated annealing over partitions: the solver behind sentra, clusters and the benchmark.

Given points i with loads q(i), a number of groups and bounds L, U, find a partition into groups g and a median in each

    min   sum over groups of  min over m in g of  sum over i in g of d(i, m)
    s.t.  L <= sum over i in g of q(i) <= U          for every group g

State is the partition; the median of a group is always its best one, so no step is spent on moving medians. With the sum
of distances of every point to its own group at hand, what a group costs after a member left, came or was exchanged is known in
time linear in its size. Three moves: a point goes to a neighbour's group, two points change places, and a point alone in its
group gives the group to a point elsewhere. Loads outside the bounds are paid for, ever dearer, so that the search may pass through
them; so are ways beyond a point's radius, always. Only partitions that keep the bounds of load are answers.

Sources: Osman & Christofides 1994 (capacitated clustering by annealing, shift and interchange); Kirkpatrick, Gelatt & Vecchi 1983.
Randomness is a xorshift generator started anew for every problem: the same problem has the same answer wherever it stands.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from rajut.clustering.compiling import compiled
from rajut.clustering.points import Numbers, Whole

NOBODY = -1
TOO_FAR = 10.0  # how many times dearer a way is beyond `far`
MULTIPLIER = np.uint64(2685821657736338717)  # xorshift64*, Vigna 2016
SEED = np.uint64(88172645463325252)


class Problem(NamedTuple):
    """What is given. near: each point's neighbours, a row each (see `neighbours`). far: per point, how far from its median it should be.

    whole: distances are rounded down to whole units.
    """

    x: Numbers
    y: Numbers
    load: Numbers
    lower: float
    upper: float
    far: Numbers
    near: Whole
    whole: bool


class Schedule(NamedTuple):
    """hot, cold: first and last temperature, as shares of the mean distance to the median at the start.

    penalty, rise: price of one unit of load too much, as a multiple of that distance per mean load, and how many times dearer it ends.
    """

    steps: int
    seed: int
    hot: float = 1.0
    cold: float = 0.03
    penalty: float = 4.0
    rise: float = 100.0


class State(NamedTuple):
    """members: each group's points in its first `size` cells; place: a point's cell; travel: its distances to its whole group, summed."""

    group: Whole
    members: Whole
    size: Whole
    place: Whole
    load: Numbers
    travel: Numbers
    cost: Numbers


class Outcome(NamedTuple):
    """A group after a change: its cost, and the travel of who comes."""

    cost: float
    travel: float


@compiled
def _distance(problem: Problem, i: int, j: int) -> float:
    away = math.sqrt((problem.x[i] - problem.x[j]) ** 2 + (problem.y[i] - problem.y[j]) ** 2)
    far = min(problem.far[i], problem.far[j])
    if away > far:
        away += TOO_FAR * (away - far)
    return math.floor(away) if problem.whole else away


@compiled
def _below(random: np.ndarray, number: int) -> int:
    """A random whole number from 0 to number - 1; `random` holds the generator's state."""
    s = random[0]
    s ^= s >> np.uint64(12)
    s ^= s << np.uint64(25)
    s ^= s >> np.uint64(27)
    random[0] = s
    return int(np.int64(((s * MULTIPLIER) >> np.uint64(11)) % np.uint64(number)))


@compiled
def _settled(problem: Problem, group: Whole, number: int) -> State:
    """The state of a partition, everything counted from the beginning. A group has room for three times the largest at the start."""
    n = len(group)
    size = np.bincount(group, minlength=number)
    room = min(n, 3 * int(size.max()) + 16)
    members, place = np.empty((number, room), np.int64), np.empty(n, np.int64)
    load, travel, cost = np.zeros(number), np.zeros(n), np.zeros(number)
    size[:] = 0
    for i in range(n):
        g = group[i]
        members[g, size[g]] = i
        place[i] = size[g]
        size[g] += 1
        load[g] += problem.load[i]
    for g in range(number):
        cost[g] = _recount(problem, members[g, : size[g]], travel)
    return State(group, members, size, place, load, travel, cost)


@compiled
def _recount(problem: Problem, members: Whole, travel: Numbers) -> float:
    """Write each member's travel anew; the least of them is the group's cost."""
    least = math.inf if len(members) else 0.0
    for m in members:
        travel[m] = 0.0
        for other in members:
            travel[m] += _distance(problem, m, other)
        least = min(least, travel[m])
    return least


@compiled
def _after(problem: Problem, state: State, g: int, out: int, come: int) -> Outcome:
    """Group g without `out` and with `come` (either may be NOBODY)."""
    least, arriving = math.inf, 0.0
    for cell in range(state.size[g]):
        m = state.members[g, cell]
        if m == out:
            continue
        travel = state.travel[m]
        if out != NOBODY:
            travel -= _distance(problem, out, m)
        if come != NOBODY:
            away = _distance(problem, come, m)
            travel += away
            arriving += away
        least = min(least, travel)
    if come != NOBODY:
        least = min(least, arriving)
    return Outcome(least, arriving)


@compiled
def _change(problem: Problem, state: State, g: int, out: int, come: int, cell: int, then: Outcome) -> None:
    """Do what `_after` foretold. cell: where `out` stood, or the first free one."""
    for other in range(state.size[g]):
        m = state.members[g, other]
        if m == out:
            continue
        if out != NOBODY:
            state.travel[m] -= _distance(problem, out, m)
        if come != NOBODY:
            state.travel[m] += _distance(problem, come, m)
    if out != NOBODY:
        state.load[g] -= problem.load[out]
    if come != NOBODY:
        state.load[g] += problem.load[come]
        state.members[g, cell] = come
        state.group[come], state.place[come], state.travel[come] = g, cell, then.travel
    else:
        last = state.members[g, state.size[g] - 1]
        state.members[g, cell] = last
        state.place[last] = cell
    state.size[g] += (come != NOBODY) - (out != NOBODY)
    state.cost[g] = then.cost


@compiled
def _excess(problem: Problem, load: float) -> float:
    return max(0.0, load - problem.upper) + max(0.0, problem.lower - load)


@compiled
def _dearer(problem: Problem, state: State, g: int, change: float) -> float:
    """How much more load outside the bounds group g would carry."""
    return _excess(problem, state.load[g] + change) - _excess(problem, state.load[g])


@compiled
def _reopen(problem: Problem, state: State, a: int, i: int, b: int, r: int, price: float, patience: float) -> tuple[float, float]:
    """i, alone in group a, joins b; r leaves its group and opens a anew. Returns the change of cost and of excess, if done."""
    e = state.group[r]
    if e in (a, b) or state.size[e] == 1 or state.size[b] == state.members.shape[1]:
        return 0.0, 0.0
    excess = _dearer(problem, state, b, problem.load[i]) + _dearer(problem, state, e, -problem.load[r])
    excess += _dearer(problem, state, a, problem.load[r] - problem.load[i])
    left = _after(problem, state, e, r, NOBODY)
    cost = left.cost - state.cost[e]
    if cost + price * excess > patience:
        return 0.0, 0.0
    joined = _after(problem, state, b, NOBODY, i)
    cost += joined.cost - state.cost[b]
    if cost + price * excess > patience:
        return 0.0, 0.0
    _change(problem, state, e, r, NOBODY, state.place[r], left)
    _change(problem, state, a, i, r, 0, Outcome(0.0, 0.0))
    _change(problem, state, b, NOBODY, i, state.size[b], joined)
    return cost, excess


@compiled
def _exchange(problem: Problem, state: State, i: int, b: int, k: int, price: float, patience: float) -> tuple[float, float]:
    """i goes to group b; k, if it is somebody, comes to i's group. Returns the change of cost and of excess, if done."""
    a = state.group[i]
    if k == NOBODY and state.size[b] == state.members.shape[1]:
        return 0.0, 0.0
    change = problem.load[i] - (problem.load[k] if k != NOBODY else 0.0)
    excess = _dearer(problem, state, a, -change) + _dearer(problem, state, b, change)
    left = _after(problem, state, a, i, k)
    cost = left.cost - state.cost[a]
    if cost - state.cost[b] + price * excess > patience:
        return 0.0, 0.0
    joined = _after(problem, state, b, k, i)
    cost += joined.cost - state.cost[b]
    if cost + price * excess > patience:
        return 0.0, 0.0
    cell_a, cell_b = state.place[i], state.size[b] if k == NOBODY else state.place[k]
    _change(problem, state, a, i, k, cell_a, left)
    _change(problem, state, b, k, i, cell_b, joined)
    return cost, excess


@compiled
def anneal(problem: Problem, start: Whole, number: int, plan: Schedule) -> tuple[Whole, float]:
    """The best partition met that keeps all bounds, and its cost; `start` and infinity if none did.

    start: each point's group, 0 to number - 1, none empty.
    """
    n = len(start)
    state = _settled(problem, start.copy(), number)
    random = np.array([SEED ^ (np.uint64(plan.seed) * MULTIPLIER)])
    total, excess = state.cost.sum(), 0.0
    for g in range(number):
        excess += _excess(problem, state.load[g])
    best, least = start.copy(), total if excess <= 0 else math.inf
    mean = total / n
    hot, price_hot = plan.hot * mean, plan.penalty * mean * n / problem.load.sum()
    heat, price = hot, price_hot
    for step in range(plan.steps):
        if step % n == 0:
            if excess <= 0 and total < least:
                least = total
                best[:] = state.group
            heat = hot * (plan.cold / plan.hot) ** (step / plan.steps)
            price = price_hot * plan.rise ** (step / plan.steps)
        i = _below(random, n)
        a = state.group[i]
        j = problem.near[i, _below(random, problem.near.shape[1])]
        b = state.group[j]
        if a == b:
            continue
        patience = -heat * math.log((_below(random, 1 << 30) + 1) / (1 << 30))
        kind = _below(random, 3)
        if state.size[a] == 1 and kind == 0:
            cost, more = _reopen(problem, state, a, i, b, _below(random, n), price, patience)
        else:
            k = NOBODY if kind == 0 else j if kind == 1 else state.members[b, _below(random, state.size[b])]
            if k == NOBODY and state.size[a] == 1:
                continue
            cost, more = _exchange(problem, state, i, b, k, price, patience)
        total += cost
        excess += more
    if excess <= 0 and total < least:
        least = total
        best[:] = state.group
    return best, least
