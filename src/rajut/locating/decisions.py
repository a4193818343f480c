"""What people decided about the place of records."""

from __future__ import annotations

import json

import pyarrow as pa

from rajut.engines import Engine
from rajut.locating.gazetteer import Gazetteer

SCHEMA = pa.schema(
    [("record_id", pa.string()), ("decided_code", pa.string()), ("decided_lon", pa.float64()), ("decided_lat", pa.float64())]
)


def put_decisions(engine: Engine, gazetteer: Gazetteer, table: str) -> int:
    """Create `table` with the latest place decision of each record. The value names `village_code` (or a coarser
    `…_code`), or `lon` and `lat`, or both. Codes that were replaced are brought up to date; returns the rows."""
    latest: dict[str, tuple[str, float | None, float | None]] = {}
    for row in engine.rows("SELECT subject, value FROM decisions WHERE kind = 'place' ORDER BY number"):
        value = json.loads(row["value"] or "{}")
        levels = ("village", "district", "regency", "province")
        stated = next((str(value[f"{level}_code"]) for level in levels if value.get(f"{level}_code")), None)
        code, _ = gazetteer.current(stated)
        if code or "lon" in value:
            latest[row["subject"]] = (code, value.get("lon"), value.get("lat"))
    columns = [list(latest), *(list(column) for column in zip(*latest.values(), strict=True))] if latest else [[], [], [], []]
    engine.put(table, pa.table(dict(zip(SCHEMA.names, columns, strict=True)), schema=SCHEMA))
    return len(latest)
