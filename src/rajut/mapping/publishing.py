"""The spread as it may be published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rajut.engines import Engine
from rajut.mapping.counting import COUNTRY
from rajut.mapping.disclosure import withheld
from rajut.mapping.specialising import location_quotient
from rajut.tables import PublicSpread

LEVELS = ("country", "province", "regency", "district")
Counts = dict[str, NDArray[np.int64]]


def publish_spread(engine: Engine, rules: dict[str, Any], progress: Callable[[float], None]) -> dict[str, int]:
    """Makes `public_spread` from `spread`; returns how many figures it has and how many are withheld.

    rules: `publishing` of definitions/mapping. An area with any business has a row for every segment: a count
    below the smallest, 0 included, is withheld. An area without a row has no business.
    """
    spread = engine.fetch(
        f"SELECT level, area_code, segment, businesses FROM spread WHERE size_class = 'all' AND level IN {LEVELS}"
    ).to_pylist()
    segments = [*sorted({row["segment"] for row in spread} - {"all"}), "all"]
    counts = _counts(spread, segments)
    weights = [float(rules["weight_of_level"][level]) for level in LEVELS]
    hidden: list[dict[str, NDArray[np.bool_]]] = [{} for _ in LEVELS]
    if spread:
        hidden = withheld(counts, _parent, int(rules["smallest_count"]), weights, float(rules["weight_of_total"]), progress)
    table = pa.concat_tables([_published(*each, counts[0], hidden[0], segments) for each in zip(LEVELS, counts, hidden, strict=True)])
    engine.put("public_spread", table)
    small = sum(int((values < rules["smallest_count"]).sum()) for level in counts for values in level.values())
    total = sum(int(flags.sum()) for level in hidden for flags in level.values())
    return {"figures": len(table), "withheld_small": small, "withheld_to_protect_them": total - small}


def _parent(code: str) -> str:
    return code[:-2] or COUNTRY if code != COUNTRY else ""


def _counts(spread: list[dict[str, Any]], segments: list[str]) -> list[Counts]:
    column = {segment: number for number, segment in enumerate(segments)}
    levels: dict[str, Counts] = {level: {} for level in LEVELS}
    for row in spread:
        values = levels[row["level"]].setdefault(row["area_code"], np.zeros(len(segments), dtype=np.int64))
        values[column[row["segment"]]] = row["businesses"]
    return list(levels.values())


def _published(
    level: str,
    counts: Counts,
    hidden: dict[str, NDArray[np.bool_]],
    country: Counts,
    country_hidden: dict[str, NDArray[np.bool_]],
    segments: list[str],
) -> pa.Table:
    """Rows of one level, in order of area. A location quotient is given only where all four of its figures are."""
    if not counts:
        return PublicSpread.schema().empty_table()
    codes = sorted(counts)
    values, flags = np.array([counts[code] for code in codes]), np.array([hidden[code] for code in codes])
    land, land_flags = country[COUNTRY], country_hidden[COUNTRY]
    quotient = location_quotient(values, values[:, -1:], land, land[-1]).round(6)
    untold = flags | flags[:, -1:] | land_flags | land_flags[-1]
    untold |= np.array([segment in ("all", "unknown") for segment in segments]) | (level == "country")
    row, column = np.indices(values.shape).reshape(2, -1)
    columns = {
        "level": [level] * len(row),
        "area_code": np.array(codes)[row],
        "segment": np.array(segments)[column],
        "businesses": pa.array(values[row, column], mask=flags[row, column]),
        "suppressed": flags[row, column],
        "location_quotient": pa.array(quotient[row, column], mask=untold[row, column]),
    }
    return pa.table(columns).cast(PublicSpread.schema())
