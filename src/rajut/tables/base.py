"""What a table is: documented, typed columns, a key, and which of them are personal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    type: pa.DataType
    meaning: str
    required: bool = False


def text(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.string(), meaning, required)


def whole(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.int64(), meaning, required)


def number(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.float64(), meaning, required)


def yes_no(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.bool_(), meaning, required)


class Table:
    """Base of every table.

    `key` names the columns that identify a row, `order` those a file is sorted by (the key, unless
    there is a reason for another), `sought` those by which single rows are looked up though the file is sorted by
    others, `personal` those that only signed-in people may see.
    """

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    order: ClassVar[tuple[str, ...]] = ()
    sought: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def columns(cls) -> dict[str, Column]:
        return {name: value for name, value in vars(cls).items() if isinstance(value, Column)}

    @classmethod
    def schema(cls) -> pa.Schema:
        return pa.schema([pa.field(name, column.type, nullable=not column.required) for name, column in cls.columns().items()])
