"""How much of a register is fashion is told by its answers, and moves those that words alone leave open."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.classifying import classify, sentences, shares
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links
from support.drawn import put

RULE = definitions.load("classifying").content["fashion_share"]
HEAD = "| business_id | business_name | activity | registers |"
TAILORS = [f'| t{i:03} | Penjahit {i} | menjahit baju | ["asosiasi"] |' for i in range(300)]
STALLS = [f'| w{i:03} | Warung {i} | jual nasi | ["pasar"] |' for i in range(300)]
OPEN = [f'| open_{place} | Kios | jual taplak | ["{register}"] |' for place, register in (("a", "asosiasi"), ("b", "pasar"))]


def classified(engine: Engine, *rows: str) -> dict[str, dict]:
    put(engine, Businesses, "\n".join([HEAD, *rows]))
    for nothing in (Decisions, Identities, Links):
        put(engine, nothing)
    classify(engine, Silent())
    return {row["business_id"]: row for row in engine.rows("SELECT * FROM classes")}


def test_the_same_words_are_fashion_in_an_association_of_tailors_and_open_among_food_stalls(engine: Engine):
    found = classified(engine, *TAILORS, *STALLS, *OPEN)
    assert (found["open_a"]["fashion"], found["open_b"]["fashion"]) == (True, None)
    assert found["t000"]["fashion_confidence"] > found["open_a"]["fashion_confidence"]
    told = sentences(found["open_a"]["reason"], "en")
    assert "About 87 % of the businesses in the registers that hold this one are fashion; this helped to decide (+4.0)." in told


def test_a_tailor_in_a_register_of_food_stalls_is_still_seen(engine: Engine):
    found = classified(engine, *STALLS, '| tailor | Penjahit Siti | menjahit baju | ["pasar"] |')
    assert found["tailor"]["fashion"] is True


def test_a_few_rows_say_little_of_their_register(engine: Engine):
    few = classified(engine, *TAILORS[:10], *STALLS, '| open_a | Kios | jual taplak | ["asosiasi"] |')
    assert few["open_a"]["fashion"] is None


def test_neither_the_order_of_businesses_nor_running_twice_matters(engine: Engine):
    rows = [*TAILORS[:40], *STALLS[:30], *OPEN]
    assert classified(engine, *rows) == classified(engine, *rows[::-1]) == classified(engine, *rows)


odds = st.floats(-12, 12).map(lambda number: round(number, 1))


@settings(max_examples=30, deadline=None)
@given(st.lists(odds, min_size=1, max_size=60), st.floats(0.05, 0.6))
def test_the_share_is_the_likeliest_one(own, expected):
    """Oracle: of all shares on a fine grid the one with the highest likelihood times its prior."""
    grid = np.linspace(RULE["least"], 1 - RULE["least"], 9601)
    odds_of = np.exp(np.array(own)) / (RULE["reference"] / (1 - RULE["reference"]))  # of the words, without the share
    likelihood = np.log(np.outer(odds_of, grid) + (1 - grid)).sum(axis=0)
    prior = RULE["strength"] * (expected * np.log(grid) + (1 - expected) * np.log(1 - grid))
    found = shares.share(np.array(own), np.ones(len(own)), expected)
    assert abs(found - grid[np.argmax(likelihood + prior)]) < 2e-4


def test_a_known_share_is_found_again():
    """A register drawn at 85 % with words that speak as they promise."""
    random = np.random.default_rng(7)
    fashion = random.random(20_000) < 0.85
    words = np.where(fashion, random.normal(2, 2, 20_000), random.normal(-2, 2, 20_000))  # log-likelihood ratio = the number itself
    own = np.round(words + np.log(RULE["reference"] / (1 - RULE["reference"])), 1)
    assert abs(shares.share(own, np.ones(len(own)), RULE["reference"]) - 0.85) < 0.02  # the prior draws a hundred rows' worth


def test_no_businesses_no_shifts():
    nothing = pa.table({"registers": pa.array([], pa.string()), "own": pa.array([], pa.float64()), "businesses": pa.array([], pa.int64())})
    assert shares.shifts(nothing).num_rows == 0
