"""How much of reality the registers hold: `make bench-coverage`.

First the printed answers of published examples (where their data are), then sampled countries whose truth is known: how often the 95 %
interval holds the number of fashion businesses that are really there, with how many areas refused and how wide the intervals are.
Each country goes through the whole pipeline as a user's registers would, so slips of matching, classifying and locating are in the
figures. Writes benchmarks/results/coverage.md.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import accuracy
from benchmarks.completeness import known_answers
from benchmarks.machine import description
from rajut import definitions
from rajut.engines import DuckDB, Engine
from rajut.mapping.counting import gather_fashion
from rajut.mapping.covering import cover
from rajut.mapping.covering.histories import DOUBTED, doubt_pairs
from rajut.workspace import Run, Workspace

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
COMPLETENESS = Path(os.environ.get("RAJUT_SHARED_DATA") or ROOT.parent / "shared" / "data") / "benchmarks" / "completeness"
COUNTRIES = ("60000:51", "1000000:45")
LOOKED_AT = "2, 4, 11, 12, 21, 22, 31 to 33 or 41 to 44"
READ = {"matching": ("businesses", "pairs", "links"), "classifying": ("classes",), "mapping": ("public_spread", "coverage")}
TRUTH = """SELECT level, code, segment, count(*) AS there FROM (
               SELECT 'country' AS level, 'ID' AS code, * FROM truth UNION ALL SELECT 'province', province_code, * FROM truth
               UNION ALL SELECT 'regency', regency_code, * FROM truth) WHERE fashion GROUP BY level, code, GROUPING SETS ((segment), ())"""
HELD = """SELECT c.level, CASE WHEN c.segment = 'all' THEN 'all' ELSE 'one product line' END AS what, count(*) AS areas,
                 count(c.estimate) AS estimated,
                 avg(CASE WHEN c.estimate IS NULL THEN NULL WHEN t.there BETWEEN c.low AND c.high THEN 1.0 ELSE 0.0 END) AS holds,
                 avg(CASE WHEN c.estimate IS NULL THEN NULL WHEN t.there < c.low THEN 1.0 ELSE 0.0 END) AS truth_below,
                 median((c.high - c.low) * 1.0 / c.estimate) AS width, median(abs(c.estimate - t.there) * 1.0 / t.there) AS off
          FROM coverage c LEFT JOIN there t ON t.level = c.level AND t.code = c.area_code AND t.segment = c.segment
          GROUP BY c.level, CASE WHEN c.segment = 'all' THEN 'all' ELSE 'one product line' END ORDER BY what, c.level"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--countries", nargs="+", default=COUNTRIES, help=f"businesses:seed; not seeds {LOOKED_AT}: the method was looked at with them"
    )
    chosen = parser.parse_args()
    lines = ["# Coverage: intervals against the truth", "", f"Machine: {description()}.", "", *_printed()]
    for country in chosen.countries:
        businesses, seed = country.split(":")
        lines += list(_sampled(int(businesses), int(seed)))
    report = "\n".join([*lines, ""])
    (ROOT / "benchmarks" / "results" / "coverage.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def _printed() -> Iterator[str]:
    yield "## Printed answers"
    yield ""
    if not COMPLETENESS.exists():
        yield "The published examples are not part of the project and were not there."
        return
    yield "UK, five lists: police forces and the National Crime Agency as one list. Stepwise: pairs enter while p ≤ 0.02."
    yield ""
    yield "| example and estimator | printed | found |"
    yield "|---|---|---|"
    for known in known_answers(COMPLETENESS):
        found = ", ".join(f"{value:,.{known.decimals}f}" for value in known.found)
        yield f"| {known.name} | {', '.join(f'{value:,}' for value in known.printed)} | {found}{'' if known.agrees else ' **differs**'} |"
    yield ""


def _sampled(businesses: int, seed: int) -> Iterator[str]:
    world, workspace = FOLDER / f"accuracy-{businesses}-{seed}", FOLDER / f"coverage-{businesses}-{seed}"
    rajut("sample", "--businesses", businesses, "--seed", seed, "--out", world)
    rajut("run", *sorted((world / "registers").iterdir()), "--out", workspace)
    with contextlib.closing(DuckDB()) as engine:
        run = Workspace(workspace).published()
        for stage, tables in READ.items():
            for table in tables:
                engine.load(table, run.table(stage, table))
        engine.load("truth", world / "truth.parquet")
        engine.create("there", TRUTH)
        engine.create("there", "SELECT level, code, coalesce(segment, 'all') AS segment, there FROM there")
        rows = engine.rows(HELD)
        seconds = _seconds(engine)
        promised, twice = _counted_twice(engine, world, run)
    yield f"## {businesses:,} sampled businesses, seed {seed}"
    yield ""
    yield f"Coverage and accuracy sheets took {seconds:.1f} s of processor time."
    yield ""
    yield f"Fashion businesses counted twice: {twice:,}; pairs that matching left apart promise {promised:,.0f}, so `doubles_per_chance`"
    yield f"of definitions/covering stands for {twice / promised:.2f}."
    yield ""
    yield "| level | of | areas | estimated | interval holds the truth | truth below it | median width / estimate | median error |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield _line(row)
    yield ""


def _counted_twice(engine: Engine, world: Path, run: Run) -> tuple[float, int]:
    """How many fashion businesses the pairs left apart promise to be counted twice, and how many are."""
    accuracy.load_records(engine, world, run)
    engine.create("believed", accuracy.BUSINESSES)
    gather_fashion(engine)
    doubt_pairs(engine)
    promised = engine.value(f"SELECT sum(expected) FROM {DOUBTED}")
    twice = engine.value("SELECT count(*) - count(DISTINCT b.business) FROM mapping_fashion JOIN believed b USING (business_id)")
    return float(promised), int(twice)


def _line(row: dict[str, Any]) -> str:
    shares = " | ".join("–" if row[name] is None else f"{100 * row[name]:.1f} %" for name in ("holds", "truth_below", "width", "off"))
    return f"| {row['level']} | {row['what']} | {row['areas']:,} | {row['estimated']:,} | {shares} |"


def _seconds(engine: Engine) -> float:
    """Processor seconds of the work done once more in this process."""
    started = time.process_time()
    gather_fashion(engine)
    cover(engine, definitions.load("covering").content, 5)
    return time.process_time() - started


def rajut(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "rajut.cli", *map(str, words)], check=True)


if __name__ == "__main__":
    main()
