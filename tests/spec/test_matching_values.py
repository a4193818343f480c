"""Which values survive when several records are one business, and where each came from."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.engines import Engine
from rajut.matching.surviving import choose_values
from rajut.tables import Businesses, Links, Places, Records
from support.drawn import put, see


def test_each_value_survives_by_its_rule_and_says_where_it_came_from(engine: Engine):
    put(
        engine,
        Records,
        """
        | record_id | register | business_name    | phone | activity      | kbli  | kbli_version | workers | observed_on |
        | r1        | oss      | Batik Siti       | +621  | membuat batik | 13134 | 2020         | 3       | 2021        |
        | r2        | dinas    | Batik Siti Jaya  | +622  | Membuat Batik |       |              |         | 2025-03-01  |
        | r3        | assoc    | Batik Siti       | +622  | jual kain     | 14111 |              | 5       | 2023        |
        | r4        | oss      | Penjahit Rapi "A"|       | jahit         |       | 2020         |         |             |
        """,
    )
    put(
        engine,
        Places,
        """
        | record_id | level    | regency_code | village_code | lon   | point_source | precision_m | confidence |
        | r1        | village  | 3372         | 3372011001   | 110.1 | village      | 900         | 0.9        |
        | r2        | village  | 3372         | 3372011002   | 110.2 | coordinate   | 30          | 0.8        |
        | r3        | district | 3372         |              | 110.3 | coordinate   | 10          | 0.99       |
        | r4        | none     |              |              |       | none         |             | 0          |
        """,
    )
    put(engine, Links, "| record_id | business_id |\n| r1 | b1 |\n| r2 | b1 |\n| r3 | b1 |\n| r4 | b2 |")
    assert choose_values(engine) == {"businesses_of_several_records": 1}
    see(
        engine,
        Businesses,
        """
        | business_id | record_count | business_name    | phone | kbli  | kbli_version | workers | observed_on | village_code | lon   |
        | b1          | 3            | Batik Siti       | +622  | 14111 |              | 5       | 2025-03-01  | 3372011002   | 110.2 |
        | b2          | 1            | Penjahit Rapi "A"|       |       | 2020         |         |             |              |       |
        """,
    )
    merged = engine.rows("SELECT * FROM businesses WHERE business_id = 'b1'")[0]
    assert merged["activity"] == "membuat batik | jual kain"
    assert json.loads(merged["registers"]) == ["assoc", "dinas", "oss"]
    assert json.loads(merged["chosen_from"]) == {
        "business_name": "r3", "phone": "r2", "kbli": "r3", "workers": "r3", "place": "r2"
    }  # fmt: skip
    assert engine.value("SELECT chosen_from FROM businesses WHERE business_id = 'b2'") is None


def slow(rows: list[dict[str, object]]) -> dict[str, object]:
    """The rules word by word, for one business; rows in the order of record ids."""
    fresh = sorted(sorted(rows, key=lambda row: row["record_id"]), key=lambda row: row["observed_on"] or "", reverse=True)

    def first(name, score, wanted=None):
        filled = [row for row in fresh if row[name] is not None]
        return max(filled, key=lambda row: score(row[name]))[wanted or name] if filled else None

    def agreement(name):
        return Counter(row[name] for row in rows)

    texts = {}
    for row in sorted(rows, key=lambda row: row["record_id"]):
        if row["activity"] is not None:
            texts.setdefault(row["activity"].lower(), row["activity"])
    best = min(rows, key=lambda row: (row["level"] != "village", row["lon"] is None, -row["confidence"], row["record_id"]))
    records = {
        "business_name": first("business_name", lambda value: (agreement("business_name")[value], len(value)), "record_id"),
        "phone": first("phone", lambda value: agreement("phone")[value], "record_id"),
        "kbli": first("kbli", lambda value: 0, "record_id"),
        "kbli_version": first("kbli", lambda value: 0, "kbli_version") and first("kbli", lambda value: 0, "record_id"),
        "workers": first("workers", lambda value: 0, "record_id"),
        "place": best["record_id"],
    }
    return {
        "record_count": len(rows),
        "business_name": first("business_name", lambda value: (agreement("business_name")[value], len(value))),
        "phone": first("phone", lambda value: agreement("phone")[value]),
        "kbli": first("kbli", lambda value: 0),
        "kbli_version": first("kbli", lambda value: 0, "kbli_version") if len(rows) > 1 else rows[0]["kbli_version"],
        "workers": first("workers", lambda value: 0),
        "level": best["level"],
        "lon": best["lon"],
        "place_confidence": best["confidence"],
        "registers": json.dumps(sorted({row["register"] for row in rows})),
        "chosen_from": {name: record for name, record in records.items() if record} if len(rows) > 1 else None,
        "activity": " | ".join(texts.values()) or None,
        "observed_on": max((row["observed_on"] for row in rows if row["observed_on"]), default=None),
    }


KNOWN = {
    "business_name": [None, "Siti", "Siti Jaya", "Batik"],
    "phone": [None, "+621", "+622"],
    "kbli": [None, "13134", "14111"],
    "kbli_version": [None, "2020"],
    "workers": [None, 1, 2],
    "register": ["oss", "dinas"],
    "level": ["village", "district"],
    "lon": [None, 110.5],
    "confidence": [0.5, 0.9],
    "activity": [None, "jahit", "Jahit", "batik"],
    "observed_on": [None, "2021", "2023-01-01"],
}
values = st.fixed_dictionaries(
    {"business_id": st.sampled_from(["b1", "b2", "b3", "b4"])} | {name: st.sampled_from(all_of) for name, all_of in KNOWN.items()}
)


@pytest.mark.only_duckdb("many small runs are dear on Spark, which is asked about one crowd below")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(values, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_agrees_with_the_slow_version_in_any_order_of_rows(engine: Engine, rows, random):
    check_against_the_slow_version(engine, rows, random)


def test_agrees_with_the_slow_version_for_a_crowd(engine: Engine):
    """Three hundred businesses of one to five records, with every mixture of what is known and unknown."""
    random = Random(1)
    rows = [
        {"business_id": f"b{business}"} | {name: random.choice(all_of) for name, all_of in KNOWN.items()}
        for business in range(300)
        for _ in range(1 + business % 5)
    ]
    check_against_the_slow_version(engine, rows, random)


def check_against_the_slow_version(engine: Engine, rows: list[dict[str, object]], random: Random) -> None:
    rows = [{"record_id": f"r{number:04}", "row_number": 2, **row} for number, row in enumerate(rows)]
    shuffled = random.sample(rows, len(rows))
    columns = [name for name in Records.columns() if name not in ("business_id", "lon")]
    engine.put("records", pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in shuffled], schema=Records.schema()))
    places = [
        {name: row[name] for name in ("record_id", "level", "lon", "confidence")}
        | {"coordinate": "missing", "point_source": "coordinate" if row["lon"] else "none"}
        for row in rows
    ]
    engine.put("places", pa.Table.from_pylist([{"reason": "", "facts": "{}", **row} for row in places], schema=Places.schema()))
    engine.put("links", pa.Table.from_pylist([{name: row[name] for name in Links.columns()} for row in shuffled], schema=Links.schema()))
    choose_values(engine)
    found = {row["business_id"]: row for row in engine.rows("SELECT * FROM businesses")}
    assert set(found) == {row["business_id"] for row in rows}
    for business, made in found.items():
        expected = slow([row for row in rows if row["business_id"] == business])
        made["chosen_from"] = made["chosen_from"] and json.loads(made["chosen_from"])
        assert {name: made[name] for name in expected} == expected
