"""The values of a business, chosen from its records by the rules of definitions/survivorship.yaml."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine
from rajut.matching.couples import couples
from rajut.matching.several import rank, several
from rajut.matching.shaping import PLACE, business_name, in_order, quoted


def choose_values(engine: Engine) -> dict[str, Any]:
    """Make `businesses`: those of one record are copied; the values of the others are chosen, with `chosen_from`."""
    columns: dict[str, str] = definitions.load("survivorship").content["columns"]
    engine.create(
        "matching_sizes", "SELECT business_id, count(*) AS record_count, min(record_id) AS record_id FROM links GROUP BY business_id"
    )
    # Records are read once for all businesses of several: they are wide, and reading them is dear.
    engine.create(
        "matching_merged",
        f"""SELECT z.business_id, z.record_count, r.record_id, r.register, r.observed_on, {", ".join(f"r.{name}" for name in columns)},
              {", ".join(f"p.{name}" for name in (*PLACE, "point_source"))}
            FROM matching_sizes z JOIN links k ON k.business_id = z.business_id
            JOIN records r ON r.record_id = k.record_id JOIN places p ON p.record_id = k.record_id WHERE z.record_count > 1""",
    )
    rank(engine, columns)
    engine.create("businesses", f"{_singles(columns)} UNION ALL {couples(columns)} UNION ALL {several(columns)}")
    merged = int(engine.value("SELECT count(*) FROM matching_sizes WHERE record_count > 1"))
    engine.drop("matching_sizes", "matching_merged", "matching_ranked")
    return {"businesses_of_several_records": merged}


def _singles(columns: dict[str, str]) -> str:
    made = {name: f"r.{name}" for name in columns} | {business_name(name): f"p.{name}" for name in PLACE}
    made |= {
        "business_id": "z.business_id",
        "record_count": "1",
        "registers": f"'[' || {quoted('r.register')} || ']'",
        "observed_on": "r.observed_on",
        "chosen_from": "NULL",
    }
    return f"""SELECT {in_order(made)} FROM matching_sizes z
               JOIN records r ON r.record_id = z.record_id JOIN places p ON p.record_id = z.record_id WHERE z.record_count = 1"""
