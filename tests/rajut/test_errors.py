"""A sentence tells its facts in the reader's language: numbers, and facts that are codes themselves."""

from __future__ import annotations

import pytest

from rajut.errors import sentence
from rajut.reading import titles


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "Berkas dinas.csv lebih besar dari batas: 20.000.001 baris, paling banyak 20.000.000. Bagi menjadi beberapa berkas."),
        ("en", "File dinas.csv is beyond the limit: 20,000,001 rows, at most 20,000,000. Split it into several files."),
    ],
)
def test_counts_are_grouped_and_units_translated(language: str, told: str):
    facts = {"file": "dinas.csv", "found": 20_000_001, "what": "READ-UNIT-ROWS", "limit": 20_000_000}
    assert sentence("READ-TOO-BIG", language, **facts) == told


@pytest.mark.parametrize(("language", "told"), [("id", "12.345 usaha fesyen (4,2 %)"), ("en", "12,345 fashion businesses (4.2 %)")])
def test_shares_have_the_decimal_mark_of_the_language(language: str, told: str):
    assert told in sentence("MAP-NOT-IN-HEXAGON", language, count=12_345, percent=4.2, worst_precision_m=5000)


def test_facts_that_an_older_run_kept_in_words_are_told_as_they_are():
    assert "(4.2 %)" in sentence("MAP-NOT-LOCATED", "id", count=3, percent="4.2")
    assert "melainkan zip archive." in sentence("READ-NOT-A-TABLE", "id", file="dinas.csv", kind="zip archive")


@pytest.mark.parametrize(("language", "shown"), [("id", "kolom 18"), ("en", "column 18")])
def test_a_column_without_a_title_is_named_in_the_readers_language_and_known_again(language: str, shown: str):
    assert titles.told(titles.made(18), language) == shown
    assert titles.meant([shown, "Omzet"], {"column 18", "Omzet"}) == ("column 18", "Omzet")


def test_a_title_of_the_register_is_never_taken_for_a_made_one():
    assert titles.meant(["kolom 18"], {"kolom 18", "column 18"}) == ("kolom 18",)
    assert titles.meant(["kolom 18"], {"Omzet"}) == ("kolom 18",)
