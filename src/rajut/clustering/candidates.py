"""Reading the fashion businesses and their places from the engine into arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut.clustering.density import dense_places
from rajut.clustering.parameters import Parameters
from rajut.clustering.points import EARTH_RADIUS_M, Flags, Numbers, Points, Whole
from rajut.clustering.profiles import Profiles, numbered, numbers, profiles
from rajut.clustering.water import ASHORE, islands_of
from rajut.engines import Engine

# Every fashion business in the order of its id: a business's number below is its place in this order.
FASHION = """
SELECT b.business_id, b.regency_code, b.district_code, b.village_code, c.segment, c.role, b.lon, b.lat, i.island,
       c.size_class, c.kbli_code, c.muslim_wear, b.workers, b.owner_sex = 'F' AS women_owned,
       b.level = 'village' OR coalesce(b.precision_m <= $precise_enough_m, false) AS precise
FROM businesses b JOIN classes c ON c.business_id = b.business_id
LEFT JOIN islands i ON i.village_code = b.village_code
WHERE c.fashion
ORDER BY b.business_id
"""
REGENCIES = "SELECT code, lon, lat FROM areas WHERE level = 'regency' ORDER BY code"
VILLAGES = "SELECT lon, lat FROM areas WHERE level = 'village' AND lon IS NOT NULL AND lat IS NOT NULL ORDER BY code"


@dataclass(frozen=True)
class Candidates:
    """The fashion businesses, ordered by id.

    regency, district, village, segment, role: numbers into the sorted lists beside them, -1 for unknown. island: the same number for
    whatever may be reached without crossing water.
    """

    ids: pa.ChunkedArray
    regency: Whole
    district: Whole
    village: Whole
    segment: Whole
    role: Whole
    island: Whole
    lon: Numbers
    lat: Numbers
    x: Numbers
    y: Numbers
    precise: Flags
    dense: Flags
    profiles: Profiles
    regencies: list[str]
    districts: list[str]
    villages: list[str]
    segments: list[str]
    roles: list[str]

    def __len__(self) -> int:
        return len(self.lon)

    @property
    def placed(self) -> Flags:
        return ~np.isnan(self.lon)

    @property
    def kind(self) -> Whole:
        """A number for each regency, segment and island: only businesses that share it may share a sentra."""
        return self.locality * len(self.segments) + self.segment

    @property
    def locality(self) -> Whole:
        """A number for each regency and island: only sentra and businesses that share it may share a cluster."""
        return self.island * len(self.regencies) + self.regency

    def points(self, which: Whole, key: Whole) -> Points:
        """Some of them as points; key: per point, any numbers."""
        dense_key = np.unique(key, return_inverse=True)[1]
        return Points(self.x[which], self.y[which], dense_key, self.dense[which])

    def in_sentra(self, parameters: Parameters) -> Flags:
        """Who may be a member of a sentra: a producer of a known segment or a trader of a market, placed precisely in a known regency."""
        producer = _among(self.role, self.roles, parameters.sentra_roles) | (self.role < 0)
        trader = _among(self.role, self.roles, ("trade",)) & _among(self.segment, self.segments, parameters.market_segments)
        return (producer | trader) & (self.segment >= 0) & (self.regency >= 0) & self.placed & self.precise


def _among(number: Whole, texts: list[str], wanted: tuple[str, ...]) -> Flags:
    return np.isin(number, [place for place, text in enumerate(texts) if text in wanted])


def read_candidates(engine: Engine, parameters: Parameters) -> Candidates:
    rows = engine.fetch(FASHION, {"precise_enough_m": parameters.precise_enough_m})
    (regency, regencies), (district, districts), (village, villages), (segment, segments), (role, roles) = (
        numbered(rows[name]) for name in ("regency_code", "district_code", "village_code", "segment", "role")
    )
    lon, lat = numbers(rows["lon"]), numbers(rows["lat"])
    half = np.isnan(lon) | np.isnan(lat)
    lon, lat = np.where(half, np.nan, lon), np.where(half, np.nan, lat)
    x, y = on_the_plane(engine, lon, lat, regency, regencies)
    points = engine.fetch(VILLAGES)
    placed = ~np.isnan(lon)
    island = islands_of(engine.fetch(ASHORE), rows["island"], lon, lat)
    dense = np.zeros(len(lon), dtype=np.bool_)
    dense[placed] = dense_places(
        numbers(points["lon"]), numbers(points["lat"]), lon[placed], lat[placed],
        within_m=parameters.dense_within_m, villages=parameters.dense_village_points,
    )  # fmt: skip
    precise = np.asarray(pc.fill_null(rows["precise"], False))
    return Candidates(
        rows["business_id"], regency, district, village, segment, role, island, lon, lat, x, y, precise, dense, profiles(rows),
        regencies, districts, villages, segments, roles,
    )  # fmt: skip


class Source(Protocol):
    """Whatever answers a query with rows: an engine, or a published run."""

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]: ...


def on_the_plane(engine: Source, lon: Numbers, lat: Numbers, regency: Whole, regencies: list[str]) -> tuple[Numbers, Numbers]:
    """Metres east and north of the regency's official point.

    A fixed point and not the mean of the data, so that a new business moves nobody. Equirectangular: within a regency its error
    is a few metres per kilometre, far below the precision of the points. A regency that is not in the list is measured from 0, 0.
    """
    known = {row["code"]: (row["lon"] or 0.0, row["lat"] or 0.0) for row in engine.rows(REGENCIES)}
    origin = np.array([known.get(code, (0.0, 0.0)) for code in regencies] + [(0.0, 0.0)])[regency]
    metres = np.radians(1.0) * EARTH_RADIUS_M
    return (lon - origin[:, 0]) * metres * np.cos(np.radians(origin[:, 1])), (lat - origin[:, 1]) * metres
