"""What an accuracy sheet shows: its figures as lines of a table, and the areas below with their shade."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from portal.accuracy import texts
from portal.pages import figures, words
from rajut.published import PublishedRun, accuracy, areas

SHADES = (0.5, 0.6, 0.7, 0.8)  # borders of the map's five classes, shares of businesses held


def page(run: PublishedRun, code: str, *, exact: bool) -> dict[str, Any] | None:
    """Everything the sheet of an area shows; exact: the whole sheet, for officers of the area only. None if there is no such area."""
    area = _area(run, code)
    if area is None:
        return None
    sheet = accuracy.exact(run, code) if exact else accuracy.public(run, code)
    below = accuracy.exact_below(run, code) if exact else accuracy.public_below(run, code)
    return {
        "area": area,
        "exact": exact,
        "sheet": _told(sheet),
        "computed": bool(sheet) or run.value("SELECT count(*) FROM accuracy") > 0,
        "lines": _lines(sheet, exact) if sheet else [],
        "segments": [_told(row) for row in accuracy.exact_lines(run, code)] if exact else [],
        "below": [_told(row) | {"class": shade(row)} for row in below],
        "regency": _area(run, code[:4]) if area["level"] == "district" else None,
    }


def shade(row: dict[str, Any]) -> str:
    """Class of an area on the map: `0` no businesses, `x` no estimate or withheld, else 1 to 5 by the middle of its interval."""
    if not row.get("reason"):
        return "0"
    if row["held_low"] is None:
        return "x"
    middle = (row["held_low"] + row["held_high"]) / 2
    return str(1 + sum(middle >= border for border in SHADES))


def legend() -> list[dict[str, str]]:
    starts = [figures.percent(border) for border in SHADES]
    middle = [figures.between(first, last) for first, last in pairwise(SHADES)]
    ranges = [str(texts.UP_TO) % {"share": starts[0]}, *middle, str(texts.FROM) % {"share": starts[-1]}]
    return [{"name": str(number), "range": text} for number, text in enumerate(ranges, 1)]


def _area(run: PublishedRun, code: str) -> dict[str, Any] | None:
    if code == areas.COUNTRY:
        return {"code": code, "name": "Indonesia", "level": "country"}
    found = areas.area(run, code)
    return found if found and found["level"] != "village" else None


def _told(row: dict[str, Any] | None) -> dict[str, Any]:
    """A row with its interval and its reason in words."""
    if row is None:
        return {}
    return row | {
        "share": figures.between(row["held_low"], row["held_high"]),
        "sentence": words.reason(row["reason"], row["facts"]) if row.get("reason") else "",
    }


def _lines(sheet: dict[str, Any], exact: bool) -> list[tuple[Any, str]]:
    """The lines of the table: title and value; nothing that is not told."""
    lines = [(texts.RECORDED, figures.whole(sheet["businesses"])), (texts.ESTIMATE, _estimate(sheet))]
    lines += _exact_lines(sheet) if exact else _public_lines(sheet)
    return [(title, value) for title, value in lines if value]


def _estimate(sheet: dict[str, Any]) -> str:
    told = {name: figures.whole(sheet[name]) for name in ("estimate", "low", "high")}
    return str(texts.ESTIMATE_VALUE) % told if sheet["estimate"] is not None else ""


def _public_lines(sheet: dict[str, Any]) -> list[tuple[Any, str]]:
    shares = {
        texts.DOUBLED: "doubled_share",
        texts.TO_VILLAGE: "to_village_share",
        texts.MISPLACED: "misplaced_share",
        texts.DATED: "dated_share",
        texts.FRESH: "fresh_share",
    }
    return [(title, figures.percent(sheet[name]) if sheet[name] is not None else "") for title, name in shares.items()]


def _exact_lines(sheet: dict[str, Any]) -> list[tuple[Any, str]]:
    businesses = sheet["businesses"]
    period = {"first": words.written_day(sheet["observed_from"]), "last": words.written_day(sheet["observed_to"])}
    return [
        (texts.LOWER_BOUND, figures.whole(sheet["lower_bound"]) if sheet["lower_bound"] is not None else ""),
        (texts.LISTS, figures.whole(sheet["lists"]) if sheet["lists"] is not None else ""),
        (texts.OVERLAP, figures.whole(sheet["overlap"]) if sheet["overlap"] is not None else ""),
        (texts.DOUBLED, _of(sheet["doubled"], businesses)),
        (texts.TO_VILLAGE, _of(sheet["to_village"], businesses)),
        (texts.DOUBTFUL, _of(sheet["doubtful"], businesses)),
        (texts.MISPLACED, _of(sheet["misplaced"], businesses)),
        (texts.DATED, _of(sheet["dated"], businesses)),
        (texts.FRESH, _of(sheet["fresh"], sheet["dated"])),
        (texts.PERIOD, str(texts.PERIOD_VALUE) % period if sheet["observed_to"] else str(texts.UNKNOWN)),
    ]


def _of(part: float | None, whole: int) -> str:
    if part is None or not whole:
        return ""
    return str(texts.COUNT_AND_SHARE) % {"count": figures.whole(part), "share": figures.percent(part / whole)}
