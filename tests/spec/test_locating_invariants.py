"""What must hold whatever the rows: nothing lost, order does not matter, twice is once, every reason has a sentence."""

from __future__ import annotations

import json
import math
import random
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import errors
from rajut.engines import DuckDB
from rajut.locating import locate
from rajut.locating.coordinates import judge
from rajut.locating.geography import Geography
from rajut.locating.outlines import Land
from rajut.progress import Silent
from rajut.tables import Areas, Decisions, Places, Records
from support.drawn import put, rows_of
from support.small_country import AREAS

TEXT = {
    "regency": [None, "", "Madiun", "Kota Madiun", "[19] MADIUN", "Samarinda", "Solo", "??"],
    "district": [None, "Taman", "Geger", "Loa Janan", "Kec. Wungu", "Samarinda Sebrang", "x"],
    "village": [None, "Sumber", "Baqa", "Tenun", "Josenan", "sumbr", "-"],
    "address": [None, "Jl. Baqa No 3, Sengkotek, Loa Janan", "Baqa", "Jl. Solo", ",,,", "Josenan, Taman, Kota Madiun, Jawa Timur"],
    "postal_code": [None, "63182", "00000"],
    "area_code": [None, "3519", "6473011001", "12"],
    "register": ["a", "b"],
}
COORDINATE = st.one_of(
    st.none(), st.sampled_from([0.0, -7.63, 111.52, 117.14, -0.51, 7.63, 1115200.0, -76300.0, math.inf, math.nan]), st.floats()
)
ROW = st.fixed_dictionaries({**{name: st.sampled_from(values) for name, values in TEXT.items()}, "lon": COORDINATE, "lat": COORDINATE})


def located(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    engine = DuckDB(memory="1GiB", threads=1)
    put(engine, Areas, AREAS)
    put(engine, Decisions)
    empty = {
        name: ("" if column.required and column.type == pa.string() else 0 if column.required else None)
        for name, column in Records.columns().items()
    }
    engine.put("records", pa.Table.from_pylist([empty | row for row in rows], schema=Records.schema()))
    locate(engine, Silent())
    left_over = [name for name in engine.names() if name.startswith("locating")]
    found = engine.rows("SELECT * FROM places ORDER BY record_id")
    engine.close()
    assert left_over == []
    return found


@settings(max_examples=10, deadline=None)
@given(st.lists(ROW, max_size=25), st.randoms(use_true_random=False))
def test_every_record_has_one_sound_place_in_any_order(rows: list[dict[str, object]], shuffle: random.Random):
    rows = [{**row, "record_id": f"r{number:03}"} for number, row in enumerate(rows)]
    places = located(rows)
    assert [place["record_id"] for place in places] == [row["record_id"] for row in rows]
    for place in places:
        codes = [place[f"{level}_code"] for level in ("province", "regency", "district", "village")]
        known = [code for code in codes if code]
        assert codes == known + [None] * (4 - len(known))
        assert all(finer.startswith(coarser) for coarser, finer in pairwise(known))
        assert place["level"] == ["none", "province", "regency", "district", "village"][len(known)]
        assert 0 <= place["confidence"] <= 1
        assert (place["lon"] is None) == (place["point_source"] == "none") == (place["precision_m"] is None)
        for language in errors.LANGUAGES:
            assert errors.sentence(place["reason"], language, **json.loads(place["facts"]))
    shuffled = shuffle.sample(rows, len(rows))
    assert located(shuffled) == places


def test_the_nearest_village_is_the_nearest_of_all(oracle_points: int = 200):
    geography = Geography(rows_of(Areas, AREAS))
    generator = np.random.default_rng(7)
    lon, lat = generator.uniform(111.4, 111.8, oracle_points), generator.uniform(-7.8, -7.5, oracle_points)
    judged = judge(Land(geography), lon, lat, np.full(oracle_points, 35), np.full(oracle_points, 2))
    checked = 0
    for at in np.flatnonzero(judged.village >= 0):
        apart = [haversine(lon[at], lat[at], geography.lon[row], geography.lat[row]) for row in geography.villages]
        assert judged.village[at] == int(np.argmin(apart))
        assert abs(judged.away_m[at] - min(apart)) < 0.01
        checked += 1
    assert checked > 20


def haversine(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    lon1, lat1, lon2, lat2 = map(math.radians, (lon1, lat1, lon2, lat2))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(chord))


def test_columns_follow_the_data_dictionary(tmp_path):
    engine = DuckDB(memory="1GiB")
    put(engine, Areas, AREAS)
    put(engine, Decisions)
    put(engine, Records)
    assert locate(engine, Silent())["records"] == 0
    assert engine.save(Places, tmp_path / "places.parquet") == 0
    engine.close()
