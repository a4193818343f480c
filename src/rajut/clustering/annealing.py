"""Capacitated p-median by simulated annealing over partitions: the solver behind sentra, clusters and the benchmark.

Given points i with loads q(i), a number of groups and bounds L, U, find a partition into groups g and a median in each

    min   sum over groups of  min over m in g of  sum over i in g of d(i, m)
    s.t.  L <= sum over i in g of q(i) <= U          for every group g

State is the partition; the median of a group is always its best one, so no step is spent on moving medians. With the sum
of distances of every point to its own group at hand, what a group costs after a member left, came or was exchanged is known in
time linear in its size; a move that is good enough around the medians of now is made without asking. Three moves: a point goes to a
neighbour's group, two points change places, and a point alone in its group gives the group to a point elsewhere. Loads outside the
bounds are paid for, ever dearer, so that the search may pass through them; so are ways beyond a point's radius, always. Only partitions
that keep the bounds of load are answers. What a step needs of a point or group lies in one record, and a group's members side by side:
counting references to arrays and fetching members from all over the memory are dearer than square roots in a compiled loop.

Sources: Osman & Christofides 1994 (capacitated clustering by annealing, shift and interchange); Kirkpatrick, Gelatt & Vecchi 1983.
Randomness is a xorshift generator started anew for every problem: the same problem has the same answer wherever it stands.
"""

from __future__ import annotations

import math
from typing import NamedTuple, cast

import numpy as np

from rajut.clustering.compiling import compiled, lanes
from rajut.clustering.points import Numbers, Whole

NOBODY = cast(int, np.int64(-1))  # a Python number would be a constant to the compiler, and every kernel compiled for it and without
TOO_FAR = 10.0  # how many times dearer a way is beyond `far`
MULTIPLIER = np.uint64(2685821657736338717)  # xorshift64*, Vigna 2016
SEED = np.uint64(88172645463325252)


class Problem(NamedTuple):
    """near: each point's neighbours, a row each (see `neighbours`). far: the way it should not exceed. whole: ways are rounded down."""

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


# place: a point's cell among the members of its group.
POINT = np.dtype([(name, np.float64) for name in ("x", "y", "load", "far")] + [("group", np.int64), ("place", np.int64)])
# median: the member whose travel is least. cost: that travel.
GROUP = np.dtype([("load", np.float64), ("cost", np.float64), ("size", np.int64), ("median", np.int64)])
X, Y, FAR, TRAVEL = range(4)


class State(NamedTuple):
    """points, groups: a record each, see above. members: each group's points in its first `size` cells; cells: their X, Y, FAR and TRAVEL
    (the distances to the whole group, summed), a row each. away, travel: room for what is asked of a group now."""

    points: np.ndarray
    groups: np.ndarray
    members: Whole
    cells: Numbers
    away: Numbers
    travel: Numbers
    lower: float
    upper: float
    whole: bool


@compiled
def _way(east: float, north: float, far: float, whole: bool) -> float:
    away = math.sqrt(east * east + north * north)
    away += TOO_FAR * max(0.0, away - far)
    return float(np.floor(away)) if whole else away


@compiled
def _distance(a: np.record, b: np.record, whole: bool) -> float:
    return _way(a.x - b.x, a.y - b.y, min(a.far, b.far), whole)


@lanes
def _smallest(values: Numbers, number: int) -> float:
    found = math.inf
    for place in range(number):
        found = min(found, values[place])
    return found


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
    n, room = len(group), min(len(group), 3 * int(np.bincount(group).max()) + 16)
    points, groups = np.zeros(n, POINT), np.zeros(number, GROUP)
    members, cells = np.empty((number, room), np.int64), np.zeros((number, 4, room))
    state = State(points, groups, members, cells, np.empty(room), np.empty(room), problem.lower, problem.upper, problem.whole)
    for i in range(n):
        point = points[i]
        point.x, point.y, point.load, point.far = problem.x[i], problem.y[i], problem.load[i], problem.far[i]
        groups[group[i]].load += point.load
        _seat(state, group[i], i, groups[group[i]].size, 0.0)
        groups[group[i]].size += 1
    for g in range(number):
        for cell in range(groups[g].size):
            for other in members[g, : groups[g].size]:
                cells[g, TRAVEL, cell] += _distance(points[members[g, cell]], points[other], problem.whole)
        _find_median(state, g)
    return state


