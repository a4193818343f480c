"""Ids of businesses: stable over runs, never given to another business."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa

from rajut.engines import Engine


def name_businesses(engine: Engine) -> dict[str, Any]:
    """Make `links`, and `matching_named(group_n, business_id)`.

    A group takes the id that most of its records had in the run before (ties: the smaller id); an id goes
    to the group that holds most of its records (ties: the first from place to place). All other groups get a new id
    from the hash of their smallest record id, and never one that was in use before.
    """
    engine.create(
        "matching_votes",
        """SELECT g.group_n, p.business_id, count(*) AS votes FROM identities p
           JOIN matching_input i ON i.record_id = p.record_id JOIN matching_groups g ON g.n = i.n GROUP BY g.group_n, p.business_id""",
    )
    _keep_uncontested(engine)
    engine.put("matching_settled", _settled(engine))
    engine.create("matching_old", "SELECT * FROM matching_kept UNION ALL SELECT * FROM matching_settled")
    engine.create(
        "matching_fresh",
        """SELECT group_n, 'b' || substr(md5(record_id), 1, 16) AS business_id, record_id FROM (
             SELECT g.group_n, min(i.record_id) AS record_id FROM matching_groups g JOIN matching_input i ON i.n = g.n
             WHERE g.group_n NOT IN (SELECT group_n FROM matching_old) GROUP BY g.group_n) without_an_id""",
    )
    engine.put("matching_salted", _salted(engine))
    engine.create(
        "matching_named",
        """SELECT * FROM matching_old UNION ALL
           SELECT f.group_n, coalesce(s.business_id, f.business_id) FROM matching_fresh f
           LEFT JOIN matching_salted s ON s.group_n = f.group_n""",
    )
    engine.create(
        "links",
        """SELECT i.record_id, m.business_id FROM matching_groups g
           JOIN matching_input i ON i.n = g.n JOIN matching_named m ON m.group_n = g.group_n""",
    )
    new = engine.count("matching_fresh")
    engine.drop("matching_votes", "matching_kept", "matching_settled", "matching_old", "matching_fresh", "matching_salted")
    return {"businesses": engine.count("matching_named"), "businesses_with_a_new_id": new}


def _keep_uncontested(engine: Engine) -> None:
    """Make `matching_kept`: groups whose records all had one id that no other group has."""
    engine.create(
        "matching_kept",
        """SELECT group_n, business_id FROM (
             SELECT *, count(*) OVER (PARTITION BY group_n) AS ids, count(*) OVER (PARTITION BY business_id) AS claims FROM matching_votes)
           WHERE ids = 1 AND claims = 1""",
    )


def _settled(engine: Engine) -> pa.Table:
    """The contested ids, most votes first."""
    votes = engine.rows("SELECT * FROM matching_votes WHERE group_n NOT IN (SELECT group_n FROM matching_kept)")
    given: dict[int, str] = {}
    taken: set[str] = set()
    for vote in sorted(votes, key=lambda vote: (-vote["votes"], vote["business_id"], vote["group_n"])):
        if vote["group_n"] not in given and vote["business_id"] not in taken:
            given[vote["group_n"]] = vote["business_id"]
            taken.add(vote["business_id"])
    return _ids(given)


def _salted(engine: Engine) -> pa.Table:
    """Other ids for new businesses whose hash is an id of the run before (a group that lost it in a split)."""
    used = "business_id IN (SELECT business_id FROM identities)"
    given = {}
    for row in engine.rows(f"SELECT * FROM matching_fresh WHERE {used} ORDER BY group_n"):
        attempt = 0
        candidate = row["business_id"]
        while engine.value("SELECT count(*) FROM identities WHERE business_id = $id", {"id": candidate}):
            attempt += 1
            candidate = "b" + hashlib.md5(f"{row['record_id']}#{attempt}".encode(), usedforsecurity=False).hexdigest()[:16]
        given[row["group_n"]] = candidate
    return _ids(given)


def _ids(given: dict[int, str]) -> pa.Table:
    return pa.table({"group_n": pa.array(given.keys(), pa.int64()), "business_id": pa.array(given.values(), pa.string())})
