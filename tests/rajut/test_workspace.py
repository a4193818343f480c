"""Runs on disk: a stage appears whole or not at all, one run at a time, publishing is one step."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rajut.errors import RajutError
from rajut.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "work space")


def write_stage(folder: Path, key: str) -> None:
    (folder / "table.parquet").write_text(key)
    (folder / "stage.json").write_text(json.dumps({"key": key}))


def test_a_stage_that_fails_leaves_the_old_one(workspace: Workspace):
    run = workspace.start("aaa", {})
    with run.writing("reading") as folder:
        write_stage(folder, "old")
    with pytest.raises(RuntimeError), run.writing("reading") as folder:
        write_stage(folder, "new")
        raise RuntimeError
    assert run.finished("reading", "old")
    assert not list(run.folder.glob(".reading*"))


def test_a_finished_stage_takes_the_place_of_the_old_one(workspace: Workspace):
    run = workspace.start("aaa", {})
    for key in ("old", "new"):
        with run.writing("reading") as folder:
            write_stage(folder, key)
    assert run.finished("reading", "new")
    assert not run.finished("reading", "old")


def test_what_a_killed_run_left_aside_is_no_stage(workspace: Workspace):
    run = workspace.start("aaa", {})
    aside = run.folder / ".reading.part"
    aside.mkdir()
    write_stage(aside, "half")
    assert not run.finished("reading", "half")


def test_another_run_s_stage_is_taken_over_without_touching_it(workspace: Workspace):
    first, second = workspace.start("aaa", {}), workspace.start("bbb", {})
    with first.writing("reading") as folder:
        write_stage(folder, "same")
    second.take_over("reading", first)
    assert first.finished("reading", "same")
    assert second.finished("reading", "same")


def test_starting_the_same_run_again_keeps_its_manifest(workspace: Workspace):
    workspace.start("aaa", {"identities_from": "before"})
    again = workspace.start("aaa", {"identities_from": "changed"})
    assert again.manifest["identities_from"] == "before"


def test_publishing_switches_what_is_current(workspace: Workspace):
    assert workspace.current() is None
    with pytest.raises(RajutError, match="RUN-NOTHING-PUBLISHED"):
        workspace.published()
    for run_id in ("aaa", "bbb"):
        workspace.publish(workspace.start(run_id, {}))
        current = workspace.current()
        assert current
        assert current.id == run_id


def test_two_runs_cannot_hold_one_workspace(workspace: Workspace):
    other = "import sys; from pathlib import Path; from rajut.workspace import Workspace\nwith Workspace(Path(sys.argv[1])).held(): pass"
    with workspace.held():
        second = subprocess.run([sys.executable, "-c", other, str(workspace.root)], capture_output=True, text=True)
    assert "RUN-BUSY" in second.stderr
    assert subprocess.run([sys.executable, "-c", other, str(workspace.root)], capture_output=True).returncode == 0


def test_a_workspace_that_cannot_be_written_to(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(RajutError, match="RUN-NO-WRITE"), Workspace(tmp_path / "file").held():
        pass


def test_an_unknown_run_and_an_empty_workspace(workspace: Workspace):
    with pytest.raises(RajutError, match="RUN-UNKNOWN-RUN"):
        workspace.run("zzz")
    with pytest.raises(RajutError, match="RUN-NO-WORKSPACE"):
        workspace.latest()
