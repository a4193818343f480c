"""The tables `homes`, and the members of every sentra and cluster, ready to be counted in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.clustering.candidates import Candidates
from rajut.clustering.continuing import Going, give_ids
from rajut.clustering.former import Former
from rajut.clustering.homes import Homes
from rajut.clustering.learning import deal
from rajut.clustering.naming import Unit, unit_id
from rajut.clustering.neighbours import along_curve
from rajut.clustering.parameters import Learning
from rajut.clustering.points import Numbers, Whole, great_circle_m
from rajut.engines import Engine

CELL_M = 10.0  # of the curve that neighbours are dealt along: 655 km across, more than any regency

MEMBERS = """
SELECT h.business_id, h.sentra_id, h.cluster_id, h.distance_m, h.sentra_distance_m, b.regency_code, b.district_code, b.village_code,
       b.workers, b.owner_sex, c.segment, c.role, c.size_class, c.muslim_wear
FROM clustering_home h
JOIN businesses b ON b.business_id = h.business_id
JOIN classes c ON c.business_id = h.business_id
WHERE h.cluster_id IS NOT NULL
"""
HOMES = """
SELECT business_id,
       CASE WHEN sentra_id IS NOT NULL THEN 'member' WHEN cluster_id IS NOT NULL THEN 'linked'
            WHEN placed THEN 'scattered' ELSE 'unplaced' END AS status,
       coalesce(cluster_id, nearest_id) AS cluster_id, sentra_id, learning_group, distance_m, over_water
FROM clustering_home LEFT JOIN clustering_dealt USING (business_id)
"""
# The commonest village or district of a unit's sentra members; the smaller code of equals; unknown ones count in the share only.
COMMONEST = """
SELECT unit_id, code, members, total FROM (
  SELECT {unit}_id AS unit_id, {level}_code AS code, count(*) AS members,
         sum(count(*)) OVER (PARTITION BY {unit}_id) AS total,
         row_number() OVER (PARTITION BY {unit}_id ORDER BY {level}_code IS NULL, count(*) DESC, {level}_code) AS place
  FROM clustering_members WHERE sentra_id IS NOT NULL GROUP BY {unit}_id, {level}_code)
WHERE place = 1
"""
MAIN_SEGMENT = """
SELECT unit_id, segment, regency_code FROM (
  SELECT {unit}_id AS unit_id, segment, min(regency_code) AS regency_code,
         row_number() OVER (PARTITION BY {unit}_id ORDER BY count(*) DESC, segment) AS place
  FROM clustering_members WHERE sentra_id IS NOT NULL GROUP BY {unit}_id, segment)
WHERE place = 1 ORDER BY unit_id
"""


@dataclass(frozen=True)
class Ids:
    """Id of each sentra and cluster by its number."""

    sentra: np.ndarray
    cluster: np.ndarray


def name_ids(candidates: Candidates, homes: Homes, former: Former, going: Going) -> Ids:
    """Ids of what goes on, and new ones from the smallest business id of the members, never one that was given before."""
    members = np.flatnonzero(homes.sentra >= 0)
    first = members[np.unique(homes.sentra[members], return_index=True)[1]]
    business = candidates.ids.take(pa.array(first)).to_pylist()
    regency = [candidates.regencies[number] for number in candidates.regency[first]]
    segment = [candidates.segments[number] for number in candidates.segment[first]]
    order = np.lexsort((first, homes.sentra_cluster))
    lead = order[np.unique(homes.sentra_cluster[order], return_index=True)[1]].tolist()
    used = former.used()

    def sentra(number: int, attempt: int) -> str:
        return unit_id("S", regency[number], segment[number], business[number], *_again(attempt))

    def cluster(number: int, attempt: int) -> str:
        return unit_id("K", regency[lead[number]], business[lead[number]], *_again(attempt))

    return Ids(
        np.array(give_ids(going.sentra, former.sentra, used, sentra), dtype=object),
        np.array(give_ids(going.cluster, former.cluster, used, cluster), dtype=object),
    )


def _again(attempt: int) -> tuple[str, ...]:
    return (f"again {attempt}",) if attempt else ()


def put_homes(engine: Engine, candidates: Candidates, homes: Homes, ids: Ids, learning: Learning) -> None:
    """Make `homes` with the learning groups dealt, and `clustering_members` with what is counted about members and linked businesses."""
    member = np.flatnonzero(homes.sentra >= 0)
    own = np.full(len(candidates), np.nan)
    centre = homes.sentra[member]
    own[member] = great_circle_m(
        candidates.lon[member], candidates.lat[member], homes.sentra_centres.lon[centre], homes.sentra_centres.lat[centre]
    )
    along = np.zeros(len(candidates), dtype=np.int64)
    along[member] = along_curve(candidates.x[member], candidates.y[member], CELL_M)
    columns = {
        "business_id": candidates.ids,
        "along": pa.array(along),
        "placed": pa.array(candidates.placed),
        "sentra_id": _ids(ids.sentra, homes.sentra),
        "cluster_id": _ids(ids.cluster, homes.cluster),
        "nearest_id": _ids(ids.cluster, homes.nearest),
        "distance_m": _metres(homes.distance_m),
        "over_water": pa.array(homes.over_water, mask=homes.nearest < 0),
        "sentra_distance_m": _metres(own),
    }
    engine.put("clustering_home", pa.table(columns))
    deal(engine, learning)
    engine.create("homes", HOMES)
    engine.create("clustering_members", MEMBERS)


def units(engine: Engine, unit: str) -> list[Unit]:
    """Every sentra or every cluster in the order of its id, with where most of its members are."""
    found = {level: _rows_by_unit(engine, COMMONEST.format(unit=unit, level=level)) for level in ("district", "village")}
    listed = []
    for row in engine.rows(MAIN_SEGMENT.format(unit=unit)):
        district, village = found["district"][row["unit_id"]], found["village"][row["unit_id"]]
        listed.append(
            Unit(
                **row,
                members=int(district["total"]),
                district_code=district["code"],
                district_share=district["members"] / district["total"],
                village_code=village["code"],
                village_share=village["members"] / village["total"],
            )
        )
    return listed


def _rows_by_unit(engine: Engine, query: str) -> dict[str, dict[str, Any]]:
    return {row["unit_id"]: row for row in engine.rows(query)}


def _ids(ids: np.ndarray, number: Whole) -> pa.Array:
    return pa.array(ids, pa.string()).take(pa.array(number, mask=number < 0))


def _metres(distance: Numbers) -> pa.Array:
    """Whole decimetres: the last bits of a sum of squares are nobody's business."""
    return pa.array(np.round(distance, 1), mask=np.isnan(distance))
