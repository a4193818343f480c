"""What is known of the businesses, sentra and clusters that decisions name, by their ids."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from rajut.clustering.decided import Decision
from rajut.engines import Engine

HOMES = """SELECT business_id, sentra_id FROM former_homes
           WHERE sentra_id IS NOT NULL AND business_id IN (SELECT name FROM clustering_named)"""
SENTRA = """SELECT sentra_id, min(cluster_id) AS cluster_id, count(*) AS members FROM former_homes
            WHERE sentra_id IS NOT NULL GROUP BY sentra_id"""
BUSINESSES = """SELECT b.business_id, b.regency_code, c.segment, b.lon, b.lat FROM businesses b
                JOIN classes c ON c.business_id = b.business_id WHERE b.business_id IN (SELECT name FROM clustering_named)"""


@dataclass(frozen=True)
class Known:
    """sentra_of: of businesses that were members. cluster_of, members: of sentra. kind: regency and segment of businesses and sentra.

    place: longitude and latitude of businesses, as far as they are known. standing: the units there were. marks: of the splits that
    were carried out.
    """

    sentra_of: dict[str, str]
    cluster_of: dict[str, str]
    members: dict[str, int]
    kind: dict[str, tuple[str | None, str | None]]
    place: dict[str, tuple[float, float]]
    standing: set[str]
    marks: set[str]


def read_known(engine: Engine, decisions: Sequence[Decision]) -> Known:
    """From `former_homes` and `former_units`; from `businesses` and `classes` where they are there already."""
    names = sorted({name for one in decisions for name in one.ids})
    engine.put("clustering_named", pa.table({"name": pa.array(names, pa.string())}))
    units = [row for row in engine.rows("SELECT * FROM former_units") if row["state"] == "standing"]
    homes = {row["business_id"]: row["sentra_id"] for row in engine.rows(HOMES)}
    sentra = engine.rows(SENTRA)
    kind = {row["unit_id"]: (row["regency_code"], row["segment"]) for row in units}
    kind |= {name: kind[home] for name, home in homes.items() if home in kind}
    businesses = engine.rows(BUSINESSES) if engine.exists("classes") else []
    kind |= {row["business_id"]: (row["regency_code"], row["segment"]) for row in businesses}
    engine.drop("clustering_named")
    return Known(
        sentra_of=homes,
        cluster_of={row["sentra_id"]: row["cluster_id"] for row in sentra},
        members={row["sentra_id"]: row["members"] for row in sentra},
        kind=kind,
        place={row["business_id"]: (row["lon"], row["lat"]) for row in businesses if row["lon"] is not None and row["lat"] is not None},
        standing={row["unit_id"] for row in units},
        marks={mark for row in units for mark in json.loads(row["split_by"])},
    )
