"""`python -m portal export_decisions --workspace W`: what officers decided, as the decisions file of `rajut run` and `rajut again`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.registry import tasks, texts
from portal.runs.queries import published


class Command(BaseCommand):
    help = "Write what officers decided as a decisions file (CSV) for the next run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="the file; default decisions.csv in the workspace")

    def handle(self, *parts: Any, **chosen: Any) -> None:
        file = chosen["to"] or Path(settings.RAJUT_WORKSPACE) / "decisions.csv"
        count = tasks.export(published().now(), file)
        self.stdout.write(str(texts.EXPORTED) % {"count": count, "file": file})
