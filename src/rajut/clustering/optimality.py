"""The gap: how much longer the members' ways are than a bound that no other division of the same settlements goes below.

A settlement is what hangs together at the first linking distance, with the sentra in it whole. Its problem: its members in as many sentra
as they are in now, each of `lower` to `upper` members, ways to the sentra's median member. Radius and gaps are left out of the bound, so
the gap also counts what keeping them costs. Settlements too large to bound are told, not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rajut.clustering.bounding import lower_bound
from rajut.clustering.candidates import Candidates
from rajut.clustering.linking import settlements
from rajut.clustering.parameters import Parameters
from rajut.clustering.points import Flags, Numbers, Whole
from rajut.clustering.threads import chunked, in_threads, runs
from rajut.engines import Engine

DECIMETRES = 1  # digits that sums of ways are rounded to, bounds downwards
ROUNDING = 1e-3  # of a decimetre: what the arithmetic of a sum may have lost


@dataclass(frozen=True)
class Bounded:
    """Per settlement: its first member, members, sentra, their travel and the least any division travels (NaN where too large)."""

    first: Whole
    members: Whole
    sentra: Whole
    travel_m: Numbers
    bound_m: Numbers


def bound_travel(candidates: Candidates, sentra: Whole, parameters: Parameters) -> Bounded:
    """Every settlement with a sentra, those of at most `bounding.members_at_most` members with a bound."""
    here = np.flatnonzero(sentra >= 0)
    points, group = candidates.points(here, candidates.kind[here]), sentra[here]
    settlement = settlements(points, group, parameters.sentra.link_m[0])
    order = np.lexsort((here, settlement))
    points, group, settlement, here = points.take(order), group[order], settlement[order], here[order]
    members = np.bincount(settlement)
    number, travel, bound = (np.full(len(members), np.nan) for _ in range(3))

    def solve(chunk: Whole) -> None:
        for start, end in chunk.tolist():
            own, part = settlement[start], np.unique(group[start:end], return_inverse=True)[1]
            number[own] = int(part.max()) + 1
            if end - start <= parameters.bounded_members_at_most:
                travel[own], bound[own] = lower_bound(
                    points.x[start:end], points.y[start:end], part, int(number[own]),
                    parameters.sentra.lower, parameters.sentra.upper, parameters.bounding_rounds,
                )  # fmt: skip

    in_threads(solve, chunked(runs(settlement)))
    first = here[np.unique(settlement, return_index=True)[1]]
    down = np.floor(10**DECIMETRES * bound + ROUNDING) / 10**DECIMETRES
    return Bounded(first, members, number.astype(np.int64), np.round(travel, DECIMETRES), down)


def put_bounds(engine: Engine, candidates: Candidates, bounded: Bounded) -> None:
    """Make `cluster_bounds`: a row per regency and segment with sentra."""
    key = candidates.regency[bounded.first] * len(candidates.segments) + candidates.segment[bounded.first]
    keys, place = np.unique(key, return_inverse=True)
    told = ~np.isnan(bounded.bound_m)
    travel, bound, some = (_summed(place, values, told, len(keys)) for values in (bounded.travel_m, bounded.bound_m, bounded.members))
    columns = {
        "regency_code": pa.array(candidates.regencies, pa.string()).take(pa.array(keys // len(candidates.segments))),
        "segment": pa.array(candidates.segments, pa.string()).take(pa.array(keys % len(candidates.segments))),
        "settlements": _whole(place, np.ones(len(place)), len(keys)),
        "sentra": _whole(place, bounded.sentra, len(keys)),
        "members": _whole(place, bounded.members, len(keys)),
        "bounded_members": _whole(place, bounded.members * told, len(keys)),
        "travel_m": pa.array(travel),
        "bound_m": pa.array(bound),
        "gap": pa.array(np.round(np.where(some > 0, _gap(travel, bound), np.nan), 4), from_pandas=True),
    }
    engine.put("cluster_bounds", pa.table(columns))


def gap_facts(candidates: Candidates, bounded: Bounded) -> dict[str, float | int | None]:
    """For the manifest: what share of members was bounded, and the gap: of all of it, where there was a choice, and by regency.

    A regency counts if all its settlements are bounded.
    """
    told, choice = ~np.isnan(bounded.bound_m), bounded.sentra > 1
    regency = np.unique(candidates.regency[bounded.first], return_inverse=True)[1]
    number = int(regency.max(initial=-1)) + 1
    complete = _summed(regency, np.ones(len(regency)), ~told, number) == 0
    travel, bound = (_summed(regency, values, told, number)[complete] for values in (bounded.travel_m, bounded.bound_m))
    gaps = _gap(travel, bound)
    gaps = gaps[~np.isnan(gaps)]
    return {
        "bounded_share": round(float(bounded.members[told].sum() / bounded.members.sum()), 4) if len(told) else None,
        "gap": _gap_of(bounded, told),
        "gap_where_divided": _gap_of(bounded, told & choice),
        "regencies_bounded": int(complete.sum()),
        "regencies_within_5_percent": int((gaps <= 0.05).sum()),
        "regency_gap_median": round(float(np.median(gaps)), 4) if len(gaps) else None,
        "regency_gap_p90": round(float(np.quantile(gaps, 0.9)), 4) if len(gaps) else None,
    }


def _gap_of(bounded: Bounded, which: Flags) -> float | None:
    if not which.any():
        return None
    gap = _gap(np.array([bounded.travel_m[which].sum()]), np.array([bounded.bound_m[which].sum()]))[0]
    return None if np.isnan(gap) else round(float(gap), 4)


def _gap(travel: Numbers, bound: Numbers) -> Numbers:
    """Travel over bound, less 1; 0 where nobody travels, NaN where the bound says nothing."""
    some = np.where(bound > 0, bound, 1)
    return np.where(bound > 0, travel / some - 1, np.where(travel > 0, np.nan, 0.0))


def _summed(place: Whole, values: Numbers | Whole, which: Flags, number: int) -> Numbers:
    return np.round(np.bincount(place[which], weights=values[which], minlength=number), DECIMETRES)


def _whole(place: Whole, values: Numbers | Whole, number: int) -> pa.Array:
    return pa.array(np.bincount(place, weights=values, minlength=number).astype(np.int64))
