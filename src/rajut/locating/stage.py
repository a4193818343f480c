"""The stage: records, areas and decisions in, places out.

1. Texts are resolved once per distinct combination, ends of addresses once per distinct end.
2. Each register's rows vote for the area it covers; that area helps where rows name no regency.
3. A batch function judges each coordinate against the area and writes the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.engines import Engine
from rajut.locating.addresses import ends_of
from rajut.locating.decisions import put_decisions
from rajut.locating.gazetteer import Gazetteer
from rajut.locating.geography import SHORTER, Geography
from rajut.locating.outlines import Land
from rajut.locating.places import Placer
from rajut.locating.reader import Reader
from rajut.locating.registers import contexts
from rajut.locating.texts import COLUMNS, SEPARATOR, Context, Texts
from rajut.progress import Progress
from rajut.tables import Areas, OfficialBoundaries, Places

NEAR = pa.schema([("register", pa.string()), ("regency", pa.string())])
ROWS = pa.schema(
    [
        ("record_id", pa.string()),
        ("register", pa.string()),
        ("written", pa.string()),
        ("address_end", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
    ]
)
ANSWERS = pa.schema(
    [
        ("code", pa.string()),
        ("alternatives", pa.string()),
        ("confidence", pa.float64()),
        ("reason", pa.string()),
        ("share", pa.float64()),
    ]
)
WRITTEN = f" || chr({ord(SEPARATOR)}) || ".join(f"coalesce(r.{column}, '')" for column in COLUMNS)
CODE_ALONE = " || ".join(["r.area_code", *[f"chr({ord(SEPARATOR)})"] * (len(COLUMNS) - 1)])


def locate(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Create `places` (one row per record) from `records`, `areas`, `official_boundaries` and `decisions`. Returns counts and shares."""
    areas = engine.fetch(f"SELECT {', '.join(Areas.columns())} FROM areas")
    gazetteer, geography = Gazetteer(areas), Geography(areas)
    put_decisions(engine, gazetteer, "locating_decisions")
    _step(progress, "addresses", 0.1)
    _read_rows(engine)
    _step(progress, "registers", 0.25)
    points = _regencies_of_points(engine, geography)
    questions = engine.fetch("SELECT register, written, address_end, count(*) AS n FROM locating_rows GROUP BY ALL")
    areas_of_registers = contexts(gazetteer, _tuples(questions), points)
    _step(progress, "texts", 0.4)
    _answer(engine, questions, Texts(gazetteer), areas_of_registers)
    _step(progress, "coordinates", 0.6)
    engine.map(Places.table, _EVIDENCE, Placer(gazetteer, Land(geography, _boundaries(engine))), Places.schema())
    engine.drop("locating_rows", "locating_near", "locating_answers", "locating_decisions")
    return _summary(engine, areas_of_registers, geography)


# A row whose code is a village's of today says all it can: its other texts and its address are not looked at.
_WITH_CODE = f"""
    SELECT r.record_id, r.register, r.lon, r.lat,
           CASE WHEN a.code IS NULL THEN {WRITTEN} ELSE {CODE_ALONE} END AS written,
           CASE WHEN a.code IS NULL AND r.village IS NULL THEN r.address END AS address
    FROM records r LEFT JOIN (SELECT code FROM areas WHERE level = 'village') a ON r.area_code = a.code"""
_EVIDENCE = """
    SELECT r.record_id, r.lon, r.lat, a.code, a.alternatives, a.confidence, a.reason, a.share, d.decided_code, d.decided_lon, d.decided_lat
    FROM locating_rows r
    JOIN locating_answers a ON r.register = a.register AND r.written = a.written AND r.address_end = a.address_end
    LEFT JOIN locating_decisions d ON r.record_id = d.record_id"""


def _boundaries(engine: Engine) -> pa.Table | None:
    table = OfficialBoundaries.table
    return engine.fetch(f"SELECT code, level, shape FROM {table} WHERE level <> 'province'") if engine.exists(table) else None


def _step(progress: Progress, what: str, done: float) -> None:
    progress.check()
    progress.item(what, done)


def _read_rows(engine: Engine) -> None:
    """Create `locating_rows`: each record's texts joined, the end of its address where that can matter, its coordinate."""
    engine.view("locating_texts", _WITH_CODE)
    engine.map("locating_rows", "SELECT * FROM locating_texts WHERE address IS NOT NULL", _end, ROWS)
    rest = "SELECT record_id, register, written, '' AS address_end, lon, lat FROM locating_texts WHERE address IS NULL"
    engine.append("locating_rows", rest)
    engine.drop("locating_texts")


def _end(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = {name: batch.column(name) for name in ROWS.names if name != "address_end"}
    columns["address_end"] = ends_of(batch.column("address"))
    return pa.RecordBatch.from_arrays([columns[name] for name in ROWS.names], schema=ROWS)


def _regencies_of_points(engine: Engine, geography: Geography) -> list[tuple[Any, ...]]:
    """(register, regency, rows) of the coordinates as given."""

    def regency(batch: pa.RecordBatch) -> pa.RecordBatch:
        lon, lat = (np.array(batch.column(name).to_numpy(zero_copy_only=False), dtype=float) for name in ("lon", "lat"))
        away, village = geography.nearest(lon, lat)
        code = geography.village_code[village[:, 0]] // SHORTER[4]
        far = away[:, 0] > 100_000
        return pa.RecordBatch.from_arrays([batch.column("register"), pa.array(code, mask=far).cast(pa.string())], schema=NEAR)

    limits = geography.rules["coordinate"]
    inside = f"lon BETWEEN {limits['west']} AND {limits['east']} AND lat BETWEEN {limits['south']} AND {limits['north']}"
    engine.map("locating_near", f"SELECT register, lon, lat FROM locating_rows WHERE {inside}", regency, NEAR)
    counted = "SELECT register, regency, count(*) AS n FROM locating_near WHERE regency IS NOT NULL GROUP BY register, regency"
    return list(_tuples(engine.fetch(counted)))


def _answer(engine: Engine, questions: pa.Table, texts: Texts, areas_of_registers: dict[str, Context]) -> None:
    """Create `locating_answers`: per (register, written, address_end) what texts and address say."""
    reader = Reader(texts)
    rows = []
    for register, written, end, _ in _tuples(questions):
        context = areas_of_registers.get(register, Context())
        answer = reader.read(written, end, context)
        share = context.share if answer.by_register else None
        rows.append((answer.code, " ".join(answer.alternatives), answer.confidence, answer.reason, share))
    answers = pa.table(dict(zip(ANSWERS.names, map(list, zip(*rows, strict=True)), strict=True)) if rows else [[]] * 5, schema=ANSWERS)
    for key in ("register", "written", "address_end"):
        answers = answers.append_column(key, questions[key])
    engine.put("locating_answers", answers)


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
