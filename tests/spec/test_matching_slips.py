"""Mistyped trade words are read as what was meant; a rare word that is a person's name is not."""

from __future__ import annotations

from rajut.matching.spelling import find_slips

GENERIC = ["songket", "sulam", "batik", "butik", "toko"]
COMMON = {"songket": 400, "sulam": 400, "batik": 400, "butik": 400, "toko": 400}


def slips(words: dict[str, int], people: set[str] | None = None) -> dict[str, str]:
    return find_slips(COMMON | words, people or set(), GENERIC, letters=5, times_rarer=20)


def test_a_letter_doubled_left_out_swapped_or_changed():
    assert slips({"songkket": 1, "songet": 1, "sognket": 1, "songlet": 1}) == dict.fromkeys(
        ("songkket", "songet", "sognket", "songlet"), "songket"
    )


def test_a_common_word_an_owners_name_a_short_word_and_another_beginning_are_names():
    assert slips({"songke": 21, "salam": 1, "tokoh": 1, "longket": 1}, people={"salam"}) == {}


def test_a_slip_that_may_be_of_two_trades_is_no_name_but_tells_no_trade():
    assert slips({"btik": 1}) == {"btik": ""}
