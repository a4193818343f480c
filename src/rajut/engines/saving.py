"""Writing an engine's table as one Parquet file, the same from every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from rajut.errors import RajutError
from rajut.tables import Table

if TYPE_CHECKING:
    from rajut.engines.base import Engine

ROWS = 100_000  # in one row group, whatever the batches of the engine
_SQL = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}


def save(engine: Engine, table: type[Table], file: Path) -> int:
    """See `Engine.save`."""
    schema = table.schema()
    missing = sorted(set(table.columns()) - set(engine.columns(table.table)))
    if missing:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"missing columns {', '.join(missing)}")
    columns = ", ".join(f'CAST("{name}" AS {_SQL[schema.field(name).type]}) AS "{name}"' for name in schema.names)
    query = f"SELECT {columns} FROM {table.table} ORDER BY {', '.join(table.order or table.key)}"
    written = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _even(engine.batches(query, ROWS), ROWS):
            writer.write_table(_with_schema(rows, schema, table), row_group_size=ROWS)
            written += rows.num_rows
    _check_key(engine, table, written)
    return written


def _even(batches: Iterator[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """The same rows, so many at a time."""
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in batches:
        waiting.append(batch)
        held += batch.num_rows
        while held >= rows:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, rows).combine_chunks()
            waiting, held = table.slice(rows).to_batches(), held - rows
    if held:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _with_schema(rows: pa.Table, schema: pa.Schema, table: type[Table]) -> pa.Table:
    for field in schema:
        if not field.nullable and rows.column(field.name).null_count:
            raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"column {field.name} has empty values")
    return pa.Table.from_arrays([rows.column(name).cast(schema.field(name).type) for name in schema.names], schema=schema)


def _check_key(engine: Engine, table: type[Table], rows: int) -> None:
    different = engine.value(f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(table.key)} FROM {table.table})")
    if different != rows:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"key {table.key} is not unique: {different} of {rows}")
