"""Whatever the registers hold: nothing is lost, order does not matter, twice is the same as once."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.engines import DuckDB, Engine
from rajut.matching import gathering, match, scoring, story
from rajut.matching.choosing import Trial
from rajut.matching.comparing import compare
from rajut.matching.gathering import gather
from rajut.matching.scoring import score
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links, Pairs, Records
from support.drawn import put
from support.matched import VILLAGES, place

KNOWN = {
    "register": ["oss", "dinas", "assoc"],
    "business_name": [None, "Batik Siti", "UD Siti", "Penjahit", "Toko Berkah Jaya", "Toko Berkah Jya", "Toko Jaya Berkah"],
    "owner": [None, "Siti Aminah", "Siti Aminh", "Joko"],
    "phone": [None, "+62811111111", "+62811111112", "+62833333333"],
    "nik": [None, None, "6472021212800001", "3372015503750003"],
    "village": list(VILLAGES),
}
FEW = 15  # pairs weighed at a time

rows_of_registers = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in KNOWN.items()}), min_size=1, max_size=14
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


@pytest.fixture
def one_thread() -> Iterator[DuckDB]:
    made = DuckDB(memory="1GiB", threads=1)
    yield made
    made.close()


def numbered(drawn: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"record_id": f"r{number:02}", **row} for number, row in enumerate(drawn)]


def check_nothing_lost_in_any_order(engine: Engine, drawn: list[dict[str, object]], random: Random) -> dict[str, list[dict[str, object]]]:
    rows = numbered(drawn)
    once = run(engine, rows)
    identities = engine.fetch("SELECT record_id, business_id FROM links")
    assert [link["record_id"] for link in once["links"]] == [row["record_id"] for row in rows]
    assert sum(business["record_count"] for business in once["businesses"]) == len(rows)
    assert {link["business_id"] for link in once["links"]} == {business["business_id"] for business in once["businesses"]}
    assert run(engine, random.sample(rows, len(rows)), identities) == once
    return once


ONE_CROWD = "many runs are dear on Spark, which is asked about one crowd"


@pytest.mark.only_duckdb(ONE_CROWD)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows_of_registers, st.randoms(use_true_random=False))
def test_nothing_is_lost_order_does_not_matter_and_twice_is_once(engine: Engine, drawn, random):
    check_nothing_lost_in_any_order(engine, drawn, random)


def test_of_a_crowd_nothing_is_lost_in_any_order_and_one_thread_of_duckdb_gives_the_same(engine: Engine, one_thread: DuckDB):
    """Thirty-six rows with every mixture of what is known and unknown, mistyped and contradicting."""
    random = Random(1)
    drawn = [{name: random.choice(values) for name, values in KNOWN.items()} for _ in range(36)]
    once = check_nothing_lost_in_any_order(engine, drawn, random)
    assert {pair["verdict"] for pair in once["pairs"]} == {"same", "ask"}
    assert run(one_thread, numbered(drawn)) == once


@pytest.mark.only_duckdb(ONE_CROWD)
def test_one_thread_and_two_give_the_same(engine: Engine, one_thread: DuckDB):
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
    assert run(one_thread, rows) == run(engine, rows)


@pytest.mark.only_duckdb(ONE_CROWD)
def test_a_large_country_does_without_rules_that_find_nothing_alone_and_loses_no_record(engine: Engine, monkeypatch):
    """Every business is in both registers with its owner's NIK; three of different names and owners share a word."""
    rows = [
        {
            "record_id": f"r{n:03}",
            "register": "ab"[n % 2],
            "business_name": f"Nomor{n // 2} Sekar{n // 6}",
            "nik": str(6472021200000000 + n // 2 * 1234567),
            "village": "baqa",
        }
        for n in range(300)
    ]
    once = run(engine, rows)
    tried: list[int] = []
    monkeypatch.setattr(story, "Trial", lambda **_: Trial(stretches=2, rows=15, worth=0.02, may_miss=0.0))
    find = story.find_candidates
    monkeypatch.setattr(story, "find_candidates", lambda engine, rules, *more: tried.append(len(rules)) or find(engine, rules, *more))
    assert run(engine, rows)["links"] == once["links"]
    assert 0 < tried[0] < len(story.blocking_rules())


def test_no_records_make_no_businesses_and_no_table_is_left_behind_but_its_own(engine: Engine):
    assert run(engine, []) == {"pairs": [], "links": [], "businesses": []}
    assert engine.names() == {"records", "places", "decisions", "identities", "pairs", "links", "businesses"}


def test_pairs_weighed_a_few_at_a_time_weigh_the_same(engine: Engine, one_thread: DuckDB, monkeypatch):
    """Siti is in both registers, so are ten others of the village; with so few pairs a portion there are several portions."""
    names = ["Batik Siti Aminah", *(f"Tenun Rumah {word}" for word in ("Sekar", "Melati", "Kenanga", "Mawar", "Dahlia") for _ in range(2))]
    rows = [
        {"record_id": f"{register}{number:02}", "register": register, "business_name": name, "village": "baqa"}
        for register in ("dinas", "oss")
        for number, name in enumerate(names)
    ]
    told, more = bring_to("score", engine, one_thread, rows, monkeypatch)
    weights, portions = [], []
    for pairs in (scoring.PORTION, FEW):
        compared: list[object] = []
        monkeypatch.setattr(scoring, "PORTION", pairs)
        monkeypatch.setattr(scoring, "compare", lambda *told, compared=compared: compared.append(told) or compare(*told))
        score(engine, *told, **more)
        weights.append(engine.rows("SELECT * FROM matching_scored ORDER BY a, b"))
        portions.append(len(compared))
    assert weights[0] == weights[1]
    assert any(pair["probability"] > 0.9 for pair in weights[0])
    assert portions[0] == 1 and portions[1] > 2


def test_easy_components_end_as_the_careful_way_would_end_them(engine: Engine, one_thread: DuckDB, monkeypatch):
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

    def none_is_easy(engine: Engine) -> None:
        engine.create("matching_easy", "SELECT component, n AS group_n FROM matching_components WHERE false")
        engine.create("matching_joined", "SELECT group_n AS n, group_n FROM matching_easy")

    bring_to("gather", engine, one_thread, rows, monkeypatch)
    ends = []
    for easy in (gathering._join_easy, none_is_easy):
        monkeypatch.setattr(gathering, "_join_easy", easy)
        gather(engine)
        ends.append([engine.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("matching_groups", "matching_refused")])
    assert ends[0] == ends[1]
    assert len({row["group_n"] for row in ends[0][0]}) < len(rows)


def bring_to(
    step: str, engine: Engine, other: Engine, rows: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[object, ...], dict[str, object]]:
    """Give an engine what a step of matching finds in another engine's run over these rows. Returns what else the step is told."""
    found = {}
    real = getattr(story, step)

    def asked(engine: Engine, *told: object, **more: object) -> dict[str, object]:
        found["tables"] = {name: engine.fetch(f"SELECT * FROM {name}") for name in engine.names()}
        found["told"] = told, more
        return real(engine, *told, **more)

    with monkeypatch.context() as changed:
        changed.setattr(story, step, asked)
        run(other, rows)
    for name, table in found["tables"].items():
        engine.put(name, table)
    return found["told"]
