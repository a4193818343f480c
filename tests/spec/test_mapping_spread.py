"""Mapping: how many fashion businesses of what kind are where."""

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut import mapping
from rajut.engines import Engine
from rajut.mapping.counting import DIGITS
from rajut.progress import Silent
from rajut.tables import (
    Accuracy,
    Agglomeration,
    Areas,
    Businesses,
    Classes,
    Coverage,
    Hexagons,
    HotSpots,
    Links,
    Pairs,
    PublicAccuracy,
    PublicSpread,
    Specialisation,
    Spread,
    Table,
)
from support.drawn import put, see

MADE = (Spread, Specialisation, Hexagons, Agglomeration, HotSpots, PublicSpread, Coverage, Accuracy, PublicAccuracy)
BUSINESSES = """
    | business_id | province_code | regency_code | district_code | village_code | workers | lon      | lat     | precision_m | registers |
    | b1          | 33            | 3372         | 337205        | 3372051001   | 4       | 110.8200 | -7.5600 | 50          | ["dinas"] |
    | b2          | 33            | 3372         | 337205        | 3372051001   |         | 110.8201 | -7.5600 | 50          | ["dinas"] |
    | b3          | 33            | 3372         |               |              | 10      | 110.8300 | -7.5500 | 9000        | ["dinas"] |
    | b4          | 33            |              |               |              |         |          |         |             | ["dinas"] |
    | b5          |               |              |               |              | 2       |          |         |             | ["dinas"] |
    | b6          | 33            | 3372         | 337205        | 3372051001   | 7       | 110.8200 | -7.5600 | 50          | ["dinas"] |
    | b7          | 33            | 3372         | 337205        | 3372051001   | 7       | 110.8200 | -7.5600 | 50          | ["dinas"] |
"""
AREAS = """
    | code | level   | name              | lon   | lat  | population |
    | 3372 | regency | Kota Surakarta    | 110.8 | -7.6 | 500000     |
    | 3373 | regency | Kota Salatiga     | 110.5 | -7.3 |            |
    | 3401 | regency | Kabupaten Contoh  |       |      | 400000     |
"""
CLASSES = """
    | business_id | fashion | segment | size_class | muslim_wear |
    | b1          | yes     | batik   | micro      |             |
    | b2          | yes     |         |            | yes         |
    | b3          | yes     | batik   | small      | no          |
    | b4          | yes     | weaving | micro      |             |
    | b5          | yes     | batik   | micro      |             |
    | b6          | no      |         | small      |             |
    | b7          |         |         | small      |             |
"""


@pytest.fixture
def charted(engine: Engine) -> dict:
    put(engine, Businesses, BUSINESSES)
    put(engine, Classes, CLASSES)
    put(engine, Areas, AREAS)
    _unmatched(engine)
    return mapping.chart(engine, Silent())


def test_counts_a_business_in_its_finest_area_and_in_those_above(engine: Engine, charted):
    engine.create("spread", "SELECT * FROM spread WHERE size_class = 'all'")
    see(
        engine,
        Spread,
        """
        | level    | area_code  | segment | size_class | businesses | muslim_wear | workers | workers_known |
        | country  | ID         | all     | all        | 5          | 1           | 16      | 3             |
        | country  | ID         | batik   | all        | 3          | 0           | 16      | 3             |
        | country  | ID         | weaving | all        | 1          | 0           | 0       | 0             |
        | country  | ID         | unknown | all        | 1          | 1           | 0       | 0             |
        | province | 33         | all     | all        | 4          | 1           | 14      | 2             |
        | province | 33         | batik   | all        | 2          | 0           | 14      | 2             |
        | province | 33         | weaving | all        | 1          | 0           | 0       | 0             |
        | province | 33         | unknown | all        | 1          | 1           | 0       | 0             |
        | regency  | 3372       | all     | all        | 3          | 1           | 14      | 2             |
        | regency  | 3372       | batik   | all        | 2          | 0           | 14      | 2             |
        | regency  | 3372       | unknown | all        | 1          | 1           | 0       | 0             |
        | district | 337205     | all     | all        | 2          | 1           | 4       | 1             |
        | district | 337205     | batik   | all        | 1          | 0           | 4       | 1             |
        | district | 337205     | unknown | all        | 1          | 1           | 0       | 0             |
        | village  | 3372051001 | all     | all        | 2          | 1           | 4       | 1             |
        | village  | 3372051001 | batik   | all        | 1          | 0           | 4       | 1             |
        | village  | 3372051001 | unknown | all        | 1          | 1           | 0       | 0             |
        """,
    )


