"""Ids of businesses survive a re-run, a new register and a split, and are never given to another business."""

from __future__ import annotations

import pytest

from rajut.engines import Engine
from rajut.matching import match
from rajut.progress import Silent
from rajut.tables import Decisions, Identities, Records
from support.drawn import put
from support.matched import place

HEAD = "| record_id | register | business_name  | phone        |\n"
FIRST = """| r1 | oss   | Batik Kencana  | +62811111111 |
           | r2 | dinas | Batik Kencana  | +62811111111 |
           | r3 | oss   | Konveksi Melur | +62822222222 |
           """
MORE = """| a0 | assoc | Batik Kencana  | +62811111111 |
          | a1 | assoc | Bordir Seruni  | +62833333333 |
          """


def run(engine: Engine, rows: str, before: dict[str, str], decisions: str | None = None) -> dict[str, str]:
    """Record -> business id, of a run over these rows after a run that left `before`."""
    put(engine, Records, HEAD + rows)
    place(engine, {row["record_id"]: "laweyan" for row in engine.rows("SELECT record_id FROM records")})
    put(engine, Decisions, decisions)
    pairs = "\n".join(f"| {record} | {business} |" for record, business in before.items())
    put(engine, Identities, f"| record_id | business_id |\n{pairs}" if before else None)
    match(engine, Silent())
    return {row["record_id"]: row["business_id"] for row in engine.rows("SELECT * FROM links")}


def test_a_second_run_and_a_new_register_keep_every_id(engine: Engine):
    first = run(engine, FIRST, {})
    assert first["r1"] == first["r2"] != first["r3"]
    assert all(len(business) == 17 and business.startswith("b") for business in first.values())
    assert run(engine, FIRST, first) == first
    more = run(engine, MORE + FIRST, first)
    assert {record: more[record] for record in first} == first
    assert more["a0"] == first["r1"], "a record with a smaller id joins and does not change the id"


def test_a_split_leaves_the_id_with_the_larger_part_and_gives_it_to_nobody_else(engine: Engine):
    before = run(engine, MORE + FIRST, {})
    assert before["a0"] == before["r1"] == before["r2"]
    apart = "| number | kind | subject | other | by |\n| 1 | different | a0 | r1 | Ani |\n| 2 | different | a0 | r2 | Ani |"
    after = run(engine, MORE + FIRST, before, apart)
    assert after["r1"] == after["r2"] == before["r1"]
    assert after["a0"] not in set(before.values()), "its own hash was the id of the whole before"
    assert run(engine, MORE + FIRST, after, apart) == after


@pytest.mark.parametrize(("votes", "kept"), [({"r1": "b2", "r2": "b1"}, "b1"), ({"r1": "b9", "r2": "b9", "a0": "b1"}, "b9")])
def test_a_join_takes_the_id_of_most_records_then_the_smaller(engine: Engine, votes: dict[str, str], kept: str):
    after = run(engine, MORE + FIRST, votes)
    assert after["r1"] == after["r2"] == after["a0"] == kept
