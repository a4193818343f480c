"""Trying a sheet of mended rows on the published run: what the next run would take from it. For signed-in officers."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from rajut import reading
from rajut.engines import DuckDB
from rajut.errors import RajutError
from rajut.progress import Silent
from rajut.published import businesses
from rajut.published.opening import PublishedRun
from rajut.published.scope import Scope
from rajut.tables import Mended, Originals, Records, Registers, Rejected

MEMORY = "512MiB"


def digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check_for_officer(run: PublishedRun, scope: Scope, register: str, file: Path) -> dict[str, Any]:
    """The counts of `reading.mend` for one sheet; nothing is kept. Raises what is wrong with the sheet as RajutError, and
    READ-MEND-REGISTER for a register that is not this person's."""
    if not (scope.identities and register in businesses.registers_for_officer(run, scope)):
        raise RajutError("READ-MEND-REGISTER", file=file.name, register=register)
    with contextlib.closing(DuckDB(memory=MEMORY, threads=1)) as engine:
        for table in (Registers, Rejected, Mended):
            engine.load(f"kept_{table.table}", run.folder / "reading" / f"{table.table}.parquet")
        for unread in (Records, Originals):  # only ids that collide would need them
            engine.put(f"kept_{unread.table}", unread.schema().empty_table())
        return reading.mend(engine, [reading.MendedSheet(register, file, digest(file))], Silent())
