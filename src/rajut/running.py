"""Doing the stages of a run and keeping what they make.

Each stage gets an engine of its own, so its memory is free when the next begins. What was made before
from the same inputs, definitions and code is not made again: a stage's key is a digest of all three and
of the keys of the stages before it, whichever run it was made in.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import rajut
from rajut import areas, definitions, reading
from rajut.engines import Engine
from rajut.errors import Cancelled, Faults, RajutError
from rajut.progress import Progress, ProgressFile, Several
from rajut.tables import (
    Areas,
    Decisions,
    Identities,
    Links,
    Mended,
    OfficialBoundaries,
    Partners,
    Records,
    Registers,
    Rejected,
    Table,
    Venues,
)
from rajut.workspace import Run, Workspace, now

Facts = dict[str, Any]

READING = "reading"
INPUTS = "inputs"
READING_KNOWS = ("layouts", "limits")
READ = (Registers, Records, Rejected, Mended)
GIVEN = (Decisions, Identities, Partners, Venues)


@dataclass(frozen=True)
class Stage:
    """One stage: its work, the tables it reads and makes, the definitions it knows.

    `balance` holds pairs of queries that must answer the same number when it is done: nothing lost.
    """

    name: str
    work: Callable[[Engine, Progress], Facts]
    reads: tuple[type[Table], ...]
    makes: tuple[type[Table], ...]
    knows: tuple[str, ...]
    balance: tuple[tuple[str, str], ...]


@dataclass
class Inputs:
    """What a run is made from besides definitions and code.

    `kept` is an earlier run whose reading is taken over, for register files that are no longer at hand; `mended` are
    sheets of its rejected rows that a person mended.
    """

    registers: Sequence[Path] = ()
    decisions: pa.Table | None = None
    partners: pa.Table | None = None
    venues: pa.Table | None = None
    kept: Run | None = None
    mended: Sequence[Path] = ()

    def files(self) -> list[dict[str, str]]:
        """Name and digest of everything that is read."""
        if not self.kept:
            return _files(self.registers)
        sheets = [
            {"register": sheet.register, "file_name": sheet.file.name, "digest": sheet.digest, "mends": "yes"} for sheet in self.sheets()
        ]
        return [*self.kept.manifest["inputs"], *sheets]

    def sheets(self) -> list[reading.MendedSheet]:
        """The sheets of mended rows that the earlier run does not hold yet, in an order of their own."""
        known = {entry["digest"] for entry in self.kept.manifest["inputs"]} if self.kept else set()
        found = {_file_digest(file): file for file in self.mended}
        new = sorted((file.name, digest) for digest, file in found.items() if digest not in known)
        return [reading.MendedSheet(reading.register_of(found[digest]), found[digest], digest) for _, digest in new]

    def tables(self) -> dict[type[Table], pa.Table]:
        given = {Decisions: self.decisions, Partners: self.partners, Venues: self.venues}
        return {table: rows if rows is not None else table.schema().empty_table() for table, rows in given.items()}


def begin(workspace: Workspace, inputs: Inputs) -> Run:
    """The run these inputs belong to; the same inputs, definitions and code always have the same run.

    Business ids come from the run that was published when this one was begun, so they survive.
    Raises RUN-READING-OLD if the reading to take over was made by other code or definitions.
    """
    if not inputs.registers and not inputs.kept:
        raise RajutError("RUN-NO-REGISTER")
    files = inputs.files()
    if inputs.kept and not inputs.kept.finished(READING, _reading_key(inputs.kept.manifest["inputs"])):
        raise RajutError("RUN-READING-OLD", run=inputs.kept.id, files=", ".join(entry["file_name"] for entry in files))
    given = inputs.tables()
    known = {name: definitions.load(name).digest for name in definitions.names()}
    parts = [files, known, _code("*"), [_digest_of_table(rows) for rows in given.values()]]
    before = workspace.current()
    manifest = {
        "version": rajut.__version__,
        "inputs": files,
        "definitions": known,
        "identities_from": before.id if before else None,
    }
    run = workspace.start(_digest(parts)[:12], manifest)
    if not (run.folder / INPUTS).exists():
        with run.writing(INPUTS) as folder:
            for table, rows in given.items():
                pq.write_table(rows, folder / f"{table.table}.parquet")
            pq.write_table(_identities(before), folder / f"{Identities.table}.parquet")
    return run


def kept_input(run: Run, table: type[Table]) -> pa.Table:
    """A table a run was given."""
    return pq.read_table(run.table(INPUTS, table.table)).select(table.schema().names).cast(table.schema())


class Work:
    """The stages of one run being done."""

    def __init__(
        self, workspace: Workspace, run: Run, stages: Sequence[Stage], engine: Callable[[], Engine], progress: Progress | None
    ) -> None:
        self.workspace = workspace
        self.run = run
        self.stages = stages
        self.engine = engine
        watchers: list[Progress] = [ProgressFile(run.folder)]
        self.progress = Several([*watchers, progress] if progress else watchers)
        self.made_by = dict.fromkeys(READ, READING) | dict.fromkeys(GIVEN, INPUTS)
        self.made_by |= {table: stage.name for stage in stages for table in stage.makes}

    @contextlib.contextmanager
    def told(self, finish: str = "done") -> Iterator[None]:
        """Tell the watchers and the manifest how the block ended: `finish`, `cancelled` or `failed`."""
        status = "failed"
        try:
            yield
            status = finish
        except (Cancelled, KeyboardInterrupt) as stop:
            status = "cancelled"
            raise Cancelled from stop
        finally:
            with contextlib.suppress(OSError):  # a full disk must not hide what really happened
                self._record(status)
                self.progress.finish(status)

    def read(self, inputs: Inputs) -> None:
        """The first stage: it reads files, not tables."""

        def work(engine: Engine, folder: Path) -> Facts:
            if inputs.kept:
                facts = self._mend(engine, inputs.kept, inputs.sheets())
            else:
                facts = reading.read(engine, inputs.registers, self.progress)
            self._balance(
                engine, READING, "SELECT sum(rows_read) FROM registers", "SELECT sum(rows_accepted + rows_rejected) FROM registers"
            )
            self._balance(engine, READING, "SELECT sum(rows_accepted) FROM registers", "SELECT count(*) FROM records")
            self._balance(engine, READING, "SELECT sum(rows_rejected) FROM registers", "SELECT count(*) FROM rejected")
            reading.write_rejected_spreadsheets(engine, folder)
            return facts

        self._do(READING, _reading_key(inputs.files()), work, READ, number=1)

    def _mend(self, engine: Engine, kept: Run, sheets: list[reading.MendedSheet]) -> Facts:
        """An earlier reading with mended rows taken in."""
        for table in READ:
            engine.load(f"kept_{table.table}", kept.table(READING, table.table))
        facts: Facts = kept.facts(READING)["facts"] | reading.mend(engine, sheets, self.progress)
        names = ("register", "file_name", "format", "layout_source", "rows_read", "rows_accepted", "rows_rejected")
        registers = engine.rows(f"SELECT {', '.join(names)} FROM registers ORDER BY register")
        reasons = engine.rows("SELECT code, count(*) AS n FROM rejected GROUP BY code ORDER BY code")
        totals = {name: sum(row[name] for row in registers) for name in names[4:]}
        return facts | totals | {"registers": registers, "rejected_by_reason": {row["code"]: row["n"] for row in reasons}}

    def do(self, stage: Stage) -> None:
        """One later stage. Raises RUN-STAGE-MISSING if a stage it needs is not finished."""

        def work(engine: Engine, folder: Path) -> Facts:
            for table in stage.reads:
                self._load(engine, table)
            facts = stage.work(engine, self.progress)
            for found, expected in stage.balance:
                self._balance(engine, stage.name, found, expected)
            return facts

        self._do(stage.name, self._key(stage), work, stage.makes, number=2 + self.stages.index(stage))

    def _do(self, name: str, key: str, work: Callable[[Engine, Path], Facts], makes: tuple[type[Table], ...], *, number: int) -> None:
        self.progress.stage(name, number=number, of=1 + len(self.stages))
        self.progress.check()
        if self.run.finished(name, key):
            return
        other = next((run for run in self.workspace.runs() if run.id != self.run.id and run.finished(name, key)), None)
        if other:
            self.run.take_over(name, other)
            return
        with self._meaning(name), self.run.writing(name) as folder, contextlib.closing(self.engine()) as engine:
            started = time.monotonic()
            facts = work(engine, folder)
            self.progress.item("saving")
            rows = {table.table: engine.save(table, folder / f"{table.table}.parquet") for table in makes}
            self.progress.check()
            warnings = [{"code": warning.code, "facts": warning.facts} for warning in facts.pop("warnings", [])]
            made = {"key": key, "run": self.run.id, "seconds": round(time.monotonic() - started, 3), "rows": rows}
            (folder / "stage.json").write_text(json.dumps(made | {"facts": facts, "warnings": warnings}, indent=1), "utf-8")

    def _load(self, engine: Engine, table: type[Table]) -> None:
        if table is Areas:
            engine.put(Areas.table, areas.country())
        elif table is OfficialBoundaries:
            engine.put(table.table, areas.official_table())
        else:
            engine.load(table.table, self.run.table(self.made_by[table], table.table))

    def _key(self, stage: Stage) -> str:
        before = [self._key_before(stage, table) for table in stage.reads]
        return _digest([before, _known(stage.knows), _code(stage.name)])

    def _key_before(self, stage: Stage, table: type[Table]) -> str:
        """What a table that the stage reads was made from."""
        if table is Areas:
            return _digest_of_table(areas.country())
        if table is OfficialBoundaries:
            return areas.official_digest()
        maker = self.made_by[table]
        if maker == INPUTS:
            return _file_digest(self.run.table(INPUTS, table.table))
        try:
            return str(self.run.facts(maker)["key"])
        except FileNotFoundError as fault:
            raise RajutError("RUN-STAGE-MISSING", stage=stage.name, needed=maker) from fault

    def _balance(self, engine: Engine, stage: str, found: str, expected: str) -> None:
        counted, wanted = (engine.value(query) or 0 for query in (found, expected))
        if counted != wanted:
            raise RajutError("RUN-LOST", stage=stage, found=counted, expected=wanted, what=found)

    @contextlib.contextmanager
    def _meaning(self, stage: str) -> Iterator[None]:
        """Turn what the machine says (disk full, memory short) into what a person can do."""
        try:
            yield
        except (RajutError, KeyboardInterrupt):
            raise
        except Exception as fault:
            code = _machine_fault(fault)
            if not code:
                raise
            raise RajutError(code, path=self.run.folder, stage=stage, limit="RAJUT_MEMORY") from fault

    def _record(self, status: str) -> None:
        names = [READING, *(stage.name for stage in self.stages)]
        done = {name: self._told(name) for name in names if (self.run.folder / name / "stage.json").exists()}
        self.run.record(self.run.manifest | {"status": status, "finished_at": now(), "stages": done})

    def _told(self, stage: str) -> Facts:
        facts = self.run.facts(stage)
        made_in = facts.pop("run")
        return facts | {"reused_from": made_in if made_in != self.run.id else None}


def _machine_fault(fault: BaseException) -> str | None:
    """RUN-DISK-FULL or RUN-MEMORY where that is what happened, by the words every engine uses."""
    text = f"{type(fault).__name__}: {fault}".lower()
    if "no space left" in text or "errno 28" in text or "disk quota" in text:
        return "RUN-DISK-FULL"
    if isinstance(fault, MemoryError) or "outofmemory" in text or "out of memory" in text:
        return "RUN-MEMORY"
    if "permission denied" in text or "read-only file system" in text:
        return "RUN-NO-WRITE"
    return None


def _identities(before: Run | None) -> pa.Table:
    links = before.table("matching", Links.table) if before else None
    if links is None or not links.exists():
        return Identities.schema().empty_table()
    return pq.read_table(links).select(Identities.schema().names).cast(Identities.schema())


def _files(registers: Sequence[Path]) -> list[dict[str, str]]:
    """Name and digest of every register and of the layout beside it; the order they were given in does not matter."""
    _check(registers)
    entries = []
    for file in registers:
        layout = reading.layout_beside(file)
        entry = {"register": file.stem, "file_name": file.name, "digest": _file_digest(file)}
        entries.append(entry | ({"layout": _file_digest(layout)} if layout.exists() else {}))
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


def _reading_key(files: list[dict[str, str]]) -> str:
    return _digest([files, _known(READING_KNOWS), _code(READING)])


def _known(names: Sequence[str]) -> dict[str, str]:
    return {name: definitions.load(name).digest for name in names}


@functools.cache
def _code(package: str) -> str:
    """Digest of a stage's code and of the code all stages share; `*` for the whole library."""
    library = Path(__file__).parent
    shared = [*library.glob("tables/*.py"), *library.glob("engines/*.py"), *library.glob("areas/*.py")]
    own = library.rglob("*.py") if package == "*" else library.glob(f"{package}/**/*.py")
    names = {file.relative_to(library).as_posix(): file for file in (*shared, *own)}
    return _digest([[name, _file_digest(file)] for name, file in sorted(names.items())])


def _digest(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _digest_of_table(rows: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _file_digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