@compiled
def _seat(state: State, g: int, i: int, cell: int, travel: float) -> None:
    point, cells = state.points[i], state.cells[g]
    point.group, point.place, state.members[g, cell] = g, cell, i
    cells[X, cell], cells[Y, cell], cells[FAR, cell], cells[TRAVEL, cell] = point.x, point.y, point.far, travel


@compiled
def _find_median(state: State, g: int) -> None:
    own, travel, cell = state.groups[g], state.cells[g, TRAVEL], 0
    own.cost = _smallest(travel, own.size)
    while travel[cell] > own.cost:
        cell += 1
    own.median = state.members[g, cell]


@compiled
def _with_its_median(state: State, g: int, out: int, come: int) -> float:
    """What group g costs without `out` and with `come` (either may be NOBODY) around its median of now, infinity if that leaves."""
    points, own, whole = state.points, state.groups[g], state.whole
    cost = float(own.cost) if out != own.median else math.inf
    if out != NOBODY:
        cost -= _distance(points[out], points[own.median], whole)
    if come != NOBODY:
        cost += _distance(points[come], points[own.median], whole)
    return cost


@compiled
def _travels(state: State, g: int, cell_out: int, out: int, come: int) -> float:
    """Write each member's travel in group g without `out` and with `come` into `travel`: infinite that of `out`. Returns that of `come`."""
    cells, away, travel, whole, size = state.cells, state.away, state.travel, state.whole, state.groups[g].size
    leaver, less = state.points[max(out, 0)], 0.0 if out == NOBODY else 1.0
    comer, more = state.points[max(come, 0)], 0.0 if come == NOBODY else 1.0
    x_out, y_out, far_out, x_come, y_come, far_come = leaver.x, leaver.y, leaver.far, comer.x, comer.y, comer.far
    for cell in range(size):
        x, y, far = cells[g, X, cell], cells[g, Y, cell], cells[g, FAR, cell]
        away[cell] = more * _way(x - x_come, y - y_come, min(far, far_come), whole)
        travel[cell] = cells[g, TRAVEL, cell] - less * _way(x - x_out, y - y_out, min(far, far_out), whole) + away[cell]
    if out != NOBODY:
        away[cell_out], travel[cell_out] = 0.0, math.inf
    arriving = 0.0
    for cell in range(size):
        arriving += away[cell]
    return arriving if come != NOBODY else math.inf


@compiled
def _least(state: State, g: int, out: int, come: int) -> float:
    """What group g costs without `out` and with `come` around the best median."""
    arriving = _travels(state, g, state.points[max(out, 0)].place, out, come)
    return min(arriving, _smallest(state.travel, state.groups[g].size))


@compiled
def _change(state: State, g: int, out: int, come: int, cell: int) -> float:
    """Take `out` from group g and `come` into `cell`, where `out` stood or the first free one. Returns the change of cost."""
    own, cells = state.groups[g], state.cells
    before, arriving = own.cost, _travels(state, g, cell, out, come)
    for other in range(own.size):
        cells[g, TRAVEL, other] = state.travel[other]
    if out != NOBODY:
        own.load -= state.points[out].load
    if come != NOBODY:
        own.load += state.points[come].load
        _seat(state, g, come, cell, arriving)
    else:
        _seat(state, g, state.members[g, own.size - 1], cell, cells[g, TRAVEL, own.size - 1])
    own.size += (come != NOBODY) - (out != NOBODY)
    _find_median(state, g)
    return float(own.cost - before)


@compiled
def _excess(load: float, lower: float, upper: float) -> float:
    return max(0.0, load - upper) + max(0.0, lower - load)


@compiled
def _dearer(state: State, g: int, change: float) -> float:
    """How much more load outside the bounds group g would carry."""
    load = state.groups[g].load
    return _excess(load + change, state.lower, state.upper) - _excess(load, state.lower, state.upper)


