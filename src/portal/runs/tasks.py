"""What takes long: running the published run again and forming scenarios, in a process of its own that outlives a restart of the portal."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from portal.people import audit
from portal.runs.models import AGAIN, DONE, FAILED, LOST, RUNNING, SCENARIO, STOPPED, Start
from rajut.published import runs
from rajut.workspace import Workspace

SAID_AT_MOST = 2000
COUNTRY = "ID"
Settings = Mapping[str, float]
ENDINGS = {0: DONE, 130: STOPPED}  # exit codes of `rajut`; a negative one is the signal that killed it, any other a failure it told about


class Busy(Exception):  # noqa: N818  reads as what happened
    """A run is at work; two at once are refused."""


def start(
    *, by: Any, decisions: Callable[[Path], int], mended: Sequence[Path] = (), settings: Settings | None = None, scenario: str = ""
) -> Start:
    """Start the published run again. `decisions` writes the decisions file it is given and returns how many; `mended` are
    sheets of mended rows; `settings` are clustering parameters to adopt, of the `scenario` of that name, and by them every
    cluster is formed anew; without them those of the published run stay. Raises Busy."""
    started = _begun(by, AGAIN, scenario)
    started.decisions = decisions(_folder(started) / "decisions.csv")
    words = ["again", "--decisions", str(_folder(started) / "decisions.csv")]
    words += [word for file in mended for word in ("--mended", str(file))]
    if settings is not None:
        words += [*_set(settings), "--form-anew", COUNTRY] if settings else ["--as-defined", "--form-anew", COUNTRY]
    _launch(started, words)
    audit.record(by=by, verb="started-run", subject=str(started.pk), detail=f"{started.decisions} {scenario}".strip())
    return started


def start_scenario(*, by: Any, name: str, settings: Settings, run_id: str) -> Start:
    """Start forming a scenario of the published run. Raises Busy."""
    started = _begun(by, SCENARIO, name)
    started.run_id = run_id
    _launch(started, ["scenario", "--name", name, *_set(settings)])
    audit.record(by=by, verb="started-scenario", subject=name)
    return started


def _begun(by: Any, kind: str, scenario: str) -> Start:
    if busy():
        raise Busy
    started = Start.objects.create(by=by, kind=kind, scenario=scenario)
    _folder(started).mkdir(parents=True, exist_ok=True)
    return started


def _set(settings: Settings) -> list[str]:
    return [word for name, value in sorted(settings.items()) for word in ("--set", f"{name}={value}")]


def _launch(started: Start, words: list[str]) -> None:
    """`rajut …` in a process of its own, under the keeper."""
    folder = _folder(started)
    command = [sys.executable, "-m", "rajut.cli", *words, "--out", str(_workspace())]
    surroundings = os.environ | {"RAJUT_LANG": translation.get_language() or "id", "RAJUT_LOG": str(folder / "fault.log")}
    surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    keeper = subprocess.Popen(  # noqa: S603  the words are ours
        [sys.executable, "-m", "portal.runs.keeper", str(folder), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings,
        start_new_session=True,  # Ctrl+C at the portal does not stop the run
    )
    started.process = keeper.pid
    started.save()


def busy() -> bool:
    """Whether a run works in the workspace, whoever started it."""
    sweep()
    if Start.objects.filter(state=RUNNING).exists():
        return True
    return Workspace(_workspace()).busy()


def sweep() -> None:
    """Bring the starts that were running up to date: done, failed with its sentence, or lost because it was killed."""
    for started in Start.objects.filter(state=RUNNING):
        _look(started)


def _look(started: Start) -> None:
    folder = _folder(started)
    alive = _alive(started.process)  # asked first: it may end between the two questions
    try:
        code = int((folder / "ended").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        started.state = RUNNING if alive else LOST
    else:
        started.state = LOST if code < 0 else ENDINGS.get(code, FAILED)
        started.told = (folder / "said").read_text("utf-8", errors="replace").strip()[-SAID_AT_MOST:] if started.state == FAILED else ""
    started.run_id = started.run_id or _run_of(started)
    started.save()


def why_failed(run_id: str) -> str:
    """What the last start of a failed run said; empty if it was not started from the portal."""
    started = Start.objects.filter(run_id=run_id, state=FAILED).first()
    return started.told if started else ""


def _run_of(started: Start) -> str:
    """The run that this start works on: the one begun or gone on with since, or, if nothing was left to do, the published one."""
    since = started.at.timestamp()
    found = [state for state in runs.every(_workspace()) if float(state.progress.get("at") or 0) >= since]
    return max(found, key=lambda state: float(state.progress["at"])).id if found else ""


def _alive(process: int | None) -> bool:
    if process is None:
        return False
    with contextlib.suppress(ChildProcessError):  # not our child: the portal was started anew since
        if os.waitpid(process, os.WNOHANG)[0] == process:
            return False
    try:
        os.kill(process, 0)  # sends nothing, only asks
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _workspace() -> Path:
    return Path(settings.RAJUT_WORKSPACE)


def _folder(started: Start) -> Path:
    return _workspace() / "portal-starts" / str(started.pk)
