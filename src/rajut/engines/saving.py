"""Writing an engine's table as one Parquet file, the same from every engine."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rajut.engines.threads import ahead
from rajut.errors import RajutError
from rajut.tables import Table

if TYPE_CHECKING:
    from rajut.engines.base import Engine

ROWS = 100_000  # in one row group, whatever the batches of the engine
SLICE = 1_000_000  # rows sorted at a time, about: millions of wide rows do not fit into memory, and sorting them on disk is slow
AHEAD = 8  # row groups sorted before they are written, so that the next slice is sorted while one is written
TOGETHER = 2  # tables saved at a time: a file is written by one processor
_SQL = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}


def save_all(engine: Engine, tables: Sequence[type[Table]], folder: Path) -> dict[str, int]:
    """See `Engine.save_all`."""
    with ThreadPoolExecutor(TOGETHER) as savers:
        coming = [savers.submit(engine.save, table, folder / f"{table.table}.parquet") for table in tables]
        try:
            return {table.table: rows.result() for table, rows in zip(tables, coming, strict=True)}
        finally:
            savers.shutdown(cancel_futures=True)


def save(engine: Engine, table: type[Table], file: Path) -> int:
    """See `Engine.save`."""
    schema = table.schema()
    missing = sorted(set(table.columns()) - set(engine.columns(table.table)))
    if missing:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"missing columns {', '.join(missing)}")
    columns = ", ".join(f'CAST("{name}" AS {_SQL[schema.field(name).type]}) AS "{name}"' for name in schema.names)
    slices = (batch for query in _slices(engine, table, columns) for batch in engine.batches(query, ROWS))
    sorted_by_key = tuple(table.order or table.key) == table.key
    written, different = 0, 0
    with contextlib.ExitStack() as open_files:
        writer: pq.ParquetWriter | None = None
        before: pa.Table | None = None
        for rows in ahead(_even(slices, ROWS), AHEAD):
            rows = _with_schema(rows, schema, table)
            writer = writer or open_files.enter_context(
                pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=_repetitive(rows))
            )
            writer.write_table(rows, row_group_size=ROWS)
            written += rows.num_rows
            if sorted_by_key:
                different += _different(before, rows.select(table.key))
                before = rows.select(table.key).slice(rows.num_rows - 1)
        if writer is None:
            open_files.enter_context(pq.ParquetWriter(file, schema, compression="zstd"))
    if not sorted_by_key:
        different = engine.value(f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(table.key)} FROM {table.table})")
    if different != written:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"key {table.key} is not unique: {different} of {written}")
    return written


def _slices(engine: Engine, table: type[Table], columns: str) -> Iterator[str]:
    """Queries that together are the table in its order, each of about `SLICE` rows."""
    order = table.order or table.key
    rows = engine.count(table.table)
    parts = [""] if rows <= SLICE else _by_number(engine, table, rows) or _by_text(engine, table, rows)
    for part in parts:
        yield f"SELECT {columns} FROM {table.table} {part}ORDER BY {', '.join(order)}"


def _by_number(engine: Engine, table: type[Table], rows: int) -> list[str]:
    """Conditions that part a table ordered by a few texts, then by whole numbers (register, row) within each text; else none."""
    first, *others = table.order or table.key
    if not others or table.schema().field(others[0]).type != pa.int64():
        return []
    parts = []
    query = f"SELECT {first} AS value, count(*) AS rows, min({others[0]}) AS least, max({others[0]}) AS most FROM {table.table}"
    for found in engine.rows(f"{query} GROUP BY {first} ORDER BY {first}"):
        wide = -(-(found["most"] - found["least"] + 1) // -(-found["rows"] // SLICE))
        for start in range(found["least"], found["most"] + 1, wide):
            parts.append(f"WHERE {first} = {_quoted(found['value'])} AND {others[0]} >= {start} AND {others[0]} < {start + wide} ")
    return parts


def _by_text(engine: Engine, table: type[Table], rows: int) -> list[str]:
    """Conditions that part a table by its first column of the order, a text, at values seen in a sample taken by hash."""
    first = (table.order or table.key)[0]
    sample = f"SELECT {first} AS value FROM {table.table} WHERE substr(md5({first}), 1, 2) = '00'"
    values = engine.fetch(f"SELECT value FROM ({sample}) ORDER BY value")["value"].to_pylist()
    wanted = -(-rows // SLICE)
    ends = sorted({values[len(values) * part // wanted] for part in range(1, wanted)} if values else set())
    if not ends:
        return [""]
    between = [f"WHERE {first} >= {_quoted(start)} AND {first} < {_quoted(end)} " for start, end in itertools.pairwise(ends)]
    # Engines sort nulls to the end.
    return [f"WHERE {first} < {_quoted(ends[0])} ", *between, f"WHERE {first} >= {_quoted(ends[-1])} OR {first} IS NULL "]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _repetitive(rows: pa.Table) -> list[str]:
    """Columns whose values repeat in the first rows: only those are smaller as numbers into a list of their values."""
    return [name for name in rows.column_names if 10 * pc.count_distinct(rows.column(name)).as_py() < rows.num_rows]


def _different(before: pa.Table | None, keys: pa.Table) -> int:
    """How many of these sorted keys differ from the one above them; `before` is the last of the rows before."""
    if before is not None:
        keys = pa.concat_tables([before, keys])
    columns = [column.combine_chunks() for column in keys.columns]
    same = functools.reduce(pc.and_, (pc.equal(column.slice(1), column.slice(0, len(column) - 1)) for column in columns))
    return len(same) + (before is None) - int(pc.sum(same).as_py() or 0)


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
