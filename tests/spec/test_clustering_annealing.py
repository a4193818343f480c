"""Clustering: the search for short ways, against the best of all partitions where there are few enough to try."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut.clustering.annealing import TOO_FAR, Problem, Schedule, anneal
from rajut.clustering.neighbours import EXACT, neighbours
from rajut.clustering.parameters import defined
from rajut.clustering.points import Points
from rajut.clustering.shortening import shorten, shorten_across_gaps

WIDE = replace(defined().sentra, lower=5, upper=30, radius_dense_m=1e6, radius_sparse_m=1e6)


def drawn(seed: int, number: int, lower: float, upper: float, far: float = np.inf) -> Problem:
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 100, (2, number)).astype(float)
    load, near = rng.integers(1, 4, number).astype(float), neighbours(x, y, 12)
    return Problem(x, y, load, float(lower), float(upper), np.full(number, far), near, False)


def cost(problem: Problem, group: np.ndarray) -> float:
    """The slow way: from every group's members, the one whose ways from the others are shortest in sum."""
    away = np.hypot(problem.x[:, None] - problem.x, problem.y[:, None] - problem.y)
    away += TOO_FAR * np.maximum(0, away - np.minimum(problem.far[:, None], problem.far))
    away = np.floor(away) if problem.whole else away
    parts = [np.flatnonzero(group == g) for g in range(int(group.max()) + 1)]
    return float(sum(away[np.ix_(part, part)].sum(axis=0).min() for part in parts))


def loads(problem: Problem, group: np.ndarray) -> np.ndarray:
    return np.bincount(group, weights=problem.load)


