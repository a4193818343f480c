"""What every test may use: the engines, the real registers where they are, silent progress."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rajut.engines import Engine
from support.engines import make_engine
from support.small_sample import finished_run

SHARED_DATA = Path(os.environ.get("RAJUT_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")


# What is not run on Spark, by the beginning of a test file's name. Marks of single tests say the same: `only_duckdb`.
ONLY_DUCKDB = {
    "test_clustering_": "never: clusters are formed on one machine, whatever the engine of the rows",
    "test_planning_": "never: plans are made on one machine, whatever the engine of the rows",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec") and item.callspec.params.get("engine") == "spark":
            reasons = [reason for start, reason in ONLY_DUCKDB.items() if item.path.name.startswith(start)]
            reasons += [mark.args[0] for mark in item.iter_markers("only_duckdb")]
            if reasons:
                item.add_marker(pytest.mark.skip(reason=f"DuckDB only, {reasons[0]}"))


@pytest.fixture(params=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every spec test runs on every engine."""
    made = make_engine(request.param)
    yield made
    made.close()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a published run; whoever changes it takes `small_sample.copy_of` it."""
    return finished_run(tmp_path_factory.mktemp("finished"))


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


@pytest.fixture(scope="session")
def completeness() -> Path:
    """The published examples of multiple-systems estimation (hare, HIV, UK), for reproducing their printed answers."""
    folder = SHARED_DATA / "benchmarks" / "completeness"
    if not folder.exists():
        pytest.skip(f"the published examples of completeness are not part of the project and are not at {folder}")
    return folder
