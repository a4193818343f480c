"""Which engine a command line asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rajut.engines.base import Engine
from rajut.engines.duckdb import DuckDB
from rajut.engines.spark import Spark
from rajut.errors import RajutError


@dataclass(frozen=True)
class SparkAt:
    """Makes a Spark engine at a master; `name` says which engine, as the class of one does."""

    master: str | None
    name: str = Spark.name

    def __call__(self) -> Engine:
        return Spark(master=self.master)


def maker(name: str, master: str | None = None) -> Callable[[], Engine]:
    """What makes the engine of that name: `duckdb` or `spark`, with the `master` Spark is to be found at.

    An engine that cannot be had is told before any work: Spark is started and reached here.
    Raises RUN-ENGINE, RUN-ENGINE-MASTER, RUN-SPARK-MISSING, RUN-SPARK-JAVA or RUN-SPARK-MASTER.
    """
    if name == Spark.name:
        make = SparkAt(master)
        make().close()
        return make
    if name != DuckDB.name:
        raise RajutError("RUN-ENGINE", engine=name)
    if master:
        raise RajutError("RUN-ENGINE-MASTER", engine=name)
    return DuckDB
