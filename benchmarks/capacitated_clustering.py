"""The solver behind sentra on published instances of capacitated clustering: `make bench-capacitated`.

Claims: every answer keeps all capacities; mean gap to the best known at most 0.5 % on the 20 of pmedcap1 (Osman & Christofides 1994)
and at most 1.0 % on lin318, ali535 and u724 (Lorena & Senne 2003 and after), each within 60 s on two cores. Numbers of steps are fixed,
not seconds, so every machine finds the same answers; they are chosen so that both cores together work less than 60 s, which leaves half
of the machine to others. Writes benchmarks/results/capacitated_clustering.md.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.machine import description
from rajut.clustering.annealing import Problem, Schedule, anneal
from rajut.clustering.neighbours import neighbours
from rajut.clustering.points import Numbers, Whole

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RAJUT_SHARED_DATA") or ROOT.parent / "shared" / "data") / "benchmarks" / "capacitated_clustering"
# Best known values by number of groups, as published; those of pmedcap1 stand in its file.
BEST = {
    "lin318": {5: 180281.20, 15: 88901.56, 40: 47982.75, 70: 32198.64, 100: 22942.69},
    "ali535": {5: 9933.43, 25: 3688.51, 50: 2458.70, 100: 1433.60, 150: 1025.37},
    "u724": {10: 181782.96, 30: 95034.01, 75: 54735.05, 125: 38976.76, 200: 28079.97},
}
CHAINS = 4  # searches from different starts, two at a time; the best answer counts
STEPS = 6_000_000  # of a chain at most
WORK = 120_000_000  # of a chain: steps times members of a group; keeps all chains together below 60 s of one processor
NEIGHBOURS = 12  # at least; else twice the mean size of a group


@dataclass(frozen=True)
class Instance:
    """x, y, demand of the points; every group may carry `capacity`. floored: distances are rounded down."""

    name: str
    x: Numbers
    y: Numbers
    demand: Numbers
    capacity: float
    groups: int
    floored: bool
    best: float

    def distances(self) -> Numbers:
        away = np.hypot(self.x[:, None] - self.x, self.y[:, None] - self.y)
        return np.floor(away) if self.floored else away


@dataclass(frozen=True)
class Answer:
    """What the instance's own arithmetic says of a partition: its cost by the best medians, and its heaviest group."""

    instance: Instance
    cost: float
    heaviest: float
    seconds: float
    processor: float

    @property
    def gap(self) -> float:
        return 100 * (self.cost / self.instance.best - 1)

    @property
    def feasible(self) -> bool:
        return self.heaviest <= self.instance.capacity


