"""How matching bears more mistakes than usual: `make bench-noise`.

Samples the same country at several levels of noise (1: the usual mistakes; 2: each twice as often), runs it and holds
the pairs of records against the truth. Writes benchmarks/results/noise.md.
"""

from __future__ import annotations

import argparse
import contextlib
import sys

from benchmarks.accuracy import FOLDER, ROOT, load, matching, rajut
from benchmarks.machine import description
from rajut.engines import DuckDB
from rajut.workspace import Workspace

LEVELS = (0.5, 1.0, 1.5, 2.0, 3.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2)
    chosen = parser.parse_args()
    lines = [f"# {chosen.businesses:,} sampled businesses, seed {chosen.seed}: matching under more mistakes", ""]
    lines += [
        f"Machine: {description()}.",
        "",
        "| noise | precision | recall | blocking finds at most | asked about |",
        "|---|---|---|---|---|",
    ]
    for level in LEVELS:
        figures = measured(chosen.businesses, chosen.seed, level)
        lines.append(f"| {level} | " + " | ".join(figures) + " |")
    report = "\n".join([*lines, ""])
    (ROOT / "benchmarks" / "results" / "noise.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def measured(businesses: int, seed: int, noise: float) -> list[str]:
    world, workspace = FOLDER / f"noise-{businesses}-{seed}-{noise}", FOLDER / "noise-workspace"
    rajut("sample", "--businesses", businesses, "--seed", seed, "--noise", noise, "--out", world)
    rajut("run", *sorted((world / "registers").iterdir()), "--out", workspace)
    facts = Workspace(workspace).published().manifest["stages"]["matching"]["facts"]
    with contextlib.closing(DuckDB()) as engine:
        load(engine, world, workspace)
        found = matching(engine)
    return [*(f"{value:.4f}" for value in found.values()), f"{facts['blocking_recall_at_most']:.4f}", f"{facts['pairs']['ask']:,}"]


if __name__ == "__main__":
    main()
