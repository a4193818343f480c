"""The sentra and clusters of the run published before, told of the businesses of this run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from rajut.clustering.points import Flags, Whole
from rajut.engines import Engine

UNITS = "SELECT * FROM former_units ORDER BY unit, unit_id"
NUMBERED = """
SELECT unit_id, row_number() OVER (ORDER BY unit_id) - 1 AS number FROM former_units WHERE unit = '{unit}' AND state = 'standing'
"""
# In the order of the candidates.
HOMES = """
SELECT coalesce(s.number, -1) AS sentra, coalesce(k.number, -1) AS cluster
FROM businesses b JOIN classes c ON c.business_id = b.business_id
LEFT JOIN former_homes h ON h.business_id = b.business_id
LEFT JOIN clustering_former_sentra s ON s.unit_id = h.sentra_id
LEFT JOIN clustering_former_cluster k ON k.unit_id = h.cluster_id AND h.status IN ('member', 'linked')
WHERE c.fashion
ORDER BY b.business_id
"""
SIZES = """
SELECT u.number, count(*) AS businesses FROM former_homes h JOIN clustering_former_{unit} u ON u.unit_id = h.{unit}_id
WHERE h.status IN ('member', 'linked') GROUP BY u.number
"""
CLUSTER_OF = """
SELECT s.number, min(k.number) AS cluster FROM former_homes h
JOIN clustering_former_sentra s ON s.unit_id = h.sentra_id JOIN clustering_former_cluster k ON k.unit_id = h.cluster_id
GROUP BY s.number
"""


@dataclass(frozen=True)
class FormerKind:
    """The standing sentra, or the standing clusters, of the run before, numbered in the order of their ids.

    of: per candidate the number of the unit it was in (a cluster also by a link), -1 for none. rows: their records. size: how many
    businesses each had, with those that are no more. anew: those whose members are to be formed anew.
    """

    of: Whole
    rows: list[dict[str, Any]]
    size: Whole
    anew: Flags

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def ids(self) -> list[str]:
        return [str(row["unit_id"]) for row in self.rows]


@dataclass(frozen=True)
class Former:
    """cluster_of: the cluster of each sentra. ended: records of units that had ended before."""

    sentra: FormerKind
    cluster: FormerKind
    cluster_of: Whole
    ended: list[dict[str, Any]]

    def used(self) -> set[str]:
        """Every id that was ever given."""
        return {str(row["unit_id"]) for row in (*self.sentra.rows, *self.cluster.rows, *self.ended)}


def read_former(engine: Engine, candidates: int) -> Former:
    """What `former_homes` and `former_units` say of this run's candidates."""
    rows = engine.rows(UNITS)
    standing = {unit: [row for row in rows if row["unit"] == unit and row["state"] == "standing"] for unit in ("sentra", "cluster")}
    for unit in standing:
        engine.create(f"clustering_former_{unit}", NUMBERED.format(unit=unit))
    if rows:
        homes = engine.fetch(HOMES)
        of = {unit: np.asarray(homes[unit]).astype(np.int64) for unit in standing}
    else:
        of = {unit: np.full(candidates, -1, dtype=np.int64) for unit in standing}
    kinds = {unit: _kind(engine, unit, standing[unit], of[unit]) for unit in standing}
    cluster_of = np.full(len(standing["sentra"]), -1, dtype=np.int64)
    for row in engine.rows(CLUSTER_OF):
        cluster_of[row["number"]] = row["cluster"]
    engine.drop("clustering_former_sentra", "clustering_former_cluster")
    return Former(kinds["sentra"], kinds["cluster"], cluster_of, [row for row in rows if row["state"] == "ended"])


def split_marks(row: dict[str, Any]) -> list[str]:
    """The digests of the decisions by which a unit was split."""
    marks: list[str] = json.loads(row["split_by"])
    return marks


def _kind(engine: Engine, unit: str, rows: list[dict[str, Any]], of: Whole) -> FormerKind:
    size = np.zeros(len(rows), dtype=np.int64)
    for row in engine.rows(SIZES.format(unit=unit)):
        size[row["number"]] = row["businesses"]
    return FormerKind(of, rows, size, np.array([row["anew"] for row in rows], dtype=np.bool_))