def main() -> None:
    sets = {"pmedcap1": list(pmedcap1()), "lin318, ali535, u724": list(larger())}
    busy = f"processes that wanted one of its cores when it began: {os.getloadavg()[0]:.1f}"
    lines = ["# Capacitated clustering: published instances", "", f"Machine: {description()}; {busy}.", "", *_summary_head()]
    details: list[str] = []
    for (name, instances), bar in zip(sets.items(), (0.5, 1.0), strict=True):
        answers = [solved(instance) for instance in instances]
        lines.append(_summary(name, answers, bar))
        details += [_line(answer) for answer in answers]
    head = ["", "| instance | points | groups | best known | found | gap | feasible | seconds | processor s |", "|---" * 9 + "|"]
    report = "\n".join([*lines, *head, *details, ""])
    (ROOT / "benchmarks" / "results" / "capacitated_clustering.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def solved(instance: Instance) -> Answer:
    """The best of the chains, its cost counted anew from the instance."""
    started, spent = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(2) as threads:
        groups = min(threads.map(lambda seed: _chain(instance, seed), range(1, CHAINS + 1)), key=lambda found: found[1])[0]
    seconds, processor = time.monotonic() - started, time.process_time() - spent
    away = instance.distances()
    parts = [np.flatnonzero(groups == g) for g in range(instance.groups)]
    cost = sum(away[np.ix_(part, part)].sum(axis=0).min() for part in parts)
    return Answer(instance, cost, max(instance.demand[part].sum() for part in parts), seconds, processor)


def _chain(instance: Instance, seed: int) -> tuple[Whole, float]:
    number, size = len(instance.x), len(instance.x) / instance.groups
    near = neighbours(instance.x, instance.y, max(NEIGHBOURS, int(2 * size)))
    problem = Problem(instance.x, instance.y, instance.demand, 0.0, instance.capacity, np.full(number, np.inf), near, instance.floored)
    steps = min(STEPS, int(WORK / size), 40_000 * number)
    return anneal(problem, start(instance, seed), instance.groups, Schedule(steps, seed))


def start(instance: Instance, seed: int) -> Whole:
    """Seeds far from each other (k-means++, Arthur & Vassilvitskii 2007); the greatest demand first goes to the nearest with room."""
    random, away = np.random.default_rng(seed), instance.distances()
    seeds = [int(random.integers(len(away)))]
    while len(seeds) < instance.groups:
        least = away[:, seeds].min(axis=1)
        seeds.append(int(random.choice(len(away), p=least / least.sum())))
    group, load = np.empty(len(away), dtype=np.int64), np.zeros(instance.groups)
    group[seeds], load[:] = np.arange(instance.groups), instance.demand[seeds]
    for point in np.argsort(-instance.demand, kind="stable"):
        if point in seeds:
            continue
        order = np.argsort(away[point, seeds], kind="stable")
        room = order[load[order] + instance.demand[point] <= instance.capacity]
        group[point] = room[0] if len(room) else np.argmin(load)
        load[group[point]] += instance.demand[point]
    return group


def pmedcap1() -> Iterator[Instance]:
    """The file's layout: number of problems; each with number and best value, then points, groups and capacity, then its points."""
    words = iter((DATA / "pmedcap1.txt").read_text().split())
    for _ in range(int(next(words))):
        name, best, points, groups, capacity = (int(next(words)) for _ in range(5))
        rows = np.array([[float(next(words)) for _ in range(4)] for _ in range(points)])
        yield Instance(f"pmedcap1-{name}", *_columns(rows[:, [1, 2, 3]]), float(capacity), groups, True, float(best))


def larger() -> Iterator[Instance]:
    for name, values in BEST.items():
        for groups, best in values.items():
            words = (DATA / f"{name}_{groups:03d}.txt").read_text().split()
            rows = np.array(words[2:], dtype=float).reshape(-1, 4)
            yield Instance(f"{name}-{groups}", *_columns(rows[:, [0, 1, 3]]), float(rows[0, 2]), groups, False, best)


def _columns(rows: Numbers) -> Iterator[Numbers]:
    return (np.ascontiguousarray(column) for column in rows.T)


def _summary_head() -> list[str]:
    return [
        f"{CHAINS} chains of at most {STEPS:,} steps, two at a time. Costs are counted anew from the partition, by its best medians.",
        "",
        "| set | instances | feasible | mean gap | bar | worst gap | longest | most processor time |",
        "|---|---|---|---|---|---|---|---|",
    ]


def _summary(name: str, answers: list[Answer], bar: float) -> str:
    gaps = [answer.gap for answer in answers]
    feasible, longest = sum(answer.feasible for answer in answers), max(answer.seconds for answer in answers)
    told = f"{statistics.mean(gaps):.2f} % | {bar} % | {max(gaps):.2f} % | {longest:.0f} s of 60 s"
    return f"| {name} | {len(answers)} | {feasible} | {told} | {max(answer.processor for answer in answers):.0f} s |"


def _line(answer: Answer) -> str:
    own = answer.instance
    found = f"{own.best:,.2f} | {answer.cost:,.2f} | {answer.gap:.2f} % | {'yes' if answer.feasible else '**no**'}"
    return f"| {own.name} | {len(own.x)} | {own.groups} | {found} | {answer.seconds:.0f} | {answer.processor:.0f} |"


if __name__ == "__main__":
    main()
