"""Many small problems shared among threads: each is solved alone, so the answers do not depend on who solves which."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from rajut.clustering.points import Whole

CHUNK = 20_000  # points whose problems a thread takes at once


def each_problem(problem: Whole, solve: Callable[[int, int], None]) -> None:
    """Call `solve(start, end)` for every run of equal numbers in the sorted `problem`."""
    if not len(problem):
        return
    ends = np.append(np.flatnonzero(np.diff(problem)) + 1, len(problem))
    starts = np.append(0, ends[:-1])
    cuts = np.flatnonzero(np.diff(ends // CHUNK)) + 1

    def work(chunk: Whole) -> None:
        for start, end in chunk.tolist():
            solve(start, end)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(work, np.split(np.column_stack([starts, ends]), cuts)))
