"""Official boundaries that were imported: shapes by level, and where they came from."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from rajut.areas.official import reference_folder
from rajut.areas.writing import write_aside
from rajut.tables import OfficialBoundaries

DIGITS = {"province": 2, "regency": 4, "district": 6}


def keep(level: str, shapes: dict[str, shapely.Geometry], origin: dict[str, Any]) -> None:
    """Writes the shapes of one level and their origin beside each other; what was there is replaced. Raises AREA-NO-WRITE."""
    table = pa.table({"code": list(shapes), "shape": shapely.to_wkb(list(shapes.values()))})
    write_aside(table.replace_schema_metadata({"origin": json.dumps(origin)}), _file(level))
    official.cache_clear()


@functools.cache
def official(level: str) -> dict[str, shapely.Geometry]:
    """Code -> official (multi)polygon in degrees, in order of code; empty where none was imported."""
    if not _file(level).exists():
        return {}
    table = pq.read_table(_file(level))
    return dict(zip(table["code"].to_pylist(), shapely.from_wkb(table["shape"].to_numpy()), strict=True))


def origin(level: str) -> dict[str, Any] | None:
    """Licence, date of import, and name and digest of each file (`sources`); None where none was imported."""
    if not _file(level).exists():
        return None
    found: dict[str, Any] = json.loads((pq.read_schema(_file(level)).metadata or {})[b"origin"])
    return found


def official_table() -> pa.Table:
    """Every official boundary as the table `OfficialBoundaries`, for the stages."""
    rows = [(code, level, shape) for level in DIGITS for code, shape in official(level).items()]
    columns = [[row[0] for row in rows], [row[1] for row in rows], [shapely.to_wkb(row[2], hex=True) for row in rows]]
    return pa.table(dict(zip(("code", "level", "shape"), columns, strict=True)), schema=OfficialBoundaries.schema())


def official_digest() -> str:
    """Names what is imported, so that nothing made with other boundaries is taken for today's."""
    digest = hashlib.sha256()
    for level in DIGITS:
        digest.update(level.encode() + (_file(level).read_bytes() if _file(level).exists() else b""))
    return digest.hexdigest()


def _file(level: str) -> Path:
    return reference_folder() / "official" / f"{level}.parquet"
