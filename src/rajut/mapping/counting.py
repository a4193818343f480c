"""Counts by area, segment and size class."""

from __future__ import annotations

from rajut.engines import Engine

FASHION = "mapping_fashion"
COUNTRY = "ID"
UNKNOWN = "unknown"  # the segment of fashion businesses whose product line is not known
DIGITS = {"country": 0, "province": 2, "regency": 4, "district": 6, "village": 10}

_COUNTS = "sum(businesses) AS businesses, sum(muslim_wear) AS muslim_wear, sum(workers) AS workers, sum(workers_known) AS workers_known"


def gather_fashion(engine: Engine) -> None:
    """One row per fashion business, with all that mapping asks of it: where it is and how surely, what it is called and how surely, its
    size and registers. `finest_code` and `area_code` (regency or coarser) are empty where nothing is known."""
    engine.create(
        FASHION,
        f"""
        SELECT b.business_id, coalesce(b.village_code, b.district_code, b.regency_code, b.province_code, '') AS finest_code,
               coalesce(b.regency_code, b.province_code, '') AS area_code, coalesce(c.segment, '{UNKNOWN}') AS segment,
               c.segment_shares AS shares, coalesce(c.decided_by <> 'model' AND c.segment_confidence >= 1, false) AS decided,
               coalesce(c.size_class, 'unknown') AS size_class,
               CASE WHEN c.muslim_wear THEN 1 ELSE 0 END AS muslim_wear,
               b.workers, b.lon, b.lat, b.precision_m, b.registers, b.record_count, b.place_confidence, b.observed_on
        FROM businesses b JOIN classes c ON b.business_id = c.business_id
        WHERE c.fashion
        """,
    )


def count_spread(engine: Engine) -> None:
    """Makes `spread` from the fashion businesses.

    A business counts in its finest known area and in all areas above it, so an area may hold more than
    its parts together: the difference is what is not located any finer.
    """
    engine.create(
        "mapping_cells",
        f"""
        SELECT finest_code, segment, size_class, count(*) AS businesses, sum(muslim_wear) AS muslim_wear,
               coalesce(sum(workers), 0) AS workers, count(workers) AS workers_known
        FROM {FASHION} GROUP BY finest_code, segment, size_class
        """,
    )
    engine.create("spread", " UNION ALL ".join(_level(level, digits) for level, digits in DIGITS.items()))
    engine.drop("mapping_cells")


def _level(level: str, digits: int) -> str:
    area = f"substr(finest_code, 1, {digits})" if digits else f"'{COUNTRY}'"
    # No segment or size class is null here, so a null after grouping means "all of them".
    return f"""
        SELECT '{level}' AS level, area_code, coalesce(segment, 'all') AS segment, coalesce(size_class, 'all') AS size_class, {_COUNTS}
        FROM (SELECT {area} AS area_code, * FROM mapping_cells WHERE length(finest_code) >= {digits}) cells
        GROUP BY GROUPING SETS ((area_code, segment, size_class), (area_code, segment), (area_code, size_class), (area_code))"""
