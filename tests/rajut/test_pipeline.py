"""The whole run: nothing lost, twice is once, order and threads do not matter, ids survive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rajut import pipeline
from rajut.engines import DuckDB
from rajut.workspace import Run, Workspace
from support.small_sample import World, digests, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def done(world: World, tmp_path_factory) -> Run:
    return run_of(world, tmp_path_factory.mktemp("done"))


def run_of(world: World, out: Path, registers: list[Path] | None = None, threads: int = 2) -> Run:
    registers = world.registers if registers is None else registers
    engine = lambda: DuckDB(memory="1GiB", threads=threads)  # noqa: E731
    return pipeline.run(registers, out, partners=world.partners, venues=world.venues, engine=engine)


def links(run: Run) -> dict[str, str]:
    table = pq.read_table(run.table("matching", "links"))
    return dict(zip(table["record_id"].to_pylist(), table["business_id"].to_pylist(), strict=True))


def test_the_finished_run_is_published_with_every_stage(done: Run):
    manifest = done.manifest
    assert manifest["status"] == "done"
    assert Workspace(done.folder.parent.parent).published().id == done.id
    assert list(manifest["stages"]) == ["reading", "locating", "matching", "classifying", "mapping", "clustering", "planning"]


def test_every_row_read_is_accepted_or_rejected_and_every_record_has_a_business(done: Run):
    registers = pq.read_table(done.table("reading", "registers")).to_pylist()
    assert len(registers) == 3
    assert all(one["rows_read"] == one["rows_accepted"] + one["rows_rejected"] for one in registers)
    assert len(links(done)) == sum(one["rows_accepted"] for one in registers)


def test_every_fashion_business_has_one_home(done: Run):
    classes = pq.read_table(done.table("classifying", "classes")).to_pylist()
    homes = pq.read_table(done.table("clustering", "homes"))["business_id"].to_pylist()
    assert sorted(homes) == sorted(one["business_id"] for one in classes if one["fashion"])


def test_a_second_time_nothing_is_computed(done: Run, world: World):
    before = {file: file.stat().st_mtime_ns for file in done.folder.glob("*/*")}
    again = run_of(world, done.folder.parent.parent)
    assert again.id == done.id
    assert {file: file.stat().st_mtime_ns for file in again.folder.glob("*/*")} == before


def test_neither_order_of_registers_nor_threads_change_a_byte(done: Run, world: World, tmp_path: Path):
    other = run_of(world, tmp_path, registers=world.registers[::-1], threads=1)
    assert other.id == done.id
    assert digests(other) == digests(done)


def test_the_order_of_rows_does_not_matter(done: Run, world: World, tmp_path: Path):
    moved = tmp_path / "registers"
    shutil.copytree(world.folder / "registers", moved)
    register = moved / "asosiasi_fesyen.csv"
    head, *rows = register.read_bytes().splitlines(keepends=True)
    register.write_bytes(b"".join([head, *rows[::-1]]))
    other = run_of(world, tmp_path / "out", registers=sorted(moved.iterdir()))
    same = [name for name, digest in digests(other).items() if digests(done)[name] == digest]
    different = set(digests(done)) - set(same)
    # Only what holds row numbers or the register's own digest may differ.
    assert different <= {"reading/registers.parquet", "reading/records.parquet", "reading/originals.parquet", "reading/rejected.parquet"}


def test_adding_a_register_keeps_every_business_id(world: World, tmp_path: Path):
    first = links(run_of(world, tmp_path, registers=world.registers[:2]))
    second = links(run_of(world, tmp_path))
    assert set(first) < set(second)
    kept = {}
    for record, business in first.items():
        kept.setdefault(business, set()).add(second[record])
    # A business may be merged into another by new evidence; otherwise its id stays.
    renamed = [business for business, now in kept.items() if business not in now and business in set(second.values())]
    assert renamed == []
    survived = sum(business in now for business, now in kept.items())
    assert survived / len(kept) > 0.97


def test_an_earlier_run_s_stages_are_linked_not_computed_again(world: World, tmp_path: Path):
    first = run_of(world, tmp_path)
    decisions = tmp_path / "decisions.csv"
    subject = pq.read_table(first.table("matching", "businesses"))["business_id"][0].as_py()
    decisions.write_text(f'kind,subject,other,value,by,on,reason\nclass,{subject},,"{{""fashion"": false}}",Siti,2026-11-01,\n', "utf-8")
    second = pipeline.run(world.registers, tmp_path, decisions_file=decisions, partners=world.partners, venues=world.venues)
    assert second.id != first.id
    assert second.facts("reading")["run"] == first.id
    decided = {row["business_id"]: row for row in pq.read_table(second.table("classifying", "classes")).to_pylist()}[subject]
    assert (decided["fashion"], decided["decided_by"]) == (False, "Siti")
