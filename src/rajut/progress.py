"""Progress as process / stage / item, with cooperative cancel and a silent default.

A stage reports through the `Progress` it is given and asks `check()` at convenient moments; it never
knows whether a terminal, a file or nobody is watching.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rajut.errors import Cancelled


class Progress(Protocol):
    def stage(self, name: str, *, number: int, of: int) -> None:
        """A stage begins."""

    def item(self, what: str, done: float | None = None) -> None:
        """What the stage does now, and the share of the stage that is done (0 to 1) if it is known."""

    def finish(self, status: str) -> None:
        """The process ended: `done`, `failed` or `cancelled`."""

    def check(self) -> None:
        """Raise `Cancelled` if the person asked to stop."""


class Silent:
    """Nobody is watching."""

    def stage(self, name: str, *, number: int, of: int) -> None: ...
    def item(self, what: str, done: float | None = None) -> None: ...
    def finish(self, status: str) -> None: ...
    def check(self) -> None: ...


class Several:
    """Several watchers of one run."""

    def __init__(self, watchers: Sequence[Progress]) -> None:
        self.watchers = watchers

    def stage(self, name: str, *, number: int, of: int) -> None:
        for watcher in self.watchers:
            watcher.stage(name, number=number, of=of)

    def item(self, what: str, done: float | None = None) -> None:
        for watcher in self.watchers:
            watcher.item(what, done)

    def finish(self, status: str) -> None:
        for watcher in self.watchers:
            watcher.finish(status)

    def check(self) -> None:
        for watcher in self.watchers:
            watcher.check()


class ProgressFile:
    """Keeps `progress.json` in a run's folder for the portal, and cancels when `cancel` appears beside it.

    The file is replaced, never edited, so a reader sees a whole state. `at` is the heartbeat: a state
    `running` whose heartbeat is old belongs to a run that was killed.
    """

    EVERY_SECONDS = 0.5

    def __init__(self, folder: Path) -> None:
        self.file = folder / "progress.json"
        self.asked_to_cancel = folder / "cancel"
        self.asked_to_cancel.unlink(missing_ok=True)
        self.state: dict[str, object] = {"status": "running", "stage": "", "number": 0, "of": 0, "item": "", "done": None}
        self.written = 0.0

    def stage(self, name: str, *, number: int, of: int) -> None:
        self.state |= {"stage": name, "number": number, "of": of, "item": "", "done": None}
        self._write()

    def item(self, what: str, done: float | None = None) -> None:
        self.state |= {"item": what, "done": done}
        if time.monotonic() - self.written > self.EVERY_SECONDS:
            self._write()

    def finish(self, status: str) -> None:
        self.state |= {"status": status, "item": "", "done": None}
        self._write()

    def check(self) -> None:
        if self.asked_to_cancel.exists():
            raise Cancelled

    def _write(self) -> None:
        self.written = time.monotonic()
        aside = self.file.with_suffix(".part")
        aside.write_text(json.dumps(self.state | {"at": time.time(), "pid": os.getpid()}), "utf-8")
        aside.replace(self.file)
