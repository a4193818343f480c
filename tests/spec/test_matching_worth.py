"""The queue's order: what an answer is expected to change."""

from __future__ import annotations

from rajut.engines import Engine
from rajut.matching import match
from rajut.progress import Silent
from rajut.tables import Decisions, Identities, Pairs, Records
from support.drawn import put, see
from support.matched import place

RECORDS = """
    | record_id | register | business_name      | owner       | phone        | nik              |
    | r1        | oss      | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472021212800001 |
    | r2        | dinas    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472025503750003 |
    | r3        | assoc    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 |                  |
    """


def run(engine: Engine, decisions: str | None = None) -> None:
    put(engine, Records, RECORDS)
    place(engine, dict.fromkeys(("r1", "r2", "r3"), "baqa"))
    put(engine, Decisions, decisions)
    put(engine, Identities)
    match(engine, Silent())


def test_a_sure_pair_is_worth_little_and_one_a_rule_holds_half_of_the_records_it_touches(engine: Engine):
    run(engine)
    worth = {(row["record_a"], row["record_b"]): row["worth"] for row in engine.rows("SELECT * FROM pairs")}
    assert worth["r1", "r3"] < 0.1
    assert worth["r2", "r3"] == 1.5, "three records, and model and rule contradict each other"


def test_a_decided_pair_is_worth_nothing(engine: Engine):
    run(engine, "| number | kind | subject | other | by |\n| 1 | different | r2 | r3 | Ani |")
    see(
        engine,
        Pairs,
        """
        | record_a | record_b | verdict   | decided_by | worth |
        | r1       | r3       | same      | model      | 0.0   |
        | r2       | r3       | different | Ani        | 0.0   |
        """,
    )