def test_tells_size_classes_apart_and_keeps_the_unknown(engine: Engine, charted):
    engine.create("spread", "SELECT * FROM spread WHERE level = 'country' AND segment IN ('all', 'batik')")
    see(
        engine,
        Spread,
        """
        | level   | segment | size_class | businesses |
        | country | all     | all        | 5          |
        | country | all     | micro      | 3          |
        | country | all     | small      | 1          |
        | country | all     | unknown    | 1          |
        | country | batik   | all        | 3          |
        | country | batik   | micro      | 2          |
        | country | batik   | small      | 1          |
        """,
    )


def test_a_point_that_is_too_vague_is_in_no_hexagon(engine: Engine, charted):
    see(
        engine,
        Hexagons,
        """
        | cell            | segment | businesses |
        | 868c1aadfffffff | all     | 2          |
        | 868c1aadfffffff | batik   | 1          |
        """.replace("868c1aadfffffff", engine.value("SELECT min(cell) FROM hexagons")),
    )
    assert engine.value("SELECT max(per_km2 * 36.13) FROM hexagons") == pytest.approx(2, rel=0.25)
    assert engine.value("SELECT max(great_circle_m(lon, lat, 110.82, -7.56)) FROM hexagons") < 4500
    assert charted["in_hexagons"] == 2


def test_says_how_finely_businesses_are_located(charted):
    facts = {name: charted[name] for name in ("fashion", "to_province", "to_regency", "to_district", "to_village")}
    assert facts == {"fashion": 5, "to_province": 4, "to_regency": 3, "to_district": 2, "to_village": 2}
    assert [(warning.code, warning.facts["count"], warning.facts["percent"]) for warning in charted["warnings"]] == [
        ("MAP-NOT-LOCATED", 1, 20.0),
        ("MAP-NOT-IN-HEXAGON", 3, 60.0),
    ]


def test_no_fashion_business_is_an_empty_map_and_a_warning(engine: Engine):
    put(engine, Businesses)
    put(engine, Classes)
    put(engine, Areas)
    _unmatched(engine)
    facts = mapping.chart(engine, Silent())
    assert [engine.count(table.table) for table in MADE] == [0] * 9
    assert len(facts["warnings"]) == 1


def test_leaves_no_temporary_table(engine: Engine, charted):
    assert [name for name in engine.names() if name.startswith("mapping")] == []


place = st.sampled_from(["", "33", "34", "3372", "3373", "3401", "337205", "337206", "340101", "3372051001", "3372051002", "3401012001"])
business = st.tuples(
    place, st.sampled_from(["batik", "weaving", None]), st.sampled_from(["micro", None]), st.sampled_from([True, False, None])
)


@pytest.mark.only_duckdb("not yet: ten examples take a minute on Spark")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=st.lists(business, max_size=60), random=st.randoms(use_true_random=False))
def test_counts_like_a_slow_count_and_in_any_order(engine: Engine, world, random):
    _chart(engine, world)
    found = {tuple(row[name] for name in Spread.key): row["businesses"] for row in engine.rows("SELECT * FROM spread")}
    assert found == _slowly(world)
    before = _everything(engine)
    _chart(engine, random.sample(world, len(world)))
    assert _everything(engine) == before


def _everything(engine: Engine) -> list:
    return [engine.rows(f"SELECT * FROM {table.table} ORDER BY {', '.join(table.key)}") for table in MADE]


def _chart(engine: Engine, world) -> None:
    codes = {"province_code": 2, "regency_code": 4, "district_code": 6, "village_code": 10}
    businesses, classes = [], []
    for number, (code, segment, size, fashion) in enumerate(world):
        above = {name: code[:digits] for name, digits in codes.items() if len(code) >= digits}
        point = {"lon": 110 + len(code) / 50, "lat": -7.0, "precision_m": 100.0} if code else {}
        told = {"registers": '["dinas"]', "record_count": 1, "place_confidence": 0.9}
        businesses.append({"business_id": str(number), **above, **point, **told})
        classes.append({"business_id": str(number), "segment": segment, "size_class": size, "fashion": fashion})
    engine.put("businesses", _complete(Businesses, businesses))
    engine.put("classes", _complete(Classes, classes))
    put(engine, Areas, AREAS)
    _unmatched(engine)
    mapping.chart(engine, Silent())


def _unmatched(engine: Engine) -> None:
    put(engine, Pairs)
    put(engine, Links)


def _complete(table: type[Table], rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=pa.schema([pa.field(field.name, field.type) for field in table.schema()]))


def _slowly(world) -> dict:
    counts: Counter = Counter()
    for code, segment, size, fashion in world:
        if fashion:
            for level, digits in DIGITS.items():
                if len(code) >= digits:
                    for line in (segment or "unknown", "all"):
                        for size_class in (size or "unknown", "all"):
                            counts[level, code[:digits] or "ID", line, size_class] += 1
    return dict(counts)
