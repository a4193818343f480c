"""Which pairs of rows meet at all: those that share a key, and what both must have in common where both have any."""

from __future__ import annotations

from itertools import combinations, product

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.engines import Engine
from rajut.matching.blocking import Budget, Rule, find_candidates
from rajut.progress import Silent

NAME_WORD = Rule("name_word", ("word",), shares="initials")
A, B, C = 1, 2, 4


def meet(engine: Engine, rows: list[tuple[str | None, int | None]], rule: Rule = NAME_WORD) -> set[tuple[int, int]]:
    numbers = pa.array(range(1, len(rows) + 1), pa.int64())
    words, initials = pa.array([word for word, _ in rows], pa.string()), pa.array([bits for _, bits in rows], pa.int64())
    engine.drop("matching_compared", "matching_decided", "matching_candidates")
    engine.put("matching_compared", pa.table({"n": numbers, "word": words, "initials": initials}))
    engine.put("matching_decided", pa.table({"a": pa.array([], pa.int64()), "b": pa.array([], pa.int64())}))
    find_candidates(engine, (rule,), Budget(pairs_per_record=100, always=50), Silent())
    return {(row["a"], row["b"]) for row in engine.rows("SELECT a, b FROM matching_candidates")}


def test_rows_of_one_word_meet_unless_their_owners_begin_unlike(engine: Engine):
    siti_aminah, siti, joko, nobody = ("kenanga", A + B), ("kenanga", B), ("kenanga", C), ("kenanga", None)
    assert meet(engine, [siti_aminah, siti, joko, nobody, ("mawar", B)]) == {(1, 2), (1, 4), (2, 4), (3, 4)}


def test_a_row_that_says_a_word_twice_meets_others_and_not_itself(engine: Engine):
    twice = Rule("name_word", ("word", "word"), shares="initials")
    assert meet(engine, [("sari", A), ("sari", A), ("mawar", A)], twice) == {(1, 2)}


def one_by_one(rows: list[tuple[str | None, int | None]]) -> set[tuple[int, int]]:
    def suits(one, other):
        same_word = one[0] is not None and one[0] == other[0]
        return same_word and (one[1] is None or other[1] is None or one[1] & other[1] > 0)

    return {(a, b) for a, b in combinations(range(1, len(rows) + 1), 2) if suits(rows[a - 1], rows[b - 1])}


WORDS, INITIALS = [None, "kenanga", "mawar"], [None, A, B, A + B, C]


@pytest.mark.only_duckdb("a hundred tiny queries are dear on Spark, which is asked about all mixtures at once below")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(INITIALS)), min_size=1, max_size=12))
def test_as_every_pair_looked_at_one_by_one(engine: Engine, rows):
    assert meet(engine, rows) == one_by_one(rows)


def test_every_mixture_twice_as_every_pair_looked_at_one_by_one(engine: Engine):
    rows = 2 * list(product(WORDS, INITIALS))
    assert meet(engine, rows) == one_by_one(rows)
