"""How often each kind of answer of locating is right: `make bench-calibration`.

Fits on sampled countries (seeds 11 to 14): of each group of answers - reason, level, whether a coordinate agrees - the
share that is right, drawn towards a prior where rows are few, goes to `definitions/locating_confidence.yaml`. Then the
reliability, what was promised against what came true, is measured on a country not fitted on (seed 2) and written to
benchmarks/results/calibration.md. The sampler is ours: a register with mistakes nobody thought of is less often right.
`--check` only measures.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.machine import description
from rajut import pipeline, sampling
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
DEFINITION = ROOT / "src" / "rajut" / "definitions" / "locating_confidence.yaml"
FITTED, UNSEEN = (11, 12, 13, 14), 2
FEWEST = 30  # rows of a group below which it keeps the confidence stated by the rules
PRIOR, WEIGHT = 0.8, 20  # as if this many more rows of the group had been seen, right this often
# The sampler scatters businesses around village points, so the village nearest to a coordinate is right there more often than in
# reality: what rests on a coordinate alone keeps the confidence the rules state.
BY_COORDINATE = ("LOC-COORDINATE-ONLY", "LOC-VILLAGE-COORDINATE")
AGREES = "p.coordinate IN ('given', 'swapped', 'sign_flipped', 'scaled')"
# What is found is right if the true village lies in it.
SEEN = f"""SELECT p.reason, p.level, {AGREES} AS agrees, p.confidence,
                  CASE WHEN b.village_code LIKE coalesce(p.village_code, p.district_code, p.regency_code, p.province_code) || '%'
                       THEN 1 ELSE 0 END AS correct
           FROM places p JOIN records r ON r.record_id = p.record_id
           JOIN truth_records t ON t.register = r.register AND t.row_number = r.row_number JOIN truth b ON b.business = t.business
           WHERE p.level <> 'none'"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=12_000)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    if not chosen.check:
        DEFINITION.write_text(definition(groups(chosen.businesses), chosen.businesses), "utf-8")
        sys.stdout.write(f"{DEFINITION.name} written; run again with --check to measure it\n")
        return
    with contextlib.closing(located(UNSEEN, chosen.businesses)) as engine:
        fitted = f"({SEEN}) s WHERE reason NOT IN {BY_COORDINATE}"
        bins = engine.rows(f"""SELECT floor(least(confidence, 0.999) * 20) AS bin, count(*) AS n, avg(confidence) AS promised,
                                      avg(correct) AS came_true FROM {fitted} GROUP BY 1 ORDER BY 1""")
        reasons = engine.rows(f"""SELECT reason, count(*) AS n, avg(confidence) AS promised, avg(correct) AS came_true
                                  FROM ({SEEN}) s GROUP BY reason ORDER BY reason""")
    report = written(chosen.businesses, bins, reasons)
    (ROOT / "benchmarks" / "results" / "calibration.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def groups(businesses: int) -> list[dict[str, Any]]:
    """Rows and right answers per group over all fitted countries."""
    counted: dict[tuple[str, str, bool], list[int]] = {}
    for seed in FITTED:
        with contextlib.closing(located(seed, businesses)) as engine:
            for row in engine.rows(f"SELECT reason, level, agrees, count(*) AS n, sum(correct) AS correct FROM ({SEEN}) s GROUP BY ALL"):
                so_far = counted.setdefault((row["reason"], row["level"], row["agrees"]), [0, 0])
                so_far[0] += int(row["n"])
                so_far[1] += int(row["correct"])
    return [dict(zip(("reason", "level", "agrees", "n", "correct"), (*key, *told), strict=True)) for key, told in sorted(counted.items())]


def located(seed: int, businesses: int) -> Engine:
    """A sampled country read and located, and its truth, in one engine."""
    world, workspace = FOLDER / f"calibration-{businesses}-{seed}", FOLDER / "calibration-workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    if not (world / "truth.parquet").exists():
        sampling.sample(world, businesses, seed, Silent())
    registers = sorted(file for file in (world / "registers").iterdir() if not file.name.endswith(".yaml"))
    run = pipeline.run_reading(pipeline.read_inputs(registers), workspace)
    pipeline.run_stage("locating", workspace)
    engine = DuckDB()
    engine.load("records", run.table("reading", "records"))
    engine.load("places", run.table("locating", "places"))
    for table in ("truth", "truth_records"):
        engine.load(table, world / f"{table}.parquet")
    return engine


def definition(found: Iterable[dict[str, Any]], businesses: int) -> str:
    lines = [
        "title: Locating - how often each kind of answer is right",
        f"source: python -m benchmarks.calibration, sampled countries of {businesses:,} businesses, seeds 11 to 14; the sampler is ours",
        f"date: {date.today()}",
        "status: assumption",
        f"# confidence = (correct + {PRIOR} * {WEIGHT}) / (rows + {WEIGHT}); groups under {FEWEST} rows keep what the rules state.",
        "groups:",
    ]
    for group in found:
        if group["n"] >= FEWEST and group["reason"] not in BY_COORDINATE:
            sure = (group["correct"] + PRIOR * WEIGHT) / (group["n"] + WEIGHT)
            agrees = "true" if group["agrees"] else "false"
            lines.append(
                f"  - {{reason: {group['reason']}, level: {group['level']}, agrees: {agrees}, confidence: {sure:.3f}, rows: {group['n']}}}"
            )
    return "\n".join([*lines, ""])


def written(businesses: int, bins: list[dict[str, Any]], reasons: list[dict[str, Any]]) -> str:
    widest = max(abs(row["promised"] - row["came_true"]) for row in bins if row["n"] >= FEWEST)
    mean = sum(row["n"] * abs(row["promised"] - row["came_true"]) for row in bins) / sum(row["n"] for row in bins)
    lines = [
        "# Confidence of places: promised against true",
        "",
        f"Machine: {description()}. A sampled country of {businesses:,} businesses, seed {UNSEEN}, not fitted on.",
        f"Bins are without {' and '.join(BY_COORDINATE)}, whose confidence is stated, not fitted: the sampler flatters them.",
        f"Widest gap of a bin with at least {FEWEST} rows: {widest:.3f} (bar .05); mean gap over rows: {mean:.3f}.",
        "",
    ]
    for head, name, rows in (("confidence from", "bin", bins), ("reason", "reason", reasons)):
        lines += [f"| {head} | rows | promised | came true |", "|---|---|---|---|"]
        for row in rows:
            label = f"{row['bin'] / 20:.2f}" if name == "bin" else row["reason"]
            lines.append(f"| {label} | {row['n']:,} | {row['promised']:.3f} | {row['came_true']:.3f} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
