"""Ids of businesses survive a re-run, a new register and a split, and are never given to another business."""

from __future__ import annotations

import pyarrow as pa
import pytest

from rajut.engines import Engine
from rajut.matching.naming import name_businesses
from rajut.tables import Identities
from support.drawn import put

FIRST = ["r1 r2", "r3"]
MORE = ["a0 r1 r2", "a1", "r3"]


def named(engine: Engine, groups: list[str], before: dict[str, str]) -> dict[str, str]:
    """Record -> business id, where matching joined the records of each group, after a run that left `before`."""
    records = sorted(" ".join(groups).split())
    numbers = {record: number for number, record in enumerate(records, 1)}
    first = {record: min(group.split()) for group in groups for record in group.split()}
    n = pa.array(numbers.values(), pa.int64())
    engine.put("matching_input", pa.table({"n": n, "record_id": records}))
    engine.put("matching_groups", pa.table({"n": n, "group_n": pa.array([numbers[first[record]] for record in records], pa.int64())}))
    pairs = "\n".join(f"| {record} | {business} |" for record, business in before.items())
    put(engine, Identities, f"| record_id | business_id |\n{pairs}" if before else None)
    name_businesses(engine)
    return {row["record_id"]: row["business_id"] for row in engine.rows("SELECT * FROM links")}


def test_a_second_run_and_a_new_register_keep_every_id(engine: Engine):
    first = named(engine, FIRST, {})
    assert first["r1"] == first["r2"] != first["r3"]
    assert all(len(business) == 17 and business.startswith("b") for business in first.values())
    assert named(engine, FIRST, first) == first
    more = named(engine, MORE, first)
    assert {record: more[record] for record in first} == first
    assert more["a0"] == first["r1"], "a record with a smaller id joins and does not change the id"


def test_a_split_leaves_the_id_with_the_larger_part_and_gives_it_to_nobody_else(engine: Engine):
    before = named(engine, MORE, {})
    parted = ["a0", "a1", "r1 r2", "r3"]
    after = named(engine, parted, before)
    assert after["r1"] == after["r2"] == before["r1"]
    assert after["a0"] not in set(before.values()), "its own hash was the id of the whole before"
    assert named(engine, parted, after) == after


@pytest.mark.parametrize(("votes", "kept"), [({"r1": "b2", "r2": "b1"}, "b1"), ({"r1": "b9", "r2": "b9", "a0": "b1"}, "b9")])
def test_a_join_takes_the_id_of_most_records_then_the_smaller(engine: Engine, votes: dict[str, str], kept: str):
    after = named(engine, MORE, votes)
    assert after["r1"] == after["r2"] == after["a0"] == kept
