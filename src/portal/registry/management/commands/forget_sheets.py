"""`python -m portal forget_sheets`: mended sheets that nobody sent in time are deleted, as on every look at a page of sheets.

For a timer of the machine's, so that personal data go in time also where nobody looks.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.registry import sheets, texts


class Command(BaseCommand):
    help = "Delete the sheets of mended rows that were checked and not sent within the days definitions/access says."

    def handle(self, *words: Any, **options: Any) -> None:
        self.stdout.write(str(texts.SHEETS_FORGOTTEN) % {"count": sheets.forget(), "days": sheets.kept_days()})
