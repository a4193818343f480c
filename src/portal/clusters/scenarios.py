"""Two scenarios side by side: their parameters, their measures with the differences, and the figures of areas for the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.clusters import texts_scenarios as texts
from portal.pages import figures
from portal.runs import parameters
from rajut.published import scenarios

PUBLISHED = ""  # the name of what is published, among those of scenarios


def _metres(value: float | None) -> str:
    return "–" if value is None else f"{figures.whole(value)} m"


def _tenths(share: float | None) -> str:
    """A share to a tenth of a percent: scenarios differ by little."""
    return "–" if share is None else f"{figures.decimal(100 * share)} %"


def _points(share: float | None) -> str:
    return "–" if share is None else str(texts.POINTS) % {"points": figures.decimal(100 * share)}


# Measure -> how it is told, and how a difference of it is told.
SHOWN: dict[str, tuple[Callable[[float | None], str], Callable[[float | None], str]]] = {
    "share_in_sentra": (_tenths, _points),
    "share_in_cluster": (_tenths, _points),
    "sentra": (figures.whole, figures.whole),
    "clusters": (figures.whole, figures.whole),
    "member": (figures.whole, figures.whole),
    "linked": (figures.whole, figures.whole),
    "scattered": (figures.whole, figures.whole),
    "unplaced": (figures.whole, figures.whole),
    "median_m": (_metres, _metres),
    "p90_m": (_metres, _metres),
    "smallest": (figures.whole, figures.whole),
    "median_size": (figures.whole, figures.whole),
    "largest": (figures.whole, figures.whole),
    "gap": (_tenths, _points),
}
OF_AREA = ("housed", "sentra", "clusters")


def side(known: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    """One of the two: its name, title, settings, measures, areas and how many homes differ from what is published."""
    if name == PUBLISHED:
        one = next(iter(known.values()))
        parts = {"settings": one.get("published_settings", {}), "measures": one["published"], "areas": one.get("published_areas", {})}
        return {"name": name, "title": texts.PUBLISHED_NOW, "changed": 0} | parts
    one = known[name]
    parts = {"settings": one["settings"], "measures": one["measures"], "areas": one.get("areas", {})}
    return {"name": name, "title": name, "changed": one["changed_homes"]} | parts


def settings_rows(sides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every parameter that either side changed, with the definition and both values."""
    names = sorted({name for one in sides for name in one["settings"]})
    rows = []
    for name in names:
        defined = scenarios.defined(name)
        values = [parameters.shown(name, one["settings"].get(name, defined)) for one in sides]
        rows.append({"title": parameters.title(name), "defined": parameters.shown(name, defined), "values": values})
    return rows


def measure_rows(sides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [_row(texts.MEASURES[name], [one["measures"].get(name) for one in sides], *SHOWN[name]) for name in SHOWN]
    return [*rows, _row(texts.CHANGED_HOMES, [one["changed"] for one in sides], figures.whole, figures.whole)]


def _row(title: Any, values: list[float | None], told: Callable[..., str], differs: Callable[..., str]) -> dict[str, Any]:
    return {"title": title, "cells": [told(value) for value in values], "difference": difference(values, differs)}


def difference(values: list[float | None], told: Callable[[float | None], str] = figures.whole) -> str:
    """Second less first with its sign; a dash if either is not known."""
    first, second = values
    if first is None or second is None:
        return "–"
    size = told(abs(second - first))
    sign = "+" if second > first else "−" if second < first else ""
    return size if size == told(0) else f"{sign}{size}"


def size_rows(sides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many sentra of each size both have."""
    bins = zip(texts.SIZE_BINS, *(one["measures"]["sizes"] for one in sides), strict=True)
    return [{"title": title, "cells": list(cells)} for title, *cells in bins]


def area_rows(sides: list[dict[str, Any]], children: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each area (code, name): its figures on both sides, differences, and the class its colour is."""
    rows = []
    for child in children:
        counted = [one["areas"].get(child["code"], dict.fromkeys((*OF_AREA, "businesses"), 0)) for one in sides]
        pairs = {name: [one[name] for one in counted] for name in OF_AREA}
        columns = [{"cells": [figures.whole(value) for value in values], "difference": difference(values)} for values in pairs.values()]
        housed = pairs["housed"]
        shade = "0" if not counted[0]["businesses"] else "less" if housed[1] < housed[0] else "more" if housed[1] > housed[0] else "same"
        rows.append(
            {"code": child["code"], "name": child["name"], "class": shade, "columns": columns, "businesses": counted[0]["businesses"]}
        )
    return rows
