"""Mapping: log-linear models of a closed population, against printed answers and against slow versions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.completeness import known_answers
from rajut.mapping.covering import closed


def test_known_answers_to_the_printed_digits(completeness):
    answers = list(known_answers(completeness))
    assert len(answers) == 8
    for known in answers:
        assert known.agrees, f"{known.name}: printed {known.printed}, found {known.found}"


def test_two_lists_are_lincoln_and_petersen():
    """30 and 40 businesses, 20 of them in both: 30 x 40 / 20 = 60."""
    assert closed.histories(2).tolist() == [[0, 1], [1, 0], [1, 1]]
    counts = [20, 10, 20]
    found = closed.population(closed.fit(closed.mt(closed.histories(2)), counts), counts)
    assert found.estimate == pytest.approx(60)
    assert found.low < 60 < found.high


def test_many_populations_at_once_are_each_as_alone():
    counts = np.array([[5, 9, 4, 20, 3, 12, 30], [50, 90, 40, 200, 30, 120, 300], [1, 0, 2, 7, 0, 5, 9]])
    design = closed.mt(closed.histories(3))
    together = closed.fit(design, counts)
    for row, alone in enumerate(counts):
        assert closed.fit(design, alone).coefficients == pytest.approx(together.coefficients[row], abs=1e-6)


def test_a_list_that_met_nobody_changes_nothing():
    two = np.array([20, 10, 20])
    three = np.array([{(0, 1): 20, (1, 0): 10, (1, 1): 20}.get((a, b), 0) * (c == 0) for a, b, c in closed.histories(3).tolist()])
    found = closed.population(closed.fit(closed.mt(closed.histories(3)), three), three)
    assert found.estimate == pytest.approx(closed.population(closed.fit(closed.mt(closed.histories(2)), two), two).estimate)


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.integers(1, 200), min_size=7, max_size=7))
def test_the_interval_holds_the_estimate_and_never_less_than_was_met(counts):
    for fitted in (closed.fit(closed.mt(closed.histories(3)), counts), closed.chao(counts)):
        found = closed.population(fitted, counts)
        assert sum(counts) <= found.low <= found.estimate <= found.high
    assert closed.lower_bound(counts) >= sum(counts)


@settings(max_examples=20, deadline=None)
@given(counts=st.lists(st.integers(1, 60), min_size=7, max_size=7))
def test_fits_as_a_slow_climb_of_the_likelihood_does(counts):
    design = closed.mt(closed.histories(3))
    fitted = closed.fit(design, counts)
    slope = design.T @ (np.asarray(counts) - np.exp(design @ fitted.coefficients))
    assert slope == pytest.approx(0, abs=1e-4)
    for nudge in np.vstack([np.eye(4), -np.eye(4)]) * 0.01:
        log_mu = design @ (fitted.coefficients + nudge)
        assert (np.asarray(counts) * log_mu - np.exp(log_mu)).sum() < fitted.log_likelihood
