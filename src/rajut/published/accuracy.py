"""Accuracy sheets of areas: rounded and disclosure-controlled for everybody, exact for officers.

A caller shows `exact`, `exact_lines` and `exact_below` to officers of the area only; the others may be shown to anybody.
"""

from __future__ import annotations

from typing import Any

from rajut.published.areas import COUNTRY, level_of
from rajut.published.opening import PublishedRun

BELOW = {"country": "province", "province": "regency"}  # districts have no estimate of their own
NAMED = "SELECT s.*, coalesce(a.name, 'Indonesia') AS name FROM {table} s LEFT JOIN areas a ON a.code = s.area_code"


def public(run: PublishedRun, code: str) -> dict[str, Any] | None:
    """The public sheet of an area, `ID` for the country; None if it has no fashion business or the run made no sheets."""
    return _one(run, "public_accuracy", code)


def exact(run: PublishedRun, code: str) -> dict[str, Any] | None:
    """The whole sheet, for officers of the area."""
    return _one(run, "accuracy", code)


def public_below(run: PublishedRun, code: str) -> list[dict[str, Any]]:
    """Public sheets of the areas one level below, by name: areas without a sheet have nulls beside code and name."""
    return _below(run, "public_accuracy", code)


def exact_below(run: PublishedRun, code: str) -> list[dict[str, Any]]:
    """Whole sheets of the areas one level below, for officers of the area."""
    return _below(run, "accuracy", code)


def exact_lines(run: PublishedRun, code: str) -> list[dict[str, Any]]:
    """Coverage by product line, most businesses first, for officers of the area."""
    return run.rows(
        "SELECT * FROM coverage WHERE level = $level AND area_code = $code AND segment <> 'all' ORDER BY observed DESC, segment",
        {"level": level_of(code), "code": code},
    )


def everything(run: PublishedRun) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every whole sheet and every estimate by product line, in order of area, for whoever owns the run."""
    sheets = run.rows(f"{NAMED.format(table='accuracy')} WHERE s.level <> 'district' ORDER BY s.area_code = '{COUNTRY}' DESC, s.area_code")
    lines = run.rows(
        f"""{NAMED.format(table="coverage")} WHERE s.segment <> 'all'
            ORDER BY s.area_code = '{COUNTRY}' DESC, s.area_code, s.observed DESC, s.segment"""
    )
    return sheets, lines


def _one(run: PublishedRun, table: str, code: str) -> dict[str, Any] | None:
    found = run.rows(f"{NAMED.format(table=table)} WHERE s.level = $level AND s.area_code = $code", {"level": level_of(code), "code": code})
    return found[0] if found else None


def _below(run: PublishedRun, table: str, code: str) -> list[dict[str, Any]]:
    level = BELOW.get(str(level_of(code)))
    if level is None:
        return []
    return run.rows(
        f"""SELECT s.*, a.code, a.name FROM areas a LEFT JOIN {table} s ON s.level = a.level AND s.area_code = a.code
            WHERE a.level = $level AND ($code = '{COUNTRY}' OR a.parent_code = $code) ORDER BY a.name, a.code""",
        {"level": level, "code": code},
    )
