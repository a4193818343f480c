"""One small country run on every engine: the same tables, byte for byte, and the same facts."""

from functools import partial

import pytest

from rajut import pipeline
from rajut.engines import Apart, DuckDB, spark_session
from rajut.workspace import Run
from support.engines import tiny_spark
from support.small_sample import digests, make_world


def facts(run: Run) -> dict[str, object]:
    return {stage: run.facts(stage)["facts"] for stage in run.manifest["stages"]}


def test_spark_makes_the_very_files_that_duckdb_makes(tmp_path):
    lacking = spark_session.why_not()
    if lacking:
        pytest.skip(str(lacking))
    world = make_world(tmp_path / "world", businesses=60)
    registers = [file for file in world.registers if file.stem in ("dinas_ukm", "oss_perizinan")]
    here = partial(DuckDB, memory="1GiB")
    there = Apart(rows=tiny_spark, here=here)
    one, other = (
        pipeline.run(registers, tmp_path / name, partners=world.partners, venues=world.venues, engine=engine)
        for name, engine in (("duckdb", here), ("spark", there))
    )
    assert len(registers) == 2 and one.facts("matching")["rows"]["pairs"] > 0
    assert digests(other) == digests(one)
    assert facts(other) == facts(one)
