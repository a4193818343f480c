"""Whatever the registers hold: nothing is lost, order does not matter, twice is the same as once."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.engines import DuckDB, Engine
from rajut.matching import gathering, match, scoring
from rajut.matching.comparing import compare
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links, Pairs, Records
from support.drawn import put
from support.matched import VILLAGES, place

rows_of_registers = st.lists(
    st.fixed_dictionaries(
        {
            "register": st.sampled_from(["oss", "dinas", "assoc"]),
            "business_name": st.sampled_from(
                [None, "Batik Siti", "UD Siti", "Penjahit", "Toko Berkah Jaya", "Toko Berkah Jya", "Toko Jaya Berkah"]
            ),
            "owner": st.sampled_from([None, "Siti Aminah", "Siti Aminh", "Joko"]),
            "phone": st.sampled_from([None, "+62811111111", "+62811111112", "+62833333333"]),
            "nik": st.sampled_from([None, None, "6472021212800001", "3372015503750003"]),
            "village": st.sampled_from(list(VILLAGES)),
        }
    ),
    min_size=1,
    max_size=14,
)


def run(engine: Engine, rows: list[dict[str, object]], before: pa.Table | None = None) -> dict[str, list[dict[str, object]]]:
    names = list(Records.columns())
    filled = [{name: row.get(name) for name in names} | {"row_number": 2} for row in rows]
    engine.put("records", pa.Table.from_pylist(filled, schema=Records.schema()))
    place(engine, {str(row["record_id"]): row["village"] for row in rows})
    put(engine, Decisions)
    put(engine, Identities)
    if before is not None:
        engine.put("identities", before)
    match(engine, Silent())
    return {
        table.table: engine.rows(f"SELECT * FROM {table.table} ORDER BY {', '.join(table.key)}") for table in (Pairs, Links, Businesses)
    }


@pytest.mark.only_duckdb("not yet: an example takes a minute on Spark")
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows_of_registers, st.randoms(use_true_random=False))
def test_nothing_is_lost_order_does_not_matter_and_twice_is_once(engine: Engine, drawn, random):
    rows = [{"record_id": f"r{number:02}", **row} for number, row in enumerate(drawn)]
    once = run(engine, rows)
    identities = engine.fetch("SELECT record_id, business_id FROM links")
    assert [link["record_id"] for link in once["links"]] == [row["record_id"] for row in rows]
    assert sum(business["record_count"] for business in once["businesses"]) == len(rows)
    assert {link["business_id"] for link in once["links"]} == {business["business_id"] for business in once["businesses"]}
    assert run(engine, random.sample(rows, len(rows)), identities) == once


def test_leaves_no_table_behind_but_its_own(engine: Engine):
    run(engine, [{"record_id": "r1", "register": "oss", "village": "baqa"}, {"record_id": "r2", "register": "oss", "village": None}])
    left = engine.names()
    assert left == {"records", "places", "decisions", "identities", "pairs", "links", "businesses"}


def test_no_records_make_no_businesses(engine: Engine):
    assert run(engine, []) == {"pairs": [], "links": [], "businesses": []}


@pytest.mark.only_duckdb("not yet: an example takes a minute on Spark")
def test_pairs_weighed_a_few_at_a_time_weigh_the_same(engine: Engine, monkeypatch):
    """Siti is in both registers, so are ten others of the village; with two pairs a portion there are many portions."""
    names = ["Batik Siti Aminah", *(f"Tenun Rumah {word}" for word in ("Sekar", "Melati", "Kenanga", "Mawar", "Dahlia") for _ in range(2))]
    rows = [
        {"record_id": f"{register}{number:02}", "register": register, "business_name": name, "village": "baqa"}
        for register in ("dinas", "oss")
        for number, name in enumerate(names)
    ]
    at_once = run(engine, rows)
    weighed = []
    monkeypatch.setattr(scoring, "PORTION", 2)
    monkeypatch.setattr(scoring, "compare", lambda *told: weighed.append(told[2]) or compare(*told))
    assert run(engine, rows) == at_once
    assert len(weighed) > 5
    assert any(pair["verdict"] == "same" for pair in at_once["pairs"])


def test_one_thread_and_two_give_the_same(engine: Engine):
    rows = [
        {
            "record_id": f"r{n:03}",
            "register": "abc"[n % 3],
            "business_name": f"Batik Nomor {n // 3}",
            "phone": f"+628{n // 4:09}",
            "village": "laweyan",
        }
        for n in range(300)
    ]
    single = DuckDB(memory="1GiB", threads=1)
    try:
        assert run(single, rows) == run(engine, rows)
    finally:
        single.close()


def test_easy_components_end_as_the_careful_way_would_end_them(engine: Engine, monkeypatch):
    """Siti is in three registers, twice in one of them, and her namesake next door carries another NIK."""
    siti = {"business_name": "Batik Siti Aminah", "owner": "Siti Aminah", "phone": "+62811111111", "village": "baqa"}
    dewi = {"business_name": "Tenun Dewi Lestari", "owner": "Dewi Lestari", "phone": "+62822222222", "village": "baqa"}
    rows = [
        *({"record_id": f"s{register}", "register": register, **siti} for register in ("asosiasi", "dinas", "oss")),
        *({"record_id": f"d{register}", "register": register, **dewi} for register in ("dinas", "oss")),
        {"record_id": "again", "register": "oss", **siti},
        {"record_id": "other", "register": "dinas", **dewi, "nik": "6472014101800001"},
        {"record_id": "another", "register": "asosiasi", **dewi, "nik": "6472014202810002"},
    ]
    as_it_is = run(engine, rows)
    none_easy = "SELECT component, n AS group_n FROM matching_components WHERE false"
    monkeypatch.setattr(
        gathering,
        "_join_easy",
        lambda engine: (
            engine.create("matching_easy", none_easy),
            engine.create("matching_joined", "SELECT group_n AS n, group_n FROM matching_easy"),
        ),
    )
    assert run(engine, rows) == as_it_is
