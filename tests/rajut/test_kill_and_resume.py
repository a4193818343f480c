"""A run killed at any moment can be started again and ends the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rajut.workspace import Workspace
from support.small_sample import World, command, digests, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    return make_world(tmp_path_factory.mktemp("killed world"))


def words(world: World, out: Path) -> list[str]:
    return ["run", *map(str, world.registers), "--partners", str(world.partners), "--venues", str(world.venues), "--out", str(out)]


@pytest.fixture(scope="module")
def undisturbed(world: World, tmp_path_factory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("undisturbed")
    assert command(*words(world, out)).returncode == 0
    return digests(Workspace(out).published())


@pytest.mark.parametrize("after", ["inputs", "reading", "matching", "clustering"])
def test_killed_after_a_stage_began_it_ends_the_same(after: str, world: World, undisturbed: dict[str, str], tmp_path: Path):
    out = tmp_path / "work space"
    process = subprocess.Popen(
        [sys.executable, "-m", "rajut.cli", *words(world, out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    kill_when(process, lambda: any(out.glob(f"runs/*/{after}")))
    assert Workspace(out).current() is None, "a killed run must not be published"
    assert command(*words(world, out)).returncode == 0
    assert digests(Workspace(out).published()) == undisturbed


def kill_when(process: subprocess.Popen, ready) -> None:
    deadline = time.monotonic() + 120
    while not ready() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    assert process.poll() is None, "the run ended before it could be killed"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
