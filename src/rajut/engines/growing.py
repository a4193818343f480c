"""Writing a table to its file while it is made, part after part, so that it is never whole in memory."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from rajut.engines.saving import in_order, numbered, write
from rajut.tables import Table

_WAITING = 2  # parts that wait to be written


class Growing:
    """A table whose rows come in its order. They are written beside whatever else is done, the same bytes as if saved at once."""

    def __init__(self, table: type[Table], file: Path) -> None:
        self.table = table
        self.file = file
        # Engines may promise that a column of one part has no nulls and not promise it of the next.
        self._schema = pa.schema([field.with_nullable(True) for field in table.schema()])
        self._parts: queue.Queue[pa.Table | None] = queue.Queue(_WAITING)
        self._writer = ThreadPoolExecutor(1)
        self._written: Future[tuple[int, int | None]] = self._writer.submit(write, table, file, self._batches())

    def add(self, part: pa.Table) -> None:
        """Rows that all come after those added before; within the part in any order where a column numbers them."""
        number = numbered(self.table)
        part = part.cast(self._schema)
        self._put(in_order(part, number) if number else part)

    def finish(self) -> tuple[int, int | None]:
        """What `write` returns; raises what it raised."""
        self._put(None)
        self._writer.shutdown()
        return self._written.result()

    def _batches(self) -> Iterator[pa.RecordBatch]:
        while (part := self._parts.get()) is not None:
            yield from part.to_batches()

    def _put(self, part: pa.Table | None) -> None:
        while not self._written.done():  # it ends early only where it fails
            try:
                self._parts.put(part, timeout=1)
            except queue.Full:
                continue
            return
