"""Boundaries light enough for a browser."""

from __future__ import annotations

import functools
import json
from typing import Any

import shapely

from rajut.areas.boundaries import boundaries, is_official
from rajut.areas.lookup import names

# Degrees: lines bend by at most about this much, islands smaller than its square are left out.
TOLERANCE = {"province": 0.017, "regency": 0.005, "district": 0.003}
DECIMALS = {"province": 3, "regency": 3, "district": 4}


@functools.cache
def web_map(level: str) -> str:
    """GeoJSON text of one level (`province`, `regency`, `district`), simplified; the same text every time.

    Properties: code, name, level and `approximate`, false where an official boundary was imported. Neighbours are simplified
    together (Visvalingam–Whyatt on the coverage), so they still share their borders.
    """
    shapes = boundaries(level)
    drawn = _light(shapes, TOLERANCE[level], DECIMALS[level])
    features = [_feature(code, level, shape) for code, shape in drawn.items()]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _light(shapes: dict[str, shapely.Geometry], tolerance: float, decimals: int) -> dict[str, shapely.Geometry]:
    with_mainland = {code: _without_islets(shape, tolerance**2) for code, shape in shapes.items()}
    simple = shapely.coverage_simplify(list(with_mainland.values()), tolerance)
    # Rounding moves a shared corner the same way for every area that has it.
    rounded = shapely.transform(simple, lambda points: points.round(decimals))
    return {code: _mended(*both) for code, *both in zip(with_mainland, rounded, simple, strict=True)}


def _without_islets(shape: shapely.Geometry, smallest: float) -> shapely.Geometry:
    """Leaves out islands under `smallest` square degrees, but never the area's largest."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    keep = parts[(sizes >= smallest) | (sizes == sizes.max())]
    return shapely.multipolygons(keep) if len(keep) > 1 else keep[0]


def _mended(rounded: shapely.Geometry, exact: shapely.Geometry) -> shapely.Geometry:
    """Without rings that rounding folded onto themselves; an area smaller than the rounding stays as it was."""
    if not shapely.is_valid(rounded):
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return exact if shapely.is_empty(rounded) else shapely.remove_repeated_points(rounded)


def _feature(code: str, level: str, shape: shapely.Geometry) -> dict[str, Any]:
    properties = {"code": code, "name": names()[code], "level": level, "approximate": not is_official(code, level)}
    return {"type": "Feature", "id": int(code), "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}