def best(problem: Problem, number: int) -> float:
    """Oracle: every partition that keeps the bounds, tried one by one."""
    least = np.inf
    for choice in product(range(number), repeat=len(problem.x)):
        group = np.array(choice)
        load = np.bincount(group, weights=problem.load, minlength=number)
        if load.min() >= max(problem.lower, 1) and load.max() <= problem.upper:
            least = min(least, cost(problem, group))
    return least


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("points", "groups", "lower", "upper"), [(8, 2, 5, 11), (7, 3, 2, 7)])
def test_few_points_are_parted_as_well_as_can_be(seed, points, groups, lower, upper):
    problem = drawn(seed, points, lower, upper)
    group, found = anneal(problem, np.arange(points) % groups, groups, Schedule(20_000, 1))
    assert found == pytest.approx(best(problem, groups))
    if np.isfinite(found):
        assert found == pytest.approx(cost(problem, group))


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("far", [np.inf, 20.0])
def test_what_was_kept_of_every_change_is_what_counting_anew_finds(far, whole):
    """Thousands of changes in groups of up to two dozen, ways beyond `far` dearer, ways of whole units: no sum has drifted."""
    problem = drawn(7, 90, 1, 48, far)._replace(whole=whole)
    start = np.concatenate([np.zeros(20), np.ones(20), np.arange(50) // 10 + 2]).astype(np.int64)
    group, found = anneal(problem, start, 7, Schedule(30_000, 1))
    assert found == pytest.approx(cost(problem, group), rel=1e-12) and found < cost(problem, start)


def test_what_cannot_be_parted_within_the_bounds_is_left_as_it_was():
    problem = drawn(1, 8, 0, 3)
    start = np.arange(8) % 2
    group, found = anneal(problem, start, 2, Schedule(5_000, 1))
    assert group.tolist() == start.tolist() and found == np.inf


def test_a_member_beyond_its_radius_is_exchanged_even_if_the_sum_of_ways_grows():
    """One of the four cannot stay with the others: at 900 it is 800 from both medians, but 250 from where it may go."""
    x, y = np.array([0.0, 1, 2, 3, 1000, 1001, 1002, 700]), np.zeros(8)
    near = neighbours(x, y, 12)
    start = np.array([0, 0, 0, 1, 1, 1, 1, 0])
    group, _ = anneal(Problem(x, y, np.ones(8), 4.0, 4.0, np.full(8, 400.0), near, False), start, 2, Schedule(20_000, 1))
    assert group[7] == group[4] and group[3] == group[0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(6, 60))
def test_ways_never_grow_and_bounds_that_held_hold(seed, number):
    problem = drawn(seed, number, 3, 12)
    order = np.lexsort((problem.y, problem.x))
    start = np.empty(number, dtype=np.int64)
    start[order] = np.arange(number) // 4
    start = np.minimum(start, number // 4 - 1) if number >= 4 else start
    groups = int(start.max()) + 1
    load = loads(problem, start)
    kept = load.min() >= 3 and load.max() <= 12
    group, found = anneal(problem, start, groups, Schedule(50 * number, 1))
    if kept:
        assert found <= cost(problem, start) + 1e-6
    if np.isfinite(found):
        assert found == pytest.approx(cost(problem, group))
        assert loads(problem, group).min() >= 3 and loads(problem, group).max() <= 12
    else:
        assert group.tolist() == start.tolist()


def town(seed: int, number: int, key: int) -> tuple[Points, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 1_000, number))
    points = Points(x, rng.uniform(0, 1_000, number), np.full(number, key), np.ones(number, dtype=bool))
    return points, np.arange(number) * 4 // number


def joined(*towns: tuple[Points, np.ndarray]) -> tuple[Points, np.ndarray, np.ndarray]:
    """Points, groups and parents of towns next to each other in the same arrays."""
    points = Points(*(np.concatenate([getattr(town[0], name) for town in towns]) for name in ("x", "y", "key", "dense")))
    group = np.concatenate([4 * place + town[1] for place, town in enumerate(towns)])
    return points, group, np.repeat(np.arange(len(towns)), [len(town[0]) for town in towns])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(40, 80), st.integers(40, 80))
def test_a_town_is_parted_the_same_whatever_stands_beside_it(seed, here, there):
    ours, theirs = town(seed, here, 0), town(seed + 1, there, 1)
    alone = shorten(*joined(ours), WIDE)
    assert (shorten(*joined(ours, theirs), WIDE)[:here] == alone).all()
    assert (shorten(*joined(theirs, ours), WIDE)[there:] - 4 == alone).all()
    assert (shorten(*joined(ours), WIDE) == alone).all()


def test_a_group_that_was_not_cut_and_those_without_a_group_stay():
    points, group, parent = joined(town(1, 40, 0))
    assert (shorten(points, np.zeros(40, dtype=np.int64), parent, WIDE) == 0).all()
    assert (shorten(points, np.full(40, -1), np.full(40, -1), WIDE) == -1).all()
    some = np.where(np.arange(40) % 10 == 0, -1, group)
    assert ((shorten(points, some, np.where(some < 0, -1, parent), WIDE) < 0) == (some < 0)).all()


def test_neighbours_are_the_nearest_and_in_large_problems_mostly_so():
    rng = np.random.default_rng(5)
    for number in (EXACT, 3 * EXACT):
        x, y = rng.uniform(0, 1_000, (2, number))
        near = neighbours(x, y, 12)
        away = np.hypot(x[near] - x[:, None], y[near] - y[:, None])
        ideal = np.sqrt(12 / number / np.pi) * 1_000  # of a circle that holds twelve
        assert near.min() >= 0 and near.max() < number
        if number == EXACT:
            assert (near != np.arange(number)[:, None]).all() and all((left <= right).all() for left, right in pairwise(away.T))
        assert np.median(away) < 2 * ideal


def test_across_a_gap_ways_are_shortened_and_nobody_is_let_go():
    """Two knots of points 3 km apart, grouped badly: the gap no longer holds the groups as they are, and the radius still does."""
    rng = np.random.default_rng(3)
    x = np.concatenate([rng.uniform(0, 300, 12), rng.uniform(3_000, 3_300, 12)])
    points = Points(x, np.zeros(24), np.zeros(24, dtype=np.int64), np.zeros(24, dtype=np.bool_))
    bad = np.arange(24) % 2
    bounds = replace(WIDE, radius_sparse_m=10_000.0)
    good = shorten_across_gaps(points, bad, bounds)
    assert sorted(np.bincount(good)) == [12, 12] and len(set(good[:12])) == 1
    assert np.array_equal(shorten_across_gaps(points, bad, replace(bounds, across_gaps_at_most=23)), bad)


def test_a_settlement_stays_as_it_was_where_the_radius_would_not_hold():
    points = Points(np.arange(10) * 3_000.0, np.zeros(10), np.zeros(10, dtype=np.int64), np.zeros(10, dtype=np.bool_))
    bounds = replace(WIDE, radius_sparse_m=8_000.0)
    group = np.arange(10) // 5
    assert np.array_equal(shorten_across_gaps(points, group, bounds), group)
