"""The decisions file: what people decided, as a table that is an input of every run."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut.errors import Faults, RajutError, sentence
from rajut.tables import Decisions
from rajut.tables.clustering import kind_of

ABOUT_RECORDS = ("same", "different", "place")
ABOUT_BUSINESSES = ("class",)
ABOUT_CLUSTERS = ("lock", "apart", "together", "split", "exclude", "rename")  # clustering/README.md says what each asks
KINDS = ABOUT_RECORDS + ABOUT_BUSINESSES + ABOUT_CLUSTERS
NEEDED = ("kind", "subject", "by", "on")
MOST_PARTS = 9  # that one decision may split a sentra into
LONGEST_NAME = 120


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
        raise RajutError("RUN-BAD-DECISIONS", file=file.name, row=1, problem=sentence("DECISION-NO-CSV")) from fault
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
        return sentence("DECISION-MISSING", names=", ".join(missing))
    if row["kind"] not in KINDS:
        return sentence("DECISION-KIND", found=repr(row["kind"]), allowed=", ".join(KINDS))
    if row["kind"] in ("same", "different", "apart", "together") and not row.get("other"):
        return sentence("DECISION-NO-OTHER-RECORD" if row["kind"] in ABOUT_RECORDS else "DECISION-NO-OTHER")
    if row["kind"] in ("place", "class", "rename") and _value(row) is None:
        return sentence("DECISION-NO-JSON")
    return _cluster_problem(row) if row["kind"] in ABOUT_CLUSTERS else None


def _value(row: dict[str, str]) -> dict[str, Any] | None:
    """The JSON object of a row; None if it has none."""
    try:
        value = json.loads(row.get("value") or "")
    except json.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def _cluster_problem(row: dict[str, str]) -> str | None:
    """What is wrong with a row about a sentra, a cluster or who may be in one."""
    kind, value = row["kind"], _value(row) if row.get("value") else {}
    about = kind_of(row["subject"])
    wanted = {"lock": ("sentra", "cluster"), "rename": ("sentra", "cluster"), "split": ("sentra",), "exclude": ("business",)}
    if about not in wanted.get(kind, ("business", "sentra")):
        return sentence("DECISION-SUBJECT", found=about, expected=" / ".join(wanted.get(kind, ("business", "sentra"))))
    if value is None:
        return sentence("DECISION-NO-JSON")
    if kind in ("apart", "together"):
        return _pair_problem(row, value)
    if kind == "split" and not (type(value.get("parts", 2)) is int and 2 <= value.get("parts", 2) <= MOST_PARTS):
        return sentence("DECISION-PARTS", most=MOST_PARTS)
    if kind == "rename" and not _names(value):
        return sentence("DECISION-NAME", longest=LONGEST_NAME)
    return None


def _pair_problem(row: dict[str, str], value: dict[str, Any]) -> str | None:
    if kind_of(row["subject"]) != kind_of(row["other"]):
        return sentence("DECISION-TWO-KINDS", one=kind_of(row["subject"]), other=kind_of(row["other"]))
    if row["subject"] == row["other"]:
        return sentence("DECISION-TWICE")
    if value and (row["kind"] != "together" or kind_of(row["subject"]) != "sentra" or value != {"as": "sentra"}):
        return sentence("DECISION-PAIR-VALUE")
    return None


def _names(value: dict[str, Any]) -> bool:
    given = [value[name] for name in ("name_id", "name_en") if value.get(name) is not None]
    return bool(given) and all(
        isinstance(name, str) and name.strip() and name.isprintable() and len(name) <= LONGEST_NAME for name in given
    )
