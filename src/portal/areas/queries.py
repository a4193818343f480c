"""Areas: boundaries for the map, public figures, what a page about an area needs."""

from __future__ import annotations

import functools
import json
from typing import Any

from rajut import areas as official
from rajut.published import PublishedRun, accuracy, areas

CHILD_LEVEL = {"country": "province", "province": "regency", "regency": "district"}
COUNTRY = areas.COUNTRY


@functools.cache
def _shapes(level: str) -> dict[str, str]:
    """Code -> GeoJSON feature as text, for every area of a level."""
    features = json.loads(official.web_map(level))["features"]
    return {feature["properties"]["code"]: json.dumps(feature, separators=(",", ":"), ensure_ascii=False) for feature in features}


@functools.lru_cache(maxsize=64)
def boundaries_inside(code: str) -> bytes | None:
    """GeoJSON of the areas one level below `code` (`ID`: the provinces); None if it has none. The same for every run."""
    level = CHILD_LEVEL.get(areas.level_of(code) or "")
    if level is None:
        return None
    inside = [shape for child, shape in _shapes(level).items() if code == COUNTRY or child.startswith(code)]
    return ('{"type":"FeatureCollection","features":[' + ",".join(inside) + "]}").encode() if inside else None


def origin_inside(code: str) -> tuple[str, dict[str, Any]]:
    """Of the areas one level below `code`: whether `all`, `some` or `none` have an official boundary, and where those came from."""
    level = CHILD_LEVEL.get(areas.level_of(code) or "") or ""
    origin = official.origin(level) if level else None
    if not origin:
        return "none", {}
    inside = [child for child in official.boundaries(level) if code == COUNTRY or child.startswith(code)]
    imported = sum(official.is_official(child, level) for child in inside)
    return ("all" if imported == len(inside) else "some" if imported else "none"), origin


def box(code: str) -> str:
    """West, south, east, north of an area, for the map; empty if its shape is not known."""
    try:
        return ",".join(str(round(part, 3)) for part in official.bounds(code))
    except KeyError:
        return ""


def page(run: PublishedRun, code: str, segment: str) -> dict[str, Any] | None:
    """Everything the page of an area shows, or None if there is no such area."""
    found = areas.area(run, code)
    if found is None or found["level"] == "village":
        return None
    lines = areas.by_segment(run, code)
    return {
        "area": found,
        "above": areas.above(run, code),
        "total": lines.pop("all", areas.NOTHING),
        "lines": sorted(lines.values(), key=lambda line: (-(line["known"] or 0), not line["suppressed"], line["segment"])),
        "coverage": accuracy.public(run, code),
        "gathering": areas.gathering(run, code),
        "below": areas.children(run, code, segment) if found["level"] in CHILD_LEVEL else [],
    }
