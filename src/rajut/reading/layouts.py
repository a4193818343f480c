"""The layout of a register: which column holds what. Proposed by us, corrected by a person, kept as YAML beside the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rajut import definitions
from rajut.errors import Faults, RajutError, current_language
from rajut.reading.delimited import DELIMITERS
from rajut.reading.sheet import Sheet, Wanted
from rajut.reading.titled import is_area

IDENTITY = ("business_name", "owner", "activity")
_DATE = re.compile(r"\d{4}(-\d\d-\d\d)?")


@dataclass(frozen=True)
class Layout:
    """`columns` is role -> column of the file, `multiply` role -> factor, `evidence` role -> why it was proposed.

    Roles are the columns of the table `records` that a register can fill. `lat` and `lon` may name the
    same column if it holds both ("-7.57, 110.82"). `area` is the code of the province or regency that rows without a word about it lie in.
    """

    register: str
    columns: dict[str, str]
    sheet: str | None = None
    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    observed_on: str | None = None
    kbli_version: str | None = None
    area: str | None = None
    multiply: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    source: str = "proposed"

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.sheet, self.header_row, self.delimiter, self.encoding)


def roles() -> list[str]:
    return list(definitions.load("layouts").content["roles"])


def layout_beside(file: Path) -> Path:
    """Where the layout of a register lies: `a.csv` -> `a.csv.layout.yaml`."""
    return file.with_name(file.name + ".layout.yaml")


def plain_name(text: str) -> str:
    """A name for a register: lower case letters, digits and single underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "register"


def write_layout(layout: Layout, path: Path) -> None:
    """Write the layout with an explanation on top, the evidence beside each column and the unused columns below."""
    words, language = definitions.load("layouts").content, current_language()
    lines = [f"# {line}" for line in words["explanation"][language].strip().splitlines()]
    for entry in ("register", "sheet", "header_row", "delimiter", "encoding", "observed_on", "kbli_version", "area"):
        lines.append(f"{entry}: {_scalar(getattr(layout, entry))}")
    lines.append("columns:")
    for role, column in layout.columns.items():
        reason = layout.evidence.get(role)
        lines.append(f"  {role}: {_scalar(column)}" + (f"  # {reason}" if reason else ""))
    if layout.multiply:
        lines += ["multiply:", *(f"  {role}: {_scalar(factor)}" for role, factor in layout.multiply.items())]
    if layout.unused:
        lines += [f"# {words['unused'][language]}", *(f"#   {_scalar(column)}" for column in layout.unused)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _scalar(value: Any) -> str:
    """One value as YAML on one line."""
    return yaml.safe_dump(value, allow_unicode=True, width=float("inf"), default_flow_style=True).removesuffix("...\n").strip()


def read_layout(path: Path, file: Path) -> Layout:
    """The layout a person keeps beside `file`. Raises `Faults` with everything that is wrong with it."""
    try:
        content = yaml.safe_load(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        line = getattr(getattr(fault, "problem_mark", None), "line", 0) + 1
        raise RajutError("READ-LAYOUT-SYNTAX", layout=path.name, line=line, file=file.name) from fault
    if not isinstance(content, dict):
        raise RajutError("READ-LAYOUT-SYNTAX", layout=path.name, line=1, file=file.name)
    faults = _faults(content, path.name)
    if faults:
        raise Faults(faults)
    given = {entry: value for entry, value in content.items() if value is not None}
    for entry in ("observed_on", "kbli_version", "area", "sheet", "encoding"):
        if entry in given:
            given[entry] = str(given[entry])
    register = plain_name(str(given.pop("register", file.stem)))
    columns = {role: str(column) for role, column in given.pop("columns").items() if column is not None}
    return Layout(register=register, columns=columns, source="file", **given)


def check_against(layout: Layout, sheet: Sheet, file: Path) -> None:
    """Raise `Faults` naming every column of the layout that the file does not have."""
    missing = {role: column for role, column in layout.columns.items() if column not in sheet.columns}
    facts = {"layout": layout_beside(file).name, "file": file.name, "columns": ", ".join(sheet.columns[:40])}
    faults: list[RajutError] = [RajutError("READ-LAYOUT-COLUMN", column=column, role=role, **facts) for role, column in missing.items()]
    if faults:
        raise Faults(faults)


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "register": (lambda value: isinstance(value, (str, int)), "READ-EXPECTED-TEXT"),
    "sheet": (lambda value: isinstance(value, (str, int)), "READ-EXPECTED-TEXT"),
    "header_row": (lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100, "0-100"),
    "delimiter": (lambda value: isinstance(value, str) and len(value) == 1 and value not in '"\r\n', " ".join(map(repr, DELIMITERS))),
    "encoding": (lambda value: _is_encoding(value), "utf-8, windows-1252, utf-16"),
    "observed_on": (lambda value: bool(_DATE.fullmatch(str(value))), "YYYY / YYYY-MM-DD"),
    "kbli_version": (lambda value: str(value) in ("2015", "2020", "2025"), "2015, 2020, 2025"),
    "area": (is_area, "READ-EXPECTED-AREA"),
    "columns": (lambda value: isinstance(value, dict), "READ-EXPECTED-COLUMNS"),
    "multiply": (
        lambda value: isinstance(value, dict) and all(isinstance(n, (int, float)) and 0 < n < 1e13 for n in value.values()),
        "READ-EXPECTED-FACTORS",
    ),
}


def _is_encoding(value: Any) -> bool:
    try:
        return isinstance("".encode(str(value)), bytes) and isinstance(b"".decode(str(value)), str)
    except (LookupError, ValueError):
        return False


def _faults(content: dict[Any, Any], name: str) -> list[RajutError]:
    faults = []
    for entry, value in content.items():
        if entry not in _CHECKS:
            faults.append(RajutError("READ-LAYOUT-ENTRY", layout=name, entry=entry, allowed=", ".join(_CHECKS)))
        elif value is not None and not _CHECKS[entry][0](value):
            faults.append(RajutError("READ-LAYOUT-VALUE", layout=name, entry=entry, expected=_CHECKS[entry][1]))
    columns, multiplied = ({} if not isinstance(content.get(entry), dict) else content[entry] for entry in ("columns", "multiply"))
    for role in [*columns, *multiplied]:
        if role not in roles() or (role not in columns and role not in ("sales", "capital", "workers")):
            faults.append(RajutError("READ-LAYOUT-ROLE", layout=name, role=role, allowed=", ".join(roles())))
    if not any(columns.get(role) for role in IDENTITY):
        faults.append(RajutError("READ-LAYOUT-NO-IDENTITY", layout=name))
    return faults
