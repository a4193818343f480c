"""A small sampled world and its run, made once for all tests of a session that need them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rajut import pipeline, sampling
from rajut.engines import DuckDB
from rajut.progress import Silent
from rajut.workspace import Run


@dataclass(frozen=True)
class World:
    folder: Path

    @property
    def registers(self) -> list[Path]:
        return sorted((self.folder / "registers").iterdir())

    @property
    def partners(self) -> Path:
        return self.folder / "partners.csv"

    @property
    def venues(self) -> Path:
        return self.folder / "venues.csv"


def make_world(folder: Path, businesses: int = 600, seed: int = 7) -> World:
    sampling.sample(folder, businesses, seed, Silent())
    return World(folder)


def finished_run(folder: Path) -> Path:
    """A workspace with a published run over a small world, one row rejected; its register files are gone."""
    (folder / "world").mkdir()
    world = make_world(folder / "world", businesses=60)
    register = world.folder / "registers" / "asosiasi_fesyen.csv"
    head, *rows = register.read_bytes().splitlines(keepends=True)
    empty = b"|" * head.count(b"|") + b"\n"  # a row to reject
    register.write_bytes(b"".join([head, empty, *rows]))
    out = folder / "workspace"
    pipeline.run(world.registers, out, partners=world.partners, venues=world.venues, engine=lambda: DuckDB(memory="1GiB"))
    shutil.rmtree(world.folder / "registers")
    return out


def copy_of(workspace: Path, to: Path) -> Path:
    """A workspace of one's own. Files are linked, not copied: runs replace their files and never write into one."""
    shutil.copytree(workspace, to, copy_function=os.link)
    return to


def command(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """`rajut …` as a person would run it."""
    names = [sys.executable, "-m", "rajut.cli", *map(str, words)]
    return subprocess.run(names, capture_output=True, text=True, env=os.environ | environment, timeout=300)


def digests(run: Run) -> dict[str, str]:
    """Every table of a run -> digest of its bytes."""
    files = sorted(run.folder.glob("*/*.parquet"))
    return {file.relative_to(run.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
