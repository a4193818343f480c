"""Density in H3 hexagons (h3geo.org)."""

from __future__ import annotations

import h3
import h3.api.basic_int as h3_whole
import pyarrow as pa

from rajut.engines import Engine
from rajut.mapping.counting import FASHION

_POINT = pa.schema([("lon", pa.float64()), ("lat", pa.float64()), ("number", pa.int64())])
_CELL = pa.schema(
    [("number", pa.int64()), ("cell", pa.string()), ("centre_lon", pa.float64()), ("centre_lat", pa.float64()), ("km2", pa.float64())]
)


def count_hexagons(engine: Engine, resolution: int, worst_precision_m: float) -> int:
    """Makes `hexagons`; returns how many fashion businesses are in one.

    Points are rounded to 3 decimals (110 m, little beside a hexagon) and each distinct one is looked up once. A point whose
    precision is unknown or worse than `worst_precision_m` is left out: it would be in the wrong hexagon.
    """
    engine.create(
        "mapping_points",
        f"""
        SELECT round(lon, 3) AS lon, round(lat, 3) AS lat, segment, count(*) AS businesses
        FROM {FASHION} WHERE lon IS NOT NULL AND lat IS NOT NULL AND precision_m <= {worst_precision_m}
        GROUP BY round(lon, 3), round(lat, 3), segment
        """,
    )
    distinct = "SELECT DISTINCT lon, lat FROM mapping_points"
    engine.map("mapping_cell_of", distinct, lambda batch: _cells(batch, resolution), _POINT)
    engine.map("mapping_shapes", "SELECT DISTINCT number FROM mapping_cell_of", _shapes, _CELL)
    engine.create("hexagons", _hexagons())
    placed = int(engine.value("SELECT coalesce(sum(businesses), 0) FROM mapping_points"))
    engine.drop("mapping_points", "mapping_cell_of", "mapping_shapes")
    return placed


def _cells(batch: pa.RecordBatch, resolution: int) -> pa.RecordBatch:
    lon, lat = batch.column("lon"), batch.column("lat")
    numbers = [h3_whole.latlng_to_cell(y, x, resolution) for x, y in zip(lon.to_pylist(), lat.to_pylist(), strict=True)]
    return pa.RecordBatch.from_pydict({"lon": lon, "lat": lat, "number": numbers}, schema=_POINT)


def _shapes(batch: pa.RecordBatch) -> pa.RecordBatch:
    numbers = batch.column("number").to_pylist()
    cells = [h3.int_to_str(number) for number in numbers]
    centres = [h3.cell_to_latlng(cell) for cell in cells]
    columns = {
        "number": numbers,
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
            SELECT s.cell, coalesce(m.segment, 'all') AS segment, sum(m.businesses) AS businesses, s.centre_lon, s.centre_lat, s.km2
            FROM (
                SELECT p.number, m.segment, sum(m.businesses) AS businesses
                FROM mapping_points m JOIN mapping_cell_of p ON p.lon = m.lon AND p.lat = m.lat
                GROUP BY p.number, m.segment
            ) m
            JOIN mapping_shapes s ON s.number = m.number
            GROUP BY GROUPING SETS ((s.cell, s.centre_lon, s.centre_lat, s.km2, m.segment), (s.cell, s.centre_lon, s.centre_lat, s.km2))
        ) counted
        WHERE segment <> 'unknown'"""
