"""5.5 million points put into regencies and villages, beside other tools: `make bench-locating`.

Regencies are official polygons (`--data`), villages the nearest of the list's village points. The points are scattered
around village points as businesses are. Peers answer the same question for a tenth of the points, because they take
long; how far they agree is told. `--points` makes it smaller for a try. Writes benchmarks/results/locating.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.machine import description
from rajut import areas
from rajut.locating.geography import Geography
from rajut.locating.outlines import Outlines

ROOT = Path(__file__).resolve().parent.parent
PEERS_TAKE_EVERY = 10
SPREAD = 0.01  # degrees: standard deviation around the village point
Answer = NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=5_500_000)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    chosen = parser.parse_args()
    geography = Geography(areas.country())
    codes, shapes = regencies(chosen.data / "areas" / "regencies.geojsonl.gz")
    lon, lat = scattered(geography, chosen.points)
    few = slice(None, None, PEERS_TAKE_EVERY)
    ours = timed(lambda: Outlines(codes, shapes).at(lon, lat))
    rows = [row("regency", "Rajut: occupied cells, borders point by point", ours, ours[0])]
    for name, peer in {"shapely STRtree of regencies": by_tree, "geopandas sjoin": by_sjoin}.items():
        rows.append(row("regency", name, timed(lambda peer=peer: peer(codes, shapes, lon[few], lat[few])), ours[0][few]))
    village = timed(lambda: geography.nearest(lon, lat)[1][:, 0])
    rows.append(row("village", "Rajut: nearest village point, k-d tree", village, village[0]))
    points = shapely.points(geography.lon[geography.villages], geography.lat[geography.villages])
    by_degrees = timed(lambda: shapely.STRtree(points).nearest(shapely.points(lon[few], lat[few])))
    rows.append(row("village", "shapely STRtree nearest (degrees)", by_degrees, village[0][few]))
    report = written(len(lon), rows)
    (ROOT / "benchmarks" / "results" / "locating.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def regencies(file: Path) -> tuple[Answer, NDArray[np.object_]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        features = [json.loads(line) for line in lines]
    shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
    codes = np.array([int(one["properties"]["kode"].replace(".", "")) for one in features])
    return codes, np.array([shapely.make_valid(shape, method="structure", keep_collapsed=False) for shape in shapes])


def scattered(geography: Geography, points: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    made = np.random.default_rng(1)
    around = geography.villages[made.integers(0, len(geography.villages), points)]
    return geography.lon[around] + made.normal(0, SPREAD, points), geography.lat[around] + made.normal(0, SPREAD, points)


def by_tree(codes: Answer, shapes: NDArray[np.object_], lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Answer:
    point, shape = shapely.STRtree(shapes).query(shapely.points(lon, lat), predicate="intersects")
    return smallest(codes, shapes, point, shape, len(lon))


def by_sjoin(codes: Answer, shapes: NDArray[np.object_], lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Answer:
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat))
    joined = geopandas.sjoin(points, geopandas.GeoDataFrame(geometry=shapes), predicate="intersects")
    return smallest(codes, shapes, joined.index.to_numpy(), joined["index_right"].to_numpy(), len(lon))


def smallest(codes: Answer, shapes: NDArray[np.object_], point: Answer, shape: Answer, count: int) -> Answer:
    """Of the areas that hold a point the smallest, as Rajut takes it."""
    rank = np.argsort(np.lexsort((codes, shapely.area(shapes))))
    best = np.full(count, len(codes))
    np.minimum.at(best, point, rank[shape])
    return np.append(codes[np.argsort(rank)], 0)[best]


def timed(work: Callable[[], Answer]) -> tuple[Answer, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


def row(into: str, tool: str, found: tuple[Answer, float, float], ours: Answer) -> str:
    answer, seconds, cpu = found
    same = float((answer == ours).mean())
    million = 1_000_000 * seconds / len(answer)
    return f"| {into} | {tool} | {len(answer):,} | {seconds:.1f} | {cpu:.1f} | {million:.1f} | {same:.6f} |"


def written(points: int, rows: list[str]) -> str:
    lines = [
        f"# {points:,} points into 514 regencies and 83,762 villages",
        "",
        f"Machine: {description()}. One run each; processor seconds beside the clock because the machine may be shared.",
        "Bars for 5.5 million points: regencies 5 s, villages 30 s.",
        "",
        "| into | tool | points | seconds | processor seconds | seconds a million | same answer |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *rows, ""])


if __name__ == "__main__":
    main()
