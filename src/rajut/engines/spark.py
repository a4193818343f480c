"""The engine for many machines: the same tables, in Apache Spark."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from rajut.engines.base import BatchFunction, Engine
from rajut.engines.duckdb import default_memory
from rajut.engines.spark_session import LOCAL, session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class Spark(Engine):
    """One session in this process's Spark. Tables are temporary views of it, so two sessions never see each other's.

    `master`: RAJUT_SPARK_MASTER or all cores of this machine, unless given. `options`: more settings of Spark; only the
    first session of a process can give them. What is computed is kept by the executors, in memory and then on
    disk; no folder that all machines share is needed but for the Parquet files given to `load`.
    """

    name = "spark"

    def __init__(self, *, master: str | None = None, memory: str | None = None, options: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.memory = memory or default_memory()
        self.session = session(master or os.environ.get("RAJUT_SPARK_MASTER") or LOCAL, self.memory, options or {})
        self.tables: dict[str, DataFrame] = {}
        # No table is kept in more parts than a shuffle makes: a union has the parts of all its tables, and each part costs a task.
        self.parts = int(str(self.session.conf.get("spark.sql.shuffle.partitions")))

    def load(self, table: str, *files: Path) -> None:
        from pyspark.sql.pandas.types import from_arrow_schema

        schema = from_arrow_schema(pq.read_schema(files[0]))  # read here: Spark would start a job for it
        self._name(table, self.session.read.schema(schema).parquet(*map(str, files)))

    def put(self, table: str, rows: pa.Table) -> None:
        nullable = pa.schema([field.with_nullable(True) for field in rows.schema])
        self._name(table, self.session.createDataFrame(rows.cast(nullable)).coalesce(self.parts))

    def create(self, table: str, query: str) -> None:
        self._keep(table, self._frame(query))

    def _append(self, table: str, query: str) -> None:
        more = self._frame(query)
        if not self.exists(table):
            self._keep(table, more)
            return
        before = self.tables[table]
        types = dict(before.dtypes)
        fitting = more.select(*(more[name].cast(types[name]).alias(name) for name in more.columns))
        self._keep(table, before.unionByName(fitting, allowMissingColumns=True))

    def json_object(self, values: dict[str, str]) -> str:
        pairs = (f"'{name.replace(chr(39), chr(39) * 2)}', {value}" for name, value in values.items())
        return f"json_of(named_struct({', '.join(pairs)}))"

    def view(self, table: str, query: str) -> None:
        self._name(table, self._frame(query))

    def drop(self, *tables: str) -> None:
        for table in tables:
            self.session.catalog.dropTempView(table)
            self.tables.pop(table, None)

    def names(self) -> set[str]:
        return set(self.tables)

    def columns(self, table: str) -> list[str]:
        return list(self.tables[table].columns)

    def fetch(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        return self._frame(query, parameters).toArrow()

    def batches(self, query: str, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        packed = self._frame(query).mapInArrow(_packed, "batch binary")
        for row in packed.toLocalIterator(prefetchPartitions=True):
            for batch in pa.ipc.open_stream(row.batch):
                yield from (batch.slice(start, rows) for start in range(0, batch.num_rows, rows))

    def map(self, table: str, query: str, function: BatchFunction, schema: pa.Schema, *, at_once: int = 1) -> None:
        from pyspark.sql.pandas.types import from_arrow_schema

        self._keep(table, self._frame(query).mapInArrow(_each(function, schema), from_arrow_schema(schema)))

    def close(self) -> None:
        self.drop(*list(self.tables))

    def _frame(self, query: str, parameters: dict[str, Any] | None = None) -> DataFrame:
        from rajut.engines.spark_sql import spark_sql  # its parser is dear to load

        return _plain_types(self.session.sql(spark_sql(query), args=parameters or {}))

    def _keep(self, table: str, frame: DataFrame) -> None:
        """Compute now and once; what came before is forgotten, or plans would grow with every table."""
        self._name(table, frame.coalesce(self.parts).localCheckpoint(eager=True))

    def _name(self, table: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(table)
        self.tables[table] = frame


def _plain_types(frame: DataFrame) -> DataFrame:
    """Whole numbers are BIGINT, others DOUBLE, as in every other engine; a column of nothing is a text."""
    wanted = {"tinyint": "bigint", "smallint": "bigint", "int": "bigint", "float": "double", "void": "string"}
    types = dict(frame.dtypes)
    wanted |= {type_: "bigint" if type_.endswith(",0)") else "double" for type_ in types.values() if type_.startswith("decimal")}
    if not set(types.values()) & set(wanted):
        return frame
    return frame.select(*(frame[f"`{name}`"].cast(wanted.get(type_, type_)).alias(name) for name, type_ in frame.dtypes))


def _packed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Each batch as the bytes of an Arrow stream: rows then come to the driver in their order, a partition at a time."""
    for batch in batches:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        yield pa.RecordBatch.from_pydict({"batch": pa.array([sink.getvalue().to_pybytes()], pa.binary())})


def _each(function: BatchFunction, schema: pa.Schema) -> Any:
    def mapped(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield function(batch).cast(schema)

    return mapped
