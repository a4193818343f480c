"""What a machine can do to a run: a full disk, no memory, a folder that cannot be written. Nothing half-published."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from rajut import pipeline
from rajut.engines import DuckDB
from rajut.errors import Cancelled, RajutError
from rajut.progress import Silent
from rajut.workspace import Workspace
from support.small_sample import World, command, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    return make_world(tmp_path_factory.mktemp("world"), businesses=120)


class FailsOnSaving(DuckDB):
    fault: Exception = OSError(errno.ENOSPC, "No space left on device")

    def save(self, table, file):
        if table.table == "places":
            file.write_bytes(b"half a file")
            raise self.fault
        return super().save(table, file)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "RUN-DISK-FULL"),
        (MemoryError(), "RUN-MEMORY"),
        (PermissionError(errno.EACCES, "Permission denied"), "RUN-NO-WRITE"),
    ],
)
def test_a_machine_fault_is_told_keeps_what_is_done_and_publishes_nothing(fault, code, world: World, tmp_path: Path):
    engine = type("Failing", (FailsOnSaving,), {"fault": fault})
    with pytest.raises(RajutError, match=code):
        pipeline.run(world.registers, tmp_path, engine=engine)
    workspace = Workspace(tmp_path)
    assert workspace.current() is None
    run = workspace.latest()
    assert run.manifest["status"] == "failed"
    assert list(run.manifest["stages"]) == ["reading"]
    assert not (run.folder / "locating").exists()
    assert pipeline.run(world.registers, tmp_path).manifest["status"] == "done"


class StopsAt(Silent):
    def __init__(self, stage: str) -> None:
        self.wanted, self.now = stage, ""

    def stage(self, name: str, *, number: int, of: int) -> None:
        self.now = name

    def check(self) -> None:
        if self.now == self.wanted:
            raise Cancelled


def test_a_cancelled_run_keeps_what_is_finished(world: World, tmp_path: Path):
    with pytest.raises(Cancelled):
        pipeline.run(world.registers, tmp_path, progress=StopsAt("matching"))
    run = Workspace(tmp_path).latest()
    assert run.manifest["status"] == "cancelled"
    assert sorted(run.manifest["stages"]) == ["locating", "reading"]


def test_two_runs_on_one_workspace_the_second_is_told(world: World, tmp_path: Path):
    with Workspace(tmp_path).held():
        second = command("run", world.registers[0], "--out", tmp_path)
    assert second.returncode == 1
    assert second.stderr.startswith("RUN-BUSY")
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run", "{world}/nowhere.csv", "--out", "{out}"], "READ-NO-FILE"),
        (["run", "{world}/partners.csv", "--partners", "{world}/nowhere.csv", "--out", "{out}"], "PLAN-"),
        (["run", "{world}/partners.csv", "--decisions", "{world}/nowhere.csv", "--out", "{out}"], "RUN-NO-FILE"),
        (["locate", "--out", "{out}"], "RUN-NO-WORKSPACE"),
        (["publish", "abc", "--out", "{out}"], "RUN-UNKNOWN-RUN"),
        (["run"], "RUN-USAGE"),
        (["fly"], "RUN-USAGE"),
        (["run", "{world}/partners.csv", "--out", "{world}/partners.csv"], "RUN-NO-WRITE"),
    ],
)
def test_the_command_line_says_one_sentence_with_a_code(words, code, world: World, tmp_path: Path):
    done = command(*(word.format(world=world.folder, out=tmp_path / "out") for word in words))
    assert done.returncode in (1, 2)
    assert done.stderr.startswith(code)
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fly"], "RUN-USAGE: Perintah tidak lengkap atau salah: tidak ada perintah fly. Lihat: rajut --help"),
        (["run"], "RUN-USAGE: Perintah tidak lengkap atau salah: registers belum disebut. Lihat: rajut run --help"),
        (["areas", "import", "a.json"], "pilihan --licence belum disebut. Lihat: rajut areas import --help"),
        (["run", "a.csv", "--fast"], "tidak ada pilihan --fast. Lihat: rajut run --help"),
        (["sample", "--businesses", "many"], "isi --businesses harus angka. Lihat: rajut sample --help"),
        (["sample", "--seed", "-1"], "isi --seed paling sedikit 0. Lihat: rajut sample --help"),
        (["template", "people"], "isi kind harus salah satu dari 'partners', 'venues'. Lihat: rajut template --help"),
        (["areas"], ""),
        (["template", "partners", "--out", "{out}/nowhere/partners.csv"], "RUN-FILE-NO-WRITE: Berkas "),
        (["runs", "--out", "{out}"], "RUN-NO-WORKSPACE: Belum ada proses"),
        (["again", "--out", "{out}"], "RUN-NOTHING-PUBLISHED: Belum ada hasil"),
        (["locate", "--out", "{out}"], "RUN-NO-WORKSPACE: Belum ada proses"),
    ],
)
def test_a_wrong_command_is_told_in_the_reader_s_language_and_leaves_no_folder(words, told, tmp_path: Path):
    done = command(*(word.replace("{out}", str(tmp_path / "out")) for word in words))
    assert done.returncode in (1, 2)
    assert told in done.stderr, "in one line"
    assert done.stderr or "Wilayah dan batasnya" in done.stdout, "a command without words shows its help and no fault"
    assert list(tmp_path.iterdir()) == []


def test_one_stage_at_a_time_ends_like_the_whole_run(world: World, tmp_path: Path):
    out = tmp_path / "steps"
    given = ["--partners", world.partners, "--venues", world.venues]
    assert command("read", *world.registers, *given, "--out", out).returncode == 0
    early = command("match", "--out", out)
    assert early.stderr.startswith("RUN-STAGE-MISSING")
    for stage in ("locate", "match", "classify", "map", "cluster", "plan"):
        assert command(stage, "--out", out).returncode == 0
    whole = pipeline.run(world.registers, tmp_path / "whole", partners=world.partners, venues=world.venues)
    assert Workspace(out).published().id == whole.id
