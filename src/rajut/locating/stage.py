"""The stage: records, areas and decisions in, places out.

1. Texts are resolved once per distinct combination, ends of addresses once per distinct end.
2. Each register's rows vote for the area it covers; that area helps where rows name no regency.
3. A batch function judges each coordinate against the area and writes the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.engines import Engine
from rajut.locating.addresses import Addresses, ends_of
from rajut.locating.decisions import put_decisions
from rajut.locating.gazetteer import Gazetteer
from rajut.locating.geography import SHORTER, Geography
from rajut.locating.places import Placer
from rajut.locating.registers import contexts
from rajut.locating.texts import COLUMNS, SEPARATOR, Answer, Context, Texts, Written
from rajut.progress import Progress
from rajut.tables import Areas, Places

NEAR = pa.schema([("register", pa.string()), ("regency", pa.string())])
ENDS = pa.schema([("record_id", pa.string()), ("address_end", pa.string())])
ANSWERS = [
    ("code", pa.string()),
    ("alternatives", pa.string()),
    ("confidence", pa.float64()),
    ("reason", pa.string()),
    ("share", pa.float64()),
]
WRITTEN = f" || chr({ord(SEPARATOR)}) || ".join(f"coalesce({column}, '')" for column in COLUMNS)


def locate(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Create `places` (one row per record) from `records`, `areas` and `decisions`. Returns counts and shares."""
    areas = engine.fetch(f"SELECT {', '.join(Areas.columns())} FROM areas")
    gazetteer, geography = Gazetteer(areas), Geography(areas)
    put_decisions(engine, gazetteer, "locating_decisions")
    _step(progress, "addresses", 0.1)
    engine.map("locating_ends", "SELECT record_id, address FROM records WHERE address IS NOT NULL AND village IS NULL", _end, ENDS)
    engine.create(
        "locating_rows",
        f"""SELECT r.record_id, r.register, {WRITTEN} AS written, coalesce(e.address_end, '') AS address_end, r.lon, r.lat
            FROM records r LEFT JOIN locating_ends e ON r.record_id = e.record_id""",
    )
    _step(progress, "registers", 0.25)
    areas_of_registers = _vote(engine, gazetteer, geography)
    _step(progress, "texts", 0.4)
    _resolve(engine, Texts(gazetteer), areas_of_registers)
    _step(progress, "coordinates", 0.6)
    engine.map(Places.table, _EVIDENCE, Placer(gazetteer, geography), Places.schema())
    engine.drop("locating_ends", "locating_rows", "locating_near", "locating_texts", "locating_addresses", "locating_decisions")
    return _summary(engine, areas_of_registers, geography)


_EVIDENCE = """
    SELECT r.record_id, r.lon, r.lat,
           CASE WHEN a.code IS NOT NULL THEN a.code ELSE t.code END AS code,
           CASE WHEN a.code IS NOT NULL THEN a.alternatives ELSE t.alternatives END AS alternatives,
           CASE WHEN a.code IS NOT NULL THEN a.confidence ELSE t.confidence END AS confidence,
           CASE WHEN a.code IS NOT NULL THEN a.reason ELSE t.reason END AS reason,
           CASE WHEN a.code IS NOT NULL THEN a.share ELSE t.share END AS share,
           d.decided_code, d.decided_lon, d.decided_lat
    FROM locating_rows r
    JOIN locating_texts t ON r.register = t.register AND r.written = t.written
    LEFT JOIN locating_addresses a ON r.register = a.register AND r.written = a.written AND r.address_end = a.address_end
    LEFT JOIN locating_decisions d ON r.record_id = d.record_id"""


def _step(progress: Progress, what: str, done: float) -> None:
    progress.check()
    progress.item(what, done)


