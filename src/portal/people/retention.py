"""How long the audit log is kept: as many years as definitions/access says, counted in whole days before today.

The log itself holds personal data of officers (who looked at what), so it is not kept for ever. It is pruned by whoever runs the
machine, never from the portal, and the pruning is itself an entry.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone

from portal.people import audit
from portal.people.models import Entry
from rajut import definitions


def years() -> int:
    return int(definitions.load("access").content["log_kept"]["years"])


def oldest_kept(today: date | None = None) -> date:
    """The first day whose entries are kept."""
    day = today or timezone.localdate()
    try:
        return day.replace(year=day.year - years())
    except ValueError:  # 29 February
        return day.replace(year=day.year - years(), day=28)


def due() -> tuple[int, date]:
    """How many entries are older, and the first day that is kept."""
    day = oldest_kept()
    return Entry.objects.filter(at__lt=_midnight(day)).count(), day


@transaction.atomic
def prune() -> tuple[int, date]:
    """Delete them; returns as `due`. The only place where entries are deleted, past the model that forbids it."""
    count, day = due()
    if count:
        table, column = (connection.ops.quote_name(name) for name in (Entry._meta.db_table, "at"))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {column} < %s", [connection.ops.adapt_datetimefield_value(_midnight(day))])
        audit.record(by=None, verb="pruned-log", detail=f"{count}, < {day.isoformat()}")
    return count, day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
