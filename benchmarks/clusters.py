"""Sentra beside other ways to make them, on the same sampled businesses in the same run: `make bench-clusters`.

The businesses are those of the sampled world as they truly are, in every so manieth regency: mistakes of registers and of the stages
before do not enter. Housed: in a group of 5 to 100 within the radius of its centre. Distances are of everybody in a group, whatever its
size; as no two methods house the same businesses, the ways of those housed by both are told beside ours. Every peer is run twice: given one
segment at a time, as ours is, and all segments of a regency together, as it would be out of the box. k-means is given the regencies of few
businesses only, and so is everybody else in the second table. Writes benchmarks/results/clusters.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_rand_score

from benchmarks.machine import description
from benchmarks.national import FOLDER, cost, registers
from rajut import areas
from rajut.clustering.candidates import Candidates, read_candidates
from rajut.clustering.parameters import Bounds, defined
from rajut.clustering.points import Points, Whole, shapes
from rajut.engines import DuckDB

ROOT = Path(__file__).resolve().parent.parent
METHODS = ("ours", "administrative borders", "DBSCAN", "HDBSCAN", "k-means with size constraints")
SMALL = 600  # candidates of a regency that k-means is given
BUSINESSES = """
SELECT lpad(CAST(business AS VARCHAR), 9, '0') AS business_id, regency_code, district_code, village_code, lon, lat,
       'village' AS level, 50.0 AS precision_m, fashion, segment, role, planted_sentra,
       -- What no sentra is formed by.
       CAST(NULL AS BIGINT) AS workers, CAST(NULL AS VARCHAR) AS owner_sex, CAST(NULL AS VARCHAR) AS size_class,
       CAST(NULL AS VARCHAR) AS kbli_code, CAST(NULL AS BOOLEAN) AS muslim_wear
FROM truth JOIN chosen USING (regency_code)
"""
CHOSEN = """
SELECT regency_code
FROM (SELECT regency_code, row_number() OVER (ORDER BY regency_code) AS place FROM (SELECT DISTINCT regency_code FROM truth))
WHERE place % $every = 0
"""
BESIDE = """
SELECT coalesce(planted_sentra, -1) AS planted, CAST(coalesce(village_code, '0') AS BIGINT) AS village,
       CAST(coalesce(district_code, '0') AS BIGINT) AS district, coalesce(segment, '') AS segment
