"""A small sampled world and its run, made once for all tests of a session that need them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rajut import sampling
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


def command(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """`rajut …` as a person would run it."""
    names = [sys.executable, "-m", "rajut.cli", *map(str, words)]
    return subprocess.run(names, capture_output=True, text=True, env=os.environ | environment, timeout=300)


def digests(run: Run) -> dict[str, str]:
    """Every table of a run -> digest of its bytes."""
    files = sorted(run.folder.glob("*/*.parquet"))
    return {file.relative_to(run.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
