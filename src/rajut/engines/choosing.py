"""Which engine a command line asked for, and which one a stage is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rajut.engines.base import Engine
from rajut.engines.duckdb import DuckDB
from rajut.engines.spark import Spark
from rajut.errors import RajutError

Maker = Callable[[], Engine]


@dataclass(frozen=True)
class Apart:
    """Makes the engine of the stages that go through all rows, on many machines; `here` makes the engine of the others, on this one."""

    rows: Maker
    here: Maker

    def __call__(self) -> Engine:
        return self.rows()


def engine_here(make: Maker) -> Maker:
    """What makes the engine of a stage that is work for one machine: `make` itself, unless it keeps the two apart."""
    return make.here if isinstance(make, Apart) else make


def maker(name: str, master: str | None = None) -> Maker:
    """What makes the engine of that name: `duckdb` or `spark`, with the `master` Spark is to be found at.

    An engine that cannot be had is told before any work: Spark is started and reached here.
    Raises RUN-ENGINE, RUN-ENGINE-MASTER, RUN-SPARK-MISSING, RUN-SPARK-JAVA or RUN-SPARK-MASTER.
    """
    if name == Spark.name:
        make = Apart(rows=partial(Spark, master=master), here=DuckDB)
        make().close()
        return make
    if name != DuckDB.name:
        raise RajutError("RUN-ENGINE", engine=name)
    if master:
        raise RajutError("RUN-ENGINE-MASTER", engine=name)
    return DuckDB
