"""The stage: how many of what are where, how special an area is, how dense, and what may be published."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.mapping.agglomerating import agglomerate
from rajut.mapping.counting import FASHION, count_spread, gather_fashion
from rajut.mapping.covering import cover
from rajut.mapping.hexagons import count_hexagons
from rajut.mapping.publishing import publish_spread
from rajut.mapping.specialising import compare
from rajut.progress import Progress


def chart(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Reads `businesses`, `classes`, `pairs`, `links` and `areas`; makes `spread`, `specialisation`, `hexagons`,
    `agglomeration`, `hot_spots`, `public_spread`, `coverage`, `accuracy` and `public_accuracy`.

    Only businesses that are fashion count; those that abstained (null) do not. Returns counts for the manifest.
    """
    rules = definitions.load("mapping").content
    progress.item("businesses", 0.0)
    gather_fashion(engine)
    progress.check()
    progress.item("spread", 0.2)
    count_spread(engine)
    progress.check()
    progress.item("specialisation", 0.5)
    compare(engine, float(rules["interval"]["z"]))
    progress.check()
    progress.item("hexagons", 0.6)
    vague = float(rules["hexagons"]["worst_precision_m"])
    in_hexagons = count_hexagons(engine, int(rules["hexagons"]["resolution"]), vague)
    progress.check()
    progress.item("agglomeration", 0.75)
    agglomerate(engine, rules["agglomeration"], rules["stars"])
    progress.check()
    progress.item("public_spread", 0.8)
    published = publish_spread(engine, rules["publishing"], lambda share: progress.item("public_spread", 0.8 + 0.1 * share))
    progress.check()
    progress.item("coverage", 0.9)
    covered = cover(engine, definitions.load("covering").content, int(rules["publishing"]["smallest_count"]))
    located = _located(engine)
    facts = located | {"in_hexagons": in_hexagons, "public": published, "coverage": covered}
    facts["warnings"] = _warnings(engine, located, in_hexagons, vague)
    engine.drop(FASHION)
    return facts


def _located(engine: Engine) -> dict[str, int]:
    """Fashion businesses, and how many of them are located at least to each level."""
    query = f"""
        SELECT count(*) AS fashion,
               count(CASE WHEN length(finest_code) >= 2 THEN 1 END) AS to_province,
               count(CASE WHEN length(finest_code) >= 4 THEN 1 END) AS to_regency,
               count(CASE WHEN length(finest_code) >= 6 THEN 1 END) AS to_district,
               count(CASE WHEN length(finest_code) >= 10 THEN 1 END) AS to_village
        FROM {FASHION}"""
    return {name: int(count) for name, count in engine.rows(query)[0].items()}


def _warnings(engine: Engine, located: dict[str, int], in_hexagons: int, vague: float) -> list[RajutError]:
    fashion = located["fashion"]
    if not fashion:
        return [RajutError("MAP-NO-FASHION", businesses=engine.count("businesses"))]
    nowhere, outside = fashion - located["to_province"], fashion - in_hexagons
    warnings = []
    if nowhere:
        warnings.append(RajutError("MAP-NOT-LOCATED", count=nowhere, percent=_percent(nowhere, fashion)))
    if outside:
        percent = _percent(outside, fashion)
        warnings.append(RajutError("MAP-NOT-IN-HEXAGON", count=outside, percent=percent, worst_precision_m=round(vague)))
    return warnings


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)
