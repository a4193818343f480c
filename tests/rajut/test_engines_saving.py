"""Large tables are sorted a slice at a time: the file is the same."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rajut.engines import Engine, saving
from rajut.errors import RajutError
from rajut.tables import Homes, Links, Originals, Records


def test_slices_make_the_same_file_as_one_sort(engine: Engine, tmp_path, monkeypatch):
    engine.put("links", pa.table({"record_id": [f"r{n * 7919 % 5000:04}" for n in range(5000)], "business_id": ["b"] * 5000}))
    engine.save(Links, tmp_path / "at_once")
    monkeypatch.setattr(saving, "SLICE", 700)
    assert engine.save(Links, tmp_path / "in_slices") == 5000
    assert len(list(saving._slices(engine, Links, 5000))) > 3
    assert (tmp_path / "in_slices").read_bytes() == (tmp_path / "at_once").read_bytes()


def test_tables_saved_at_a_time_are_the_same_files_as_one_by_one(engine: Engine, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "SLICE", 700)
    engine.put("links", pa.table({"record_id": [f"r{n * 7919 % 3000:04}" for n in range(3000)], "business_id": ["b"] * 3000}))
    rows = {"register": ["oss"] * 2000, "row_number": [n * 7919 % 2003 for n in range(2000)], "original": ["{}"] * 2000}
    engine.put("originals", pa.table(rows))
    together = tmp_path / "together"
    together.mkdir()
    assert engine.save_all((Links, Originals), together) == {"links": 3000, "originals": 2000}
    for table in (Links, Originals):
        engine.save(table, tmp_path / table.table)
        assert (together / f"{table.table}.parquet").read_bytes() == (tmp_path / table.table).read_bytes()


def test_what_is_wrong_with_one_of_several_tables_is_told(engine: Engine, tmp_path):
    engine.put("originals", pa.table({"register": ["oss"], "row_number": [2], "original": ["{}"]}))
    engine.put("links", pa.table({"record_id": ["r1", "r1"], "business_id": ["a", "b"]}))
    with pytest.raises(RajutError, match="is not unique"):
        engine.save_all((Originals, Links), tmp_path)


def test_rows_without_a_value_to_sort_by_come_last(engine: Engine, tmp_path, monkeypatch):
    """The unplaced have no cluster; some clusters have many members, some none at all."""
    clusters = [None if n % 5 == 0 else f"K-{n % 400:03}" for n in range(4000)]
    nothing = {name: pa.array([None] * 4000, column.type) for name, column in Homes.columns().items()}
    rows = nothing | {
        "business_id": [f"b{n:04}" for n in range(4000)],
        "status": ["member" if cluster else "unplaced" for cluster in clusters],
        "cluster_id": pa.array(clusters, pa.string()),
    }
    engine.put("homes", pa.table(rows))
    monkeypatch.setattr(saving, "SLICE", 500)
    engine.save(Homes, tmp_path / "homes")
    found = pq.read_table(tmp_path / "homes").to_pylist()
    assert found == sorted(found, key=lambda row: (row["cluster_id"] is None, row["cluster_id"], row["business_id"]))
    assert len(found) == 4000


def test_rows_of_registers_are_parted_by_their_numbers(engine: Engine, tmp_path, monkeypatch):
    rows = [(register, number) for register, many in (("bps", 3), ("dinas o'k", 2500), ("oss", 900)) for number in range(2, 2 + many)]
    shuffled = sorted(rows, key=lambda row: row[1] * 7919 % 1009)
    columns = {"register": [row[0] for row in shuffled], "row_number": [row[1] for row in shuffled], "original": ["{}"] * len(rows)}
    engine.put("originals", pa.table(columns))
    monkeypatch.setattr(saving, "SLICE", 1000)
    monkeypatch.setattr(saving, "STRETCH", 1000)
    assert engine.save(Originals, tmp_path / "originals") == len(rows)
    assert [(row["register"], row["row_number"]) for row in pq.read_table(tmp_path / "originals").to_pylist()] == rows
    assert len(list(saving._by_number(engine, Originals, "row_number"))) == 1 + 3 + 1


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_small_tables_are_one_slice(engine: Engine, rows, monkeypatch):
    engine.put("links", pa.table({"record_id": [f"r{n}" for n in range(rows)], "business_id": ["b"] * rows}, schema=Links.schema()))
    monkeypatch.setattr(saving, "SLICE", 2)
    assert list(saving._slices(engine, Links, rows)) == [f"{saving.typed(Links, 'links')}ORDER BY record_id"]


def test_rows_numbered_in_stretches_are_put_in_order_as_are_rows_in_no_order():
    stretches = [*range(500, 2000), *range(500), *range(2000, 2500)]
    shuffled = [n * 7919 % 2503 for n in range(2503)]
    for numbers in (stretches, shuffled, [7], []):
        rows = saving.in_order(pa.table({"n": pa.array(numbers, pa.int64()), "text": pa.array(map(str, numbers), pa.string())}), "n")
        assert rows.to_pydict() == {"n": sorted(numbers), "text": [str(n) for n in sorted(numbers)]}


def test_a_table_that_grew_in_its_file_is_the_same_file_as_one_saved_at_once(engine: Engine, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "ROWS", 300)
    numbers = pa.array([n * 7919 % 2003 for n in range(2000)], pa.int64())
    engine.put("made", pa.table({"original": ["{}"] * 2000, "row_number": numbers, "register": ["oss"] * 2000}))
    engine.create("originals", "SELECT * FROM made")
    engine.save(Originals, tmp_path / "at_once")
    engine.put("links", pa.table({"record_id": ["r1"], "business_id": ["b"]}))
    with engine.growing((Originals,), tmp_path):
        for start in range(0, 2003, 400):
            engine.append("originals", f"SELECT * FROM made WHERE row_number >= {start} AND row_number < {start + 400}")
        engine.append("links", "SELECT 'r2' AS record_id, 'b' AS business_id")
    assert engine.count("links") == 2
    assert engine.value("SELECT count(*) FROM originals") == 2000
    assert engine.save_all((Originals, Links), tmp_path) == {"originals": 2000, "links": 2}
    assert (tmp_path / "originals.parquet").read_bytes() == (tmp_path / "at_once").read_bytes()


@pytest.mark.parametrize(
    ("second", "problem"),
    [("2 AS row_number, 'x' AS original", "is not unique"), ("3 AS row_number, CAST(NULL AS VARCHAR) AS original", "has empty values")],
)
def test_what_is_wrong_with_a_table_that_grows_is_told(engine: Engine, tmp_path, second, problem):
    with pytest.raises(RajutError, match=problem), engine.growing((Originals,), tmp_path):
        engine.append("originals", "SELECT 'oss' AS register, 2 AS row_number, '{}' AS original")
        engine.append("originals", f"SELECT 'oss' AS register, {second}")


def test_a_table_of_which_nothing_came_is_an_empty_file(engine: Engine, tmp_path):
    with engine.growing((Originals,), tmp_path):
        pass
    assert engine.save_all((Originals,), tmp_path) == {"originals": 0}
    assert pq.read_schema(tmp_path / "originals.parquet") == Originals.schema()


def test_single_records_are_found_without_reading_them_all(engine: Engine, tmp_path):
    """The file is in the order of the registers, and readers skip what cannot hold an id by a filter in it."""
    nothing = {name: pa.array([None] * 2, column.type) for name, column in Records.columns().items()}
    engine.put("records", pa.table(nothing | {"record_id": ["r2", "r1"], "register": ["oss"] * 2, "row_number": [2, 3]}))
    engine.save(Records, tmp_path / "records")
    assert pq.read_table(tmp_path / "records")["record_id"].to_pylist() == ["r2", "r1"]
    probed = duckdb.sql(f"SELECT bloom_filter_excludes FROM parquet_bloom_probe('{tmp_path / 'records'}', 'record_id', 'r3')")
    assert probed.fetchall() == [(True,)]
