"""What every engine can do. Stages talk to this class only; nothing else imports a database.

SQL in stages keeps to the subset both DuckDB and Spark understand, plus the macros each engine defines
under the same names (`MACROS` below says what they mean). Exact functions only, no order that is not asked for:
the same rows come out whatever the engine or the number of threads. An engine's own hash stands for texts only where they are told
apart (`key_of`: of ten million texts two share one once in two hundred thousand runs); it is never kept, shown or ordered by.
"""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut.engines import saving
from rajut.engines.growing import Growing
from rajut.tables import Table

BatchFunction = Callable[[pa.RecordBatch], pa.RecordBatch]

MACROS = {
    "plain_text(t)": "lower case, accents and punctuation gone, single spaces, trimmed; null if nothing is left",
    "digits(t)": "the digits of a text; null if there are none",
    "one_line(t)": "white space of every kind made single spaces, trimmed; null if nothing is left",
    "fits(t, pattern)": "whether the whole text fits a regular expression",
    "whole_or_null(t)": "a text as a whole number, null if it is none",
    "number_or_null(t)": "a text as a number, null if it is none",
    "key_of(t)": "a whole number of 63 bits that stands for a text where texts are only told apart, each engine's own; null stays null",
    "sorted_words(t)": "the words of a text in alphabetical order, joined by single spaces; null stays null",
    "one_slip(a, b)": "whether two texts are one typing mistake apart: a sign more, less or other, or two neighbours swapped",
    "resembles(a, b, least)": "whether two texts have this Jaro-Winkler similarity (from 0.82 on); half a transposition is none",
    "great_circle_m(lon1, lat1, lon2, lat2)": "haversine distance in metres, mean earth radius 6,371,008.8 m",
}


class Engine(ABC):
    """One session with a database. Tables and views are known to it by name."""

    name: str

    def __init__(self) -> None:
        self._growing: dict[str, Growing] = {}
        self._grown: dict[str, Path] = {}

    @abstractmethod
    def load(self, table: str, *files: Path) -> None:
        """Make Parquet files readable as `table`, without copying them."""

    @abstractmethod
    def put(self, table: str, rows: pa.Table) -> None:
        """Make an Arrow table readable as `table`."""

    @contextlib.contextmanager
    def lent(self, table: str, rows: pa.Table) -> Iterator[None]:
        """Make an Arrow table readable as `table` for `create` and `append` within the block, without a copy where that can be."""
        self.put(table, rows)
        try:
            yield
        finally:
            self.drop(table)

    @abstractmethod
    def create(self, table: str, query: str) -> None:
        """Compute `query` and keep its rows as `table`, replacing what had the name."""

    def append(self, table: str, query: str) -> None:
        """Add the rows of `query` to a table, which is made by the first rows; columns go by their names."""
        if table in self._growing:
            self._growing[table].add(self._now(saving.typed(self._growing[table].table, f"({query})")))
        else:
            self._append(table, query)

    @abstractmethod
    def _append(self, table: str, query: str) -> None:
        """`append` to a table of the engine."""

    @contextlib.contextmanager
    def growing(self, tables: Sequence[type[Table]], folder: Path) -> Iterator[None]:
        """Within the block, `append` writes rows of these tables to `<table>.parquet` at once, and they cannot be read.

        The rows of each `append` must come after those before in the table's order. After the block the tables are read from
        their files, which `save_all` then leaves as they are. Raises as `save`.
        """
        growing = [Growing(table, folder / f"{table.table}.parquet") for table in tables]
        self._growing = {one.table.table: one for one in growing}
        try:
            yield
        finally:
            self._growing = {}
            written = [one.finish() for one in growing]
        for one, (rows, different) in zip(growing, written, strict=True):
            self.load(one.table.table, one.file)
            saving.check_key(self, one.table, rows, different)
            self._grown[one.table.table] = one.file

    @abstractmethod
    def json_object(self, values: dict[str, str]) -> str:
        """The SQL that makes JSON text of `{name: SQL of its value}`, in this order."""

    @abstractmethod
    def view(self, table: str, query: str) -> None:
        """Name a query; it is computed where it is used."""

    @abstractmethod
    def drop(self, *tables: str) -> None:
        """Forget tables or views; those that do not exist are ignored."""

    @abstractmethod
    def names(self) -> set[str]:
        """The tables and views that are known."""

    @abstractmethod
    def fetch(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        """The rows of a query whose result is small. `$name` in the query is a parameter."""

    def _now(self, query: str) -> pa.Table:
        """`fetch` where the query may name what is `lent`."""
        return self.fetch(query)

    @abstractmethod
    def batches(self, query: str, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The rows of a query, some at a time, for results of any size."""

    @abstractmethod
    def map(self, table: str, query: str, function: BatchFunction, schema: pa.Schema, *, at_once: int = 1) -> None:
        """Create `table` from what `function` makes of each batch of `query`; batches come in any order.

        The function may run in another process, on another machine: it gets copies of what it refers to. Where it runs in
        this one, `at_once` is how many batches may be worked on at a time: more than one only if it changes nothing outside.
        """

    @abstractmethod
    def columns(self, table: str) -> list[str]:
        """The names of a table's columns, in order."""

    def save(self, table: type[Table], file: Path) -> int:
        """Write the engine table `table.table` as one Parquet file in the order of its key.

        Columns are cast to the data dictionary's schema. Returns the rows written; the same rows give the same bytes
        on every engine. Raises TABLE-SCHEMA if a column is missing, a required value is null or the key is not unique.
        """
        return self.count(table.table) if self._grown.get(table.table) == file else saving.save(self, table, file)

    def save_all(self, tables: Sequence[type[Table]], folder: Path) -> dict[str, int]:
        """`save` each table as `<table>.parquet` in a folder, some at a time. Returns the rows of each; raises as `save`."""
        return saving.save_all(self, tables, folder)

    @abstractmethod
    def close(self) -> None:
        """End the session and free its memory and temporary files."""

    def value(self, query: str, parameters: dict[str, Any] | None = None) -> Any:
        """The single value a query answers with."""
        return self.fetch(query, parameters).column(0)[0].as_py()

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a small query as dictionaries."""
        rows: list[dict[str, Any]] = self.fetch(query, parameters).to_pylist()
        return rows

    def exists(self, table: str) -> bool:
        """Whether a table or view of that name is known."""
        return table in self.names()

    def count(self, table: str) -> int:
        return int(self.value(f"SELECT count(*) FROM {table}"))
