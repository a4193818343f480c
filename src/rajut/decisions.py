"""The decisions file: what people decided, as a table that is an input of every run."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut.errors import Faults, RajutError
from rajut.tables import Decisions

KINDS = ("same", "different", "place", "class")
NEEDED = ("kind", "subject", "by", "on")


def none() -> pa.Table:
    return Decisions.schema().empty_table()


def read(file: Path) -> pa.Table:
    """A CSV file with the columns kind, subject, other, value, by, on, reason, source as the table `Decisions`.

    Raises RUN-NO-FILE, or Faults with one RUN-BAD-DECISIONS per faulty row.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except FileNotFoundError as fault:
        raise RajutError("RUN-NO-FILE", file=file) from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise RajutError("RUN-BAD-DECISIONS", file=file.name, row=1, problem=f"not a UTF-8 CSV file ({type(fault).__name__})") from fault
    problems = [(number, problem) for number, row in enumerate(rows, start=2) if (problem := _problem(row))]
    if problems:
        raise Faults([RajutError("RUN-BAD-DECISIONS", file=file.name, row=row, problem=problem) for row, problem in problems])
    return pa.Table.from_pylist(
        [
            {"number": number} | {name: row.get(name) or None for name in Decisions.columns() if name != "number"}
            for number, row in enumerate(rows)
        ],
        schema=Decisions.schema(),
    )


def write(rows: Iterable[dict[str, Any]], file: Path) -> int:
    """Write decisions as a file that `read` reads, in their order; `number` is left out. Returns how many."""
    names = [name for name in Decisions.columns() if name != "number"]
    aside = file.with_name(f".{file.name}.part")
    written = 0
    with aside.open("w", encoding="utf-8", newline="") as out:
        lines = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
        lines.writeheader()
        for row in rows:
            lines.writerow(row)
            written += 1
    aside.replace(file)
    return written


def _problem(row: dict[str, str]) -> str | None:
    missing = [name for name in NEEDED if not row.get(name)]
    if missing:
        return f"no {', '.join(missing)}"
    if row["kind"] not in KINDS:
        return f"unknown kind {row['kind']!r}, expected one of {', '.join(KINDS)}"
    if row["kind"] in ("same", "different") and not row.get("other"):
        return "no other record"
    if row["kind"] in ("place", "class"):
        try:
            if not isinstance(json.loads(row.get("value") or ""), dict):
                return "value is not a JSON object"
        except json.JSONDecodeError:
            return "value is not JSON"
    return None
