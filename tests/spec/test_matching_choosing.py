"""A large country does without the blocking rules that cost much and find next to nothing alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rajut.matching.choosing import Found, Trial, left_out

PHONE, NAME, WORD = 1, 2, 4
TRIAL = Trial(stretches=1, rows=1, worth=0.1, may_miss=0.01)


def told(*found: tuple[int, int, int]) -> int:
    return left_out(3, [Found(*one) for one in found], TRIAL)


def test_a_rule_that_costs_much_and_finds_what_others_find_is_left_out():
    assert told((PHONE, 100, 90), (NAME + WORD, 400, 300), (WORD, 500, 1)) == WORD


def test_one_that_alone_finds_too_much_stays():
    assert told((PHONE, 100, 90), (NAME + WORD, 400, 300), (WORD, 500, 10)) == 0


def test_one_that_costs_little_stays_even_if_it_finds_nothing():
    assert told((PHONE, 1, 0), (NAME + WORD, 800, 300), (WORD, 80, 0)) == 0


def test_of_two_rules_that_find_the_same_one_stays():
    assert told((NAME + WORD, 500, 300), (NAME, 100, 0), (WORD, 200, 0)) == WORD


def test_pairs_that_people_decided_belong_to_no_rule():
    assert told((0, 900, 900), (NAME + WORD, 50, 50)) == 0


MASKS = st.dictionaries(st.integers(1, 15), st.tuples(st.integers(1, 1000), st.integers(0, 50)), max_size=15)


@given(MASKS)
def test_what_is_left_out_never_costs_more_than_allowed(masks):
    found = [Found(rules, pairs + same, same) for rules, (pairs, same) in masks.items()]
    out = left_out(4, found, TRIAL)
    lost = sum(one.same for one in found if one.rules & ~out == 0)
    assert lost <= TRIAL.may_miss * sum(one.same for one in found)


@given(MASKS, st.randoms(use_true_random=False))
def test_the_order_of_what_was_found_does_not_matter(masks, random):
    found = [Found(rules, pairs + same, same) for rules, (pairs, same) in masks.items()]
    shuffled = random.sample(found, len(found))
    assert left_out(4, found, TRIAL) == left_out(4, shuffled, TRIAL)
