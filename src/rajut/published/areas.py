"""Public figures of areas: counts and location quotients, disclosure-controlled.

A figure is a dictionary with `businesses` (None if withheld), `suppressed` and `location_quotient`.
An area or product line without a row in the public table has no fashion business in the registers: 0.
"""

from __future__ import annotations

from typing import Any

from rajut.published.opening import PublishedRun

LEVEL_OF_LENGTH = {2: "province", 4: "regency", 6: "district"}
COUNTRY = "ID"

FIGURE = """coalesce(s.businesses, CASE WHEN coalesce(s.suppressed, false) THEN NULL ELSE 0 END) AS businesses,
            coalesce(s.suppressed, false) AS suppressed, s.location_quotient"""


def level_of(code: str) -> str | None:
    """The level of an official code, `country` for ID, None if it is no code of a public level."""
    if code == COUNTRY:
        return "country"
    return LEVEL_OF_LENGTH.get(len(code)) if code.isascii() and code.isdigit() else None


def area(run: PublishedRun, code: str) -> dict[str, Any] | None:
    """An area: code, level, name, kind, parent_code, lon, lat, population; None if there is none."""
    if level_of(code) in (None, "country"):
        return None
    found = run.rows("SELECT * FROM areas WHERE code = $code", {"code": code})
    return found[0] if found else None


def above(run: PublishedRun, code: str) -> list[dict[str, Any]]:
    """The areas an area lies in, province first: code and name."""
    codes = [code[:length] for length in (2, 4) if length < len(code)]
    return [run.rows("SELECT code, name FROM areas WHERE code = $code", {"code": part})[0] for part in codes]


def children(run: PublishedRun, code: str, segment: str) -> list[dict[str, Any]]:
    """Figures of the areas one level below, for one product line or `all`: code, name, figure. Most businesses first."""
    level = {"country": "province", "province": "regency", "regency": "district"}.get(str(level_of(code)))
    return run.rows(
        f"""SELECT a.code, a.name, {FIGURE}
            FROM areas a LEFT JOIN public_spread s ON s.level = $level AND s.area_code = a.code AND s.segment = $segment
            WHERE a.level = $level AND ($parent = 'ID' OR a.parent_code = $parent)
            ORDER BY s.businesses DESC NULLS LAST, coalesce(s.suppressed, false) DESC, a.name, a.code""",
        {"level": level, "parent": code, "segment": segment},
    )


def figures(run: PublishedRun, level: str, segment: str) -> list[dict[str, Any]]:
    """Figures of every area of a level that has a row: code and figure."""
    query = f"SELECT s.area_code AS code, {FIGURE} FROM public_spread s WHERE level = $level AND segment = $segment ORDER BY area_code"
    return run.rows(query, {"level": level, "segment": segment})


def by_segment(run: PublishedRun, code: str) -> dict[str, dict[str, Any]]:
    """Figures of one area by product line, `all` and `unknown` included."""
    query = f"SELECT s.segment, {FIGURE} FROM public_spread s WHERE level = $level AND area_code = $code"
    return {row["segment"]: row for row in run.rows(query, {"level": level_of(code), "code": code})}
