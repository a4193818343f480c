"""The country into sentra, clusters and learning groups, after its map is made: `make bench-national-clusters`.

Claims: 5.5 million sampled businesses in at most 60 s and 4 GB on two cores, and a gap of at most 5 % in regencies small enough to bound.
The businesses are those of the sampled world as they truly are, so that no other stage has to run first: more of them (all those in
fashion) and more of them placed precisely than registers know. The time is that of the stage and of saving its tables, in a process of
its own; start and compiling are told apart. Writes benchmarks/results/national_clusters.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.cluster_peers import peak_mib
from benchmarks.machine import description
from benchmarks.national import FOLDER, cost, registers
from rajut import areas
from rajut.clustering import form
from rajut.engines import DuckDB, Engine
from rajut.pipeline import STAGES
from rajut.progress import Silent
from rajut.tables import Decisions, FormerHomes, FormerUnits, Identities, Links, Specialisation

ROOT = Path(__file__).resolve().parent.parent
ID = "'b' || substr(md5(CAST(business AS VARCHAR)), 1, 16) AS business_id"
BUSINESSES = f"""
SELECT {ID}, regency_code, district_code, village_code, lon, lat, 'village' AS level, 50.0 AS precision_m, workers, owner_sex FROM truth
WHERE CAST(regency_code AS BIGINT) % {{every}} = 0
"""
CLASSES = f"""
SELECT {ID}, fashion, segment, role, kbli AS kbli_code, muslim_wear,
       CASE WHEN workers < 5 THEN 'micro' WHEN workers < 20 THEN 'small' WHEN workers < 100 THEN 'medium'
            WHEN workers >= 100 THEN 'large' END AS size_class
FROM truth WHERE CAST(regency_code AS BIGINT) % {{every}} = 0
"""
FACTS = (
    *("fashion_businesses", "member", "linked", "scattered", "sentra", "clusters", "learning_groups", "median_sentra_size"),
    *("bounded_share", "gap", "gap_where_divided"),
    *("regencies_bounded", "regencies_within_5_percent", "regency_gap_median", "regency_gap_p90"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=5_500_000)
    parser.add_argument("--every", type=int, default=1, help="only regencies whose code this number divides")
    parser.add_argument("--tables", type=Path, help="a folder of businesses.parquet and classes.parquet: form them and print what it took")
    chosen = parser.parse_args()
    if chosen.tables:
        sys.stdout.write(json.dumps(formed(chosen.tables)) + "\n")
        return
    registers(chosen.businesses)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        prepare(FOLDER / f"world-{chosen.businesses}" / "truth.parquet", Path(folder), chosen.every)
        whole, output = cost([sys.executable, "-m", "benchmarks.national_clusters", "--tables", folder])
    report = written(chosen.businesses, chosen.every, json.loads(output.splitlines()[-1]), whole.processor)
    (ROOT / "benchmarks" / "results" / "national_clusters.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def prepare(truth: Path, folder: Path, every: int) -> None:
    with contextlib.closing(DuckDB()) as engine:
        engine.load("truth", truth)
        for table, query in (("businesses", BUSINESSES), ("classes", CLASSES)):
            rows = engine.fetch(f"{query.format(every=every)} ORDER BY business_id")
            pq.write_table(rows, folder / f"{table}.parquet", compression="zstd")


def formed(folder: Path) -> dict[str, object]:
    """The stage on these tables, and its tables saved: what it took, and what it says."""
    with contextlib.closing(DuckDB()) as engine:
        load(engine, folder)
        wall, processor = time.monotonic(), time.process_time()
        facts = form(engine, Silent())
        made = next(stage for stage in STAGES if stage.name == "clustering").makes
        for table in made:
            engine.save(table, folder / f"{table.table}.made")
        spent = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor, "peak_mib": peak_mib()}
    return spent | {name: facts[name] for name in FACTS}


def load(engine: Engine, folder: Path) -> None:
    engine.put("areas", areas.country())
    engine.put("islands", areas.islands())
    for table in ("businesses", "classes"):
        engine.load(table, folder / f"{table}.parquet")
    for empty in (Decisions, FormerHomes, FormerUnits, Identities, Links, Specialisation):
        engine.put(empty.table, empty.schema().empty_table())


def written(businesses: int, every: int, found: dict[str, float], processor: float) -> str:
    which = "" if every == 1 else f", the regencies whose code {every} divides"
    lines = [
        f"# {businesses:,} sampled businesses{which}: sentra, clusters and learning groups",
        "",
        f"Machine: {description()}.",
        "",
        "| claim | bar | measured |",
        "|---|---|---|",
        f"| wall, after the map is made | 60 s for all | {found['wall']:.0f} s |",
        f"| processor seconds of both cores; with start | | {found['processor']:.0f} s; {processor:.0f} s |",
        f"| peak memory | 4,096 MiB for all | {found['peak_mib']:,.0f} MiB |",
        f"| gap, ninth decile of regencies bounded whole | 5 % | {found['regency_gap_p90']:.1%} |",
        "",
        *(f"- {name}: {found[name]:,}" for name in FACTS),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
