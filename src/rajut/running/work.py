"""Doing the stages of a run and keeping what they make."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rajut import areas, reading
from rajut.engines import Engine, Maker, engine_here
from rajut.errors import Cancelled, RajutError
from rajut.progress import Progress, ProgressFile, Several
from rajut.running.collecting import rarely_collected
from rajut.running.digests import READING, code, digest, digest_of_table, file_digest, known, reading_key
from rajut.running.inputs import INPUTS, Inputs
from rajut.tables import (
    Areas,
    ClusteringSettings,
    Decisions,
    FormerHomes,
    FormerUnits,
    Identities,
    Islands,
    Mended,
    OfficialBoundaries,
    Originals,
    Partners,
    Records,
    Registers,
    Rejected,
    Table,
    Venues,
)
from rajut.workspace import Run, Workspace, now

Facts = dict[str, Any]

READ = (Registers, Records, Originals, Rejected, Mended)
GIVEN = (Decisions, Identities, ClusteringSettings, FormerHomes, FormerUnits, Partners, Venues)


@dataclass(frozen=True)
class Stage:
    """One stage: its work, the tables it reads and makes, the definitions it knows.

    `balance` holds pairs of queries that must answer the same number when it is done: nothing lost.
    `here`: it is work for this machine, whatever engine goes through the rows.
    """

    name: str
    work: Callable[[Engine, Progress], Facts]
    reads: tuple[type[Table], ...]
    makes: tuple[type[Table], ...]
    knows: tuple[str, ...]
    balance: tuple[tuple[str, str], ...]
    here: bool = False


class Work:
    """The stages of one run being done."""

    def __init__(self, workspace: Workspace, run: Run, stages: Sequence[Stage], engine: Maker, progress: Progress | None) -> None:
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
        """The first stage: it reads files, not tables. Raises RUN-NOTHING-ACCEPTED if every row was rejected."""

        def work(engine: Engine, folder: Path) -> Facts:
            if inputs.kept:
                facts = self._mend(engine, inputs.kept, inputs.sheets())
            else:
                with engine.growing((Records, Originals), folder):
                    facts = reading.read(engine, inputs.registers, self.progress, inputs.digests)
            self._balance(
                engine, READING, "SELECT sum(rows_read) FROM registers", "SELECT sum(rows_accepted + rows_rejected) FROM registers"
            )
            self._balance(engine, READING, "SELECT sum(rows_accepted) FROM registers", "SELECT count(*) FROM records")
            self._balance(engine, READING, "SELECT count(*) FROM originals", "SELECT count(*) FROM records")
            self._balance(engine, READING, "SELECT sum(rows_rejected) FROM registers", "SELECT count(*) FROM rejected")
            reading.write_rejected_spreadsheets(engine, folder)
            return facts

        self._do(READING, reading_key(inputs.files()), work, READ, self.engine, number=1)
        self._refuse_nothing()

    def _refuse_nothing(self) -> None:
        """A run without a single record would publish an empty country over a full one."""
        facts = self.run.facts(READING)["facts"]
        if facts["rows_accepted"]:
            return
        reasons = facts["rejected_by_reason"]
        commonest = max(sorted(reasons), key=lambda code: reasons[code])
        sheets = self.run.folder / READING
        raise RajutError("RUN-NOTHING-ACCEPTED", read=facts["rows_read"], rows=reasons[commonest], reason=commonest, sheets=sheets)

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

        make = engine_here(self.engine) if stage.here else self.engine
        self._do(stage.name, self._key(stage), work, stage.makes, make, number=2 + self.stages.index(stage))

    def _do(
        self, name: str, key: str, work: Callable[[Engine, Path], Facts], makes: tuple[type[Table], ...], make: Maker, *, number: int
    ) -> None:
        self.progress.stage(name, number=number, of=1 + len(self.stages))
        self.progress.check()
        if self.run.finished(name, key):
            return
        other = next((run for run in self.workspace.runs() if run.id != self.run.id and run.finished(name, key)), None)
        if other:
            self.run.take_over(name, other)
            return
        with self._meaning(name), rarely_collected(), self.run.writing(name) as folder, contextlib.closing(make()) as engine:
            started = time.monotonic()
            facts = work(engine, folder)
            self.progress.item("saving")
            rows = engine.save_all(makes, folder)
            self.progress.check()
            warnings = [{"code": warning.code, "facts": warning.facts} for warning in facts.pop("warnings", [])]
            made = {"key": key, "run": self.run.id, "seconds": round(time.monotonic() - started, 3), "rows": rows}
            (folder / "stage.json").write_text(json.dumps(made | {"facts": facts, "warnings": warnings}, indent=1), "utf-8")

    def _load(self, engine: Engine, table: type[Table]) -> None:
        if table is Areas:
            engine.put(Areas.table, areas.country())
        elif table is OfficialBoundaries:
            engine.put(table.table, areas.official_table())
        elif table is Islands:
            engine.put(table.table, areas.islands())
        else:
            engine.load(table.table, self.run.table(self.made_by[table], table.table))

    def _key(self, stage: Stage) -> str:
        """What a stage's tables are made from. The engine is no part of it: every engine makes the same."""
        before = [self._key_before(stage, table) for table in stage.reads]
        return digest([before, known(stage.knows), code(stage.name)])

    def _key_before(self, stage: Stage, table: type[Table]) -> str:
        """What a table that the stage reads was made from."""
        if table is Areas:
            return digest_of_table(areas.country())
        if table is OfficialBoundaries:
            return areas.official_digest()
        if table is Islands:
            return digest_of_table(areas.islands())
        maker = self.made_by[table]
        if maker == INPUTS:
            return file_digest(self.run.table(INPUTS, table.table))
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
