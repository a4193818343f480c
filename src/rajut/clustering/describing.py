"""The tables `sentra` and `clusters`: what each one is and what it lacks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.clustering.candidates import Candidates
from rajut.clustering.homes import Centres, Homes, nearest_centre
from rajut.clustering.naming import Names, Unit
from rajut.clustering.points import Flags, Numbers, Whole, great_circle_m
from rajut.clustering.profiles import Profiles
from rajut.clustering.tallies import counted, ranked
from rajut.clustering.units import Ids
from rajut.engines import Engine
from rajut.tables import Clusters, Sentra, Table

UNKNOWN = "unknown"
QUOTIENT = "SELECT area_code, segment, location_quotient FROM specialisation WHERE level = 'regency'"


def put_sentra(engine: Engine, units: Sequence[Unit], homes: Homes, ids: Ids, named: Names) -> None:
    median, decile = ranked(homes.sentra, homes.sentra_distance_m, len(units), (0.5, 0.9))
    columns = {
        "sentra_id": [unit.unit_id for unit in units],
        "cluster_id": ids.cluster[homes.sentra_cluster],
        **_told(units, named, homes.sentra_centres),
        "segment": [unit.segment for unit in units],
        "village_code": [unit.village_code for unit in units],
        "members": [unit.members for unit in units],
        "median_distance_m": median,
        "p90_distance_m": decile,
    }
    engine.put("sentra", _table(Sentra, columns))


def put_clusters(engine: Engine, units: Sequence[Unit], candidates: Candidates, homes: Homes, named: Names) -> None:
    quotients = {(row["area_code"], row["segment"]): row["location_quotient"] for row in engine.rows(QUOTIENT)}
    counts = _counts(homes.cluster, candidates.profiles, len(units))
    described = ((candidates.segment, candidates.segments), (candidates.role, candidates.roles))
    segments, roles, sizes = (
        _written(_tally(counts["members"], homes.cluster, value, texts))
        for value, texts in (*described, (candidates.profiles.size, candidates.profiles.sizes))
    )
    columns = {
        "cluster_id": [unit.unit_id for unit in units],
        **_told(units, named, homes.cluster_centres),
        "province_code": [unit.regency_code[:2] for unit in units],
        "radius_m": ranked(homes.cluster, homes.distance_m, len(units), (0.9,))[0],
        "main_segment": [unit.segment for unit in units],
        "segments": segments,
        "roles": roles,
        "sizes": sizes,
        "missing_roles": _written(_missing_roles(candidates, homes)),
        "location_quotient": [quotients.get((unit.regency_code, unit.segment)) for unit in units],
        "sentra": np.bincount(homes.sentra_cluster, minlength=len(units)),
        **counts,
    }
    engine.put("clusters", _table(Clusters, columns))


def _table(table: type[Table], columns: dict[str, Any]) -> pa.Table:
    schema = table.schema()
    return pa.table([pa.array(columns[name], schema.field(name).type) for name in schema.names], schema=schema)


def _told(units: Sequence[Unit], named: Names, centres: Centres) -> dict[str, Any]:
    return {
        "name_id": [named[unit.unit_id][0] for unit in units],
        "name_en": [named[unit.unit_id][1] for unit in units],
        "regency_code": [unit.regency_code for unit in units],
        "district_code": [unit.district_code for unit in units],
        "lon": np.round(centres.lon, 6),
        "lat": np.round(centres.lat, 6),
    }


def _counts(cluster: Whole, profiles: Profiles, number: int) -> dict[str, Whole]:
    """Of each cluster its members with those linked, and what is known of them."""
    here = np.flatnonzero(cluster >= 0)
    workers = profiles.workers[here]
    counted_by = {
        "members": np.ones(len(here)),
        "women_owned": profiles.women_owned[here],
        "sex_known": profiles.sex_known[here],
        "muslim_wear": profiles.muslim_wear[here],
        "workers": np.nan_to_num(workers),
        "workers_known": ~np.isnan(workers),
    }
    return {name: np.bincount(cluster[here], weights, number).astype(np.int64) for name, weights in counted_by.items()}


def _tally(members: Whole, cluster: Whole, value: Whole, texts: list[str]) -> list[dict[str, int]]:
    """Per cluster how many members are of each value, most first; those of none are `unknown`."""
    tally: list[dict[str, int]] = [{} for _ in members]
    for place, kind, number in zip(*(column.tolist() for column in counted(cluster, value)), strict=True):
        tally[place][texts[kind]] = number
    for whole, own in zip(members.tolist(), tally, strict=True):
        unknown = whole - sum(own.values())
        if unknown:
            own[UNKNOWN] = unknown
    return [dict(sorted(own.items(), key=lambda item: (-item[1], item[0]))) for own in tally]


def _written(values: Sequence[Any]) -> list[str]:
    return [json.dumps(value) for value in values]


def _missing_roles(candidates: Candidates, homes: Homes) -> list[list[dict[str, Any]]]:
    """Per cluster its roles without a member, each with the nearest business of that role, if there is any."""
    missing: list[list[dict[str, Any]]] = [[] for _ in range(len(homes.cluster_centres))]
    for role in definitions.load("roles").content["roles"]:
        present = np.zeros(len(missing), dtype=bool)
        present[homes.cluster[_of_role(candidates, role) & (homes.cluster >= 0)]] = True
        lacking = np.flatnonzero(~present)
        if not len(lacking):
            continue
        players = _players(candidates, role)
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
