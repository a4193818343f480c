"""`python -m portal prune_log`: entries of the audit log that are older than the retention rule are deleted; nothing else ever is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.people import retention, texts


class Command(BaseCommand):
    help = "Delete entries of the audit log older than definitions/access says; an entry tells how many, and up to which day."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--yes", action="store_true", help="delete; without it the command only tells how many there are")

    def handle(self, *words: Any, yes: bool = False, **options: Any) -> None:
        count, day = retention.prune() if yes else retention.due()
        sentence = texts.PRUNED if yes else texts.PRUNE_DUE
        self.stdout.write(str(sentence) % {"count": count, "day": day.isoformat()})
