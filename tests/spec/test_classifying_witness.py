"""Given codes tell how far words can be trusted: where codes say otherwise, a kind of text is believed less, with or without a code."""

import json

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.classifying import classify, sentences, witness
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links
from support.drawn import put

HEAD = "| business_id | business_name | activity | kbli | kbli_version | registers |"
TAILORS = [f'| t{i:03} | Penjahit {i} | menjahit baju | 14120 | 2020 | ["perizinan"] |' for i in range(300)]
LAUNDRIES = [f'| w{i:03} | Binatu {i} | cuci setrika baju dan sepatu | 96200 | 2020 | ["perizinan"] |' for i in range(40)]
UNCODED = '| open | Binatu Siti | cuci setrika baju dan sepatu | | | ["perizinan"] |'
RULE = definitions.load("classifying").content["witness"]
CELLS = pa.schema([("kind", pa.string()), ("said", pa.string()), ("without_code", pa.float64()), ("businesses", pa.int64())])
cell = st.tuples(
    st.sampled_from(witness.KINDS), st.sampled_from(witness.SAID), st.integers(-90, 90).map(lambda tenth: tenth / 10), st.integers(1, 500)
)


def classified(engine: Engine, *rows: str) -> dict[str, dict]:
    put(engine, Businesses, "\n".join([HEAD, *rows]))
    for nothing in (Decisions, Identities, Links):
        put(engine, nothing)
    classify(engine, Silent())
    return {row["business_id"]: row for row in engine.rows("SELECT * FROM classes")}


def table(cells) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(CELLS.names, one, strict=True)) for one in cells], schema=CELLS)


def trusts(*cells) -> dict[tuple[str, str], float]:
    return {(row["kind"], row["said"]): row["trust"] for row in witness.trusts(table(cells)).to_pylist()}


def test_codes_of_laundries_tell_that_one_without_a_code_washes_the_clothes_it_names(engine: Engine):
    found = classified(engine, *TAILORS, *LAUNDRIES, UNCODED)
    assert (found["open"]["fashion"], found["t000"]["fashion"]) == (False, True)
    assert "CLS-WORDS-AGAINST-WORDS" in json.loads(found["open"]["reason"])["notes"]
    assert any("codes of other businesses" in told for told in sentences(found["open"]["reason"], "en"))


def test_where_no_such_text_has_a_code_the_model_asks(engine: Engine):
    assert classified(engine, *TAILORS, UNCODED)["open"]["fashion"] is None


def test_registers_without_codes_change_nothing():
    assert set(trusts(("for", "no code", 3.0, 900), ("contrary", "no code", 1.0, 50)).values()) == {0.0}


def test_a_kind_of_text_that_promises_seven_of_ten_where_codes_say_two_of_a_hundred_is_believed_less():
    clear = [("for", "fashion", 6.0, 9800), ("for", "other", 6.0, 200), ("against", "other", -6.0, 980), ("against", "fashion", -6.0, 20)]
    found = trusts(*clear, ("contrary", "fashion", 0.85, 8), ("contrary", "other", 0.85, 192))
    assert found["contrary", "no code"] <= -3.0, "seven of ten is +0.85, two of a hundred -3.9"
    assert abs(found["against", "no code"]) < abs(found["contrary", "no code"])


def test_where_words_and_codes_agree_as_expected_hardly_anything_moves():
    agree = [("for", "fashion", 4.0, 964), ("for", "other", 4.0, 36), ("against", "other", -4.0, 972), ("against", "fashion", -4.0, 28)]
    assert max(abs(trust) for trust in trusts(*agree).values()) <= 2 * RULE["step"]


def test_codes_that_contradict_clear_words_on_both_sides_are_weighed_all_the_same():
    found = trusts(("for", "fashion", -5.8, 381), ("for", "other", 2.8, 8), ("against", "other", -6.6, 149))
    assert found["for", "no code"] > 3.0, "381 of 389 are fashion by their codes"


@settings(max_examples=25, deadline=None)
@given(st.lists(cell, max_size=12), st.randoms())
def test_any_registers(cells, random):
    found = trusts(*cells)
    assert set(found) == {(kind, said) for kind in witness.KINDS for said in witness.SAID}
    assert all(abs(trust) < 20 and trust % RULE["step"] == 0 for trust in found.values())
    seen = {kind for kind, said, _, _ in cells if said != "no code"}
    assert all(found[kind, "no code"] == 0 for kind in witness.KINDS if kind not in seen), "a kind without codes is left as it was"
    random.shuffle(cells)
    assert trusts(*cells) == found
