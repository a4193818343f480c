"""What officers decided, on its way into the next run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from portal.registry.contradictions import standing
from portal.registry.models import CLASS, PLACE, Decision
from portal.registry.standing import same_value
from rajut import decisions
from rajut.published import PublishedRun

SOURCE = "portal"


def export(run: PublishedRun | None, file: Path) -> int:
    """Write the decisions file of the next run; returns how many rows it has.

    First the decisions of the published run that came from elsewhere, in their order, then every decision that
    stands in the portal, the oldest first: the latest about a subject wins.
    """
    return decisions.write([*_from_elsewhere(run), *_ours(run)], file)


def _from_elsewhere(run: PublishedRun | None) -> list[dict[str, Any]]:
    if run is None:
        return []
    rows = run.rows("SELECT * FROM decisions ORDER BY number")
    return [row for row in rows if row.get("source") != SOURCE]


def _ours(run: PublishedRun | None) -> Iterator[dict[str, Any]]:
    for decision in standing().select_related("by").order_by("id"):
        told = {
            "kind": decision.kind,
            "other": decision.other,
            "value": same_value(decision.value) if decision.value else "",
            "by": decision.by.get_username(),
            "on": timezone.localdate(decision.on).isoformat(),
            "reason": decision.reason,
            "source": SOURCE,
        }
        yield from (told | {"subject": subject} for subject in _subjects(run, decision))


def _subjects(run: PublishedRun | None, decision: Decision) -> list[str]:
    """A place is told of each record. A class is told of the business, and of those its records have moved to since."""
    if decision.kind == PLACE:
        return list(decision.records)
    if decision.kind != CLASS or run is None or not decision.records:
        return [decision.subject]
    names = {f"id{number}": record for number, record in enumerate(decision.records)}
    held = ", ".join(f"${name}" for name in names)
    now = run.rows(f"SELECT DISTINCT business_id FROM links WHERE record_id IN ({held}) ORDER BY business_id", names)
    return list(dict.fromkeys([decision.subject, *(row["business_id"] for row in now)]))
