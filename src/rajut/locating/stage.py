"""The stage: records, areas and decisions in, places out.

1. Texts are resolved once per distinct combination, ends of addresses once per distinct end; a village's code is joined.
2. Each register's rows vote for the area it covers; that area helps where rows name no regency.
3. A batch function judges each coordinate against the area and writes the row; rows with nothing but an answer share its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.engines import Engine
from rajut.locating.addresses import ends_of
from rajut.locating.answers import Answers
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

AT_ONCE = 2  # batches: patterns in texts and trees of points leave other threads free to run
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
WRITTEN = f" || chr({ord(SEPARATOR)}) || ".join(f"coalesce(r.{column}, '')" for column in COLUMNS)


def locate(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Create `places` (one row per record) from `registers`, `records`, `areas`, `official_boundaries` and `decisions`.

    Returns counts and shares.
    """
    areas = engine.fetch(f"SELECT {', '.join(Areas.columns())} FROM areas")
    gazetteer, geography = Gazetteer(areas), Geography(areas)
    texts, answers = Texts(gazetteer), Answers()
    put_decisions(engine, gazetteer, "locating_decisions")
    engine.put("locating_codes", answers.of_codes(texts, gazetteer.levels["village"]))
    _step(progress, "addresses", 0.1)
    _read_rows(engine)
    _step(progress, "registers", 0.25)
    votes = [*_regencies_of_points(engine, geography), *_tuples(engine.fetch(_REGENCIES_OF_CODES))]
    questions = engine.fetch(_QUESTIONS)
    areas_of_registers = contexts(gazetteer, _tuples(questions), votes, _stated(engine))
    _step(progress, "texts", 0.4)
    engine.put("locating_questions", answers.of_questions(Reader(texts), questions, areas_of_registers))
    engine.put("locating_answers", answers.table())
    engine.create("locating_heard", _HEARD)
    _step(progress, "coordinates", 0.6)
    _place(engine, Placer(gazetteer, Land(geography, _boundaries(engine))))
    engine.drop(*(f"locating_{table}" for table in ("rows", "near", "codes", "questions", "answers", "heard", "decisions")))
    return _summary(engine, areas_of_registers, geography)


# In order, so that texts of one place are read together: what is known of it is then still in the processor's memory, which saves a third.
_QUESTIONS = """
    SELECT register, written, address_end, count(*) AS n FROM locating_rows GROUP BY register, written, address_end
    ORDER BY written, address_end, register"""
_REGENCIES_OF_CODES = """
    SELECT r.register, substr(r.area_code, 1, 4) AS regency, count(*) AS n
    FROM records r JOIN locating_codes c ON r.area_code = c.code GROUP BY r.register, substr(r.area_code, 1, 4)"""
# A row whose code is a village's of today says all it can: its other texts and its address are not looked at.
_WITHOUT_CODE = f"""
    SELECT r.record_id, r.register, r.lon, r.lat, {WRITTEN} AS written, CASE WHEN r.village IS NULL THEN r.address END AS address
    FROM records r LEFT JOIN locating_codes c ON r.area_code = c.code WHERE c.code IS NULL"""
_HEARD = """
    SELECT r.record_id, r.lon, r.lat, q.answer FROM locating_rows r
    JOIN locating_questions q ON r.register = q.register AND r.written = q.written AND r.address_end = q.address_end
    UNION ALL
    SELECT r.record_id, r.lon, r.lat, c.answer FROM records r JOIN locating_codes c ON r.area_code = c.code"""
_PLACED_ALONE = "(h.lon IS NOT NULL AND h.lat IS NOT NULL) OR d.record_id IS NOT NULL"
_ONE_BY_ONE = f"""
    SELECT h.record_id, h.lon, h.lat, a.code, a.alternatives, a.confidence, a.reason, a.share, d.decided_code, d.decided_lon, d.decided_lat
    FROM locating_heard h JOIN locating_answers a ON h.answer = a.answer
    LEFT JOIN locating_decisions d ON h.record_id = d.record_id WHERE {_PLACED_ALONE}"""
_NOWHERE = "CAST(NULL AS DOUBLE)"
_ANSWERED = f"""
    SELECT h.record_id, CAST(h.answer AS VARCHAR) AS answer FROM locating_heard h
    LEFT JOIN locating_decisions d ON h.record_id = d.record_id WHERE NOT ({_PLACED_ALONE})"""
_BY_ANSWER = f"""
    SELECT CAST(answer AS VARCHAR) AS record_id, {_NOWHERE} AS lon, {_NOWHERE} AS lat, code, alternatives, confidence, reason, share,
           CAST(NULL AS VARCHAR) AS decided_code, {_NOWHERE} AS decided_lon, {_NOWHERE} AS decided_lat
    FROM locating_answers"""


def _place(engine: Engine, placer: Placer) -> None:
    """Create `places`, a view of its parts. Rows without a coordinate or a decision are where their answer is: those are placed once per
    answer."""
    engine.map("places_one_by_one", _ONE_BY_ONE, placer, Places.schema(), at_once=AT_ONCE)
    engine.map("places_by_answer", _BY_ANSWER, placer, Places.schema())
    engine.create("places_answered", _ANSWERED)
    columns = ", ".join("h.record_id" if column == "record_id" else f"p.{column}" for column in Places.columns())
    engine.view(
        Places.table,
        f"""SELECT {", ".join(Places.columns())} FROM places_one_by_one
            UNION ALL SELECT {columns} FROM places_answered h JOIN places_by_answer p ON h.answer = p.record_id""",
    )


def _boundaries(engine: Engine) -> pa.Table | None:
    table = OfficialBoundaries.table
    return engine.fetch(f"SELECT code, level, shape FROM {table} WHERE level <> 'province'") if engine.exists(table) else None


def _step(progress: Progress, what: str, done: float) -> None:
    progress.check()
    progress.item(what, done)


def _read_rows(engine: Engine) -> None:
    """Create `locating_rows`: each record's texts joined, the end of its address where that can matter, its coordinate.

    Only records without the code of a village of today."""
    engine.view("locating_texts", _WITHOUT_CODE)
    engine.map("locating_rows", "SELECT * FROM locating_texts WHERE address IS NOT NULL", _end, ROWS, at_once=AT_ONCE)
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
    engine.map("locating_near", f"SELECT register, lon, lat FROM records WHERE {inside}", regency, NEAR, at_once=AT_ONCE)
    counted = "SELECT register, regency, count(*) AS n FROM locating_near WHERE regency IS NOT NULL GROUP BY register, regency"
    return list(_tuples(engine.fetch(counted)))


def _stated(engine: Engine) -> dict[str, str]:
    """Register -> the area it says it is of. Records may be located without a table of their registers: then none says it."""
    known = "SELECT register, area_code FROM registers WHERE area_code IS NOT NULL"
    return {row["register"]: row["area_code"] for row in engine.rows(known)} if engine.exists("registers") else {}


def _tuples(table: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _summary(engine: Engine, areas_of_registers: dict[str, Context], geography: Geography) -> dict[str, Any]:
    told = ("level", "coordinate", "reason")
    rows = engine.rows(f"SELECT {', '.join(told)}, count(*) AS n FROM places GROUP BY {', '.join(told)}")
    counts: dict[str, Counter[str]] = {column: Counter() for column in told}
    for row in rows:
        for column in told:
            counts[column][row[column]] += row["n"]
    return {
        "records": sum(row["n"] for row in rows),
        **{column: dict(sorted(found.items())) for column, found in counts.items()},
        "register_areas": {register: context.code for register, context in sorted(areas_of_registers.items()) if context.code},
        "village_points_mended": geography.mended,
    }
