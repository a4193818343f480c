"""The stage: register files in, the tables `registers`, `records`, `originals` and `rejected` out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.errors import Cancelled, Faults, RajutError
from rajut.progress import Progress
from rajut.reading.headers import known_titles, plain
from rajut.reading.layouts import IDENTITY, Layout, check_against, layout_beside, plain_name, read_layout
from rajut.reading.mending import none_mended
from rajut.reading.opening import check_file, open_register
from rajut.reading.proposing import propose
from rajut.reading.recording import record
from rajut.reading.sheet import Sheet, Wanted
from rajut.tables import Originals, Records, Registers, Rejected

_MANY = 0.2  # from this share of rejected rows on, the layout is suspected


@dataclass(frozen=True)
class Register:
    """A register file before it is opened."""

    file: Path
    digest: str
    layout: Layout | None
    name: str


def describe(file: Path) -> Layout:
    """Propose the layout of a register file. Raises `RajutError` where it is no table."""
    return propose(open_register(file, Wanted()), file)


def read(engine: Engine, files: Sequence[Path], progress: Progress, digests: Mapping[Path, str] | None = None) -> dict[str, Any]:
    """Read register files into `registers`, `records`, `originals` and `rejected`; `mended` is empty.

    `digests`: the SHA-256 of files, as far as they are known already.
    Returns counts of rows (`rows_read` = `rows_accepted` + `rows_rejected`), the reasons of rejection, one
    entry per register, and warnings. Raises `Faults` with the faults of all files and layouts at once.
    """
    registers, faults = _registers(files, digests or {})
    for table in (Records, Originals, Rejected):
        engine.put(table.table, table.schema().empty_table())
    rows: list[dict[str, Any]] = []
    reasons: Counter[str] = Counter()
    warnings: list[RajutError] = []
    for number, register in enumerate(registers):
        progress.check()
        progress.item(register.file.name, number / len(registers))
        try:
            row, counts, said = _read_one(engine, register)
        except Cancelled:
            raise
        except RajutError as fault:
            faults.append(fault)
            continue
        rows.append(row)
        reasons.update(counts)
        warnings += said
    _raise(faults)
    engine.put("registers", pa.Table.from_pylist(rows, schema=Registers.schema()))
    engine.put("mended", none_mended())
    return _facts(rows, reasons, warnings)


def _read_one(engine: Engine, register: Register) -> tuple[dict[str, Any], dict[str, int], list[RajutError]]:
    """Read one file; returns its row of `registers`, the reasons of rejection, and warnings."""
    file = register.file
    sheet = open_register(file, register.layout.wanted if register.layout else Wanted())
    layout = register.layout or _proposal(sheet, file)
    check_against(layout, sheet, file)
    layout = replace(layout, register=register.name)
    read_ = len(sheet.rows) + len(sheet.broken)
    made = record(engine, sheet, layout)
    accepted, rejected = made.accepted, sum(made.rejected.values())
    if read_ != accepted + rejected:
        raise RajutError("READ-COUNT", register=register.name, read=read_, accepted=accepted, rejected=rejected)
    warnings = list(sheet.warnings)
    if rejected > _MANY * read_:
        warnings.append(RajutError("READ-MANY-REJECTED", file=file.name, rejected=rejected, read=read_))
    if register.name != (register.layout.register if register.layout else plain_name(file.stem)):
        warnings.append(RajutError("READ-SAME-NAME", file=file.name, register=register.name))
    return _register_row(register, sheet, layout, read_, accepted) | {"observed_on": made.freshest}, made.rejected, warnings


def _register_row(register: Register, sheet: Sheet, layout: Layout, read_: int, accepted: int) -> dict[str, Any]:
    return {
        "register": register.name,
        "file_name": register.file.name,
        "digest": register.digest,
        "format": sheet.format,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "layout_source": layout.source,
        "layout": json.dumps(layout.columns, ensure_ascii=False),
        "layout_rules": json.dumps({name: getattr(layout, name) for name in ("multiply", "observed_on", "kbli_version")}),
        "observed_on": layout.observed_on,
        "area_code": layout.area,
        "rows_read": read_,
        "rows_accepted": accepted,
        "rows_rejected": read_ - accepted,
    }


def _proposal(sheet: Sheet, file: Path) -> Layout:
    """The proposed layout, if it says at least which business a row is."""
    layout = propose(sheet, file)
    beside = layout_beside(file).name
    # A title that merely begins like a known one may be the whole header, glued by an unknown delimiter.
    if len(sheet.columns) == 1 and plain(sheet.columns[0]) not in known_titles():
        raise RajutError("READ-DELIMITER", file=file.name, delimiter=repr(sheet.delimiter), layout=beside)
    if any(role in layout.columns for role in IDENTITY):
        return layout
    # The titles are not told: where a file has none they are its first row, somebody's name and address.
    raise RajutError("READ-NO-IDENTITY-COLUMN", file=file.name, row=sheet.header_row or 1, count=len(sheet.columns), layout=beside)


def _registers(files: Sequence[Path], digests: Mapping[Path, str]) -> tuple[list[Register], list[RajutError]]:
    """The files with their digests, layouts and names, in an order that does not depend on the caller's."""
    if not files:
        raise RajutError("RUN-NO-REGISTER")
    found: list[Register] = []
    faults: list[RajutError] = []
    for file in map(Path, files):
        try:
            check_file(file)
            digest = digests.get(file) or _digest(file)
            twin = next((other for other in found if other.digest == digest), None)
            if twin:
                raise RajutError("READ-SAME-FILE-TWICE", file=file.name, other=twin.file.name)
            beside = layout_beside(file)
            layout = read_layout(beside, file) if beside.is_file() else None
            found.append(Register(file, digest, layout, layout.register if layout else plain_name(file.stem)))
        except RajutError as fault:
            faults.append(fault)
    names = Counter(register.name for register in found)
    # Of files with one name each gets a suffix from its content: which is first must not matter.
    unique = [
        register if names[register.name] == 1 else replace(register, name=f"{register.name}_{register.digest[:6]}") for register in found
    ]
    return sorted(unique, key=lambda register: register.name), faults


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        raise RajutError("READ-NO-PERMISSION", file=file.name) from fault


def _raise(faults: list[RajutError]) -> None:
    single = [one for fault in faults for one in (fault.faults if isinstance(fault, Faults) else [fault])]
    if len(single) == 1:
        raise single[0]
    if single:
        raise Faults(single)


def _facts(rows: list[dict[str, Any]], reasons: Counter[str], warnings: list[RajutError]) -> dict[str, Any]:
    per_register = ("register", "file_name", "format", "layout_source", "rows_read", "rows_accepted", "rows_rejected")
    return {
        "rows_read": sum(row["rows_read"] for row in rows),
        "rows_accepted": sum(row["rows_accepted"] for row in rows),
        "rows_rejected": sum(row["rows_rejected"] for row in rows),
        "rejected_by_reason": dict(sorted(reasons.items())),
        "registers": [{name: row[name] for name in per_register} for row in rows],
        "warnings": warnings,
    }
