"""Coverage and accuracy sheets, from histories to tables."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.mapping.covering.estimating import estimate
from rajut.mapping.covering.histories import gather
from rajut.mapping.covering.kinds import gather_kinds
from rajut.mapping.covering.publishing import publish
from rajut.mapping.covering.rows import rows
from rajut.mapping.covering.sheets import fill_sheets
from rajut.tables import Coverage


def cover(engine: Engine, rules: dict[str, Any], smallest: int) -> dict[str, Any]:
    """Makes `coverage`, `accuracy` and `public_accuracy` from `mapping_fashion`, `pairs`, `links` and `public_spread`.

    rules: definitions/covering; smallest: publishable count. Returns for the manifest the lists, how many regencies are
    estimated and refused, and the chance of each model of dependence between the lists (pairs by number).
    """
    histories = gather(engine, rules["lists"])
    kinds = gather_kinds(engine, histories.areas, histories.segments, rules["classing"])
    estimated = estimate(histories, kinds, rules)
    found = list(rows(histories, estimated, rules))
    engine.put("coverage", pa.Table.from_pylist(found, schema=Coverage.schema()))
    fill_sheets(engine, rules["sheet"])
    publish(engine, rules["publishing"], smallest)
    whole = [row for row in found if row["segment"] == "all" and row["level"] == "regency"]
    return {
        "lists": histories.members,
        "regencies_estimated": sum("estimate" in row for row in whole),
        "regencies_refused": sum("estimate" not in row for row in whole),
        "models": [{"dependent": list(model.pairs), "probability": round(model.probability, 4)} for model in _likely(estimated)],
    }


def _likely(estimated: Any) -> list[Any]:
    """Models with a chance of a thousandth or more, the likeliest first."""
    models = estimated.models if estimated else []
    return sorted((model for model in models if model.probability >= 0.001), key=lambda model: (-model.probability, model.pairs))
