"""The country at its size, registers in, accuracy sheets out: `make bench-national`.

Claims: 5.5 million businesses (about 7 million records in three registers) in at most 6 minutes and 8 GB on two cores,
and a cost per record that stays flat from 0.1 million on (slope at most 1.1 on a log-log line of time over records).
Every stage is a process of its own, as `rajut read`, `rajut locate` … are, so that time and peak memory are the operating
system's own figures and include starting Python. Writes benchmarks/results/national.md. Worlds are kept in var/bench.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.machine import description
from rajut.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
COUNTED = {"read": "reading", "locate": "locating", "match": "matching", "classify": "classifying", "map": "mapping"}
AFTER = {"cluster": "clustering", "plan": "planning"}
SIZES = (100_000, 1_000_000, 5_500_000)
PEERS_AT = 1_000_000
SPLINK_ROWS, TOOLKIT_ROWS = 200_000, 20_000


@dataclass(frozen=True)
class Cost:
    seconds: float
    processor: float
    peak_mib: int


@dataclass(frozen=True)
class Measured:
    businesses: int
    records: int
    stages: dict[str, Cost]

    def seconds(self) -> float:
        return sum(self.stages[name].seconds for name in COUNTED.values())

    def peak_mib(self) -> int:
        return max(self.stages[name].peak_mib for name in COUNTED.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--peers", type=int, default=PEERS_AT, help="businesses of the world the peers are given; 0 for none")
    chosen = parser.parse_args()
    busy = os.getloadavg()[0]
    sizes = [measured(businesses) for businesses in chosen.businesses]
    peers = list(beside(chosen.peers)) if chosen.peers in chosen.businesses else []
    report = "\n".join([*told(sizes, busy), *peers])
    (ROOT / "benchmarks" / "results" / "national.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def cost(words: Sequence[str]) -> tuple[Cost, str]:
    """Run a command to its end: what it took, and its output."""
    started = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words[:6])} … ended with {process.returncode}")
    return Cost(time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024), output


def rajut(*words: object) -> Cost:
    return cost([sys.executable, "-m", "rajut.cli", *map(str, words)])[0]


def registers(businesses: int) -> list[Path]:
    world = FOLDER / f"world-{businesses}"
    if not (world / "finished").exists():
        rajut("sample", "--businesses", businesses, "--seed", 1, "--out", world)
        (world / "finished").touch()
    return sorted(file for file in (world / "registers").iterdir() if file.suffix != ".yaml")


def measured(businesses: int) -> Measured:
    files, workspace = registers(businesses), FOLDER / f"national-{businesses}"
    shutil.rmtree(workspace, ignore_errors=True)
    stages = {}
    for command, stage in (COUNTED | AFTER).items():
        stages[stage] = rajut(command, *(files if command == "read" else ()), "--out", workspace)
        sys.stderr.write(f"{businesses:,} {stage}: {stages[stage].seconds:.1f} s, {stages[stage].peak_mib:,} MiB\n")
    records = Workspace(workspace).published().manifest["stages"]["reading"]["rows"]["records"]
    return Measured(businesses, records, stages)


def slope(records: Sequence[int], seconds: Sequence[float]) -> float:
    """Of the straight line through log time over log records: 1 is a cost per record that does not depend on their number."""
    return float(np.polyfit(np.log(records), np.log(seconds), 1)[0])


def told(sizes: list[Measured], busy: float) -> Iterator[str]:
    """The report; `busy`: processes that wanted a processor when it began, which should be none."""
    largest = sizes[-1]
    yield from (f"# {largest.businesses:,} sampled businesses, registers to accuracy sheets", "")
    yield from (f"Machine: {description()}; load when it began {busy:.1f}.", "")
    yield from ("| claim | bar | measured |", "|---|---|---|")
    yield f"| {largest.records:,} records, reading to mapping, wall | 360 s | {largest.seconds():.0f} s |"
    yield f"| peak memory of the largest stage of these | 8,192 MiB | {largest.peak_mib():,} MiB |"
    if len(sizes) > 1:
        line = slope([size.records for size in sizes], [size.seconds() for size in sizes])
        yield f"| slope of time over records, {sizes[0].records:,} to {largest.records:,} | 1.1 | {line:.2f} |"
    yield from (
        "",
        "Each stage is a process of its own: seconds include starting it (2 to 3 s in each), processor seconds are of both cores.",
        "",
    )
    yield "| stage | " + " | ".join(f"{size.records:,} records" for size in sizes) + " | slope |"
    yield "|---" * (len(sizes) + 2) + "|"
    for stage in [*COUNTED.values(), *AFTER.values()]:
        spent = [size.stages[stage] for size in sizes]
        cells = [f"{one.seconds:.1f} s ({one.processor:.0f} processor s), {one.peak_mib:,} MiB" for one in spent]
        line = f"{slope([size.records for size in sizes], [one.seconds for one in spent]):.2f}" if len(sizes) > 1 else ""
        yield f"| {stage}{'' if stage in COUNTED.values() else ' (not counted)'} | {' | '.join(cells)} | {line} |"
    each = [f"{size.seconds() / size.records * 1e6:.0f} s" for size in sizes]
    yield f"| reading to mapping, per million records | {' | '.join(each)} | |"
    yield ""


def beside(businesses: int) -> Iterator[str]:
    """Peers on the same machine in the same run; each as its own first example shows."""
    run = Workspace(FOLDER / f"national-{businesses}").published()
    records, places = str(run.table("reading", "records")), str(run.table("locating", "places"))
    works = {
        "reading: pandas.read_csv": ("reading", *map(str, registers(businesses))),
        "locating: geopandas.sjoin, points in regencies": ("locating", records),
        f"matching: Splink's defaults, {SPLINK_ROWS:,} records": ("splink", records, places, str(SPLINK_ROWS)),
        f"matching: recordlinkage, {TOOLKIT_ROWS:,} records": ("recordlinkage", records, places, str(TOOLKIT_ROWS)),
    }
    yield from (f"## Peers, on the world of {businesses:,} businesses", "")
    yield "They do less than the stage: see `benchmarks/peers.py`."
    yield from ("", "| peer | records | seconds | per million records | peak memory |", "|---|---|---|---|---|")
    for name, words in works.items():
        spent, output = cost([sys.executable, "-m", "benchmarks.peers", *words])
        number = int(output.split()[-1])
        yield f"| {name} | {number:,} | {spent.seconds:.1f} | {spent.seconds / number * 1e6:.0f} | {spent.peak_mib:,} MiB |"
    yield ""


if __name__ == "__main__":
    main()
