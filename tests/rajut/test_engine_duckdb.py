"""The DuckDB engine keeps the promises of the engine door."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.tables import Links


def test_saves_in_key_order_with_the_schema_of_the_data_dictionary(engine: Engine, tmp_path):
    engine.put("links", pa.table({"business_id": ["b", "a"], "record_id": ["r2", "r1"], "left_over": [1, 2]}))
    assert engine.save(Links, tmp_path / "links.parquet") == 2
    saved = pq.read_table(tmp_path / "links.parquet")
    assert saved.schema.equals(Links.schema())
    assert saved.to_pylist() == [{"record_id": "r1", "business_id": "a"}, {"record_id": "r2", "business_id": "b"}]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"record_id": ["r1"]}, "missing columns business_id"),
        ({"record_id": ["r1"], "business_id": [None]}, "business_id has empty values"),
        ({"record_id": ["r1", "r1"], "business_id": ["a", "b"]}, "is not unique"),
    ],
)
def test_refuses_what_the_data_dictionary_does_not_allow(engine: Engine, tmp_path, rows, problem):
    engine.put("links", pa.table(rows, schema=pa.schema([(name, pa.string()) for name in rows])))
    with pytest.raises(RajutError, match=problem):
        engine.save(Links, tmp_path / "links.parquet")


def test_maps_batches_and_can_be_used_meanwhile(engine: Engine):
    def double(batch: pa.RecordBatch) -> pa.RecordBatch:
        assert engine.value("SELECT 1") == 1
        return pa.RecordBatch.from_pydict({"n": [2 * n for n in batch.column("n").to_pylist()]})

    engine.create("numbers", "SELECT range AS n FROM range(250000)")
    engine.map("doubled", "SELECT n FROM numbers", double, pa.schema([("n", pa.int64())]))
    assert engine.value("SELECT sum(n) FROM doubled") == 250000 * 249999


def test_plain_text_keeps_letters_and_digits_only(engine: Engine):
    assert engine.value("SELECT plain_text('  Bu  SITI’s Batík, No.5 ')") == "bu siti s batik no 5"
    assert engine.value("SELECT plain_text(' -- ')") is None


def test_great_circle_of_one_degree_of_longitude_on_the_equator(engine: Engine):
    assert engine.value("SELECT great_circle_m(110.0, 0.0, 111.0, 0.0)") == pytest.approx(111_195.08, abs=0.01)
