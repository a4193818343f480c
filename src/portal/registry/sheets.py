"""Sheets of mended rows in the workspace: kept aside when checked, read by the next run once sent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.people import audit
from portal.registry.models import SentSheet
from rajut.errors import RajutError
from rajut.published import PublishedRun, mending
from rajut.published.scope import Scope


def folder() -> Path:
    return Path(settings.RAJUT_WORKSPACE) / "mended"


def check(*, by: Any, run: PublishedRun, scope: Scope, register: str, upload: UploadedFile) -> SentSheet:
    """Keep an uploaded sheet aside with what the run would take from it. Raises RajutError, and keeps nothing, if it cannot be read."""
    folder().mkdir(parents=True, exist_ok=True)
    aside = folder() / f".{re.sub('[^A-Za-z0-9_-]', '_', register)}.{by.pk}.part"
    with aside.open("wb") as out:
        for piece in upload.chunks():
            out.write(piece)
    try:
        counts = mending.check_for_officer(run, scope, register, aside)
    except RajutError:
        aside.unlink()
        raise
    # The name says whose rows these are and never comes from the browser.
    name = f"{register}.rejected.{mending.digest(aside)[:16]}.{_ending(aside)}"
    aside.replace(folder() / name)
    sheet, _ = SentSheet.objects.update_or_create(
        file_name=name, defaults={"register": register, "by": by, "counts": counts, "state": SentSheet.CHECKED}
    )
    return sheet


def _ending(file: Path) -> str:
    with file.open("rb") as content:
        return "xlsx" if content.read(2) == b"PK" else "csv"


@transaction.atomic
def send(*, by: Any, sheet: SentSheet) -> None:
    """The next run reads the sheet."""
    if SentSheet.objects.filter(pk=sheet.pk, state=SentSheet.CHECKED).update(state=SentSheet.SENT):
        audit.record(by=by, verb="sent-rows", subject=sheet.register, detail=f"{sheet.file_name}: {sheet.counts.get('mended')}")


def drop(*, by: Any, sheet: SentSheet) -> None:
    """The sheet was not what the officer meant: its rows are removed from the workspace."""
    if SentSheet.objects.filter(pk=sheet.pk, state=SentSheet.CHECKED, by=by).update(state=SentSheet.DROPPED):
        (folder() / sheet.file_name).unlink(missing_ok=True)


def to_read() -> list[Path]:
    """The sheets the next run reads."""
    names = SentSheet.objects.filter(state=SentSheet.SENT).order_by("id").values_list("file_name", flat=True)
    return [folder() / name for name in names if (folder() / name).exists()]
