"""What a run is made from, and the run that belongs to it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import rajut
from rajut import definitions, reading
from rajut.errors import Faults, RajutError
from rajut.running.digests import READING, code, digest, digest_of_table, file_digest, reading_key
from rajut.tables import (
    ClusteringSettings,
    Decisions,
    FormerHomes,
    FormerUnits,
    Homes,
    Identities,
    Links,
    Partners,
    Table,
    UnitRecords,
    Venues,
)
from rajut.workspace import Run, Workspace

INPUTS = "inputs"
COUNTRY = "ID"


@dataclass
class Inputs:
    """What a run is made from besides definitions and code.

    `kept` is an earlier run whose reading is taken over, for register files that are no longer at hand; `mended` are
    sheets of its rejected rows that a person mended; `anew` is an area (ID, or the code of a province or regency) whose
    sentra and clusters are to be formed as if there had been none. `settings` are the clustering parameters a person adopted.
    """

    registers: Sequence[Path] = ()
    decisions: pa.Table | None = None
    partners: pa.Table | None = None
    venues: pa.Table | None = None
    settings: pa.Table | None = None
    kept: Run | None = None
    mended: Sequence[Path] = ()
    anew: str | None = None

    def formed_anew(self, before: Run | None) -> list[dict[str, str]]:
        """Every time an area was formed anew, and after which run; it makes this run another one than those before it."""
        earlier: list[dict[str, str]] = self.kept.manifest.get("formed_anew", []) if self.kept else []
        return [*earlier, {"area": self.anew, "after": before.id}] if self.anew and before else earlier

    @functools.cached_property
    def digests(self) -> dict[Path, str]:
        """The SHA-256 of each register, computed once: those of a country are more than a gigabyte."""
        _check(self.registers)
        return {file: file_digest(file) for file in self.registers}

    def files(self) -> list[dict[str, str]]:
        """Name and digest of everything that is read."""
        if not self.kept:
            return _files(self.digests)
        sheets = [
            {"register": sheet.register, "file_name": sheet.file.name, "digest": sheet.digest, "mends": "yes"} for sheet in self.sheets()
        ]
        return [*self.kept.manifest["inputs"], *sheets]

    def sheets(self) -> list[reading.MendedSheet]:
        """The sheets of mended rows that the earlier run does not hold yet, in an order of their own."""
        known = {entry["digest"] for entry in self.kept.manifest["inputs"]} if self.kept else set()
        found = {file_digest(file): file for file in self.mended}
        new = sorted((file.name, digest) for digest, file in found.items() if digest not in known)
        return [reading.MendedSheet(reading.register_of(found[digest]), found[digest], digest) for _, digest in new]

    def tables(self) -> dict[type[Table], pa.Table]:
        given = {Decisions: self.decisions, Partners: self.partners, Venues: self.venues, ClusteringSettings: self.settings}
        return {table: rows if rows is not None else table.schema().empty_table() for table, rows in given.items()}


def begin(workspace: Workspace, inputs: Inputs) -> Run:
    """The run these inputs belong to; the same inputs, definitions and code always have the same run.

    Business ids come from the run that was published when this one was begun, so they survive; so do sentra and clusters.
    Raises RUN-READING-OLD if the reading to take over was made by other code or definitions.
    """
    if not inputs.registers and not inputs.kept:
        raise RajutError("RUN-NO-REGISTER")
    files = inputs.files()
    if inputs.kept and not inputs.kept.finished(READING, reading_key(inputs.kept.manifest["inputs"])):
        raise RajutError("RUN-READING-OLD", run=inputs.kept.id, files=", ".join(entry["file_name"] for entry in files))
    given = inputs.tables()
    known = {name: definitions.load(name).digest for name in definitions.names()}
    before = workspace.current()
    anew = inputs.formed_anew(before)
    parts = [files, known, code("*"), [digest_of_table(rows) for rows in given.values()], *([anew] if anew else [])]
    manifest = {
        "version": rajut.__version__,
        "inputs": files,
        "definitions": known,
        "identities_from": before.id if before else None,
        "formed_anew": anew,
        "clustering_settings": dict(zip(*given[ClusteringSettings].to_pydict().values(), strict=True)),
    }
    run = workspace.start(digest(parts)[:12], manifest)
    if not (run.folder / INPUTS).exists():
        with run.writing(INPUTS) as folder:
            for table, rows in given.items():
                pq.write_table(rows, folder / f"{table.table}.parquet")
            for table, rows in (_identities(before), *formers(before, anew)):
                pq.write_table(rows, folder / f"{table.table}.parquet")
    return run


def kept_input(run: Run, table: type[Table]) -> pa.Table:
    """A table a run was given; empty where it is from before there was such an input."""
    if not run.table(INPUTS, table.table).exists():
        return table.schema().empty_table()
    return pq.read_table(run.table(INPUTS, table.table)).select(table.schema().names).cast(table.schema())


def _identities(before: Run | None) -> tuple[type[Table], pa.Table]:
    return Identities, _taken(Identities, before, "matching", Links)


def formers(before: Run | None, anew: Sequence[dict[str, str]]) -> list[tuple[type[Table], pa.Table]]:
    """The homes and units of the run before; none of a run that kept no record of its units. anew: as in `formed_anew`."""
    units = _taken(UnitRecords, before, "clustering", UnitRecords)
    homes = _taken(FormerHomes, before if len(units) else None, "clustering", Homes)
    areas = tuple("" if one["area"] == COUNTRY else one["area"] for one in anew if before and one["after"] == before.id)
    forgotten = pa.array([code.startswith(areas) for code in units["regency_code"].to_pylist()], pa.bool_())
    return [(FormerHomes, homes), (FormerUnits, units.append_column("anew", forgotten).cast(FormerUnits.schema()))]


def _taken(table: type[Table], before: Run | None, stage: str, made: type[Table]) -> pa.Table:
    """What the run before made as `made`, as an input; empty where it did not."""
    file = before.table(stage, made.table) if before else None
    if file is None or not file.exists():
        return table.schema().empty_table()
    return pq.read_table(file, columns=table.schema().names).cast(table.schema())


def _files(registers: dict[Path, str]) -> list[dict[str, str]]:
    """Name and digest of every register and of the layout beside it; the order they were given in does not matter."""
    entries = []
    for file, known in registers.items():
        layout = reading.layout_beside(file)
        entry = {"register": file.stem, "file_name": file.name, "digest": known}
        entries.append(entry | ({"layout": file_digest(layout)} if layout.exists() else {}))
    return sorted(entries, key=lambda entry: (entry["file_name"], entry["digest"]))


def _check(registers: Sequence[Path]) -> None:
    """All files that cannot be read at all, told at once."""
    faults = []
    for file in registers:
        try:
            reading.check_file(file)
        except RajutError as fault:
            faults.append(fault)
    if faults:
        raise Faults(faults)
