"""The tables `sentra` and `clusters`: what each one is and what it lacks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.clustering.candidates import Candidates
from rajut.clustering.homes import Centres, Homes, nearest_centre
from rajut.clustering.naming import Names, Unit
from rajut.clustering.points import Flags, Numbers, Whole, great_circle_m
from rajut.clustering.units import Ids
from rajut.engines import Engine
from rajut.tables import Clusters, Sentra

COUNTS = """
SELECT cluster_id AS unit_id, count(*) AS members, count(DISTINCT sentra_id) AS sentra,
       count(CASE WHEN owner_sex = 'F' THEN 1 END) AS women_owned, count(owner_sex) AS sex_known,
       count(CASE WHEN muslim_wear THEN 1 END) AS muslim_wear,
       coalesce(sum(workers), 0) AS workers, count(workers) AS workers_known
FROM clustering_members GROUP BY cluster_id
"""
BY_VALUE = """
SELECT cluster_id, coalesce({column}, 'unknown') AS value, count(*) AS members
FROM clustering_members GROUP BY cluster_id, coalesce({column}, 'unknown')
ORDER BY cluster_id, members DESC, value
"""
QUOTIENT = "SELECT area_code, segment, location_quotient FROM specialisation WHERE level = 'regency'"


def put_sentra(engine: Engine, units: Sequence[Unit], homes: Homes, ids: Ids, named: Names) -> None:
    number = {unit_id: place for place, unit_id in enumerate(ids.sentra)}
    distances = _distances(engine, "sentra")
    rows = []
    for unit in units:
        place = number[unit.unit_id]
        rows.append(
            {
                "sentra_id": unit.unit_id,
                "cluster_id": ids.cluster[homes.sentra_cluster[place]],
                **_named(unit, named),
                "segment": unit.segment,
                "village_code": unit.village_code,
                **_centre(homes.sentra_centres, place),
                "members": unit.members,
                "median_distance_m": distances[unit.unit_id][0],
                "p90_distance_m": distances[unit.unit_id][1],
            }
        )
    engine.put("sentra", pa.Table.from_pylist(rows, schema=Sentra.schema()))


def put_clusters(engine: Engine, units: Sequence[Unit], candidates: Candidates, homes: Homes, ids: Ids, named: Names) -> None:
    number = {unit_id: place for place, unit_id in enumerate(ids.cluster)}
    distances = _distances(engine, "cluster")
    counts = {row.pop("unit_id"): row for row in engine.rows(COUNTS)}
    tallies = {column: _by_value(engine, column) for column in ("segment", "role", "size_class")}
    missing = _missing_roles(candidates, homes)
    quotients = {(row["area_code"], row["segment"]): row["location_quotient"] for row in engine.rows(QUOTIENT)}
    rows = []
    for unit in units:
        place = number[unit.unit_id]
        rows.append(
            {
                "cluster_id": unit.unit_id,
                **_named(unit, named),
                "province_code": unit.regency_code[:2],
                **_centre(homes.cluster_centres, place),
                "radius_m": distances[unit.unit_id][1],
                "main_segment": unit.segment,
                "segments": json.dumps(tallies["segment"][unit.unit_id]),
                "roles": json.dumps(tallies["role"][unit.unit_id]),
                "sizes": json.dumps(tallies["size_class"][unit.unit_id]),
                "missing_roles": json.dumps(missing[place]),
                "location_quotient": quotients.get((unit.regency_code, unit.segment)),
                **counts[unit.unit_id],
            }
        )
    engine.put("clusters", pa.Table.from_pylist(rows, schema=Clusters.schema()))


def _named(unit: Unit, named: dict[str, tuple[str, str]]) -> dict[str, Any]:
    name_id, name_en = named[unit.unit_id]
    return {"name_id": name_id, "name_en": name_en, "regency_code": unit.regency_code, "district_code": unit.district_code}


def _centre(centres: Centres, place: int) -> dict[str, float]:
    return {"lon": round(float(centres.lon[place]), 6), "lat": round(float(centres.lat[place]), 6)}


def _distances(engine: Engine, unit: str) -> dict[str, tuple[float, float]]:
    """Median and ninth decile of the members' distance to the centre of their unit, metres (nearest rank)."""
    own = "sentra_distance_m" if unit == "sentra" else "distance_m"
    query = f"SELECT {unit}_id AS unit_id, {own} AS distance FROM clustering_members WHERE {unit}_id IS NOT NULL ORDER BY {unit}_id, {own}"
    rows = engine.fetch(query)
    codes = rows["unit_id"].combine_chunks().dictionary_encode()
    size = np.bincount(np.asarray(codes.indices), minlength=len(codes.dictionary))
    start = np.cumsum(size) - size
    distance = np.asarray(rows["distance"])
    median, decile = (distance[start + np.ceil(share * size).astype(np.int64) - 1] for share in (0.5, 0.9))
    return dict(zip(codes.dictionary.to_pylist(), zip(median.tolist(), decile.tolist(), strict=True), strict=True))


def _by_value(engine: Engine, column: str) -> dict[str, dict[str, int]]:
    tally: dict[str, dict[str, int]] = defaultdict(dict)
    columns = engine.fetch(BY_VALUE.format(column=column)).to_pydict()
    for cluster_id, value, members in zip(columns["cluster_id"], columns["value"], columns["members"], strict=True):
        tally[cluster_id][value] = members
    return tally


def _missing_roles(candidates: Candidates, homes: Homes) -> list[list[dict[str, Any]]]:
    """Per cluster its roles without a member, each with the nearest business of that role, if there is any."""
    missing: list[list[dict[str, Any]]] = [[] for _ in range(len(homes.cluster_centres))]
    for role in definitions.load("roles").content["roles"]:
        players = _players(candidates, role)
        present = np.zeros(len(missing), dtype=bool)
        present[homes.cluster[_of_role(candidates, role) & (homes.cluster >= 0)]] = True
        lacking = np.flatnonzero(~present)
        nearest, distance = _nearest(candidates, players, homes.cluster_centres, lacking)
        ids = candidates.ids.take(pa.array(nearest)).to_pylist() if len(players) else [None] * len(lacking)
        for cluster, business_id, metres in zip(lacking.tolist(), ids, distance.tolist(), strict=True):
            missing[cluster].append({"role": role, "business_id": business_id, "distance_m": metres if business_id else None})
    return missing


def _of_role(candidates: Candidates, role: str) -> Flags:
    number = candidates.roles.index(role) if role in candidates.roles else -2  # -1 is an unknown role
    return np.asarray(candidates.role == number)


def _players(candidates: Candidates, role: str) -> Whole:
    """Businesses of a role that are placed precisely; of those at one point only the first, so that equals never swap."""
    players = np.flatnonzero(_of_role(candidates, role) & candidates.placed & candidates.precise)
    first = np.unique(candidates.lon[players] + 1j * candidates.lat[players], return_index=True)[1]
    return players[np.sort(first)]


def _nearest(candidates: Candidates, players: Whole, centres: Centres, clusters: Whole) -> tuple[Whole, Numbers]:
    lon, lat = centres.lon[clusters], centres.lat[clusters]
    if not len(players) or not len(clusters):
        return np.empty(0, dtype=np.int64), np.full(len(clusters), np.nan)
    nearest = players[nearest_centre(Centres(candidates.lon[players], candidates.lat[players]), lon, lat)]
    return nearest, np.round(great_circle_m(lon, lat, candidates.lon[nearest], candidates.lat[nearest]), 1)
