"""Small synthetic worlds as tests read them."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from rajut.progress import Silent
from rajut.sampling import sample

DELIMITERS = {"oss_perizinan": (",", "utf-8"), "dinas_ukm": (";", "cp1252"), "asosiasi_fesyen": ("|", "utf-8-sig")}


def made(folder: Path, businesses: int, *, seed: int = 1, noise: float = 1.0) -> Path:
    sample(folder, businesses, seed, Silent(), noise)
    return folder


def register(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a register as a reader sees them; every cell a text."""
    sheet = folder / "registers" / f"{name}.xlsx"
    if sheet.exists():
        head, *rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
        return [{str(key): _text(value) for key, value in zip(head, row, strict=True)} for row in rows]
    delimiter, encoding = DELIMITERS[name]
    with (folder / "registers" / f"{name}.csv").open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def truth(folder: Path) -> list[dict]:
    return pq.read_table(folder / "truth.parquet").to_pylist()


def truth_of_records(folder: Path) -> dict[str, list[int]]:
    """The businesses behind the rows of each register, in the order of its rows."""
    rows = pq.read_table(folder / "truth_records.parquet").to_pylist()
    registers: dict[str, list[int]] = {name: [] for name in DELIMITERS}
    for row in sorted(rows, key=lambda row: row["row_number"]):
        assert row["row_number"] == len(registers[row["register"]]) + 2
        registers[row["register"]].append(row["business"])
    return registers


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
