"""Writes the three registers: who is in each, some twice, in a shuffled order, told with mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.progress import Progress
from rajut.sampling import association, dinas, oss
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.streams import stream
from rajut.sampling.words import Whole
from rajut.sampling.world import World
from rajut.sampling.writing import Aside, Csv, Dialect, Sink, Spreadsheet

ROWS_PER_PART = 100_000
HEADER_ROW = 1

Columns = Callable[[World, Whole, Mistakes, int], dict[str, pa.Array]]
TOLD_BY: dict[str, Columns] = {"oss_perizinan": oss.columns, "dinas_ukm": dinas.columns, "asosiasi_fesyen": association.columns}
DIALECTS = {
    "oss_perizinan": Dialect(",", "utf-8"),
    "dinas_ukm": Dialect(";", "cp1252", "\r\n"),
    "asosiasi_fesyen": Dialect("|", "utf-8-sig"),
}


def write_registers(world: World, folder: Path, seed: int, noise: float, progress: Progress) -> dict[str, Whole]:
    """Writes every register; returns the business of each of its rows, in the order of the file."""
    held = {name: rows_of(world, name, seed, noise) for name in TOLD_BY}
    total = sum(map(len, held.values()))
    written = 0
    for name, rows in held.items():
        file = folder / file_name(name, len(rows))
        for other in folder.glob(f"{name}.*"):
            if other != file:
                other.unlink()
        with Aside(file, _opener(file, name)) as sink:
            for part in _parts(world, name, rows, seed, noise):
                sink.write(part)
                written += len(part)
                progress.item(file.name, written / max(total, 1))
                progress.check()
    return held


def rows_of(world: World, name: str, seed: int, noise: float) -> Whole:
    """The businesses of a register in the order of its rows; a few twice."""
    random = stream(seed, f"rows of {name}")
    members = np.flatnonzero(world.membership[name])
    again = members[Mistakes(noise, random).happen("duplicate", len(members))]
    return np.asarray(random.permutation(np.concatenate([members, again])))


def file_name(name: str, rows: int) -> str:
    if name == "dinas_ukm" and rows <= definitions.load("sampling").content["spreadsheet_limit"]:
        return f"{name}.xlsx"
    return f"{name}.csv"


def _parts(world: World, name: str, rows: Whole, seed: int, noise: float) -> Iterator[pa.Table]:
    """The register part by part; an empty one has one part, so that its header is written."""
    for part, start in enumerate(range(0, max(len(rows), 1), ROWS_PER_PART)):
        mistakes = Mistakes(noise, stream(seed, f"mistakes of {name}", part))
        yield pa.table(TOLD_BY[name](world, rows[start : start + ROWS_PER_PART], mistakes, start + 1))


def _opener(file: Path, name: str) -> Callable[[Path], Sink]:
    if file.suffix == ".xlsx":
        return partial(Spreadsheet, sheet="Data UKM")
    return partial(Csv, dialect=DIALECTS[name])
