"""How right a run is about a sampled country whose truth is known: `make bench-accuracy`.

Compares the published tables with the sampler's truth: pairs of records, villages, classes, planted sentra.
The sampler is ours, so these figures say how well the stages undo the mistakes we thought of, not how they
do on a register nobody has seen. Writes benchmarks/results/accuracy.md.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
from pathlib import Path

from sklearn.metrics import adjusted_rand_score

from benchmarks.machine import description
from rajut.engines import DuckDB, Engine
from rajut.workspace import Run, Workspace

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
OF_RECORDS = {"reading": "records", "locating": "places", "matching": "links"}
OF_BUSINESSES = {"classifying": "classes", "clustering": "homes"}

# Every view below has one row per record: what the run says beside what is true.
RECORDS = """SELECT r.record_id, l.business_id, t.business AS true_business, b.* EXCLUDE (business),
                    p.level, p.village_code AS village_found, p.confidence
             FROM records r JOIN links l USING (record_id) JOIN places p USING (record_id)
             JOIN truth_records t ON t.register = r.register AND t.row_number = r.row_number
             JOIN truth b ON b.business = t.business"""
# A business is what most of its records are.
BUSINESSES = """SELECT business_id, mode(true_business) AS business FROM seen GROUP BY business_id"""
CLASSED = """SELECT c.*, h.sentra_id, b.fashion AS true_fashion, b.segment AS true_segment, b.role AS true_role,
                    b.muslim_wear AS true_muslim_wear, b.planted_sentra
             FROM classes c JOIN believed USING (business_id) JOIN truth b ON b.business = believed.business
             LEFT JOIN homes h ON h.business_id = c.business_id"""
PAIRS = """SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM seen GROUP BY {})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=2, help="1 is the world the matching was looked at with")
    chosen = parser.parse_args()
    world, workspace = FOLDER / f"accuracy-{chosen.businesses}-{chosen.seed}", FOLDER / "accuracy-workspace"
    rajut("sample", "--businesses", chosen.businesses, "--seed", chosen.seed, "--out", world)
    rajut("run", *sorted((world / "registers").iterdir()), "--out", workspace)
    with contextlib.closing(DuckDB()) as engine:
        load(engine, world, workspace)
        figures = matching(engine) | locating(engine) | classifying(engine) | clustering(engine)
    report = written(chosen.businesses, chosen.seed, figures)
    (ROOT / "benchmarks" / "results" / "accuracy.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def rajut(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "rajut.cli", *map(str, words)], check=True)


def load(engine: Engine, world: Path, workspace: Path) -> None:
    run = Workspace(workspace).published()
    load_records(engine, world, run)
    for stage, table in OF_BUSINESSES.items():
        engine.load(table, run.table(stage, table))
    for view, query in {"believed": BUSINESSES, "classed": CLASSED}.items():
        engine.create(view, query)


def load_records(engine: Engine, world: Path, run: Run) -> None:
    """What the first three stages said of every record, beside the truth."""
    for stage, table in OF_RECORDS.items():
        engine.load(table, run.table(stage, table))
    for table in ("truth", "truth_records"):
        engine.load(table, world / f"{table}.parquet")
    engine.create("seen", RECORDS)


def matching(engine: Engine) -> dict[str, float]:
    both, found, true = (float(engine.value(PAIRS.format(key))) for key in ("business_id, true_business", "business_id", "true_business"))
    return {"pairs of records: precision": both / found, "pairs of records: recall": both / true}


def locating(engine: Engine) -> dict[str, float]:
    village = "level = 'village'"
    return {
        "records located to a village": share(engine, "seen", village),
        "of those, the true village": share(engine, "seen", "village_found = village_code", village),
    }


def classifying(engine: Engine) -> dict[str, float]:
    told = "fashion AND true_fashion AND true_segment IS NOT NULL AND segment IS NOT NULL"
    return {
        "fashion: precision": share(engine, "classed", "true_fashion", "fashion"),
        "fashion: recall": share(engine, "classed", "coalesce(fashion, false)", "true_fashion"),
        "fashion: abstained": share(engine, "classed", "fashion IS NULL"),
        "segment, where it did not abstain": share(engine, "classed", "segment = true_segment", told),
        "role, where it did not abstain": share(engine, "classed", "role = true_role", "fashion AND true_fashion AND role IS NOT NULL"),
    }


def clustering(engine: Engine) -> dict[str, float]:
    planted = engine.fetch("SELECT coalesce(sentra_id, business_id) AS home, planted_sentra FROM classed WHERE planted_sentra IS NOT NULL")
    score = adjusted_rand_score(planted["planted_sentra"].to_pylist(), planted["home"].to_pylist())
    return {
        "planted businesses that are members of a sentra": share(engine, "classed", "sentra_id IS NOT NULL", "planted_sentra IS NOT NULL"),
        "planted sentra: adjusted Rand index": float(score),
    }


def share(engine: Engine, table: str, what: str, among: str = "true") -> float:
    return float(engine.value(f"SELECT avg(CASE WHEN {what} THEN 1.0 ELSE 0.0 END) FROM {table} WHERE {among}") or 0.0)


def written(businesses: int, seed: int, figures: dict[str, float]) -> str:
    lines = [f"# {businesses:,} sampled businesses, seed {seed}: found against true", "", f"Machine: {description()}.", ""]
    lines += ["| figure | value |", "|---|---|", *(f"| {name} | {value:.4f} |" for name, value in figures.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
