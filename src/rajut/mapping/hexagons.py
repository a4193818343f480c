"""Density in H3 hexagons (h3geo.org)."""

from __future__ import annotations

import h3
import pyarrow as pa

from rajut.engines import Engine
from rajut.mapping.counting import FASHION

_POINT = pa.schema([("lon", pa.float64()), ("lat", pa.float64()), ("cell", pa.string())])
_CELL = pa.schema([("cell", pa.string()), ("centre_lon", pa.float64()), ("centre_lat", pa.float64()), ("km2", pa.float64())])


def count_hexagons(engine: Engine, resolution: int, worst_precision_m: float) -> int:
    """Makes `hexagons`; returns how many fashion businesses are in one.

    Points are rounded to 4 decimals (11 m) and each distinct one is looked up once. A point whose
    precision is unknown or worse than `worst_precision_m` is left out: it would be in the wrong hexagon.
    """
    engine.create(
        "mapping_points",
        f"""
        SELECT round(lon, 4) AS lon, round(lat, 4) AS lat, segment, count(*) AS businesses
        FROM {FASHION} WHERE lon IS NOT NULL AND lat IS NOT NULL AND precision_m <= {worst_precision_m}
        GROUP BY round(lon, 4), round(lat, 4), segment
        """,
    )
    distinct = "SELECT DISTINCT lon, lat FROM mapping_points"
    engine.map("mapping_cell_of", distinct, lambda batch: _cells(batch, resolution), _POINT)
    engine.map("mapping_shapes", "SELECT DISTINCT cell FROM mapping_cell_of", _shapes, _CELL)
    engine.create("hexagons", _hexagons())
    placed = int(engine.value("SELECT coalesce(sum(businesses), 0) FROM mapping_points"))
    engine.drop("mapping_points", "mapping_cell_of", "mapping_shapes")
    return placed


def _cells(batch: pa.RecordBatch, resolution: int) -> pa.RecordBatch:
    lon, lat = batch.column("lon"), batch.column("lat")
    cells = [h3.latlng_to_cell(y, x, resolution) for x, y in zip(lon.to_pylist(), lat.to_pylist(), strict=True)]
    return pa.RecordBatch.from_pydict({"lon": lon, "lat": lat, "cell": cells}, schema=_POINT)


def _shapes(batch: pa.RecordBatch) -> pa.RecordBatch:
    cells = batch.column("cell").to_pylist()
    centres = [h3.cell_to_latlng(cell) for cell in cells]
    columns = {
        "cell": cells,
        "centre_lon": [round(lon, 6) for _, lon in centres],
        "centre_lat": [round(lat, 6) for lat, _ in centres],
        "km2": [h3.cell_area(cell, unit="km^2") for cell in cells],
    }
    return pa.RecordBatch.from_pydict(columns, schema=_CELL)


def _hexagons() -> str:
    """The segments a hexagon has, and `all` of them together, those of unknown segment included."""
    return """
        SELECT cell, segment, businesses, centre_lon AS lon, centre_lat AS lat, round(businesses / km2, 6) AS per_km2
        FROM (
            SELECT p.cell, coalesce(m.segment, 'all') AS segment, sum(m.businesses) AS businesses, s.centre_lon, s.centre_lat, s.km2
            FROM mapping_points m
            JOIN mapping_cell_of p ON p.lon = m.lon AND p.lat = m.lat
            JOIN mapping_shapes s ON s.cell = p.cell
            GROUP BY GROUPING SETS ((p.cell, s.centre_lon, s.centre_lat, s.km2, m.segment), (p.cell, s.centre_lon, s.centre_lat, s.km2))
        ) counted
        WHERE segment <> 'unknown'"""
