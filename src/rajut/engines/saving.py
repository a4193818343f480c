"""Writing an engine's table as one Parquet file, the same from every engine."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rajut.engines.threads import ahead
from rajut.errors import RajutError
from rajut.tables import Table

if TYPE_CHECKING:
    from rajut.engines.base import Engine

ROWS = 100_000  # in one row group, whatever the batches of the engine
SLICE = 1_000_000  # rows an engine sorts at a time, about: millions of wide rows do not fit into memory, sorting them on disk is slow
STRETCH = 250_000  # rows taken at a time, about, where whole numbers say which come next
AHEAD = 8  # row groups made before they are written, so that the next slice is sorted while one is written
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
    missing = sorted(set(table.columns()) - set(engine.columns(table.table)))
    if missing:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"missing columns {', '.join(missing)}")
    written, different = write(table, file, _batches(engine, table))
    check_key(engine, table, written, different)
    return written


def write(table: type[Table], file: Path, batches: Iterator[pa.RecordBatch]) -> tuple[int, int | None]:
    """Write rows that come in the table's order; returns how many, and how many keys differ if the order is that of the key."""
    schema = table.schema()
    written, different = 0, 0
    with contextlib.ExitStack() as open_files:
        writer: pq.ParquetWriter | None = None
        before: pa.Table | None = None
        for rows in ahead(_even(batches, ROWS), AHEAD):
            rows = _with_schema(rows, schema, table)
            writer = writer or open_files.enter_context(_writer(table, file, rows))
            writer.write_table(rows, row_group_size=ROWS)
            written += rows.num_rows
            if _order(table) == table.key:
                different += _different(before, rows.select(table.key))
                before = rows.select(table.key).slice(rows.num_rows - 1)
        if writer is None:
            open_files.enter_context(pq.ParquetWriter(file, schema, compression="zstd"))
    return written, different if _order(table) == table.key else None


def _writer(table: type[Table], file: Path, first: pa.Table) -> pq.ParquetWriter:
    """A file for rows like the first."""
    sought = {name: {"ndv": first.num_rows, "fpp": 0.01} for name in table.sought}
    return pq.ParquetWriter(file, first.schema, compression="zstd", use_dictionary=_repetitive(first), bloom_filter_options=sought)


def check_key(engine: Engine, table: type[Table], written: int, different: int | None) -> None:
    """Raise TABLE-SCHEMA if the rows have fewer keys than there are rows; the engine counts those that writing did not count."""
    if different is None:
        different = int(engine.value(f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(table.key)} FROM {table.table})"))
    if different != written:
        raise RajutError("TABLE-SCHEMA", table=table.table, problem=f"key {table.key} is not unique: {different} of {written}")


def typed(table: type[Table], source: str) -> str:
    """The query for the rows of a table or of a query in brackets, in the columns and types of the data dictionary."""
    columns = ", ".join(f'CAST("{name}" AS {_SQL[column.type]}) AS "{name}"' for name, column in table.columns().items())
    return f"SELECT {columns} FROM {source} "


def numbered(table: type[Table]) -> str | None:
    """The column of whole numbers a table is in order of within each of a few texts (register, row); None if it is not."""
    order = _order(table)
    return order[1] if len(order) > 1 and table.schema().field(order[1]).type == pa.int64() else None


def in_order(rows: pa.Table, column: str) -> pa.Table:
    """Rows sorted by a column of whole numbers. Engines give them in a few stretches that are in order and need no copying."""
    places = np.argsort(rows.column(column).to_numpy(), kind="stable")
    stretches = np.split(places, np.flatnonzero(np.diff(places) != 1) + 1)
    if not len(places) or len(stretches) > 1 + len(places) // 1000:
        return rows.take(pa.array(places))
    return pa.concat_tables(rows.slice(stretch[0], len(stretch)) for stretch in stretches)


def _order(table: type[Table]) -> tuple[str, ...]:
    return tuple(table.order or table.key)


def _batches(engine: Engine, table: type[Table]) -> Iterator[pa.RecordBatch]:
    """The rows of a table in its order."""
    number = numbered(table)
    rows = engine.count(table.table)
    if rows > SLICE and number:
        for part in _by_number(engine, table, number):
            yield from in_order(engine.fetch(typed(table, table.table) + part), number).to_batches()
        return
    for query in _slices(engine, table, rows):
        yield from engine.batches(query, ROWS)


def _by_number(engine: Engine, table: type[Table], number: str) -> Iterator[str]:
    """Conditions that part a table ordered by a few texts, then by whole numbers, each met by about `STRETCH` rows."""
    first = _order(table)[0]
    query = f"SELECT {first} AS value, count(*) AS rows, min({number}) AS least, max({number}) AS most FROM {table.table}"
    for found in engine.rows(f"{query} GROUP BY {first} ORDER BY {first}"):
        wide = -(-(found["most"] - found["least"] + 1) // -(-found["rows"] // STRETCH))
        for start in range(found["least"], found["most"] + 1, wide):
            yield f"WHERE {first} = {_quoted(found['value'])} AND {number} >= {start} AND {number} < {start + wide}"


def _slices(engine: Engine, table: type[Table], rows: int) -> Iterator[str]:
    """Queries that together are the table in its order, each of about `SLICE` rows."""
    for part in [""] if rows <= SLICE else _by_text(engine, table, rows):
        yield f"{typed(table, table.table)}{part}ORDER BY {', '.join(_order(table))}"


def _by_text(engine: Engine, table: type[Table], rows: int) -> list[str]:
    """Conditions that part a table by its first column of the order, a text, at values seen in a sample taken by hash."""
    first = _order(table)[0]
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
