"""`make demo`: a sample world or the registers given, the whole pipeline, the portal.

The sample world and the finished run are kept in `var/demo`, so a second time starts at once.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "var" / "demo"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--businesses", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("registers", nargs="*", type=Path)
    chosen = parser.parse_args()
    if chosen.registers:
        workspace, words = DEMO / "registers", [str(file) for file in chosen.registers]
    else:
        workspace, words = DEMO / "workspace", sample_world(chosen.businesses, chosen.seed)
    rajut("run", *words, "--out", str(workspace))
    where = "" if workspace.name == "workspace" else f" WORKSPACE={workspace.relative_to(ROOT)}"
    print(f"Akun petugas / an officer's account: make officer NAME=siti{where}", flush=True)
    serve = ["serve", "--workspace", str(workspace), "--host", chosen.host, "--port", str(chosen.port)]
    sys.exit(subprocess.run([sys.executable, "-m", "portal", *serve]).returncode)


def sample_world(businesses: int, seed: int) -> list[str]:
    """The words that name its registers, partners and venues for `rajut run`."""
    world = DEMO / f"world-{businesses}-{seed}"
    if not (world / "finished").exists():
        rajut("sample", "--businesses", str(businesses), "--seed", str(seed), "--out", str(world))
        (world / "finished").touch()
    registers = sorted(file for file in (world / "registers").iterdir() if not file.name.endswith(".yaml"))
    return [*map(str, registers), "--partners", str(world / "partners.csv"), "--venues", str(world / "venues.csv")]


def rajut(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "rajut.cli", *words])
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
