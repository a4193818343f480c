"""What a map on a page needs to know; the figures it colours are those of the page's table."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.areas import queries, texts
from portal.areas.scale import classed
from portal.pages import words


def area_map(code: str, name: str, children: list[dict[str, Any]], segment: str) -> dict[str, Any]:
    """Context of `areas/map.html`, `areas/filter.html` and `areas/children.html`.

    An area without areas below it is shown among its neighbours.
    """
    rows, scale = classed(children)
    shapes = code if children or code == queries.COUNTRY else code[:-2]
    return {
        "at": texts,
        "segment": segment,
        "segment_titles": words.titles("segments"),
        "children": rows,
        "child_level": texts.LEVELS[queries.CHILD_LEVEL[queries.areas.level_of(shapes) or "country"]],
        "largest": scale.largest,
        "map": {
            "name": name,
            "land": "" if shapes == queries.COUNTRY else reverse("boundaries", args=[queries.COUNTRY]),
            "boundaries": reverse("boundaries", args=[shapes]),
            "clusters": "" if code == queries.COUNTRY else points_address(code, segment),
            "box": queries.box(code),
            "legend": scale.legend(),
            "about": about_boundaries(shapes),
        },
    }


def about_boundaries(code: str) -> str:
    """Whether the boundaries of the areas inside `code` are official, and by whose leave, or approximate."""
    how_many, origin = queries.origin_inside(code)
    said = {"all": texts.MAP_ABOUT_OFFICIAL, "some": texts.MAP_ABOUT_PARTLY}.get(how_many)
    return str(said % {"imported": origin["imported"], "licence": origin["licence"]} if said else texts.MAP_ABOUT)


def points_address(code: str, segment: str) -> str:
    address = f"{reverse('cluster-points', args=[code])}?bahasa={words.language()}"
    return address if segment == "all" else f"{address}&lini={segment}"
