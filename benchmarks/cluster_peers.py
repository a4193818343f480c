"""Other ways to make sentra of the same points: `python -m benchmarks.cluster_peers METHOD POINTS OUT`, each in a process of its own.

POINTS: a .npz with x, y (metres), key (regency, and segment or not), dense, village and district (numbers), of every candidate. OUT: a .npy
with each one's group, -1 for none. Every method is given the points of one key at a time, as ours takes them. Prints seconds of wall
and processor, after a first small problem that compiles what is compiled when first used, and the peak memory of the process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rajut.clustering.keeping import keep_and_form
from rajut.clustering.parameters import Bounds, defined
from rajut.clustering.points import Numbers, Points, Whole, renumbered
from rajut.clustering.threads import runs

World = dict[str, np.ndarray]
Grouper = Callable[[Numbers, Bounds], Whole]
DBSCAN_M = 1_000.0  # businesses within a kilometre are neighbours


def ours(world: World, bounds: Bounds) -> Whole:
    points = Points(world["x"], world["y"], world["key"], world["dense"])
    return keep_and_form(points, np.full(len(points), -1, dtype=np.int64), bounds)


def administrative(world: World, bounds: Bounds) -> Whole:
    """What is done today: a village and segment, too small ones put together in their district, too large ones cut along the list."""
    village = np.unique(np.column_stack([world["key"], world["village"]]), axis=0, return_inverse=True)[1]
    small = np.bincount(village)[village] < bounds.lower
    district = np.unique(np.column_stack([world["key"], world["district"]]), axis=0, return_inverse=True)[1]
    group = np.where(small, village.max() + 1 + district, village)
    order = np.argsort(group, kind="stable")
    place, parts = np.empty(len(group), dtype=np.int64), np.ceil(np.bincount(group) / bounds.upper).astype(np.int64)
    for start, end in runs(group[order]).tolist():
        place[order[start:end]] = np.arange(end - start) * parts[group[order[start]]] // (end - start)
    return np.unique(np.column_stack([group, place]), axis=0, return_inverse=True)[1].astype(np.int64)


def dbscan(points: Numbers, bounds: Bounds) -> Whole:
    from sklearn.cluster import DBSCAN

    return DBSCAN(eps=DBSCAN_M, min_samples=bounds.lower).fit_predict(points).astype(np.int64)


def hdbscan(points: Numbers, bounds: Bounds) -> Whole:
    from fast_hdbscan import HDBSCAN

    return HDBSCAN(min_cluster_size=bounds.lower).fit_predict(points).astype(np.int64)


def k_means(points: Numbers, bounds: Bounds) -> Whole:
    from k_means_constrained import KMeansConstrained

    number = max(1, round(len(points) / bounds.aim))
    if number == 1:
        return np.zeros(len(points), dtype=np.int64)
    model = KMeansConstrained(number, size_min=bounds.lower, size_max=min(bounds.upper, len(points) - 1), n_init=1, random_state=1)
    return np.asarray(model.fit_predict(points), dtype=np.int64)


def by_key(grouper: Grouper) -> Callable[[World, Bounds], Whole]:
    def grouped(world: World, bounds: Bounds) -> Whole:
        group, number = np.full(len(world["x"]), -1, dtype=np.int64), 0
        order = np.argsort(world["key"], kind="stable")
        for start, end in runs(world["key"][order]).tolist():
            here = order[start:end]
            if len(here) < bounds.lower:
                continue
            found = grouper(np.column_stack([world["x"][here], world["y"][here]]), bounds)
            group[here] = np.where(found >= 0, found + number, -1)
            number += int(found.max(initial=-1)) + 1
        return group

    return grouped


METHODS = {
    "ours": ours,
    "administrative borders": administrative,
    "DBSCAN": by_key(dbscan),
    "HDBSCAN": by_key(hdbscan),
    "k-means with size constraints": by_key(k_means),
}


def peak_mib() -> int:
    """Of this program; what the operating system tells a parent also counts the parent, of which a child is a copy at first."""
    return next(int(line.split()[1]) // 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))


def main(method: str, file: str, out: str) -> None:
    world: World = dict(np.load(file))
    bounds, group = defined().sentra, METHODS[method]
    rng = np.random.default_rng(1)
    few = {name: np.zeros(60, dtype=world[name].dtype) for name in world} | {"x": rng.uniform(0, 9e3, 60), "y": rng.uniform(0, 9e3, 60)}
    group(few, bounds)
    wall, processor = time.monotonic(), time.process_time()
    found = group(world, bounds)
    spent = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor}
    np.save(out, renumbered(found))
    spent["peak_mib"] = peak_mib()
    sys.stdout.write(json.dumps(spent) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
