"""The accuracy sheet of every area: its coverage beside what else is uncertain about its figures."""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine
from rajut.mapping.counting import COUNTRY, FASHION

SHEETED = "mapping_sheeted"
LEVELS = {"country": 0, "province": 2, "regency": 4, "district": 6}


def fill_sheets(engine: Engine, rules: dict[str, Any]) -> None:
    """Makes `accuracy` from `mapping_fashion` and `coverage`. rules: `sheet` of definitions/covering.

    Dates count by their year, as some registers give no more. Fresh is measured against the freshest record of the run, never
    against the clock: the same inputs give the same sheet on any day.
    """
    engine.create(
        SHEETED,
        f"""
        WITH fashion AS (
            SELECT finest_code, record_count, place_confidence, observed_on, whole_or_null(substr(observed_on, 1, 4)) AS year
            FROM {FASHION}),
        freshest AS (SELECT max(year) AS year FROM fashion)
        SELECT f.finest_code, count(*) AS businesses, sum(f.record_count) AS records,
               sum(CASE WHEN length(f.finest_code) = 10 THEN 1 ELSE 0 END) AS to_village,
               sum(CASE WHEN f.place_confidence < {float(rules["doubtful_below"])} THEN 1 ELSE 0 END) AS doubtful,
               sum(1 - f.place_confidence) AS misplaced, count(f.year) AS dated,
               sum(CASE WHEN f.year >= e.year - {int(rules["fresh_years"])} THEN 1 ELSE 0 END) AS fresh,
               min(f.observed_on) AS observed_from, max(f.observed_on) AS observed_to
        FROM fashion f CROSS JOIN freshest e GROUP BY f.finest_code
        """,
    )
    engine.create(
        "accuracy",
        f"""
        SELECT s.*, v.doubled, v.lists, v.overlap, v.estimate, v.low, v.high, v.held, v.held_low, v.held_high, v.lower_bound,
               coalesce(v.reason, 'COVER-AT-REGENCY') AS reason, coalesce(v.facts, '{{}}') AS facts
        FROM ({" UNION ALL ".join(_level(level, digits) for level, digits in LEVELS.items())}) s
        LEFT JOIN coverage v ON v.level = s.level AND v.area_code = s.area_code AND v.segment = 'all'
        """,
    )
    engine.drop(SHEETED)


def _level(level: str, digits: int) -> str:
    area = f"substr(finest_code, 1, {digits})" if digits else f"'{COUNTRY}'"
    return f"""
        SELECT '{level}' AS level, {area} AS area_code, CAST(sum(businesses) AS BIGINT) AS businesses,
               CAST(sum(records) AS BIGINT) AS records, CAST(sum(to_village) AS BIGINT) AS to_village,
               CAST(sum(doubtful) AS BIGINT) AS doubtful, round(sum(misplaced), 3) AS misplaced, CAST(sum(dated) AS BIGINT) AS dated,
               CAST(sum(fresh) AS BIGINT) AS fresh, min(observed_from) AS observed_from, max(observed_to) AS observed_to
        FROM {SHEETED} WHERE length(finest_code) >= {digits} GROUP BY {area if digits else "'" + COUNTRY + "'"}"""
