"""What a command says when something goes wrong: one sentence with a code, never a traceback."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console

from rajut.errors import Cancelled, RajutError


def guarded(work: Callable[[], object]) -> int:
    """Do the work; returns the exit status a shell is given."""
    errors = Console(stderr=True)
    try:
        work()
    except (Cancelled, KeyboardInterrupt):
        errors.print(str(Cancelled()), markup=False, highlight=False)
        return 130
    except RajutError as fault:
        errors.print(str(fault), markup=False, highlight=False)
        return 1
    except typer.Exit as done:
        return int(done.exit_code)
    except Exception as fault:
        if hasattr(fault, "format_message"):  # what the command line itself found wrong
            errors.print(str(RajutError("RUN-USAGE", problem=fault.format_message().rstrip("."))), markup=False, highlight=False)
            return 2
        errors.print(str(RajutError("RUN-UNEXPECTED", kind=type(fault).__name__, log=_log(fault))), markup=False, highlight=False)
        return 3
    return 0


def _log(fault: BaseException) -> Path:
    """Where it happened, without what was in the data: an engine's message may quote a person's row."""
    log = Path(os.environ.get("RAJUT_LOG") or "rajut-error.log")
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    log.write_text("\n".join([type(fault).__name__, *frames, ""]), "utf-8")
    return log
