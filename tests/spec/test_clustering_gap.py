"""Clustering: the gap that a run reports is never smaller than the true one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut.clustering import form
from rajut.clustering.bounding import lower_bound
from rajut.clustering.parameters import defined
from rajut.engines import Engine
from rajut.errors import Faults
from rajut.progress import Silent
from rajut.tables import ClusterBounds
from support.drawn import see
from support.neighbourhood import settle, street


def travel(x: np.ndarray, y: np.ndarray, group: np.ndarray) -> float:
    away = np.hypot(x[:, None] - x, y[:, None] - y)
    parts = [np.flatnonzero(group == g) for g in np.unique(group)]
    return float(sum(away[np.ix_(part, part)].sum(axis=0).min() for part in parts))


def every_division(points: int, number: int, lower: int, upper: int) -> list[np.ndarray]:
    """Oracle: all partitions into `number` groups within the bounds, one by one."""
    choices = (np.array(choice) for choice in product(range(number), repeat=points))
    sizes = ((group, np.bincount(group, minlength=number)) for group in choices)
    return [group for group, size in sizes if size.min() >= lower and size.max() <= upper]


DIVISIONS = {shape: every_division(*shape) for shape in ((8, 2, 3, 5), (7, 3, 2, 3), (6, 2, 1, 4), (5, 1, 1, 5))}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(sorted(DIVISIONS)), st.integers(1, 60), st.sampled_from([3, 100]))
def test_no_division_of_few_points_travels_less_than_the_bound(seed, shape, rounds, grid):
    """Also after few rounds, from a bad division, and where points stand on each other."""
    points, number, lower, upper = shape
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, grid, (2, points)).astype(float)
    given_one = DIVISIONS[shape][rng.integers(len(DIVISIONS[shape]))]
    found, bound = lower_bound(x, y, given_one, number, lower, upper, rounds)
    best = min(travel(x, y, group) for group in DIVISIONS[shape])
    assert found == pytest.approx(travel(x, y, given_one))
    assert bound <= best + 1e-9 and best <= found + 1e-9


def test_the_bound_meets_the_best_of_two_clear_groups_and_tells_a_bad_division_from_it():
    x, y = np.array([0.0, 1, 2, 3, 4, 100, 101, 102, 103, 104]), np.zeros(10)
    good, bad = np.arange(10) // 5, np.arange(10) % 2
    assert lower_bound(x, y, good, 2, 5, 5, 200) == pytest.approx((12, 12), rel=1e-4)
    found, bound = lower_bound(x, y, bad, 2, 5, 5, 200)
    assert found > 400 and bound == pytest.approx(12, rel=1e-3)


def test_a_regency_s_gap_is_told_by_segment(engine: Engine):
    """A street of six stays whole: nothing could be shorter. Sewers on both ends of a street are two sentra, each the best."""
    settle(
        engine, street("b", 6) + street("t", 40, segment="tailoring", every_m=10) + street("u", 75, 2_000, segment="tailoring", every_m=10)
    )
    facts = form(engine, Silent())
    see(
        engine,
        ClusterBounds,
        """
        | regency_code | segment   | settlements | sentra | members | bounded_members | travel_m | bound_m | gap |
        | 3372         | batik     | 1           | 1      | 6       | 6               | 180      | 180     | 0   |
        | 3372         | tailoring | 1           | 2      | 115     | 115             | 18060    | 18060   | 0   |
        """,
    )
    assert facts["bounded_share"] == 1 and facts["gap"] == facts["gap_where_divided"] == facts["regency_gap_median"] == 0
    assert facts["regencies_bounded"] == facts["regencies_within_5_percent"] == 1


def test_a_settlement_too_large_to_bound_is_told_and_not_guessed(engine: Engine):
    settle(engine, street("b", 6) + street("t", 40, segment="tailoring", every_m=10))
    facts = form(engine, Silent(), replace(defined(), bounded_members_at_most=20))
    see(
        engine,
        ClusterBounds,
        """
        | segment   | members | bounded_members | travel_m | bound_m | gap |
        | batik     | 6       | 6               | 180      | 180     | 0   |
        | tailoring | 40      | 0               | 0        | 0       |     |
        """,
    )
    assert facts["bounded_share"] == round(6 / 46, 4) and facts["regencies_bounded"] == 0 and facts["regency_gap_median"] is None


def test_without_businesses_there_is_no_gap(engine: Engine):
    settle(engine, [])
    facts = form(engine, Silent())
    assert engine.count("cluster_bounds") == 0 and facts["gap"] is None and facts["bounded_share"] is None


def test_a_bound_of_nothing_is_refused():
    with pytest.raises(Faults, match=r"bounding\.rounds"):
        replace(defined(), bounding_rounds=0).check()
