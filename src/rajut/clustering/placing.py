"""A home for one new business at once, among those of a published run: what the next run would give it if nothing else changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.clustering.asked import NO_PAIRS
from rajut.clustering.candidates import Source, on_the_plane
from rajut.clustering.density import dense_places
from rajut.clustering.joining import join
from rajut.clustering.parameters import Parameters, defined
from rajut.clustering.points import Flags, Points, Shapes, Whole, great_circle_m, shapes
from rajut.clustering.water import islands_of

MEMBERS = """SELECT h.sentra_id, h.cluster_id, s.segment, b.lon, b.lat, i.island
             FROM homes h JOIN sentra s ON s.sentra_id = h.sentra_id
             JOIN businesses b ON b.business_id = h.business_id LEFT JOIN islands i ON i.village_code = b.village_code
             WHERE h.status = 'member' AND s.regency_code = $regency AND b.regency_code = $regency ORDER BY h.business_id"""
CLUSTERS = """SELECT c.cluster_id, c.members, c.lon, c.lat, i.island
              FROM clusters c LEFT JOIN (SELECT s.cluster_id, min(i.island) AS island FROM sentra s
                                         JOIN islands i ON i.village_code = s.village_code GROUP BY s.cluster_id) i
                ON i.cluster_id = c.cluster_id ORDER BY c.cluster_id"""
LOCKED = "SELECT subject FROM decisions WHERE kind = 'lock'"
VILLAGES = """SELECT a.lon, a.lat, i.island FROM areas a LEFT JOIN islands i ON i.village_code = a.code
              WHERE a.level = 'village' AND abs(a.lon - $lon) < $reach AND abs(a.lat - $lat) < $reach ORDER BY a.code"""
ASHORE_SCHEMA = pa.schema([("lon", pa.float64()), ("lat", pa.float64()), ("island", pa.string())])
REACH_DEGREES = 0.5  # village points that matter for how dense the places of one regency are lie within this of its member


@dataclass(frozen=True)
class Newcomer:
    """A fashion business nobody has a home for yet. lon, lat: degrees, precise; segment, role: None if unknown."""

    regency_code: str
    segment: str | None
    role: str | None
    lon: float
    lat: float


@dataclass(frozen=True)
class Placed:
    """status: member, linked or scattered, as in `homes`; distance_m: to the centre of the cluster before it came."""

    status: str
    sentra_id: str | None
    cluster_id: str | None
    distance_m: float | None


@dataclass(frozen=True)
class _Neighbours:
    """The members of the newcomer's regency and island, and the newcomer as the last point; the name of the island, None if not known."""

    rows: list[dict[str, Any]]
    points: Points
    locked: set[str]
    island: str | None

    def groups(self, column: str) -> tuple[list[str], Whole]:
        """The ids of a column, and each point's number among them; -1 for the newcomer."""
        ids = sorted({row[column] for row in self.rows})
        number = {name: place for place, name in enumerate(ids)}
        return ids, np.array([*(number[row[column]] for row in self.rows), -1], dtype=np.int64)


def place(run: Source, newcomer: Newcomer, parameters: Parameters | None = None) -> Placed:
    """Member of the nearest sentra with room that stays within its radius, else linked, else scattered; nobody is moved.

    run: answers queries over the tables of a published run. Locked sentra and clusters take nobody.
    """
    chosen = parameters or defined()
    near = _neighbours(run, newcomer, chosen)
    clusters = {row["cluster_id"]: row for row in run.rows(CLUSTERS)}
    sentra = _sentra(near, newcomer, chosen)
    if sentra:
        return Placed("member", sentra["sentra_id"], sentra["cluster_id"], _away(newcomer, clusters[sentra["cluster_id"]]))
    linked = _linked(near, clusters, chosen)
    if linked:
        return Placed("linked", None, linked, _away(newcomer, clusters[linked]))
    if not clusters:
        return Placed("scattered", None, None, None)
    ashore = {name: row for name, row in clusters.items() if near.island is None or row["island"] in (near.island, None)}
    away, name = min((_away(newcomer, row), name) for name, row in (ashore or clusters).items())
    return Placed("scattered", None, name, away)


def _neighbours(run: Source, newcomer: Newcomer, parameters: Parameters) -> _Neighbours:
    rows = run.rows(MEMBERS, {"regency": newcomer.regency_code})
    lon, lat = (np.array([*(row[axis] for row in rows), getattr(newcomer, axis)]) for axis in ("lon", "lat"))
    x, y = on_the_plane(run, lon, lat, np.zeros(len(lon), dtype=np.int64), [newcomer.regency_code])
    reach = REACH_DEGREES + max(float(np.ptp(lon)), float(np.ptp(lat)))
    villages = run.rows(VILLAGES, {"lon": newcomer.lon, "lat": newcomer.lat, "reach": reach})
    dense = dense_places(
        np.array([row["lon"] for row in villages]), np.array([row["lat"] for row in villages]), lon, lat,
        within_m=parameters.dense_within_m, villages=parameters.dense_village_points,
    )  # fmt: skip
    ashore = pa.Table.from_pylist([row for row in villages if row["island"] is not None], schema=ASHORE_SCHEMA)
    island = islands_of(ashore, pa.chunked_array([[*(row["island"] for row in rows), None]], pa.string()), lon, lat)
    same = np.flatnonzero(island == island[-1])
    points = Points(x, y, np.zeros(len(lon), dtype=np.int64), dense).take(same)
    names = sorted(set(ashore["island"].to_pylist()))
    locked = {row["subject"] for row in run.rows(LOCKED)}
    return _Neighbours([rows[place] for place in same[:-1].tolist()], points, locked, names[island[-1]] if names else None)


def _sentra(near: _Neighbours, newcomer: Newcomer, parameters: Parameters) -> dict[str, Any] | None:
    """A row of a member of the sentra it joins."""
    producer = newcomer.role is None or newcomer.role in parameters.sentra_roles
    trader = newcomer.role == "trade" and newcomer.segment in parameters.market_segments
    open_ = [row["segment"] == newcomer.segment and not near.locked & {row["sentra_id"], row["cluster_id"]} for row in near.rows]
    here = np.flatnonzero([*open_, True])
    if not (producer or trader) or newcomer.segment is None or len(here) == 1:
        return None
    group = near.groups("sentra_id")[1][here]
    inside = np.unique(group[:-1], return_inverse=True)[1]
    joined = join(near.points.take(here), np.append(inside, -1), parameters.sentra, NO_PAIRS)[-1]
    return near.rows[int(here[int(np.flatnonzero(inside == joined)[0])])] if joined >= 0 else None


def _linked(near: _Neighbours, clusters: dict[str, dict[str, Any]], parameters: Parameters) -> str | None:
    """The nearest cluster of the regency within its radius that has room."""
    ids, group = near.groups("cluster_id")
    if not ids:
        return None
    shape: Shapes = shapes(near.points, group, parameters.cluster, len(ids))
    away = np.hypot(near.points.x[-1] - shape.x, near.points.y[-1] - shape.y)
    room: Flags = np.array([clusters[name]["members"] < parameters.members_at_most and name not in near.locked for name in ids])
    possible = np.flatnonzero(room & (away <= shape.allowed))
    return ids[int(possible[np.argmin(away[possible])])] if len(possible) else None


def _away(newcomer: Newcomer, cluster: dict[str, Any]) -> float:
    degrees = (newcomer.lon, newcomer.lat, cluster["lon"], cluster["lat"])
    return round(float(great_circle_m(*(np.array([value]) for value in degrees))[0]), 1)