FROM businesses WHERE fashion ORDER BY business_id
"""
World = dict[str, np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=1_000_000)
    parser.add_argument("--every", type=int, default=10, help="one of so many regencies is taken")
    chosen = parser.parse_args()
    registers(chosen.businesses)
    world = read(FOLDER / f"world-{chosen.businesses}" / "truth.parquet", chosen.every)
    size = np.bincount(world["regency"])
    few = {name: values[size[world["regency"]] <= SMALL] for name, values in world.items()}
    lines = ["# Sentra beside other ways to make them", "", f"Machine: {description()}.", ""]
    lines += told(f"One of {chosen.every} regencies of {chosen.businesses:,} sampled businesses", world, METHODS[:-1])
    lines += told(f"Of these, the regencies of at most {SMALL} candidates", few, METHODS)
    report = "\n".join(lines)
    (ROOT / "benchmarks" / "results" / "clusters.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def read(truth: Path, every: int) -> World:
    """Every candidate for a sentra in the chosen regencies."""
    parameters = defined()
    with contextlib.closing(DuckDB()) as engine:
        engine.load("truth", truth)
        engine.put("areas", areas.country())
        engine.put("islands", areas.islands())
        engine.create("chosen", CHOSEN.replace("$every", str(every)))
        engine.create("businesses", BUSINESSES)
        engine.view("classes", "SELECT business_id, fashion, segment, role, size_class, kbli_code, muslim_wear FROM businesses")
        candidates: Candidates = read_candidates(engine, parameters)
        beside = {name: np.asarray(values) for name, values in zip(*_columns(engine), strict=True)}
    part = np.flatnonzero(candidates.in_sentra(parameters))
    points = candidates.points(part, candidates.regency[part] * len(candidates.segments) + candidates.segment[part])
    world = {"x": points.x, "y": points.y, "key": points.key, "dense": points.dense, "regency": candidates.regency[part]}
    return world | {name: values[part] for name, values in beside.items()}


def _columns(engine: DuckDB) -> tuple[list[str], list[np.ndarray]]:
    rows = engine.fetch(BESIDE)
    names = ["planted", "village", "district"]
    return [*names, "segment"], [
        *(np.asarray(rows[name]) for name in names),
        np.unique(rows["segment"].to_pylist(), return_inverse=True)[1],
    ]


def told(title: str, world: World, methods: tuple[str, ...]) -> Iterator[str]:
    yield from (f"## {title}", "", f"{len(world['x']):,} candidates, {int((world['planted'] >= 0).sum()):,} of them planted in sentra.", "")
    head = ("method", "groups", "housed", "else in a group", "median distance", "90th percentile", "median of those housed by both, ours")
    yield f"| {' | '.join((*head, 'segment purity', 'adjusted Rand index', 'seconds', 'processor s', 'peak memory'))} |"
    yield "|---" * 12 + "|"
    mixed = world | {"key": np.unique(world["regency"], return_inverse=True)[1]}
    ours: Judged | None = None
    for method, suffix, given in (
        *((method, "", world) for method in methods),
        *((method, ", segments together", mixed) for method in methods[1:]),
    ):
        group, spent = grouped(method, given)
        judged = judge(world, group, defined().sentra)
        ours = ours or judged
        figures = [*measures(world, group, judged, ours), f"{spent['wall']:.1f}", f"{spent['processor']:.1f}"]
        yield f"| {method}{suffix} | {' | '.join(figures)} | {spent['peak_mib']:,.0f} MiB |"
    yield ""


def grouped(method: str, world: World) -> tuple[Whole, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "points.npz", Path(folder) / "groups.npy"
        np.savez(given, **world)
        output = cost([sys.executable, "-m", "benchmarks.cluster_peers", method, str(given), str(found)])[1]
        return np.load(found), json.loads(output.splitlines()[-1])


@dataclass(frozen=True)
class Judged:
    """away: of each candidate the metres to the centre of its group, NaN for none. housed: within size and radius. groups: their number."""

    away: np.ndarray
    housed: np.ndarray
    groups: int


def judge(world: World, group: Whole, bounds: Bounds) -> Judged:
    points = Points(world["x"], world["y"], world["key"], world["dense"])
    shape, here = shapes(points, group, bounds), np.flatnonzero(group >= 0)
    own = group[here]
    away, housed = np.full(len(group), np.nan), np.zeros(len(group), dtype=np.bool_)
    away[here] = np.hypot(points.x[here] - shape.x[own], points.y[here] - shape.y[own])
    sized = (shape.size >= bounds.lower) & (shape.size <= bounds.upper)
    housed[here] = sized[own] & (away[here] <= shape.allowed[own] + 0.01)
    return Judged(away, housed, len(shape.size))


def measures(world: World, group: Whole, judged: Judged, ours: Judged) -> list[str]:
    here = np.flatnonzero(group >= 0)
    planted = np.flatnonzero(world["planted"] >= 0)
    alone = int(group.max()) + 1 + np.arange(len(planted))
    score = adjusted_rand_score(world["planted"][planted], np.where(group[planted] >= 0, group[planted], alone))
    purity = np.unique(np.column_stack([group[here], world["segment"][here]]), axis=0, return_counts=True)
    largest = np.zeros(judged.groups, dtype=np.int64)
    np.maximum.at(largest, purity[0][:, 0], purity[1])
    housed, both = int(judged.housed.sum()), judged.housed & ours.housed
    beside = f"{np.median(judged.away[both]):,.0f} m, {np.median(ours.away[both]):,.0f} m" if judged is not ours and both.any() else ""
    return [
        f"{judged.groups:,}", f"{housed / len(group):.1%}", f"{(len(here) - housed) / len(group):.1%}",
        f"{np.median(judged.away[here]):,.0f} m", f"{np.quantile(judged.away[here], 0.9):,.0f} m", beside,
        f"{largest.sum() / len(here):.3f}", f"{score:.3f}",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
