"""The cities of the roadshow cover the most fashion businesses."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.engines import Engine
from rajut.planning import roadshow
from rajut.tables import Areas, Businesses, Classes, Roadshow
from support.drawn import put, see

covers = st.dictionaries(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), st.integers(1, 50), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(covers, st.integers(1, 4))
def test_no_other_cities_cover_more(cover, stops):
    best = max(roadshow.covered_by(cover, cities) for cities in combinations(range(7), stops))
    chosen = roadshow.choose(cover, 7, stops, 10)
    assert roadshow.covered_by(cover, chosen.cities) == best
    assert len(chosen.cities) <= stops
    assert chosen.gap == 0


def test_greedy_alone_would_miss_the_best_pair():
    cover = {frozenset({0, 1}): 6, frozenset({0, 2}): 6, frozenset({1}): 5, frozenset({2}): 5}
    chosen = roadshow.choose(cover, 3, 2, 10)
    assert chosen.cities == [1, 2]
    assert roadshow.covered_by(cover, roadshow.choose(cover, 3, 1, 10).cities) == 12


def test_the_answer_within_no_time_is_greedy_and_says_its_gap():
    cover = {frozenset({i, (i * 7 + 3) % 40, (i * 11 + 5) % 40}): 10 + i % 7 for i in range(40)}
    chosen = roadshow.choose(cover, 40, 8, 0.0)
    proven = roadshow.choose(cover, 40, 8, 30)
    covered, best = roadshow.covered_by(cover, chosen.cities), roadshow.covered_by(cover, proven.cities)
    assert covered * (1 + chosen.gap) >= best - 1e-6


@pytest.fixture
def world(engine: Engine) -> Engine:
    put(
        engine,
        Areas,
        """
        | code   | level    | name        | kind      | lon   | lat |
        | 1171   | regency  | Kota Satu   | kota      | 100.0 | 0.0 |
        | 1172   | regency  | Kota Dua    | kota      | 105.0 | 0.0 |
        | 1173   | regency  | Kota Tiga   | kota      | 105.1 | 0.0 |
        | 1101   | regency  | Kabupaten A | kabupaten | 110.0 | 0.0 |
        | 117101 | district | Satu        | kecamatan | 100.1 | 0.0 |
        """,
    )
    put(
        engine,
        Businesses,
        """
        | business_id | regency_code | district_code |
        | b1          | 1171         | 117101        |
        | b2          | 1172         |               |
        | b3          | 1172         |               |
        | b4          | 1101         |               |
        | b5          | 1171         |               |
        | b6          |              |               |
        """,
    )
    put(
        engine,
        Classes,
        """
        | business_id | fashion |
        | b1          | yes     |
        | b2          | yes     |
        | b3          | yes     |
        | b4          | yes     |
        | b5          | no      |
        | b6          | yes     |
        """,
    )
    return engine


def test_cities_are_stops_in_the_order_of_what_they_add(world: Engine):
    facts = roadshow.make_roadshow(world)
    see(
        world,
        Roadshow,
        """
        | stop | regency_code | covered | share |
        | 1    | 1172         | 2       | 0.5   |
        | 2    | 1171         | 3       | 0.75  |
        """,
    )
    stops = definitions.load("planning").content["roadshow"]["stops"]
    assert [(warning.code, warning.facts) for warning in facts["warnings"]] == [("PLAN-FEWER-STOPS", {"found": 2, "stops": stops})]


def test_no_businesses_no_stops(world: Engine):
    put(world, Classes)
    assert roadshow.make_roadshow(world)["stops"] == 0
    assert world.count("roadshow") == 0
