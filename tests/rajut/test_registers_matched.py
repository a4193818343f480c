"""A real register end to end: neighbours of one trade are not taken for one business."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut import pipeline
from rajut.engines import DuckDB


@pytest.mark.registers
def test_rows_called_by_their_trade_alone_stay_apart(registers: Path, tmp_path: Path):
    run = pipeline.run([registers / "samarinda_ikm.xlsx"], tmp_path / "workspace")
    engine = DuckDB(memory="1GiB")
    engine.load("records", run.table("reading", "records"))
    engine.load("links", run.table("matching", "links"))
    engine.load("pairs", run.table("matching", "pairs"))
    called = "SELECT count(*) AS rows, count(DISTINCT business_id) AS businesses FROM records JOIN links USING (record_id)"
    weavers, tailors = (engine.rows(f"{called} WHERE business_name = '{name}'")[0] for name in ("Tenun", "Penjahit"))
    unlike = """SELECT count(*) FROM pairs p JOIN records l ON l.record_id = p.record_a JOIN records r ON r.record_id = p.record_b
                WHERE p.verdict = 'same' AND l.business_name IN ('Tenun', 'Penjahit') AND r.business_name IN ('Tenun', 'Penjahit')
                  AND (l.owner IS DISTINCT FROM r.owner OR l.address IS DISTINCT FROM r.address)"""
    found = engine.value(unlike)
    engine.close()
    assert weavers == {"rows": 117, "businesses": 117}
    assert tailors["rows"] == 69 and tailors["businesses"] >= 65
    assert found == 0, "tailors are one only where owner and address are written alike"
