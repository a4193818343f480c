"""One million businesses end to end, and the portal at that size: `make bench`.

Claims: at most 5 minutes and 6 GB from registers to a published run; at most 200 ms for the home page
and a cluster page. Writes benchmarks/results/million.md. `--businesses` makes it smaller for a try.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.machine import Measured, description, measure

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
PORT = 8765
REQUESTS = 15
CLUSTERS_OF_A_PROVINCE = "/peta/klaster/33.geojson"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=1_000_000)
    businesses = parser.parse_args().businesses
    world, workspace = FOLDER / f"world-{businesses}", FOLDER / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    registers = made_world(world, businesses)
    words = [*map(str, registers), "--partners", str(world / "partners.csv"), "--venues", str(world / "venues.csv")]
    run = measure([sys.executable, "-m", "rajut.cli", "run", *words, "--out", str(workspace)])
    pages = portal_times(workspace)
    report = written(businesses, registers, run, manifest(workspace), pages)
    (ROOT / "benchmarks" / "results").mkdir(exist_ok=True)
    (ROOT / "benchmarks" / "results" / "million.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def made_world(world: Path, businesses: int) -> list[Path]:
    if not (world / "finished").exists():
        words = ["sample", "--businesses", str(businesses), "--seed", "1", "--out", str(world)]
        subprocess.run([sys.executable, "-m", "rajut.cli", *words], check=True)
        (world / "finished").touch()
    return sorted(file for file in (world / "registers").iterdir() if not file.name.endswith(".yaml"))


def manifest(workspace: Path) -> dict:
    current = (workspace / "current").read_text().strip()
    return json.loads((workspace / "runs" / current / "manifest.json").read_text("utf-8"))


def portal_times(workspace: Path) -> dict[str, float]:
    """Median milliseconds of a page, first answer after the start left out and told apart."""
    words = ["serve", "--workspace", str(workspace), "--port", str(PORT)]
    server = subprocess.Popen([sys.executable, "-m", "portal", *words], stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{PORT}"
        wait_for(f"{address}/")
        clusters = json.loads(get(f"{address}{CLUSTERS_OF_A_PROVINCE}"))["features"]
        pages = {"home": "/", "cluster": f"/klaster/{clusters[0]['properties']['id']}/"}
        return {name: median_ms(f"{address}{path}") for name, path in pages.items()}
    finally:
        server.terminate()
        server.wait()


def median_ms(url: str) -> float:
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        get(url)
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times[1:]), 1)


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def wait_for(url: str, seconds: int = 120) -> None:
    for _ in range(seconds * 2):
        try:
            get(url)
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def written(businesses: int, registers: list[Path], run: Measured, made: dict, pages: dict[str, float]) -> str:
    size = sum(file.stat().st_size for file in registers) / 1024**2
    lines = [
        f"# {businesses:,} sampled businesses, end to end",
        "",
        f"Machine: {description()}. One run of `make bench`.",
        "",
        "| claim | bar | measured |",
        "|---|---|---|",
        f"| registers ({size:,.0f} MiB) to published run, wall | 300 s | {run.seconds} s |",
        f"| peak memory of the run | 6,144 MiB | {run.peak_mib:,} MiB |",
        *(f"| {name} page, median of {REQUESTS - 1} | 200 ms | {ms} ms |" for name, ms in pages.items()),
        "",
        "| stage | seconds | rows made |",
        "|---|---|---|",
        *(f"| {name} | {stage['seconds']} | {rows_made(stage)} |" for name, stage in made["stages"].items()),
        "",
    ]
    return "\n".join(lines)


def rows_made(stage: dict) -> str:
    return ", ".join(f"{table} {rows:,}" for table, rows in stage["rows"].items())


if __name__ == "__main__":
    main()
