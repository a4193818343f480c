"""First come, first served: the neediest request takes the nearest partner that fits and is free, then the next.

Requests (cluster × service) stand in line by need score, ties by cluster and service. A partner fits if it gives the service, knows the
cluster's main segment and reaches the cluster's centre from its regency's point. One service to one cluster takes one unit of its
capacity, and some days of the nearest venue that is large enough. This is serial dictatorship: no partner is given away while a needier
cluster in reach would have wanted it; it does not minimise total travel.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.engines import Engine
from rajut.planning.distances import Numbers, distances_km
from rajut.planning.pools import Pool, Provider
from rajut.progress import Progress
from rajut.tables import Assignments

Row = dict[str, Any]
_LINE = """
SELECT n.cluster_id, n.service, k.main_segment AS segment, k.members, k.lon, k.lat
FROM needs AS n JOIN clusters AS k ON k.cluster_id = n.cluster_id
ORDER BY n.score DESC, n.cluster_id, n.service"""


@dataclass
class Supply:
    """Everything that can be given: partners by service and segment, venues; `points` of the regencies they are in."""

    points: Numbers
    partners: dict[tuple[str, str], Pool]
    services: set[str]
    any_partner: bool
    venues: Pool


def assign(engine: Engine, progress: Progress) -> None:
    """Make `assignments` from `needs`, `clusters`, `partners`, `venues` and `areas`; one row for every row of `needs`."""
    supply = _supply(engine)
    clusters = engine.fetch("SELECT cluster_id, lon, lat FROM clusters ORDER BY cluster_id")
    position = {name: row for row, name in enumerate(clusters["cluster_id"].to_pylist())}
    centres = np.column_stack([clusters["lon"].to_numpy(), clusters["lat"].to_numpy()])
    away = _distances(centres, supply.points)
    rows: dict[str, list[Any]] = {name: [] for name in Assignments.columns()}
    for row in _line(engine, progress):
        answer = _answer(row, away[position[row["cluster_id"]]], supply)
        for name, value in zip(rows, (row["cluster_id"], row["service"], *answer), strict=True):
            rows[name].append(value)
    engine.put("assignments", pa.table(rows, schema=Assignments.schema()))


def _line(engine: Engine, progress: Progress) -> Iterator[Row]:
    """Requests in the order they are served."""
    line = engine.fetch(_LINE)
    for number, batch in enumerate(line.to_batches(max_chunksize=20_000)):
        progress.item("assignments", min(0.3 + 0.5 * number * 20_000 / len(line), 0.8))
        progress.check()
        yield from batch.to_pylist()


def _distances(centres: Numbers, points: Numbers) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Clusters × regencies in kilometres; single precision, since 100,000 clusters × 514 regencies must fit in memory."""
    away = np.empty((len(centres), len(points)), np.float32)
    for start in range(0, len(centres), 5000):
        away[start : start + 5000] = distances_km(centres[start : start + 5000], points)
    return away


def _supply(engine: Engine) -> Supply:
    content = definitions.load("planning").content
    places = engine.rows(
        """SELECT code, lon, lat FROM areas WHERE level = 'regency'
           AND code IN (SELECT regency_code FROM partners UNION SELECT regency_code FROM venues) ORDER BY code"""
    )
    regency = {row["code"]: number for number, row in enumerate(places)}
    # Pools need at least one place; one that nobody is in is harmless.
    points = np.array([[row["lon"], row["lat"]] for row in places] or [[0.0, 0.0]], np.float64)
    partners, services = _partner_pools(engine.rows("SELECT * FROM partners ORDER BY partner_id"), regency, len(points))
    slots = content["session"]["venue_days_per_year"] // content["session"]["days_per_service"]
    venues = [
        Provider(row["venue_id"], regency[row["regency_code"]], float(row["capacity"]), slots)
        for row in engine.rows("SELECT * FROM venues ORDER BY venue_id")
    ]
    return Supply(points, partners, services, engine.count("partners") > 0, Pool(venues, len(points)))


def _partner_pools(rows: list[Row], regency: dict[str, int], count: int) -> tuple[dict[tuple[str, str], Pool], set[str]]:
    """A pool for every service and segment, and the services that anyone gives."""
    every = list(definitions.load("segments").content["segments"])
    members: dict[tuple[str, str], list[Provider]] = {}
    services: set[str] = set()
    for row in rows:
        # The limit is rounded as distances are stored, so that a partner exactly at its reach is in reach.
        provider = Provider(row["partner_id"], regency[row["regency_code"]], float(np.float32(row["reach_km"])), row["capacity"])
        given = json.loads(row["services"])
        services |= set(given)
        for service in given:
            for segment in json.loads(row["segments"]) or every:
                members.setdefault((service, segment), []).append(provider)
    return {key: Pool(providers, count) for key, providers in members.items()}, services


def _answer(row: Row, away: Numbers, supply: Supply) -> tuple[str | None, str | None, float | None, str, str]:
    """Partner, venue, distance, status and reason of one request; takes what it gives."""
    pool = supply.partners.get((row["service"], row["segment"]))
    found = pool.nearest(away, away) if pool else None
    if found is None:
        return None, None, None, "unmet", _why_not(row["service"], pool, away, supply)
    partner, distance = found
    _take(partner, list(supply.partners.values()))
    session = definitions.load("planning").content["session"]
    near = supply.venues.nearest(away, float(min(row["members"], session["people"])), session["venue_within_km"])
    if near:
        _take(near[0], [supply.venues])
    reason = "PLAN-ASSIGNED" if near else "PLAN-ASSIGNED-NO-VENUE"
    return partner.identifier, near[0].identifier if near else None, round(distance, 1), "assigned", reason


def _take(provider: Provider, pools: list[Pool]) -> None:
    provider.left -= 1
    if provider.left == 0:
        for pool in pools:
            pool.refresh(provider.regency)


def _why_not(service: str, pool: Pool | None, away: Numbers, supply: Supply) -> str:
    if not supply.any_partner:
        return "PLAN-NO-PARTNERS-FILE"
    if service not in supply.services:
        return "PLAN-NO-SERVICE"
    if pool is None:
        return "PLAN-NO-SEGMENT"
    return "PLAN-NO-CAPACITY" if bool((pool.at_first >= away).any()) else "PLAN-NO-PARTNER-IN-REACH"
