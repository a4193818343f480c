"""Mapping: location quotients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rajut.engines import Engine
from rajut.mapping import location_quotient
from rajut.mapping.specialising import compare, interval
from rajut.tables import Specialisation, Spread
from support.drawn import put, see

Z = 1.959964


def test_known_answer():
    assert float(location_quotient(1714, 79_006, 879_213, 15_593_224)) == pytest.approx(0.3847623423, abs=5e-11)


def test_is_not_defined_where_there_is_nothing_to_compare():
    assert np.isnan(location_quotient([0, 0], [0, 5], [5, 0], [9, 9])).all()


def test_compares_an_area_with_the_country(engine: Engine):
    put(
        engine,
        Spread,
        """
        | level    | area_code | segment | size_class | businesses |
        | country  | ID        | all     | all        | 100        |
        | country  | ID        | batik   | all        | 20         |
        | country  | ID        | unknown | all        | 10         |
        | province | 33        | all     | all        | 20         |
        | province | 33        | batik   | all        | 8          |
        | province | 33        | batik   | micro      | 5          |
        | province | 33        | unknown | all        | 2          |
        | village  | 3372051001 | batik  | all        | 2          |
        """,
    )
    compare(engine, Z)
    see(
        engine,
        Specialisation,
        """
        | level    | area_code | segment | businesses | location_quotient |
        | province | 33        | batik   | 8          | 2.0               |
        """,
    )
    assert engine.value("SELECT low < 2 AND high > 2 FROM specialisation")


def test_the_interval_holds_the_truth_about_19_times_in_20():
    """Draws areas whose businesses are spread by known shares and counts how often the interval holds the true quotient."""
    draw = np.random.default_rng(7)
    area, rest, inside, outside = 200, 3000, 0.3, 0.1
    a = draw.binomial(area, inside, 4000)
    c = a + draw.binomial(rest, outside, 4000)
    low, high = interval(a, area, c, area + rest, Z)
    truth = inside / ((area * inside + rest * outside) / (area + rest))
    assert ((low <= truth) & (truth <= high)).mean() == pytest.approx(0.95, abs=0.015)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_interval_surrounds_the_quotient(a, not_a, elsewhere, rest):
    b, c, d = a + not_a, a + elsewhere, a + not_a + elsewhere + rest
    low, high = interval(a, b, c, d, Z)
    assert 0 < low <= location_quotient(a, b, c, d) <= high < np.inf
    assert low < high or b == d
