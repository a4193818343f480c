"""The table `cluster_rules`: which legal predicates of definitions/sentra_rules each sentra and cluster meets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.clustering.candidates import Candidates
from rajut.clustering.homes import Homes
from rajut.clustering.naming import Unit
from rajut.clustering.tallies import commonest, counted
from rajut.engines import Engine

# Per rule: its facts, what is measured, and when the answer is unknown although something is measured.
KLASTER_UNKNOWN = "roles < {needed} AND roles_unknown > 0"
MEASURES = {
    "pp29_2018_units": ("clustering_sentra", "greatest(close_by, producers_in_one_village)", "false"),
    "bps_one_village": ("clustering_sentra", "village_share", "false"),
    "bps_households": ("clustering_sentra", "NULL", "true"),
    "bps_organised": ("clustering_sentra", "NULL", "true"),
    "kepmenkop32_2002_similar": ("clustering_sentra", "1", "false"),  # by how a sentra is formed
    "kepmenkop32_2002_prospect": ("clustering_sentra", "NULL", "true"),
    "kepmenkop32_2002_district": ("clustering_sentra", "in_district", "false"),
    "permen23_2005_unggulan": ("clustering_sentra", "NULL", "true"),
    "permen23_2005_part": ("clustering_sentra", "roles", KLASTER_UNKNOWN),
    "permen23_2005_klaster": ("clustering_cluster", "roles", KLASTER_UNKNOWN),
}


def put_rules(engine: Engine, candidates: Candidates, homes: Homes, sentra: Sequence[Unit], clusters: Sequence[Unit]) -> None:
    """Make `cluster_rules` from what is known about every unit, measured once: null where a fact is unknown."""
    content = definitions.load("sentra_rules").content
    roles = np.bincount(counted(homes.cluster, candidates.role)[0], minlength=len(clusters))
    unknown = np.bincount(homes.cluster[(homes.cluster >= 0) & (candidates.role < 0)], minlength=len(clusters))
    names = pa.array([unit.unit_id for unit in clusters], pa.string())
    engine.put("clustering_cluster", pa.table({"unit_id": names, "roles": roles, "roles_unknown": unknown}))
    own = {"roles": roles[homes.sentra_cluster], "roles_unknown": unknown[homes.sentra_cluster]}
    engine.put("clustering_sentra", pa.table(_sentra_facts(candidates, homes, sentra, content["one_location_m"]) | own))
    engine.create("cluster_rules", " UNION ALL ".join(_rule(name, rule) for name, rule in content["rules"].items()))


def _sentra_facts(candidates: Candidates, homes: Homes, units: Sequence[Unit], one_location_m: float) -> dict[str, Any]:
    produces = candidates.role != (candidates.roles.index("trade") if "trade" in candidates.roles else -2)  # a trader produces nothing
    producers = np.where(produces, homes.sentra, -1)
    close_by = homes.sentra[produces & (homes.sentra_distance_m <= one_location_m)]
    villages_known = np.bincount(homes.sentra[(homes.sentra >= 0) & (candidates.village >= 0)], minlength=len(units))
    members = np.array([unit.members for unit in units], dtype=np.int64)
    share = np.array([unit.village_share for unit in units], dtype=np.float64)
    in_districts = _in_districts(candidates)
    return {
        "unit_id": pa.array([unit.unit_id for unit in units], pa.string()),
        "close_by": np.bincount(close_by, minlength=len(units)),
        "producers_in_one_village": commonest(producers, candidates.village, len(units))[1],
        "village_share": pa.array(share, mask=villages_known < members),
        "in_district": pa.array([in_districts.get((unit.district_code, unit.segment)) for unit in units], pa.int64()),
    }


def _in_districts(candidates: Candidates) -> dict[tuple[str | None, str], int]:
    """How many businesses of each segment there are in each district, members or not."""
    district, segment, businesses = (column.tolist() for column in counted(candidates.district, candidates.segment))
    places = ((candidates.districts[one], candidates.segments[two]) for one, two in zip(district, segment, strict=True))
    return dict(zip(places, businesses, strict=True))


def _rule(name: str, rule: dict[str, str | float | None]) -> str:
    facts, measured, unknown = MEASURES[name]
    needed = "NULL" if rule["needed"] is None else str(float(rule["needed"]))
    return f"""
    SELECT unit_id, '{rule["unit"]}' AS unit, '{name}' AS rule,
           CASE WHEN {unknown.format(needed=needed)} THEN CAST(NULL AS BOOLEAN) ELSE {measured} >= {needed} END AS met,
           CAST({measured} AS DOUBLE) AS measured, CAST({needed} AS DOUBLE) AS needed
    FROM {facts}"""
