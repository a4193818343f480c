"""What the figures were measured on, and how: whole processes, as the operating system accounts for them."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    seconds: float
    peak_mib: int


def description() -> str:
    """Processor, cores, memory and system; nothing that names the machine."""
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**3
    return f"{model or 'unknown processor'}, {os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"


def measure(words: Sequence[str]) -> Measured:
    """Run a command to its end; wall seconds and the peak memory of its largest process so far."""
    started = time.monotonic()
    subprocess.run(words, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Measured(round(time.monotonic() - started, 1), peak // 1024)
