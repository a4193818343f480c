"""Tables drawn as text, so that a test reads as a specification.

    put(engine, Records, '''
        | record_id | business_name | lat  |
        | r1        | Batik Siti    | -7.5 |
    ''')
    stage(engine, Silent())
    see(engine, Places, '''
        | record_id | level   |
        | r1        | village |
    ''')

An empty cell is null. Columns of the table that are not drawn are null, or, where required, an empty
value of their type. `see` compares the drawn columns only.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.tables import Column, Table


def drawn(picture: str) -> list[dict[str, str | None]]:
    """The rows of a drawn table; every value a text or None."""
    lines = [line.strip() for line in picture.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head, body = cells[0], [row for row in cells[1:] if not all(set(cell) <= {"-"} and cell for cell in row)]
    for row in body:
        assert len(row) == len(head), f"drawn row has {len(row)} cells, the head has {len(head)}: {row}"
    return [{name: cell or None for name, cell in zip(head, row, strict=True)} for row in body]


def rows_of(table: type[Table], picture: str) -> pa.Table:
    """A drawn table as Arrow, complete with the columns that are not drawn."""
    columns = table.columns()
    rows = drawn(picture)
    for row in rows:
        unknown = set(row) - set(columns)
        assert not unknown, f"{table.table} has no column {sorted(unknown)}"
    filled = [{name: _typed(column, row.get(name)) for name, column in columns.items()} for row in rows]
    return pa.Table.from_pylist(filled, schema=table.schema())


def put(engine: Engine, table: type[Table], picture: str | None = None) -> None:
    """Give the engine a drawn table; without a picture, an empty one."""
    engine.put(table.table, rows_of(table, picture) if picture else table.schema().empty_table())


def see(engine: Engine, table: type[Table], picture: str) -> None:
    """Assert that the engine's table shows exactly the drawn rows in the drawn columns."""
    rows = drawn(picture)
    names = list(rows[0])
    columns = table.columns()
    expected = [{name: _rounded(_typed(columns[name], row[name], fill=False)) for name in names} for row in rows]
    key = [name for name in table.key if name in names] or names
    found = engine.rows(f"SELECT {', '.join(names)} FROM {table.table}")
    found = [{name: _rounded(value) for name, value in row.items()} for row in found]
    order = lambda row: tuple(str(row[name]) for name in key)  # noqa: E731  a sort key, used twice below
    assert sorted(found, key=order) == sorted(expected, key=order)


def _typed(column: Column, cell: str | None, *, fill: bool = True) -> Any:
    if cell is None:
        empty = {pa.string(): "", pa.int64(): 0, pa.float64(): 0.0, pa.bool_(): False}
        return empty[column.type] if column.required and fill else None
    if column.type == pa.bool_():
        return {"yes": True, "no": False, "true": True, "false": False}[cell.lower()]
    return {pa.string(): str, pa.int64(): int, pa.float64(): float}[column.type](cell)


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value
