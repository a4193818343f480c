"""What people decided about pairs."""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine


def latest_decisions(engine: Engine) -> dict[str, Any]:
    """Make `matching_decided(a, b, verdict, by, number)`: per pair of rows, a < b, the latest same or different.

    Decisions about records that are no longer there have no effect; they are counted.
    """
    engine.create(
        "matching_told",
        """SELECT least(d.subject, d.other) AS one, greatest(d.subject, d.other) AS two, d.kind, d.by, d.number,
             row_number() OVER (PARTITION BY least(d.subject, d.other), greatest(d.subject, d.other) ORDER BY d.number DESC) AS newest
           FROM decisions d WHERE d.kind IN ('same', 'different') AND d.subject <> d.other""",
    )
    engine.create(
        "matching_decided",
        """SELECT least(l.n, r.n) AS a, greatest(l.n, r.n) AS b, t.kind AS verdict, t.by, t.number FROM matching_told t
           JOIN matching_input l ON l.record_id = t.one JOIN matching_input r ON r.record_id = t.two WHERE t.newest = 1""",
    )
    told = int(engine.value("SELECT count(*) FROM matching_told WHERE newest = 1"))
    engine.drop("matching_told")
    used = engine.count("matching_decided")
    return {"decisions_used": used, "decisions_about_missing_records": told - used}
