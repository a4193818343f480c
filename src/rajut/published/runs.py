"""Runs of a workspace as their files tell: published, running, killed, failed. No tables are opened."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rajut.published.opening import PublishedRun
from rajut.workspace import Workspace

SOON_SECONDS = 3  # a run writes its progress every half second; silent for longer it must at least hold the workspace
HEARTBEAT_SECONDS = 30
SILENT_AT_MOST_SECONDS = 15 * 60  # one long query may keep it silent while its process lives; a process id may be used again
RUNNING, KILLED = "running", "killed"
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class RunState:
    """A run as a person wants to see it. `status`: running, killed, done, failed or cancelled."""

    id: str
    status: str
    current: bool
    manifest: dict[str, Any] = field(default_factory=dict)
    progress: dict[str, Any] = field(default_factory=dict)
    cancel_asked: bool = False

    @property
    def share_done(self) -> float:
        """0 to 1: finished stages plus the part of the one at work."""
        number, of = self.progress.get("number") or 0, self.progress.get("of") or 0
        if self.status == "done":
            return 1.0
        return min(1.0, (max(number - 1, 0) + (self.progress.get("done") or 0.0)) / of) if of else 0.0


def every(workspace: Path) -> list[RunState]:
    """Every run of the workspace, newest first."""
    folder = workspace / "runs"
    names = [item.name for item in folder.iterdir() if item.is_dir()] if folder.exists() else []
    states = [state for name in names if (state := one(workspace, name))]
    return sorted(states, key=lambda state: (str(state.manifest.get("started_at", "")), state.id), reverse=True)


def one(workspace: Path, run_id: str) -> RunState | None:
    """One run, or None if there is none of that id."""
    folder = workspace / "runs" / run_id
    if not RUN_ID.fullmatch(run_id) or not folder.is_dir():
        return None
    return state_in(folder, run_id, workspace, current=_text(workspace / "current") == run_id)


def state_in(folder: Path, name: str, workspace: Path, *, current: bool = False) -> RunState | None:
    """What the progress in a folder of the workspace tells; None if there is none."""
    manifest, progress = _json(folder / "manifest.json"), _json(folder / "progress.json")
    if not manifest and not progress:
        return None
    status = _status(manifest, progress, workspace)
    if status in (RUNNING, KILLED):  # the manifest tells of stages and of the end only when a run has ended
        manifest = manifest | {"stages": _finished(folder, name), "finished_at": None}
    return RunState(name, status, current, manifest, progress, (folder / "cancel").exists())


def ask_to_cancel(workspace: Path, run_id: str) -> bool:
    """Ask a running run to stop; it does so at its next check. False if it is not running."""
    state = one(workspace, run_id)
    if state is None or state.status != RUNNING:
        return False
    (workspace / "runs" / run_id / "cancel").touch()
    return True


def registers(run: PublishedRun) -> list[dict[str, Any]]:
    """The registers a run read: register, file_name, format, observed_on, rows read, accepted and rejected."""
    query = "SELECT register, file_name, format, observed_on, rows_read, rows_accepted, rows_rejected FROM registers ORDER BY register"
    return run.rows(query)


def _status(manifest: dict[str, Any], progress: dict[str, Any], workspace: Path) -> str:
    status = str(progress.get("status") or manifest.get("status") or RUNNING)
    return KILLED if status == RUNNING and not _at_work(progress, workspace) else status


def _at_work(progress: dict[str, Any], workspace: Path) -> bool:
    silent = time.time() - float(progress.get("at") or 0)
    if silent < SOON_SECONDS:
        return True
    if silent < SILENT_AT_MOST_SECONDS and _lives(progress.get("pid")):
        return True
    return silent < HEARTBEAT_SECONDS and Workspace(workspace).busy()


def _finished(folder: Path, run_id: str) -> dict[str, Any]:
    """The stages whose folder is there, as the manifest will tell them."""
    told = {file.parent.name: _json(file) for file in folder.glob("[!.]*/stage.json")}
    return {stage: facts | {"reused_from": made if (made := facts.get("run")) != run_id else None} for stage, facts in told.items()}


def _lives(process: Any) -> bool:
    """Whether a process of that id runs on this machine."""
    if not isinstance(process, int) or os.name != "posix":
        return False
    try:
        os.kill(process, 0)  # sends nothing, only asks
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""
