"""What a command says when something goes wrong: one sentence with a code, never a traceback."""

from __future__ import annotations

import contextlib
import os
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from rajut.errors import Cancelled, RajutError, current_language

USAGE = (
    (r"No such command '(.+)'", "tidak ada perintah {}"),
    (r"No such option: (\S+)(?: \(.*\))?", "tidak ada pilihan {}"),
    (r"Missing argument '(.+)'", "{} belum disebut"),
    (r"Missing option '(.+)'", "pilihan {} belum disebut"),
    (r"Option '(.+)' requires an argument", "pilihan {} belum diisi"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "{} tidak termasuk perintah ini"),
    (r"Invalid value for '(.+?)': Input should be a valid (?:integer|number).*", "isi {} harus angka"),
    (r"Invalid value for '(.+?)': Input should be greater than or equal to (.+)", "isi {} paling sedikit {}"),
    (r"Invalid value for '(.+?)': '.*' is not one of (.+)", "isi {} harus salah satu dari {}"),
    (r"Invalid value for '(.+?)': .+", "isi {} tidak dapat dipakai"),
)


def guarded(work: Callable[[], object]) -> int:
    """Do the work; returns the exit status a shell is given. Sentences are not broken into lines: the portal shows them too."""
    errors = Console(stderr=True)
    try:
        work()
    except (Cancelled, KeyboardInterrupt):
        errors.print(str(Cancelled()), markup=False, highlight=False, soft_wrap=True)
        return 130
    except RajutError as fault:
        errors.print(str(fault), markup=False, highlight=False, soft_wrap=True)
        return 1
    except typer.Exit as done:
        return int(done.exit_code)
    except Exception as fault:
        if hasattr(fault, "format_message"):  # what the command line itself found wrong
            if told := fault.format_message():  # nothing is told where the help was shown instead
                usage = RajutError("RUN-USAGE", problem=_in_our_words(told.rstrip(".")), command=_command(fault))
                errors.print(str(usage), markup=False, highlight=False, soft_wrap=True)
            return 2
        errors.print(
            str(RajutError("RUN-UNEXPECTED", kind=type(fault).__name__, log=_log(fault))), markup=False, highlight=False, soft_wrap=True
        )
        return 3
    return 0


@contextlib.contextmanager
def written(file: Path) -> Iterator[None]:
    """The block writes `file`. Raises RUN-FILE-NO-WRITE where that cannot be done."""
    try:
        yield
    except OSError as fault:
        raise RajutError("RUN-FILE-NO-WRITE", file=file) from fault


def _command(fault: Any) -> str:
    """The command that was meant: `rajut areas import`."""
    names: list[str] = []
    context = getattr(fault, "ctx", None)
    while context is not None and context.parent is not None:
        names.insert(0, str(context.info_name))
        context = context.parent
    return " ".join(["rajut", *names])


def _in_our_words(problem: str) -> str:
    """What the command line's library says, in Indonesian where that is asked for and the saying is known."""
    problem = problem.replace("Value error, ", "")
    if current_language() == "en":
        return problem
    for pattern, said in USAGE:
        if found := re.fullmatch(pattern, problem):
            return said.format(*found.groups())
    return problem


def _log(fault: BaseException) -> Path:
    """Where it happened, without what was in the data: an engine's message may quote a person's row."""
    log = Path(os.environ.get("RAJUT_LOG") or "rajut-error.log")
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    log.write_text("\n".join([type(fault).__name__, *frames, ""]), "utf-8")
    return log
