"""Mapping: how many businesses there are, held by a register or not, and where nobody can say."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.engines import Engine
from rajut.mapping.counting import gather_fashion
from rajut.mapping.covering import cover
from rajut.mapping.covering.averaging import models
from rajut.mapping.covering.lists import lists_of
from rajut.tables import Coverage, PublicSpread
from support.drawn import put, see
from support.registered import Registered, drawn_country

RULES = definitions.load("covering").content
QUICK = RULES | {"drawing": RULES["drawing"] | {"draws": 100}}
SMALLEST = 5
ARITHMETIC = "never: this is about the arithmetic, which no engine does"
CHANCES = {"oss": 0.55, "dinas": 0.45, "asosiasi": 0.25}
REGENCIES = {f"{province}{regency:02}": 40 + 13 * regency for province in (31, 32, 33) for regency in range(1, 15)}


def covered(engine: Engine, registered: Registered, rules=QUICK) -> dict[tuple[str, str], dict]:
    registered.put(engine)
    gather_fashion(engine)
    cover(engine, rules, SMALLEST)
    return {(row["area_code"], row["segment"]): row for row in engine.rows("SELECT * FROM coverage ORDER BY level, area_code, segment")}


def holds(row: dict, truth: int) -> bool:
    return row["low"] <= truth <= row["high"]


@pytest.mark.only_duckdb(ARITHMETIC)
def test_intervals_hold_the_truth(engine: Engine):
    held, truth = drawn_country(REGENCIES, CHANCES, seed=5)
    rows = covered(engine, Registered(held), RULES)
    right = [holds(rows[area, "all"], number) for area, number in truth.items()]
    assert np.mean(right) >= 0.93
    assert holds(rows["ID", "all"], sum(truth.values()))
    widths = [(rows[area, "all"]["high"] - rows[area, "all"]["low"]) / number for area, number in truth.items()]
    assert np.median(widths) < 0.6, "coverage is not bought with width"


@pytest.mark.only_duckdb(ARITHMETIC)
def test_registers_that_hold_the_same_businesses_do_not_deceive(engine: Engine):
    """Two registers made of each other look complete; a third shows what both miss."""
    held, truth = drawn_country(REGENCIES, CHANCES, seed=6, together=("oss", "dinas", 1.5))
    rows = covered(engine, Registered(held), RULES)
    total = sum(truth.values())
    assert holds(rows["ID", "all"], total)
    two = [(area, segment, tuple(name for name in registers if name != "asosiasi")) for area, segment, registers in held]
    alone = covered(engine, Registered([row for row in two if row[2]]), RULES)
    assert alone["ID", "all"]["high"] < total * 1.05
    assert rows["ID", "all"]["estimate"] > alone["ID", "all"]["estimate"]


def test_says_why_there_is_no_estimate(engine: Engine):
    overlapping = [("3301", "batik", registers) for registers in (("oss",), ("dinas",), ("dinas", "oss")) for _ in range(20)]
    one_register = [("3302", "batik", ("oss",))] * 30
    few = [("3303", "batik", ("dinas", "oss"))] * 4
    apart = [("3304", "batik", (name,)) for name in ("oss", "dinas") for _ in range(30)]
    Registered([*overlapping, *one_register, *few, *apart]).put(engine)
    gather_fashion(engine)
    cover(engine, QUICK, SMALLEST)
    engine.create("coverage", "SELECT * FROM coverage WHERE level = 'regency' AND segment = 'all'")
    see(
        engine,
        Coverage,
        """
        | level   | area_code | segment | lists | observed | doubled | overlap | reason              |
        | regency | 3301      | all     | 2     | 60       | 0       | 20      | COVER-ESTIMATED     |
        | regency | 3302      | all     | 1     | 30       | 0       | 0       | COVER-TOO-FEW-LISTS |
        | regency | 3303      | all     | 2     | 4        | 0       | 4       | COVER-TOO-FEW       |
        | regency | 3304      | all     | 2     | 60       | 0       | 0       | COVER-NO-OVERLAP    |
        """,
    )
    assert engine.value("SELECT count(estimate) FROM coverage") == 1


@pytest.mark.only_duckdb(ARITHMETIC)
def test_one_register_alone_is_refused_everywhere(engine: Engine):
    rows = covered(engine, Registered([("3301", "batik", ("oss",))] * 50))
    assert {row["reason"] for row in rows.values()} == {"COVER-TOO-FEW-LISTS"}
    assert all(row["estimate"] is None for row in rows.values())


def test_businesses_counted_twice_are_taken_out(engine: Engine):
    """Ten pairs left apart hide ten overlaps and add ten businesses: joining them lowers the estimate to what it was before."""
    truly = [("3301", "batik", registers) for registers in (("oss",), ("dinas",), ("dinas", "oss")) for _ in range(40)]
    apart = truly[:-10] + [("3301", "batik", (name,)) for name in ("oss", "dinas") for _ in range(10)]
    doubts = [(110 + number, 120 + number, 0.99) for number in range(10)]
    chances_right = QUICK | {"drawing": QUICK["drawing"] | {"doubles_per_chance": 1.0}}
    whole, deceived, mended = (
        covered(engine, registered, chances_right)["3301", "all"]
        for registered in (Registered(truly), Registered(apart), Registered(apart, doubts))
    )
    more = covered(engine, Registered(apart, doubts))["3301", "all"]
    assert mended["doubled"] == pytest.approx(9.9)
    assert deceived["estimate"] > 1.15 * whole["estimate"]
    assert mended["estimate"] == pytest.approx(whole["estimate"], rel=0.05)
    assert more["estimate"] < mended["estimate"], "matching misses more than it doubts"


def test_what_a_person_decided_is_no_doubt(engine: Engine):
    registered = Registered([("3301", "batik", (name,)) for name in ("oss", "dinas") for _ in range(20)], [(0, 20, 0.9)])
    registered.put(engine)
    engine.create("pairs", "SELECT record_a, record_b, probability, 'different' AS verdict, 'siti' AS decided_by FROM pairs")
    gather_fashion(engine)
    cover(engine, QUICK, SMALLEST)
    assert engine.value("SELECT max(doubled) FROM coverage") == 0


@pytest.mark.only_duckdb(ARITHMETIC)
def test_an_area_with_little_evidence_learns_from_its_province(engine: Engine):
    """Ten businesses say little. Where registers reach nearly everything around them, few of theirs are thought to be missing."""
    held, _ = drawn_country(REGENCIES, {"oss": 0.9, "dinas": 0.9, "asosiasi": 0.6}, seed=7)
    small = [("3399", "batik", (name,)) for name in ("oss", "dinas") for _ in range(4)] + [("3399", "batik", ("dinas", "oss"))] * 3
    alone = covered(engine, Registered(small))["3399", "all"]
    among = covered(engine, Registered([*held, *small]))["3399", "all"]
    assert among["high"] < alone["high"]
    assert among["estimate"] < alone["estimate"]


def test_registers_of_different_regencies_are_one_list():
    held = {"oss": {"3301": 50, "3302": 40}, "dinas_3301": {"3301": 30, "3302": 1}, "dinas_3302": {"3302": 20}}
    rules = {"joined": [], "fewest_to_meet": 5, "most": 5}
    assert lists_of(held, rules) == [["oss"], ["dinas_3301", "dinas_3302"]]
    assert lists_of(held, rules | {"joined": [["oss", "dinas_3302"]]}) == [["dinas_3302", "oss"], ["dinas_3301"]]
    many = {f"r{number}": {"3301": 100 - number} for number in range(7)}
    assert lists_of(many, rules) == [["r0"], ["r1"], ["r2"], ["r3"], ["r4", "r5", "r6"]]


def test_models_share_their_probability_and_their_estimates():
    mean, covariance = np.array([0.8, 0.02, 0.0]), np.diag([0.01, 0.01, 0.25])
    found = models(mean, covariance, prior_spread=0.5, prior_of_dependence=0.5)
    assert sum(model.probability for model in found) == pytest.approx(1)
    depends = [sum(model.probability for model in found if pair in model.pairs) for pair in range(3)]
    assert depends[0] > 0.99, "a dependence eight errors from none is certain"
    assert depends[1] < 0.25, "one a fifth of an error from none is doubtful"
    assert depends[2] == pytest.approx(0.5), "what was not learnt stays as it was"
    independent = next(model for model in found if not model.pairs)
    assert not independent.mean.any()
    assert not independent.covariance.any()


history = st.sampled_from([("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")])
business = st.tuples(st.sampled_from(["3301", "3302", "3401", "33", ""]), st.sampled_from(["batik", "weaving", "unknown"]), history)


@pytest.mark.only_duckdb(ARITHMETIC)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(business, min_size=1, max_size=120), random=st.randoms(use_true_random=False))
def test_order_and_an_empty_register_change_nothing_and_the_interval_starts_at_what_is_known(engine: Engine, held, random):
    rows = covered(engine, Registered(held))
    for row in rows.values():
        if row["estimate"] is not None:
            assert row["low"] <= row["estimate"] <= row["high"]
            assert row["observed"] <= row["low"] or row["segment"] != "all", "what is called a line may not be of it"
            assert 0 <= row["held_low"] <= row["held"] <= row["held_high"] <= 1
    assert covered(engine, Registered(random.sample(held, len(held)))) == rows
    assert covered(engine, Registered(held, not_fashion=[("3301", ("a", "food")), ("3301", ("food",))])) == rows


def test_no_fashion_business_is_no_row(engine: Engine):
    assert covered(engine, Registered([])) == {}
    assert engine.count("accuracy") == engine.count("public_accuracy") == 0


def test_public_sheets_tell_nothing_where_the_figures_are_withheld(engine: Engine):
    held, _ = drawn_country({"3301": 400, "3302": 300}, CHANCES, seed=8)
    registered = Registered([*held, ("3303", "batik", ("dinas", "oss")), ("3303", "batik", ("oss",)), ("3303", "batik", ("dinas",))])
    registered.put(engine)
    counts = {area: sum(place == area for place, _, _ in registered.held) for area in ("3301", "3302", "3303")}
    put(
        engine,
        PublicSpread,
        f"""
        | level    | area_code | segment | businesses       | suppressed |
        | country  | ID        | all     | {len(registered.held)} | no |
        | province | 33        | all     | {len(registered.held)} | no |
        | regency  | 3301      | all     | {counts["3301"]} | no         |
        | regency  | 3302      | all     |                  | yes        |
        | regency  | 3303      | all     |                  | yes        |
        """,
    )
    gather_fashion(engine)
    cover(engine, RULES, SMALLEST)
    public = {row["area_code"]: row for row in engine.rows("SELECT * FROM public_accuracy")}
    for area in ("3302", "3303"):
        told = {name: value for name, value in public[area].items() if value is not None}
        assert told == {"level": "regency", "area_code": area, "reason": "COVER-WITHHELD", "facts": "{}"}
    row = public["3301"]
    exact = engine.rows("SELECT * FROM accuracy WHERE area_code = '3301'")[0]
    assert row["businesses"] == counts["3301"]
    assert row["low"] <= exact["low"]
    assert exact["high"] <= row["high"]
    assert row["held_low"] <= exact["held_low"]
    assert exact["held_high"] <= row["held_high"]
    assert row["estimate"] % 1 == 0
    assert set(json.loads(row["facts"])) <= {"lists", "fewest"}
    assert [area for area, sheet in public.items() if sheet["to_village_share"] is not None] == ["ID"]


@pytest.mark.only_duckdb(ARITHMETIC)
def test_shares_of_few_businesses_are_not_told(engine: Engine):
    held = [("3301", "batik", registers) for registers in (("oss",), ("dinas",), ("dinas", "oss")) for _ in range(50)]
    Registered(held).put(engine)
    put(engine, PublicSpread, "| level | area_code | segment | businesses | suppressed |\n| regency | 3301 | all | 150 | no |")
    gather_fashion(engine)
    cover(engine, QUICK, SMALLEST)
    public = engine.rows("SELECT * FROM public_accuracy WHERE area_code = '3301'")[0]
    assert public["estimate"]
    assert public["dated_share"] is None, "5 in 100 of 150 is a group of 7: half a step tells of fewer than 5"
