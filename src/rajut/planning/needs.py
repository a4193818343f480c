"""How much each cluster needs each service: a weighted mean of indicators from 0 to 1, unknown ones left out.

score(cluster, service) = sum of w_i x_i over known indicators i / sum of w_i over known indicators i, with the weights and indicators of
definitions/planning. `reasons` holds each indicator's part of the score; the parts add up to it.
"""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.engines import Engine
from rajut.planning.distances import Numbers, nearest_km
from rajut.tables import Needs


def _members_sql(content: dict[str, list[str]]) -> str:
    """Per cluster the counts the indicators are made of."""
    leather, heritage = (", ".join(f"'{name}'" for name in content[key]) for key in ("leather_segments", "heritage_segments"))
    return f"""
        SELECT k.cluster_id, k.lon, k.lat, k.location_quotient, count(c.business_id) AS members, count(b.nib) AS with_nib,
               count(c.size_class) AS sized, count(c.size_class) FILTER (WHERE c.size_class = 'micro') AS micro,
               count(c.segment) AS lined, count(c.segment) FILTER (WHERE c.segment = k.main_segment) AS in_main,
               count(c.segment) FILTER (WHERE c.segment IN ({leather})) AS leather,
               count(c.segment) FILTER (WHERE c.segment IN ({heritage})) AS heritage,
               count(c.role) AS roled, count(c.role) FILTER (WHERE c.role = 'core') AS core,
               count(c.role) FILTER (WHERE c.role = 'supporting') AS supporting, count(c.role) FILTER (WHERE c.role = 'trade') AS trade,
               count(c.muslim_wear) AS worn, count(c.muslim_wear) FILTER (WHERE c.muslim_wear) AS muslim_wear
        FROM clusters AS k
        LEFT JOIN homes AS h ON h.cluster_id = k.cluster_id AND h.status IN ('member', 'linked')
        LEFT JOIN classes AS c ON c.business_id = h.business_id
        LEFT JOIN businesses AS b ON b.business_id = h.business_id
        GROUP BY k.cluster_id, k.lon, k.lat, k.location_quotient
        ORDER BY k.cluster_id"""


def make_needs(engine: Engine) -> None:
    """Make `needs` from `clusters`, `homes`, `classes`, `businesses`, `areas` and `venues`."""
    content = definitions.load("planning").content
    facts = engine.fetch(_members_sql(content))
    measured = _indicators(engine, facts)
    tables = [_of_service(facts["cluster_id"], service, weights, measured) for service, weights in content["needs"].items()]
    engine.put("needs", pa.concat_tables(tables) if tables else Needs.schema().empty_table())


def _indicators(engine: Engine, facts: pa.Table) -> dict[str, Numbers]:
    """Each indicator as numbers from 0 to 1, one per cluster; unknown is NaN."""
    content = definitions.load("planning").content
    per = {name: entry.get("per") for name, entry in content["indicators"].items()}
    count = {name: facts[name].cast(pa.float64()).to_numpy() for name in facts.column_names if name != "cluster_id"}
    points = np.column_stack([count["lon"], count["lat"]])
    licensed = bool(engine.value("SELECT count(nib) FROM businesses"))  # where no register gives a NIB, nobody's is known
    quotient = count["location_quotient"]
    return {
        "without_nib": 1 - _share(count["with_nib"], count["members"]) if licensed else np.full(len(facts), np.nan),
        "micro": _share(count["micro"], count["sized"]),
        "leather": _share(count["leather"], count["lined"]),
        "sameness": _share(count["in_main"], count["lined"]),
        "no_support": np.where(count["roled"] > 0, (count["supporting"] == 0).astype(float), np.nan),
        "muslim_wear": _share(count["muslim_wear"], count["worn"]),
        "heritage": _share(count["heritage"], count["lined"]),
        "own_products": _share(count["core"], count["roled"]),
        "speciality": np.clip((quotient - 1) / (per["speciality"] - 1), 0, 1),
        "far_from_gallery": np.clip(_to(points, _galleries(engine)) / per["far_from_gallery"], 0, 1),
        "far_from_city": np.clip(_to(points, _cities(engine)) / per["far_from_city"], 0, 1),
        "no_trade": 1 - np.clip(_share(count["trade"], count["roled"]) / per["no_trade"], 0, 1),
    }


def _share(part: Numbers, whole: Numbers) -> Numbers:
    share: Numbers = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return share


def _to(points: Numbers, others: Numbers) -> Numbers:
    return nearest_km(points, others) if len(others) else np.full(len(points), np.nan)


def _galleries(engine: Engine) -> Numbers:
    return _points(
        engine,
        """SELECT DISTINCT a.lon, a.lat FROM venues AS v JOIN areas AS a ON a.code = v.regency_code
           WHERE v.kind = 'gallery' AND a.lon IS NOT NULL AND a.lat IS NOT NULL""",
    )


def _cities(engine: Engine) -> Numbers:
    least = definitions.load("planning").content["indicators"]["far_from_city"]["city_population"]
    return _points(
        engine, f"SELECT lon, lat FROM areas WHERE kind = 'kota' AND population >= {least} AND lon IS NOT NULL AND lat IS NOT NULL"
    )


def _points(engine: Engine, query: str) -> Numbers:
    rows = engine.fetch(query)
    return np.column_stack([rows["lon"].to_numpy(), rows["lat"].to_numpy()])


def _of_service(clusters: pa.ChunkedArray, service: str, weights: dict[str, float], measured: dict[str, Numbers]) -> pa.Table:
    names = list(weights)
    values = np.column_stack([measured[name] for name in names])
    weight = np.array([weights[name] for name in names], np.float64)
    known = ~np.isnan(values)
    total = (known * weight).sum(axis=1, keepdims=True)
    parts = np.divide(values * weight, total, out=np.zeros_like(values), where=total > 0)
    score = np.where(total[:, 0] > 0, np.nansum(parts, axis=1), 0.5)  # nothing known: neither urgent nor not
    reasons = [
        json.dumps({name: part if there else None for name, part, there in zip(names, row, fact, strict=True)})
        for row, fact in zip(np.round(parts, 4).tolist(), known.tolist(), strict=True)
    ]
    columns = [
        clusters,
        pa.array([service] * len(clusters), pa.string()),
        np.clip(np.round(score, 4), 0, 1),
        pa.array(reasons, pa.string()),
    ]
    return pa.table(dict(zip(Needs.columns(), columns, strict=True)), schema=Needs.schema())
