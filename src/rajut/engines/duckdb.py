"""The engine for one machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from rajut.engines.base import BatchFunction, Engine
from rajut.engines.threads import each

_IS_PLAIN = "regexp_full_match({}, '[a-z0-9]+(?: [a-z0-9]+)*')"
# Common punctuation as single spaces.
_DOUBLED = "replace(replace(replace(replace(lower(t), '.', ' '), ',', ' '), '/', ' '), '-', ' ')"
_SPACED = f"trim(replace(replace({_DOUBLED}, '  ', ' '), '  ', ' '))"

MACROS = (
    # Regular expressions are dear, and telling whether a text is plain much cheaper than making it so: most are plain in lower case, and
    # of the others most with spaces for common punctuation. A list of one names that text, which CASE would compute twice, and so would
    # NULLIF inside a CASE.
    f"""plain_text(t) AS nullif(CASE WHEN {_IS_PLAIN.format("lower(t)")} THEN lower(t)
         ELSE list_transform([{_SPACED}], lambda spaced: CASE WHEN {_IS_PLAIN.format("spaced")} THEN spaced
           ELSE trim(regexp_replace(strip_accents(spaced), '[^a-z0-9]+', ' ', 'g')) END)[1] END, '')""",
    "digits(t) AS nullif(CASE WHEN regexp_full_match(t, '[0-9]*') THEN t ELSE regexp_replace(t, '[^0-9]', '', 'g') END, '')",
    # Even trim is slow here, so it is kept for the texts that need it.
    r"""one_line(t) AS nullif(CASE WHEN t LIKE ' %' OR t LIKE '% ' OR contains(t, '  ') OR contains(t, chr(160)) OR contains(t, chr(10))
         OR contains(t, chr(13)) OR contains(t, chr(9)) OR contains(t, chr(65279)) OR contains(t, chr(8203))
       THEN trim(regexp_replace(t, '[\s\x{00A0}\x{FEFF}\x{200B}]+', ' ', 'g')) ELSE t END, '')""",
    "fits(t, pattern) AS regexp_full_match(t, pattern)",
    "whole_or_null(t) AS TRY_CAST(t AS BIGINT)",
    "number_or_null(t) AS TRY_CAST(t AS DOUBLE)",
    # The engine's hash reads eight signs at a time and lets the last of eight cancel the last of the next eight: of a million addresses a
    # hundred share one. Taken once more from another sign on, no two do.
    "key_of(t) AS CASE WHEN t IS NOT NULL THEN CAST(hash(hash(t), hash(substr(t, 4))) >> 1 AS BIGINT) END",
    "sorted_words(t) AS array_to_string(list_sort(string_split(t, ' ')), ' ')",
    # The distance is dear. A slip touches two neighbouring signs at most: of texts of one length (of single bytes, as those are counted) no
    # more differ, and of others half of the shorter one, less one sign, is as it was.
    """one_slip(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a = b OR abs(length(a) - length(b)) > 1 THEN false
       WHEN length(a) = length(b) AND strlen(a) = length(a) AND strlen(b) = length(b) AND mismatches(a, b) > 2 THEN false
       WHEN length(a) = length(b) AND strlen(a) = length(a) AND strlen(b) = length(b)
         OR (left(a, least(length(a), length(b)) // 2 - 1) = left(b, least(length(a), length(b)) // 2 - 1)
           OR right(a, least(length(a), length(b)) // 2 - 1) = right(b, least(length(a), length(b)) // 2 - 1)
           OR least(length(a), length(b)) < 4)
       THEN damerau_levenshtein(a, b) = 1 ELSE false END""",
    "resembles(a, b, least) AS round(jaro_winkler_similarity(a, b), 9) >= least",
    """great_circle_m(lon1, lat1, lon2, lat2) AS
       2 * 6371008.8 * asin(least(1.0, sqrt(
         pow(sin(radians(lat2 - lat1) / 2), 2) + cos(radians(lat1)) * cos(radians(lat2)) * pow(sin(radians(lon2 - lon1) / 2), 2))))""",
)


def default_memory() -> str:
    """RAJUT_MEMORY, else half of the machine's memory but at most 5.5 GiB: the rest of the run needs some too.

    Of the country's seven million records the wide tables of matching fit into that, and a process stays below 8 GB. With a quarter less
    it takes an eighth longer, since what does not fit goes to disk.
    """
    chosen = os.environ.get("RAJUT_MEMORY")
    if chosen:
        return chosen
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(machine // 2, 11 * 1024**3 // 2) // 1024**2}MiB"


class DuckDB(Engine):
    """One DuckDB session. Spills to a temporary folder beside the workspace, removed on close.

    `threads` defaults to the machine's; results do not depend on it.
    """

    name = "duckdb"

    def __init__(self, *, memory: str | None = None, threads: int | None = None, spill: Path | None = None) -> None:
        super().__init__()
        self.memory = memory or default_memory()
        self.spill = Path(tempfile.mkdtemp(prefix="rajut-spill-", dir=spill))
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("SET memory_limit = $limit", {"limit": self.memory})
        # Memory once had is kept until the end: to ask for it anew is a twentieth of the time of a country's run.
        self.connection.execute("SET block_allocator_memory = $limit", {"limit": self.memory})
        self.connection.execute("SET temp_directory = $folder", {"folder": str(self.spill)})
        self.connection.execute("SET preserve_insertion_order = false")
        self.connection.execute("SET autoinstall_known_extensions = false")  # nothing is fetched from outside, ever
        self.connection.execute("SET enable_progress_bar = false")  # the run has its own, in the reader's language
        if threads:
            self.connection.execute("SET threads = $threads", {"threads": threads})
        for macro in MACROS:
            self.connection.execute(f"CREATE MACRO {macro}")

    def load(self, table: str, *files: Path) -> None:
        self.drop(table)
        names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        self.connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{names}])")

    def put(self, table: str, rows: pa.Table) -> None:
        self.drop(table)
        self.connection.register("arriving", rows)
        self.connection.execute(f"CREATE TABLE {table} AS SELECT * FROM arriving")
        self.connection.unregister("arriving")

    @contextlib.contextmanager
    def lent(self, table: str, rows: pa.Table) -> Iterator[None]:
        self.connection.register(table, rows)
        try:
            yield
        finally:
            self.connection.unregister(table)

    def create(self, table: str, query: str) -> None:
        self.connection.execute(f"CREATE TABLE {table}_being_made AS {query}")
        self.drop(table)
        self.connection.execute(f"ALTER TABLE {table}_being_made RENAME TO {table}")

    def _append(self, table: str, query: str) -> None:
        if self.exists(table):
            self.connection.execute(f"INSERT INTO {table} BY NAME {query}")
        else:
            self.create(table, query)

    def json_object(self, values: dict[str, str]) -> str:
        pairs = (f"'{name.replace(chr(39), chr(39) * 2)}', {value}" for name, value in values.items())
        return f"CAST(json_object({', '.join(pairs)}) AS VARCHAR)"

    def view(self, table: str, query: str) -> None:
        self.drop(table)
        self.connection.execute(f"CREATE VIEW {table} AS {query}")

    def drop(self, *tables: str) -> None:
        for table in tables:
            kind = self.connection.execute(
                "SELECT table_type FROM information_schema.tables WHERE table_name = $table", {"table": table}
            ).fetchone()
            if kind:
                self.connection.execute(f"DROP {'VIEW' if kind[0] == 'VIEW' else 'TABLE'} {table}")

    def names(self) -> set[str]:
        return {name for (name,) in self.connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}

    def fetch(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        # A cursor of its own, as threads that save tables ask at the same time.
        return self.connection.cursor().sql(query, params=parameters or {}).to_arrow_table()

    def _now(self, query: str) -> pa.Table:
        return self.connection.sql(query).to_arrow_table()  # what is lent is known to this connection alone

    def batches(self, query: str, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        # A cursor of its own, so that a caller may use the engine between two batches.
        reader: pa.RecordBatchReader = self.connection.cursor().sql(query).to_arrow_reader(rows)
        yield from reader

    def map(self, table: str, query: str, function: BatchFunction, schema: pa.Schema, *, at_once: int = 1) -> None:
        results = each(lambda batch: function(batch).cast(schema), self.batches(query), at_once)
        reader = pa.RecordBatchReader.from_batches(schema, results)
        own = self.connection.cursor()  # so that the function may use the engine while batches flow
        own.register("mapped", reader)
        own.execute(f"CREATE TABLE {table}_being_made AS SELECT * FROM mapped")
        own.close()
        self.drop(table)
        self.connection.execute(f"ALTER TABLE {table}_being_made RENAME TO {table}")

    def columns(self, table: str) -> list[str]:
        return [row["column_name"] for row in self.rows(f"DESCRIBE {table}")]

    def close(self) -> None:
        self.connection.close()
        shutil.rmtree(self.spill, ignore_errors=True)
