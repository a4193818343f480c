"""Indonesia's land, from the countries of world-atlas (Natural Earth 1:10m, public domain).

The file is TopoJSON: borders are stored once as arcs of whole numbers, each point as the step from the
one before, and a country is a list of arcs, a negative number meaning the arc read backwards.
Format: github.com/topojson/topojson-specification, sections 2.1.3 and 2.1.4.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from rajut.areas.official import reference_folder
from rajut.errors import RajutError

INDONESIA = "360"  # ISO 3166-1 numeric


def coast_file() -> Path:
    return reference_folder() / "coast" / "countries-10m.json"


def land() -> shapely.Geometry:
    """Indonesia's land in degrees, longitude first. Raises AREA-COAST-MISSING before set-up."""
    file = coast_file()
    if not file.exists():
        raise RajutError("AREA-COAST-MISSING", path=file)
    topology = json.loads(file.read_text("utf-8"))
    country = next(item for item in topology["objects"]["countries"]["geometries"] if item.get("id") == INDONESIA)
    return shapely.make_valid(
        decode(topology, country), method="structure", keep_collapsed=False
    )  # whole-number steps make a few rings touch themselves


def decode(topology: dict[str, Any], item: dict[str, Any]) -> shapely.MultiPolygon:
    """A Polygon or MultiPolygon of a quantised topology, in the topology's own units."""
    polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    rings = [[_ring(topology, ring) for ring in polygon] for polygon in polygons]
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in rings])


def _ring(topology: dict[str, Any], arcs: list[int]) -> NDArray[np.float64]:
    parts = [_arc(topology, number) for number in arcs]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])  # each arc begins where the one before ended


def _arc(topology: dict[str, Any], number: int) -> NDArray[np.float64]:
    backwards = number < 0
    steps = np.array(topology["arcs"][~number if backwards else number])
    transform = topology["transform"]
    points: NDArray[np.float64] = np.cumsum(steps, axis=0) * transform["scale"] + transform["translate"]
    return points[::-1] if backwards else points
