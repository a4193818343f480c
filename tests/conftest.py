"""What every test may use: the engines, the real registers where they are, silent progress."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rajut.engines import DuckDB, Engine

SHARED_DATA = Path(os.environ.get("RAJUT_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")


@pytest.fixture(params=["duckdb"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every spec test runs on every engine."""
    made = {"duckdb": lambda: DuckDB(memory="1GiB")}[request.param]()
    yield made
    made.close()


@pytest.fixture(scope="session")
def registers() -> Path:
    """The folder of real registers; tests that need it are skipped where it is absent."""
    folder = SHARED_DATA / "registers"
    if not folder.exists():
        pytest.skip(f"the real registers are not part of the project and are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def kbli_reference() -> Path:
    """The official lists of industry codes, for checking our own table of fashion codes."""
    folder = SHARED_DATA / "kbli"
    if not folder.exists():
        pytest.skip(f"the official KBLI lists are not part of the project and are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def official_boundaries() -> Path:
    """The folder of official boundaries, for checking our approximate ones."""
    folder = SHARED_DATA / "areas"
    if not folder.exists():
        pytest.skip(f"the official boundaries are not part of the project and are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def agglomeration_reference() -> Path:
    """The worked example of agglomeration measures (FK2014), for checking ours to the printed digits."""
    folder = SHARED_DATA / "benchmarks" / "agglomeration"
    if not folder.exists():
        pytest.skip(f"the published example of agglomeration is not part of the project and is not at {folder}")
    return folder
