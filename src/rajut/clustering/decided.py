"""The decisions of officers about sentra and clusters, as they stand in this run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from rajut.engines import Engine
from rajut.tables.clustering import kind_of

KINDS = ("lock", "apart", "together", "split", "exclude", "rename")
LISTED = ", ".join(f"'{kind}'" for kind in KINDS)
DECISIONS = f"""SELECT number, kind, subject, other, value, "by", "on" FROM decisions WHERE kind IN ({LISTED}) ORDER BY number"""
# Where most records of each business named are now (ties: the smaller id).
NOW = f"""
SELECT subject, business_id FROM (
    SELECT i.business_id AS subject, l.business_id,
           row_number() OVER (PARTITION BY i.business_id ORDER BY count(*) DESC, l.business_id) AS place
    FROM identities AS i JOIN links AS l ON l.record_id = i.record_id
    WHERE i.business_id IN (
        SELECT subject FROM decisions WHERE kind IN ({LISTED}) UNION SELECT other FROM decisions WHERE kind IN ({LISTED}))
    GROUP BY i.business_id, l.business_id) AS held
WHERE place = 1
"""


@dataclass(frozen=True)
class Decision:
    """One decision. subject, other: ids that hold in this run, where they are of businesses. mark: its digest as it was written."""

    number: int
    kind: str
    subject: str
    other: str | None
    value: dict[str, Any]
    mark: str

    @property
    def about(self) -> str:
        """What it is about: sentra, cluster or business."""
        return kind_of(self.subject)

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.subject, self.other) if self.other else (self.subject,)


def decided(rows: list[dict[str, Any]]) -> list[Decision]:
    """Rows of the table Decisions about clusters, in their order; of two that say the same of the same the later."""
    latest: dict[tuple[str, ...], Decision] = {}
    for row in rows:
        mark = hashlib.blake2b(
            json.dumps([row[name] for name in ("kind", "subject", "other", "value", "by", "on")]).encode(), digest_size=8
        ).hexdigest()
        value = json.loads(row["value"]) if row["value"] else {}
        one = Decision(row["number"], row["kind"], row["subject"], row["other"], value, mark)
        latest[one.kind, *sorted(one.ids)] = one
    return sorted(latest.values(), key=lambda one: one.number)


def read_decided(engine: Engine) -> list[Decision]:
    """The decisions of this run; a decision about a business follows it to where most of its records are now, once that is known.

    Two businesses of a decision that are one by now ask nothing of each other.
    """
    found = decided(engine.rows(DECISIONS))
    if not found or not engine.exists("links"):
        return found
    now = {row["subject"]: row["business_id"] for row in engine.rows(NOW)}
    followed = [replace(one, subject=now.get(one.subject, one.subject), other=now.get(one.other or "", one.other)) for one in found]
    return [one for one in followed if one.subject != one.other]
