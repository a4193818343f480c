"""Large tables are sorted a slice at a time: the file is the same."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rajut.engines import Engine, saving
from rajut.errors import RajutError
from rajut.tables import Homes, Links, Originals


def test_slices_make_the_same_file_as_one_sort(engine: Engine, tmp_path, monkeypatch):
    engine.put("links", pa.table({"record_id": [f"r{n * 7919 % 5000:04}" for n in range(5000)], "business_id": ["b"] * 5000}))
    engine.save(Links, tmp_path / "at_once")
    monkeypatch.setattr(saving, "SLICE", 700)
    assert engine.save(Links, tmp_path / "in_slices") == 5000
    assert len(list(saving._slices(engine, Links, "*"))) > 3
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
    assert engine.save(Originals, tmp_path / "originals") == len(rows)
    assert [(row["register"], row["row_number"]) for row in pq.read_table(tmp_path / "originals").to_pylist()] == rows
    assert len(list(saving._slices(engine, Originals, "*"))) == 1 + 3 + 1


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_small_tables_are_one_slice(engine: Engine, rows, monkeypatch):
    engine.put("links", pa.table({"record_id": [f"r{n}" for n in range(rows)], "business_id": ["b"] * rows}, schema=Links.schema()))
    monkeypatch.setattr(saving, "SLICE", 2)
    assert list(saving._slices(engine, Links, "*")) == ["SELECT * FROM links ORDER BY record_id"]
