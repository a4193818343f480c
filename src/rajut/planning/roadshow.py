"""The cities of the roadshow: maximum coverage (Church and ReVelle 1974, "The maximal covering location problem").

    maximise   sum of w_i y_i                     w_i: fashion businesses at place i
    subject to y_i <= sum of x_j, j reaches i     y_i: place i is within reach of a chosen city
               sum of x_j <= p                    x_j: city j is chosen
               x_j in {0, 1}, 0 <= y_i <= 1

Places are districts (regencies where the district is unknown), and places that the same cities reach are one. Solved exactly by HiGHS;
if the time limit stops it first, the better of its answer and the greedy one is taken and the gap is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import optimize, sparse

from rajut import definitions
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.planning.distances import Numbers, distances_km
from rajut.tables import Roadshow

Cover = dict[frozenset[int], int]

_PLACES = """
SELECT a.code, a.lon, a.lat, count(*) AS businesses
FROM classes AS c
JOIN businesses AS b ON b.business_id = c.business_id
JOIN areas AS a ON a.code = coalesce(b.district_code, b.regency_code)
WHERE c.fashion AND a.lon IS NOT NULL AND a.lat IS NOT NULL
GROUP BY a.code, a.lon, a.lat
ORDER BY a.code"""


@dataclass(frozen=True)
class Chosen:
    """Positions of the chosen cities; `gap` is how far below the best the answer may be, 0 if it is proven best."""

    cities: list[int]
    gap: float


def candidates_sql() -> str:
    kinds = ", ".join(f"'{kind}'" for kind in definitions.load("planning").content["roadshow"]["candidates"])
    return f"SELECT code, lon, lat FROM areas WHERE kind IN ({kinds}) AND lon IS NOT NULL AND lat IS NOT NULL ORDER BY code"


def make_roadshow(engine: Engine) -> dict[str, Any]:
    """Make `roadshow` from `businesses`, `classes` and `areas`. Returns facts for the manifest."""
    rules = definitions.load("planning").content["roadshow"]
    cities, places = engine.fetch(candidates_sql()), engine.fetch(_PLACES)
    cover = covering(_points(places), places["businesses"].to_pylist(), _points(cities), rules["radius_km"])
    chosen = choose(cover, len(cities), rules["stops"], rules["time_limit_s"])
    total = sum(places["businesses"].to_pylist())
    stops = [
        {"stop": number, "regency_code": cities["code"][city].as_py(), "covered": covered, "share": round(covered / total, 6)}
        for number, (city, covered) in enumerate(in_order(cover, chosen.cities), start=1)
    ]
    engine.put("roadshow", pa.Table.from_pylist(stops, schema=Roadshow.schema()))
    warnings = []
    if len(stops) < rules["stops"]:
        warnings.append(RajutError("PLAN-FEWER-STOPS", found=len(stops), stops=rules["stops"]))
    if chosen.gap:
        warnings.append(RajutError("PLAN-NOT-PROVEN", gap=round(100 * chosen.gap, 2)))
    return {"stops": len(stops), "covered": stops[-1]["covered"] if stops else 0, "gap": chosen.gap, "warnings": warnings}


def _points(rows: pa.Table) -> Numbers:
    return np.column_stack([rows["lon"].to_numpy(), rows["lat"].to_numpy()])


def covering(places: Numbers, businesses: list[int], cities: Numbers, radius_km: float) -> Cover:
    """Businesses by the set of cities that reach them; those that no city reaches are left out."""
    cover: Cover = {}
    if len(places) and len(cities):
        for row, count in zip(distances_km(places, cities) <= radius_km, businesses, strict=True):
            reached_by = frozenset(np.flatnonzero(row).tolist())
            if reached_by:
                cover[reached_by] = cover.get(reached_by, 0) + count
    return cover


def choose(cover: Cover, cities: int, stops: int, time_limit_s: float) -> Chosen:
    """At most `stops` cities that cover the most businesses."""
    if not cover or stops <= 0:
        return Chosen([], 0.0)
    greedy = [city for city, _ in in_order(cover, range(cities))][:stops]
    exact, bound = _solve(sorted(cover.items(), key=lambda item: sorted(item[0])), cities, stops, time_limit_s)
    best = max((exact, greedy), key=lambda chosen: covered_by(cover, chosen))
    covered = covered_by(cover, best)
    gap = max(0.0, (min(bound, sum(cover.values())) - covered) / max(covered, 1))
    return Chosen(sorted(best), round(gap, 6))


def covered_by(cover: Cover, chosen: Iterable[int]) -> int:
    known = set(chosen)
    return sum(count for reached_by, count in cover.items() if reached_by & known)


def in_order(cover: Cover, chosen: Iterable[int]) -> list[tuple[int, int]]:
    """Cities with the businesses covered so far, each time the one that adds most (ties by code); those that add nothing are left out."""
    left, rest, order, covered = dict(cover), sorted(chosen), [], 0
    while rest:
        gains = dict.fromkeys(rest, 0)
        for reached_by, count in left.items():
            for city in reached_by:
                if city in gains:
                    gains[city] += count
        best = max(rest, key=lambda city: (gains[city], -city))
        if gains[best] == 0:
            break
        covered += gains[best]
        order.append((best, covered))
        rest.remove(best)
        left = {reached_by: count for reached_by, count in left.items() if best not in reached_by}
    return order


def _solve(places: list[tuple[frozenset[int], int]], cities: int, stops: int, time_limit_s: float) -> tuple[list[int], float]:
    """The chosen cities and an upper bound, from HiGHS (as SciPy carries it: one thread, and silent)."""
    count = np.array([businesses for _, businesses in places], np.float64)
    pairs = [(row, city) for row, (reached_by, _) in enumerate(places) for city in sorted(reached_by)]
    reach = sparse.csr_array((np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=(len(places), cities))
    reached = optimize.LinearConstraint(sparse.hstack([reach, -sparse.eye_array(len(places))]), lb=0)
    few = optimize.LinearConstraint(np.concatenate([np.ones(cities), np.zeros(len(places))])[None, :], ub=stops)
    answer = optimize.milp(
        np.concatenate([np.zeros(cities), -count]),
        integrality=np.concatenate([np.ones(cities), np.zeros(len(places))]),
        bounds=optimize.Bounds(0, 1),
        constraints=[reached, few],
        options={"time_limit": time_limit_s, "mip_rel_gap": 0.0},
    )
    chosen = [] if answer.x is None else np.flatnonzero(answer.x[:cities] > 0.5).tolist()
    proven = answer.status == 0
    bound = -answer.mip_dual_bound if answer.mip_dual_bound is not None else np.inf
    return chosen, float(sum(n for reached_by, n in places if reached_by & set(chosen))) if proven else float(bound)
