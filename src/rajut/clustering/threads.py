"""Many problems shared among threads: each is solved alone, so the answers do not depend on who solves which."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from rajut.clustering.points import Whole

Answer = TypeVar("Answer")
CHUNK = 50_000  # points whose problems a thread takes at once: few enough for the processor's cache


def runs(problem: Whole) -> Whole:
    """Start and end of every run of equal numbers in the sorted `problem`, a row each."""
    ends = np.append(np.flatnonzero(np.diff(problem)) + 1, len(problem))[: len(problem)]
    return np.column_stack([np.append(0, ends)[: len(ends)], ends])


def chunked(problems: Whole) -> list[Whole]:
    """Whole problems, as rows of start and end, gathered until there are about CHUNK points."""
    return np.split(problems, np.flatnonzero(np.diff(problems[:, 1] // CHUNK)) + 1) if len(problems) else []


def in_threads(solve: Callable[[Whole], Answer], chunks: list[Whole]) -> list[Answer]:
    """What `solve` answers for each chunk, in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(solve, chunks))