@compiled
def _reopen(state: State, a: int, i: int, b: int, r: int, price: float, patience: float) -> tuple[float, float]:
    """i, alone in group a, joins b; r leaves its group and opens a anew. Returns the change of cost and of excess, if done."""
    points, groups, members = state.points, state.groups, state.members
    e = points[r].group
    if e in (a, b) or groups[e].size == 1 or groups[b].size == members.shape[1]:
        return 0.0, 0.0
    more = points[r].load - points[i].load
    excess = _dearer(state, b, points[i].load) + _dearer(state, e, -points[r].load) + _dearer(state, a, more)
    cost = _least(state, e, r, NOBODY) - groups[e].cost
    if cost + price * excess > patience or cost + _least(state, b, NOBODY, i) - groups[b].cost + price * excess > patience:
        return 0.0, 0.0
    cost = _change(state, e, r, NOBODY, points[r].place) + _change(state, a, i, r, points[i].place)
    return cost + _change(state, b, NOBODY, i, groups[b].size), excess


@compiled
def _exchange(state: State, i: int, b: int, k: int, price: float, patience: float) -> tuple[float, float]:
    """i goes to group b; k, if it is somebody, comes to i's group. Returns the change of cost and of excess, if done."""
    points, groups, members = state.points, state.groups, state.members
    a = points[i].group
    if k == NOBODY and groups[b].size == members.shape[1]:
        return 0.0, 0.0
    change = points[i].load - (points[k].load if k != NOBODY else 0.0)
    excess = _dearer(state, a, -change) + _dearer(state, b, change)
    patient = patience - price * excess + groups[a].cost + groups[b].cost  # what both groups may cost
    if _with_its_median(state, a, i, k) + _with_its_median(state, b, k, i) > patient:
        left = _least(state, a, i, k)
        if left > patient or left + _least(state, b, k, i) > patient:
            return 0.0, 0.0
    cell = groups[b].size if k == NOBODY else points[k].place
    return _change(state, a, i, k, points[i].place) + _change(state, b, k, i, cell), excess


@compiled
def anneal(problem: Problem, start: Whole, number: int, plan: Schedule) -> tuple[Whole, float]:
    """The best partition met that keeps all bounds, and its cost; `start` and infinity if none did.

    start: each point's group, 0 to number - 1, none empty.
    """
    n, state = len(start), _settled(problem, start, number)
    points, groups, members = state.points, state.groups, state.members
    random = np.array([SEED ^ (np.uint64(plan.seed) * MULTIPLIER)])
    total, excess = groups["cost"].sum(), 0.0
    for g in range(number):
        excess += _excess(groups[g].load, problem.lower, problem.upper)
    best, least = start.copy(), total if excess <= 0 else math.inf
    mean = total / n
    hot, price_hot = plan.hot * mean, plan.penalty * mean * n / problem.load.sum()
    heat, price = hot, price_hot
    for step in range(plan.steps):
        if step % n == 0:
            if excess <= 0 and total < least:
                least = total
                best[:] = points["group"]
            heat = hot * (plan.cold / plan.hot) ** (step / plan.steps)
            price = price_hot * plan.rise ** (step / plan.steps)
        i = _below(random, n)
        a = points[i].group
        j = problem.near[i, _below(random, problem.near.shape[1])]
        b = points[j].group
        if a == b:
            continue
        patience = -heat * math.log((_below(random, 1 << 30) + 1) / (1 << 30))
        kind = _below(random, 3)
        if groups[a].size == 1 and kind == 0:
            cost, more = _reopen(state, a, i, b, _below(random, n), price, patience)
        else:
            k = NOBODY if kind == 0 else j if kind == 1 else members[b, _below(random, groups[b].size)]
            if k == NOBODY and groups[a].size == 1:
                continue
            cost, more = _exchange(state, i, b, k, price, patience)
        total += cost
        excess += more
    if excess <= 0 and total < least:
        least = total
        best[:] = points["group"]
    return best, least
