"""Runs on disk: where their tables are, what they were made from, which one is published.

    WORKSPACE/
      current                     id of the published run; replaced in one step
      runs/<id>/manifest.json     inputs, definitions, stages, figures, warnings
      runs/<id>/progress.json     what the run does now (for the portal)
      runs/<id>/<stage>/*.parquet tables; the folder appears whole or not at all

A stage is written aside and renamed, so a kill leaves either the old or the new. Files of a finished
stage are never edited. One run at a time works in a workspace.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rajut.errors import RajutError

Manifest = dict[str, Any]


class Run:
    """One execution of the pipeline: a folder with a manifest and a folder per finished stage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name

    @property
    def manifest(self) -> Manifest:
        manifest: Manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        return manifest

    def record(self, manifest: Manifest) -> None:
        """Replace the manifest in one step."""
        _replace_text(self.folder / "manifest.json", json.dumps(manifest, indent=1, ensure_ascii=False))

    def table(self, stage: str, table: str) -> Path:
        return self.folder / stage / f"{table}.parquet"

    def finished(self, stage: str, key: str) -> bool:
        """Whether the stage was finished with this key. The folder itself is the proof, not the manifest."""
        return self._key_of(stage) == key

    def facts(self, stage: str) -> dict[str, Any]:
        """What the finished stage recorded about itself."""
        facts: dict[str, Any] = json.loads((self.folder / stage / "stage.json").read_text("utf-8"))
        return facts

    @contextlib.contextmanager
    def writing(self, stage: str) -> Iterator[Path]:
        """A folder aside to write a stage into; it takes the stage's place when the block ends well."""
        aside = self.folder / f".{stage}.part"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            yield aside
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        _sync(aside)
        old = self.folder / f".{stage}.old"
        shutil.rmtree(old, ignore_errors=True)
        if (self.folder / stage).exists():
            (self.folder / stage).rename(old)
        aside.rename(self.folder / stage)
        shutil.rmtree(old, ignore_errors=True)

    def take_over(self, stage: str, other: Run) -> None:
        """Take a stage another run finished with the same key; the files are linked, not copied."""
        with self.writing(stage) as aside:
            for file in (other.folder / stage).iterdir():
                _link(file, aside / file.name)

    def _key_of(self, stage: str) -> str | None:
        try:
            return str(self.facts(stage)["key"])
        except (FileNotFoundError, KeyError, json.JSONDecodeError):
            return None


class Workspace:
    """A folder that holds runs and says which one is published."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the workspace for one run; the system lets go of it when the process ends, however it ends.

        Raises RUN-BUSY if another run holds it, RUN-NO-WRITE if the folder cannot be written to.
        """
        try:
            (self.root / "runs").mkdir(parents=True, exist_ok=True)
            lock = (self.root / "lock").open("w")
        except OSError as fault:
            raise RajutError("RUN-NO-WRITE", path=self.root) from fault
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise RajutError("RUN-BUSY", workspace=self.root) from fault
            yield

    def busy(self) -> bool:
        """Whether a run holds the workspace now, on this machine or on another that shares the folder."""
        if not (self.root / "lock").exists():
            return False
        try:
            with self.held():
                return False
        except RajutError:
            return True

    def start(self, run_id: str, manifest: Manifest) -> Run:
        """The run of that id: as it stands if it was begun before, else new with this manifest."""
        run = Run(self.root / "runs" / run_id)
        if not (run.folder / "manifest.json").exists():
            run.folder.mkdir(parents=True, exist_ok=True)
            run.record({"run": run_id, "started_at": now(), "status": "running", "stages": {}} | manifest)
        return run

    def run(self, run_id: str) -> Run:
        """Raises RUN-UNKNOWN-RUN."""
        run = Run(self.root / "runs" / run_id)
        if not (run.folder / "manifest.json").exists():
            raise RajutError("RUN-UNKNOWN-RUN", run=run_id)
        return run

    def runs(self) -> list[Run]:
        """Every run, the one begun last first."""
        folders = [file.parent for file in self.root.glob("runs/*/manifest.json")]
        return sorted((Run(folder) for folder in folders), key=lambda run: (run.manifest["started_at"], run.id), reverse=True)

    def latest(self) -> Run:
        """The run begun last. Raises RUN-NO-WORKSPACE."""
        runs = self.runs()
        if not runs:
            raise RajutError("RUN-NO-WORKSPACE", workspace=self.root)
        return runs[0]

    def publish(self, run: Run) -> None:
        """Make this run the published one, in one step."""
        _replace_text(self.root / "current", run.id)

    def current(self) -> Run | None:
        """The published run."""
        try:
            return self.run((self.root / "current").read_text("utf-8").strip())
        except FileNotFoundError:
            return None

    def published(self) -> Run:
        """The published run. Raises RUN-NOTHING-PUBLISHED."""
        run = self.current()
        if run is None:
            raise RajutError("RUN-NOTHING-PUBLISHED", workspace=self.root)
        return run


def now() -> str:
    """For manifests only: no result depends on the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _replace_text(file: Path, content: str) -> None:
    aside = file.with_name(f".{file.name}.part")
    with aside.open("w", encoding="utf-8") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(file)


def _sync(folder: Path) -> None:
    """Make sure the files are on the disk before the folder takes its place."""
    for file in folder.iterdir():
        with file.open("rb") as content:
            os.fsync(content.fileno())


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copy2(file, target)
