"""How the words of a business add up: the strongest in full, further ones partly, contrary ones by half."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rajut.classifying import adding
from support.drawn import drawn

PRIOR = -3.0
# scale 1.3, further words 0.3, contrary words 0.5: log-odds = 1.3 * trust * (-3 + side for + side against)
SUMS = """
| weights       | worth | contrary | why                                          |
|               |   0.0 | no       | no word says nothing                         |
| 5             |   5.0 | no       | one word counts in full                      |
| 5, 5          |   6.5 | no       | a second one of the same side counts partly  |
| -4, -4, -4    |  -6.4 | no       | and so against                               |
| 5, -4         |   1.0 | yes      | strong words of both sides contradict        |
| 5, 5, -4      |   2.5 | yes      | however many there are                       |
| 5, -0.4       |   4.6 | no       | a weak word against contradicts nothing      |
| 0.7, -4       |  -3.3 | no       | nor a weak one for                           |
"""
weight = st.floats(-8, 6).map(lambda number: round(number, 1))


def added(weights: list[float]) -> adding.Sums:
    return adding.sums(np.array([[*weights, 0.0]]), np.array([PRIOR]))


@pytest.mark.parametrize("row", drawn(SUMS), ids=lambda row: row["why"])
def test_words_add_up(row):
    found = added([float(part) for part in row["weights"].split(",")] if row["weights"] else [])
    trust = 0.5 if row["contrary"] == "yes" else 1.0
    assert bool(found.contrary[0]) == (row["contrary"] == "yes")
    assert found.words[0] == pytest.approx(1.3 * trust * float(row["worth"]))
    assert found.with_prior[0] == pytest.approx(1.3 * trust * (PRIOR + float(row["worth"])))


@given(st.lists(weight, max_size=6), st.randoms())
def test_the_order_of_words_makes_no_difference(weights, random):
    before = added(weights).with_prior[0]
    random.shuffle(weights)
    assert added(weights).with_prior[0] == before


@given(st.lists(weight, max_size=6))
def test_words_never_say_more_than_if_each_were_a_fact_of_its_own(weights):
    for side in ([one for one in weights if one > 0], [one for one in weights if one < 0]):
        assert abs(added(side).words[0]) <= 1.3 * abs(sum(side)) + 1e-9


@given(st.lists(weight, min_size=1, max_size=6), st.floats(0.1, 2.4))
def test_a_further_weak_word_moves_the_answer_its_way(weights, weak):
    before = added(weights).with_prior[0]
    assert added([*weights, weak]).with_prior[0] >= before
    assert added([*weights, -weak]).with_prior[0] <= before