def _end(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([batch.column("record_id"), ends_of(batch.column("address"))], schema=ENDS)


def _vote(engine: Engine, gazetteer: Gazetteer, geography: Geography) -> dict[str, Context]:
    def regency(batch: pa.RecordBatch) -> pa.RecordBatch:
        lon, lat = (np.array(batch.column(name).to_numpy(zero_copy_only=False), dtype=float) for name in ("lon", "lat"))
        away, village = geography.nearest(lon, lat)
        code = geography.village_code[village[:, 0]] // SHORTER[4]
        far = away[:, 0] > 100_000
        return pa.RecordBatch.from_arrays([batch.column("register"), pa.array(code, mask=far).cast(pa.string())], schema=NEAR)

    limits = geography.rules["coordinate"]
    inside = f"lon BETWEEN {limits['west']} AND {limits['east']} AND lat BETWEEN {limits['south']} AND {limits['north']}"
    engine.map("locating_near", f"SELECT register, lon, lat FROM locating_rows WHERE {inside}", regency, NEAR)
    points = engine.fetch("SELECT register, regency, count(*) AS n FROM locating_near WHERE regency IS NOT NULL GROUP BY register, regency")
    texts = engine.fetch("SELECT register, written, address_end, count(*) AS n FROM locating_rows GROUP BY register, written, address_end")
    return contexts(gazetteer, _tuples(texts), _tuples(points))


def _resolve(engine: Engine, texts: Texts, areas_of_registers: dict[str, Context]) -> None:
    """Create `locating_texts` per (register, written) and `locating_addresses` where an address says more."""
    known: dict[tuple[Context, str], Answer] = {}
    rows: list[tuple[Any, ...]] = []
    asked = engine.fetch("SELECT DISTINCT register, written FROM locating_rows")
    for register, written in _tuples(asked):
        context = areas_of_registers.get(register, Context())
        question = (context, written)
        if question not in known:
            known[question] = texts.resolve(Written.parse(written), context)
        rows.append((register, written, *_columns(known[question], context)))
    _put(engine, "locating_texts", ("register", "written"), rows)

    addresses = Addresses(texts)
    read: dict[tuple[Context, tuple[str, ...], str], Answer] = {}
    rows, asked = [], engine.fetch("SELECT DISTINCT register, written, address_end FROM locating_rows WHERE address_end <> ''")
    for register, written, end in _tuples(asked):
        context = areas_of_registers.get(register, Context())
        before = known[context, written]
        base = "" if before.reason == "LOC-REGISTER" else before.code
        if before.level != "village":
            bases = (base, *before.alternatives) if before.reason == "LOC-AMBIGUOUS" else (base,)
            question_ = (context, bases, end)
            if question_ not in read:
                found = addresses.resolve_any(end, bases, context)
                inherits = before.by_register and base and not found.by_register
                read[question_] = (
                    replace(found, confidence=round(found.confidence * context.share, 4), by_register=True) if inherits else found
                )
            if len(read[question_].code) > len(base):
                rows.append((register, written, end, *_columns(read[question_], context)))
    _put(engine, "locating_addresses", ("register", "written", "address_end"), rows)


def _columns(answer: Answer, context: Context) -> tuple[str, str, float, str, float | None]:
    share = context.share if answer.by_register else None
    return answer.code, " ".join(answer.alternatives), answer.confidence, answer.reason, share


def _put(engine: Engine, table: str, keys: tuple[str, ...], rows: list[Any]) -> None:
    schema = pa.schema([*((key, pa.string()) for key in keys), *ANSWERS])
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema]
    engine.put(table, pa.table(dict(zip(schema.names, columns, strict=True)), schema=schema))


def _tuples(table: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _summary(engine: Engine, areas_of_registers: dict[str, Context], geography: Geography) -> dict[str, Any]:
    counts = {
        column: {
            row["said"]: row["n"] for row in engine.rows(f"SELECT {column} AS said, count(*) AS n FROM places GROUP BY said ORDER BY said")
        }
        for column in ("level", "coordinate", "reason")
    }
    return {
        "records": engine.count(Places.table),
        **counts,
        "register_areas": {register: context.code for register, context in sorted(areas_of_registers.items()) if context.code},
        "village_points_mended": geography.mended,
    }
