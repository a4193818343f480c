"""Opening the current run and asking it questions from several threads.

`current` of the workspace names the published run and is switched atomically, so a reader asks for the
run once per piece of work (`Published.now`) and keeps it: all figures of one page come from one run,
even if another is published meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rajut import areas, tables
from rajut.engines import DuckDB, Engine

STAGES: dict[str, tuple[type[tables.Table], ...]] = {
    "reading": (tables.Registers, tables.Records, tables.Originals, tables.Rejected, tables.Mended),
    "locating": (tables.Places,),
    "matching": (tables.Pairs, tables.Links, tables.Businesses),
    "classifying": (tables.Classes,),
    "mapping": (
        *(tables.Spread, tables.Specialisation, tables.Hexagons),
        *(tables.Agglomeration, tables.HotSpots, tables.PublicSpread),
        *(tables.Coverage, tables.Accuracy, tables.PublicAccuracy),
    ),
    "clustering": (
        *(tables.Sentra, tables.Clusters, tables.ClusterRules, tables.ClusterBounds, tables.Homes),
        *(tables.UnitRecords, tables.ClusterChanges),
    ),
    "inputs": (tables.Decisions, tables.ClusteringSettings, tables.Partners, tables.Venues),
    "planning": (tables.Needs, tables.Assignments, tables.Roadshow),
}
MEMORY = "512MiB"  # a page reads a few rows; the rest of the machine belongs to the pipeline
THREADS = 2


class PublishedRun:
    """One published run: its manifest and its tables, never changing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
        self._idle: list[Engine] = []
        self._retired = False
        self._lock = threading.Lock()
        self._kept: dict[Any, Any] = {}

    @property
    def finished_at(self) -> datetime | None:
        """When the run was finished; None if its manifest does not say."""
        text = self.manifest.get("finished_at")
        return datetime.fromisoformat(text) if text else None

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a small query as dictionaries; safe from any thread."""
        with self._engine() as engine:
            return engine.rows(query, parameters)

    def value(self, query: str, parameters: dict[str, Any] | None = None) -> Any:
        with self._engine() as engine:
            return engine.value(query, parameters)

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """The rows of a query of any size, some at a time."""
        with self._engine() as engine:
            yield from engine.batches(query, 10_000)

    def kept(self, name: Any, make: Callable[[], Any]) -> Any:
        """What `make` returns, computed once per run. For small answers that many pages share."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def retire(self) -> None:
        """Another run is published: free what is idle now, and the rest when it comes back."""
        with self._lock:
            self._retired = True
            idle, self._idle = self._idle, []
        for engine in idle:
            engine.close()

    @contextlib.contextmanager
    def _engine(self) -> Iterator[Engine]:
        # A DuckDB session serves one thread at a time, and opening one costs about 0.1 s: they are reused.
        with self._lock:
            engine = self._idle.pop() if self._idle else None
        engine = engine or self._opened()
        try:
            yield engine
        finally:
            with self._lock:
                keep = not self._retired
                if keep:
                    self._idle.append(engine)
            if not keep:
                engine.close()

    def _opened(self) -> Engine:
        engine = DuckDB(memory=MEMORY, threads=THREADS)
        engine.put("areas", areas.country())
        engine.put("islands", areas.islands())
        for stage, stage_tables in STAGES.items():
            for table in stage_tables:
                file = self.folder / stage / f"{table.table}.parquet"
                if file.exists():
                    _load(engine, table, file)
                else:
                    engine.put(table.table, table.schema().empty_table())
        return engine


def _load(engine: Engine, table: type[tables.Table], file: Path) -> None:
    """Make a published file readable. One written before the data dictionary gained a column is read with that column empty."""
    if set(table.columns()) <= set(pq.read_schema(file).names):
        engine.load(table.table, file)
        return
    engine.load(f"{table.table}_as_published", file)
    engine.put(f"{table.table}_columns", table.schema().empty_table())
    engine.view(table.table, f"SELECT * FROM {table.table}_columns UNION ALL BY NAME SELECT * FROM {table.table}_as_published")


class Published:
    """The published run of a workspace. Reopens by itself when another run is published."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._run: PublishedRun | None = None
        self._seen: tuple[str, int] | None = None
        self._lock = threading.Lock()

    def now(self) -> PublishedRun | None:
        """The run published at this moment, or None before the first."""
        seen = self._current()
        with self._lock:
            if seen != self._seen:
                if self._run is not None:
                    self._run.retire()
                self._run = PublishedRun(self.workspace / "runs" / seen[0]) if seen else None
                self._seen = seen
            return self._run

    def _current(self) -> tuple[str, int] | None:
        """Name and age of the published run. The same inputs run again have the same name but a new manifest."""
        try:
            name = (self.workspace / "current").read_text("utf-8").strip()
            return name, (self.workspace / "runs" / name / "manifest.json").stat().st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return None
