"""Small worlds for clustering: businesses at so many metres east and north of the centre of Surakarta."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.tables import (
    Areas,
    Businesses,
    Classes,
    Decisions,
    FormerHomes,
    FormerUnits,
    Homes,
    Identities,
    Islands,
    Links,
    Specialisation,
    UnitRecords,
)
from support.drawn import drawn, put

CENTRE = (110.82, -7.57)  # longitude, latitude
DEGREE_M = math.radians(1) * 6_371_008.8

AREAS = """
    | code       | level    | name                | kind      | parent_code | lon    | lat   |
    | 33         | province | Jawa Tengah         | provinsi  |             | 110.2  | -7.2  |
    | 3311       | regency  | Kabupaten Sukoharjo | kabupaten | 33          | 110.84 | -7.68 |
    | 3372       | regency  | Kota Surakarta      | kota      | 33          | 110.82 | -7.57 |
    | 337201     | district | Laweyan             | kecamatan | 3372        | 110.79 | -7.56 |
    | 337203     | district | Pasar Kliwon        | kecamatan | 3372        | 110.83 | -7.58 |
    | 3372011002 | village  | Laweyan             | kelurahan | 337201      | 110.79 | -7.57 |
    | 3372011003 | village  | Bumi                | kelurahan | 337201      | 110.80 | -7.57 |
    | 3372031001 | village  | Kauman              | kelurahan | 337203      | 110.83 | -7.57 |
"""


def business(business_id: str, east: float | None = 0, north: float = 0, **other: Any) -> dict[str, Any]:
    """A producer of batik in Laweyan, unless something else is said. east None: its point is not known."""
    lon, lat = CENTRE
    if east is not None:
        other |= {"lon": lon + east / DEGREE_M / math.cos(math.radians(lat)), "lat": lat + north / DEGREE_M}
    usual = {"regency_code": "3372", "district_code": "337201", "village_code": "3372011002", "level": "village", "precision_m": 50.0}
    return usual | {"business_id": business_id, "fashion": True, "segment": "batik", "role": "core"} | other


def street(name: str, number: int, east: float = 0, north: float = 0, *, every_m: float = 20, **other: Any) -> list[dict[str, Any]]:
    """Businesses along a street: name01, name02, … one every so many metres to the east."""
    return [business(f"{name}{place:02}", east + every_m * place, north, **other) for place in range(number)]


@dataclass(frozen=True)
class Published:
    """What a run leaves to the next one."""

    homes: pa.Table
    units: pa.Table

    @cached_property
    def sentra(self) -> dict[str, str]:
        """The sentra of every member."""
        return {row["business_id"]: row["sentra_id"] for row in self.homes.to_pylist() if row["sentra_id"]}

    @cached_property
    def cluster(self) -> dict[str, str]:
        """The cluster of every member and every linked business."""
        return {row["business_id"]: row["cluster_id"] for row in self.homes.to_pylist() if row["status"] in ("member", "linked")}


def published(engine: Engine) -> Published:
    homes, units = (engine.fetch(f"SELECT {', '.join(t.columns())} FROM {t.table} ORDER BY {t.key[0]}") for t in (Homes, UnitRecords))
    return Published(homes, units)


def settle(
    engine: Engine,
    businesses: list[dict[str, Any]],
    *,
    after: Published | None = None,
    decided: str | None = None,
    islands: dict[str, str] | None = None,
) -> None:
    """Give the engine these businesses, and the areas around Surakarta.

    after: what was published before. decided: decisions drawn with any of the columns kind, subject, other and value.
    islands: village -> the island it stands on; all on one unless said.
    """
    put(engine, Areas, AREAS)
    shores = [{"village_code": village, "island": island} for village, island in (islands or {}).items()]
    engine.put("islands", pa.Table.from_pylist(shores, schema=Islands.schema()))
    for table in (Decisions, FormerHomes, FormerUnits, Identities, Links, Specialisation):
        put(engine, table)
    if after:
        units = after.units.append_column("anew", pa.array([False] * len(after.units), pa.bool_()))
        engine.put("former_homes", after.homes.select(FormerHomes.schema().names).cast(FormerHomes.schema()))
        engine.put("former_units", units.cast(FormerUnits.schema()))
    if decided:
        rows = [row | {"number": number, "by": "dewi", "on": "2026-11-24"} for number, row in enumerate(drawn(decided))]
        engine.put(
            "decisions",
            pa.Table.from_pylist([{name: row.get(name) for name in Decisions.columns()} for row in rows], schema=Decisions.schema()),
        )
    for table in (Businesses, Classes):
        empty = {pa.string(): "", pa.int64(): 0, pa.float64(): 0.0, pa.bool_(): False}
        columns = {name: None if not column.required else empty[column.type] for name, column in table.columns().items()}
        rows = [columns | {name: value for name, value in row.items() if name in columns} for row in businesses]
        engine.put(table.table, pa.Table.from_pylist(rows, schema=table.schema()))
