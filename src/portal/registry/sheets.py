"""Sheets of mended rows in the workspace: kept aside when checked, read by the next run once sent."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from portal.people import audit
from portal.registry.models import SentSheet
from portal.runs import tasks as run_tasks
from rajut import definitions
from rajut.errors import RajutError
from rajut.published import PublishedRun, mending
from rajut.published.scope import Scope

DIGITS = 16  # of a sheet's digest, in its name


def folder() -> Path:
    return Path(settings.RAJUT_WORKSPACE) / "mended"


def kept_days() -> int:
    """How many days a sheet is kept that was checked and not sent."""
    return int(definitions.load("access").content["mended_sheets_kept"]["days"])


def forget(now: datetime | None = None) -> int:
    """Drop the sheets that nobody sent in time, and delete with them whatever else an upload left behind; returns how many files."""
    oldest = (now or timezone.now()) - timedelta(days=kept_days())
    SentSheet.objects.filter(state=SentSheet.CHECKED, on__lt=oldest).update(state=SentSheet.DROPPED)
    needed = set(SentSheet.objects.exclude(state=SentSheet.DROPPED).values_list("file_name", flat=True))
    old = [file for file in _files() if file.name not in needed and _written(file) < oldest.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _files() -> list[Path]:
    """The files of sheets, checked or broken off; whatever else somebody put into the folder is not ours to delete."""
    return [file for pattern in (f"*.rejected.{'[0-9a-f]' * DIGITS}.*", ".*.part") for file in sorted(folder().glob(pattern))]


def _written(file: Path) -> float:
    """Seconds since 1970; never where another request has deleted it meanwhile."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def check(*, by: Any, run: PublishedRun, scope: Scope, register: str, upload: UploadedFile) -> SentSheet:
    """Keep an uploaded sheet aside with what the run would take from it. Raises RajutError, and keeps nothing, if it cannot be read."""
    folder().mkdir(parents=True, exist_ok=True)
    aside = folder() / f".{re.sub('[^A-Za-z0-9_-]', '_', register)}.{by.pk}.part"
    with aside.open("wb") as out:
        for piece in upload.chunks():
            out.write(piece)
    try:
        counts = mending.check_for_officer(run, scope, register, aside)
    except RajutError as fault:
        aside.unlink()
        if "file" in fault.facts:  # the officer knows the sheet by the name it came with
            fault.facts["file"] = upload.name
        raise
    # The name says whose rows these are and never comes from the browser.
    name = f"{register}.rejected.{mending.digest(aside)[:DIGITS]}.{_ending(aside)}"
    aside.replace(folder() / name)
    sent = SentSheet.objects.filter(file_name=name, state=SentSheet.SENT).first()
    if sent:
        return sent
    sheet, _ = SentSheet.objects.update_or_create(
        file_name=name, defaults={"register": register, "by": by, "counts": counts, "state": SentSheet.CHECKED, "on": timezone.now()}
    )
    return sheet


def _ending(file: Path) -> str:
    with file.open("rb") as content:
        return "xlsx" if content.read(2) == b"PK" else "csv"


@transaction.atomic
def send(*, by: Any, sheet: SentSheet) -> bool:
    """The next run reads the sheet. False if it is not its officer's to send any more, or another's."""
    if not _closed(by, sheet, SentSheet.SENT):
        return False
    audit.record(by=by, verb="sent-rows", subject=sheet.register, detail=f"{sheet.file_name}: {sheet.counts.get('mended')}")
    return True


def drop(*, by: Any, sheet: SentSheet) -> bool:
    """The sheet was not what the officer meant: its rows are removed from the workspace. False as for `send`."""
    if not _closed(by, sheet, SentSheet.DROPPED):
        return False
    (folder() / sheet.file_name).unlink(missing_ok=True)
    return True


@transaction.atomic
def withdraw(*, by: Any, sheet: SentSheet, run: PublishedRun) -> bool:
    """A sheet that was sent by mistake is taken back before any run has read it. False as for `send`, and once a run has it."""
    if not waits(run, sheet) or not _closed(by, sheet, SentSheet.DROPPED, before=SentSheet.SENT):
        return False
    audit.record(by=by, verb="withdrew-rows", subject=sheet.register, detail=sheet.file_name)
    (folder() / sheet.file_name).unlink(missing_ok=True)
    return True


def waits(run: PublishedRun, sheet: SentSheet) -> bool:
    """Whether a sheet was sent and no run has read it: not the published one, and none that is at work."""
    return sheet.state == SentSheet.SENT and not _held(run, sheet.file_name) and not run_tasks.busy()


def _closed(by: Any, sheet: SentSheet, state: str, before: str = SentSheet.CHECKED) -> bool:
    """Whether the sheet was still as it was `before`, and is its officer's; it is in the new state then."""
    return SentSheet.objects.filter(pk=sheet.pk, state=before, by=by).update(state=state) > 0


def to_read() -> list[Path]:
    """The sheets the next run reads; it takes in those it does not hold yet."""
    names = SentSheet.objects.filter(state=SentSheet.SENT).order_by("id").values_list("file_name", flat=True)
    return [folder() / name for name in names if (folder() / name).exists()]


def new_to(run: PublishedRun) -> int:
    """How many of them the run does not hold yet."""
    return sum(not _held(run, file.name) for file in to_read())


def _held(run: PublishedRun, file_name: str) -> bool:
    """Whether the run read the sheet of that name."""
    return any(file_name.split(".")[-2] == str(entry["digest"])[:DIGITS] for entry in run.manifest.get("inputs", []))
