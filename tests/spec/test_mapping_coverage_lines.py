"""Mapping: how many businesses truly are of a product line, whatever they are called."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.engines import Engine
from rajut.mapping.counting import gather_fashion
from rajut.mapping.covering import cover, intervals
from rajut.mapping.covering.estimating import estimate
from rajut.mapping.covering.histories import gather
from rajut.mapping.covering.kinds import gather_kinds
from support.registered import Registered, drawn_country

RULES = definitions.load("covering").content
QUICK = RULES | {"drawing": RULES["drawing"] | {"draws": 100}}
ARITHMETIC = "never: this is about the arithmetic, which no engine does"
CHANCES = {"oss": 0.55, "dinas": 0.45, "asosiasi": 0.25}
REGENCIES = {f"{province}{regency:02}": 60 + 13 * regency for province in (31, 32, 33) for regency in range(1, 9)}
OTHER = {"batik": "tailoring", "tailoring": "batik"}
REACHES = (("oss",), ("dinas",), ("dinas", "oss"))


def covered(engine: Engine, registered: Registered, rules=QUICK) -> dict[tuple[str, str], dict]:
    registered.put(engine)
    gather_fashion(engine)
    cover(engine, rules, 5)
    return {(row["area_code"], row["segment"]): row for row in engine.rows("SELECT * FROM coverage")}


def classed(held: list, seed: int, wrong: float, abstains: float) -> Registered:
    """What is held, called another line or none as often as said; its class states chances that are right."""
    random, called, said = np.random.default_rng(seed), [], {}
    for number, (area, line, registers) in enumerate(held):
        if random.random() < abstains:
            said[number] = {"batik": 0.5, "tailoring": 0.5}
            called.append((area, "unknown", registers))
        else:
            name = OTHER[line] if random.random() < wrong else line
            said[number] = {name: 1 - wrong, OTHER[name]: wrong}
            called.append((area, name, registers))
    return Registered(called, said=said)


@pytest.mark.only_duckdb(ARITHMETIC)
def test_intervals_hold_the_truth_of_a_line_though_classes_are_wrong(engine: Engine):
    """As many tailors as batik makers; one business in twelve is called the other, one in ten nothing."""
    held, truth = drawn_country(REGENCIES, CHANCES, seed=15)
    rows = covered(engine, classed(held, 15, wrong=0.08, abstains=0.1), RULES)
    # The truth of a line is known within a drawing of half the businesses; what it holds is asked of the whole country.
    for line in OTHER:
        assert rows["ID", line]["low"] <= sum(truth.values()) / 2 <= rows["ID", line]["high"]
        assert rows["ID", line]["estimate"] > 1.05 * rows["ID", line]["observed"], "those called nothing are shared out"
    widths = [(rows[area, "batik"]["high"] - rows[area, "batik"]["low"]) / rows[area, "batik"]["estimate"] for area in truth]
    assert np.median(widths) < 1.2, "the truth is not bought with width"


@pytest.mark.only_duckdb(ARITHMETIC)
def test_what_people_decided_is_not_doubted(engine: Engine):
    held, _ = drawn_country({"3301": 900, "3302": 900}, CHANCES, seed=16)
    doubted = covered(engine, Registered(held))["ID", "batik"]
    decided = covered(engine, Registered(held, decided=set(range(len(held)))))["ID", "batik"]
    met = sum(line == "batik" for _, line, _ in held)
    assert decided["low"] >= met
    assert decided["high"] - decided["low"] < 0.7 * (doubted["high"] - doubted["low"])


@pytest.mark.only_duckdb(ARITHMETIC)
def test_the_unknown_are_what_their_words_and_their_neighbours_make_likely(engine: Engine):
    """Thirty of each line in 3301 and batik alone in 3302; of thirty more in each, words say nothing."""
    here = [("3301", line, reach) for line in OTHER for reach in REACHES for _ in range(30)]
    there = [("3302", "batik", reach) for reach in REACHES for _ in range(60)]
    nobody_knows = [(area, "unknown", reach) for area in ("3301", "3302") for reach in REACHES for _ in range(10)]
    held = [*here, *there, *nobody_knows]
    first = len(here) + len(there)
    said = {first + number: {"batik": 0.5, "tailoring": 0.5} for number in range(len(nobody_knows))}
    rows = covered(engine, Registered(held, said=said, decided=set(range(first))))
    batik = {area: rows[area, "batik"] for area in ("3301", "3302")}
    added = {area: row["held"] * row["estimate"] - row["observed"] for area, row in batik.items()}
    assert added["3302"] > 1.3 * added["3301"] > 0


@pytest.mark.only_duckdb(ARITHMETIC)
def test_a_line_that_nobody_can_tell_is_refused(engine: Engine):
    held = [("3301", line, reach) for line in OTHER for reach in REACHES for _ in range(3)]
    said = {number: {line: 0.51, OTHER[line]: 0.49} for number, (_, line, _) in enumerate(held)}
    rules = QUICK | {"refusing": RULES["refusing"] | {"widest": 0.5}}
    rows = covered(engine, Registered(held, said=said), rules)
    assert {rows["3301", line]["reason"] for line in OTHER} == {"COVER-LINE-UNCLEAR"}
    assert {rows["3301", line]["estimate"] for line in OTHER} == {None}
    assert rows["3301", "all"]["reason"] == "COVER-ESTIMATED"


chances = st.sampled_from([None, {"batik": 0.9, "weaving": 0.1}, {"weaving": 0.6, "batik": 0.3}, {"trade": 0.4, "batik": 0.3}])
history = st.sampled_from([("a",), ("b",), ("c",), ("a", "b"), ("a", "b", "c")])
business = st.tuples(st.sampled_from(["3301", "3401", "33", ""]), st.sampled_from(["batik", "weaving", "unknown"]), history, chances)


def registered(businesses: list) -> Registered:
    said = {number: told for number, (*_, told) in enumerate(businesses) if told}
    return Registered([(area, line, registers) for area, line, registers, _ in businesses], said=said)


@pytest.mark.only_duckdb(ARITHMETIC)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(businesses=st.lists(business, min_size=1, max_size=80), random=st.randoms(use_true_random=False))
def test_lines_add_up_to_the_whole_in_every_draw_and_order_changes_nothing(engine: Engine, businesses, random):
    rows = covered(engine, registered(businesses))
    assert covered(engine, registered(random.sample(businesses, len(businesses)))) == rows
    gather_fashion(engine)
    histories = gather(engine, QUICK["lists"])
    kinds = gather_kinds(engine, histories.areas, histories.segments, QUICK["classing"])
    np.testing.assert_allclose(kinds.chances.sum(axis=1), 1)
    assert kinds.counts.sum() == len(businesses), "nobody is lost"
    estimated = estimate(histories, kinds, QUICK)
    if estimated:
        np.testing.assert_allclose(estimated.truly.missed.sum(axis=2), estimated.drawn.missed.sum(axis=2))
        here = intervals.within(histories.areas, 2)
        if here.codes:
            whole = np.full((100, len(here.codes)), 50.0)
            there, held = intervals.by_line(here, whole, estimated, np.random.default_rng(1))
            np.testing.assert_allclose(there.sum(axis=2), 50)
            assert ((held >= 0) & (held <= 1)).all()
