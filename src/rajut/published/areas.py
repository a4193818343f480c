"""Public figures of areas: counts and location quotients, disclosure-controlled.

A figure is a dictionary with `businesses` (None if withheld), `suppressed`, `location_quotient` and `known`:
the businesses, or, where they are withheld, how many there are at least according to the figures that are
published (its product lines, or the areas below it; None if these say nothing). Everyone could add those up.
An area or product line without a row in the public table has no fashion business in the registers: 0.
"""

from __future__ import annotations

from typing import Any

from rajut.published.opening import PublishedRun

BELOW = {"country": "province", "province": "regency", "regency": "district", "district": "none"}
DIGITS = {"country": 0, "province": 2, "regency": 4, "district": 6}
LEVEL_OF_LENGTH = {2: "province", 4: "regency", 6: "district"}
COUNTRY = "ID"
NOTHING = {"businesses": 0, "suppressed": False, "location_quotient": None, "known": 0}

FIGURE = """coalesce(s.businesses, CASE WHEN coalesce(s.suppressed, false) THEN NULL ELSE 0 END) AS businesses,
            coalesce(s.suppressed, false) AS suppressed, s.location_quotient,
            CASE WHEN s.suppressed THEN nullif(greatest(coalesce(lines.sum, 0), coalesce(parts.sum, 0)), 0)
                 ELSE coalesce(s.businesses, 0) END AS known"""
# What is published one step finer, added up: the product lines of a total, and the areas below an area.
LINES = """SELECT level, area_code, 'all' AS segment, CAST(sum(businesses) AS BIGINT) AS sum FROM public_spread
           WHERE level = $level AND segment <> 'all' GROUP BY level, area_code"""
PARTS = """SELECT substr(area_code, 1, $digits) AS area_code, segment, CAST(sum(businesses) AS BIGINT) AS sum FROM public_spread
           WHERE level = $below GROUP BY substr(area_code, 1, $digits), segment"""
FINER = f"""LEFT JOIN ({LINES}) lines ON lines.area_code = s.area_code AND lines.segment = s.segment
            LEFT JOIN ({PARTS}) parts ON parts.area_code = s.area_code AND parts.segment = s.segment"""


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
    level = BELOW[str(level_of(code))]
    return run.rows(
        f"""SELECT a.code, a.name, {FIGURE}
            FROM areas a LEFT JOIN public_spread s ON s.level = $level AND s.area_code = a.code AND s.segment = $segment {FINER}
            WHERE a.level = $level AND ($parent = 'ID' OR a.parent_code = $parent)
            ORDER BY known DESC NULLS LAST, coalesce(s.suppressed, false) DESC, a.name, a.code""",
        {"parent": code, "segment": segment} | _finer(level),
    )


def by_segment(run: PublishedRun, code: str) -> dict[str, dict[str, Any]]:
    """Figures of one area by product line, `all` and `unknown` included."""
    query = f"SELECT s.segment, {FIGURE} FROM public_spread s {FINER} WHERE s.level = $level AND s.area_code = $code"
    return {row["segment"]: row for row in run.rows(query, {"code": code} | _finer(str(level_of(code))))}


def gathering(run: PublishedRun, code: str) -> list[dict[str, Any]]:
    """Product lines of a regency that have a star: segment and stars, most stars first.

    Told only for lines whose businesses and location quotient here are published: the stars are made from them. Hot spots
    are not told: they are made from withheld figures of neighbours too, and are weak for rare lines. Empty for other
    levels, and for runs from before these were computed.
    """
    return run.rows(
        """SELECT h.segment, h.size_star, h.specialisation_star, h.focus_star
           FROM hot_spots h JOIN public_spread s ON s.level = 'regency' AND s.area_code = h.regency_code AND s.segment = h.segment
           WHERE h.regency_code = $code AND NOT s.suppressed AND s.businesses IS NOT NULL AND s.location_quotient IS NOT NULL
             AND (h.size_star OR h.specialisation_star OR h.focus_star)
           ORDER BY CAST(h.size_star AS INT) + CAST(h.specialisation_star AS INT) + CAST(coalesce(h.focus_star, false) AS INT) DESC,
                    h.segment""",
        {"code": code},
    )


def _finer(level: str) -> dict[str, Any]:
    return {"level": level, "below": BELOW[level], "digits": DIGITS[level]}
