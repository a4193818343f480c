"""Turns the rows of a sheet into records and rejected rows, in SQL over all rows at once.

The temporary tables of one register: `reading_raw` (texts as they stood; lent, for a copy of a country's register costs
memory and time), `reading_cells` (cleaned, one column per role), `reading_odd_<role>` (what the odd texts of a role mean),
`reading_twins` (rows that equal another row), `reading_shared_ids` (ids of the register that several rows have),
`reading_refused` (rows that are no records, with the reason), `reading_broken`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.reading import values
from rajut.reading.evidence import NIK, PHONE
from rajut.reading.headers import words
from rajut.reading.layouts import IDENTITY, Layout, roles
from rajut.reading.sheet import ROW, BrokenRow, Sheet
from rajut.tables import Rejected

_NAMES = ("business_name", "owner", "activity", "address", "village", "district", "regency", "province", "category")
_SEPARATOR = "chr(31)"  # the control character made for this: no text holds it
_NOTHING = "CAST(NULL AS VARCHAR)"
_PART = 500_000  # rows that are written at a time
_TEMPORARY = ("reading_cells", "reading_twins", "reading_shared_ids", "reading_refused", "reading_broken")

_SHARED_IDS = "SELECT source_id FROM reading_cells WHERE source_id IS NOT NULL GROUP BY source_id HAVING count(*) > 1"
# Few rows have a twin, so the numbering of twins looks at those only. Rows alike have the same id of the register, or none: a row that
# alone has its id has no twin.
_TWINS = f"""
    SELECT {ROW}, row_number() OVER (PARTITION BY content ORDER BY {ROW}) AS occurrence FROM reading_cells
    WHERE content IN (
      SELECT content FROM reading_cells WHERE source_id IS NULL OR source_id IN (SELECT source_id FROM reading_shared_ids)
      GROUP BY content HAVING count(*) > 1)"""

# Most rows have no white space to mend in any cell; that is seen faster in all their cells together than in each.
_TIDY = (
    " AND ".join(
        f"NOT contains(whole, {space})"
        for space in (
            "'  '",
            f"{_SEPARATOR} || ' '",
            f"' ' || {_SEPARATOR}",
            *(f"chr({code})" for code in (9, 10, 12, 13, 160, 8203, 65279)),
        )
    )
    + " AND whole NOT LIKE ' %' AND whole NOT LIKE '% '"
)

# How the text of a role (@t) is read at once where it is written plainly, and by which function where it is not.
_PLAIN = {
    "workers": "CASE WHEN fits(@t, '[0-9]{1,7}') THEN whole_or_null(@t) END",
    "sales": "CASE WHEN fits(@t, '[0-9]{1,15}') THEN number_or_null(@t) END",
    "capital": "CASE WHEN fits(@t, '[0-9]{1,15}') THEN number_or_null(@t) END",
    "lon": "CASE WHEN fits(@t, '[-+]?[0-9]{1,18}([.][0-9]{0,30})?') THEN number_or_null(@t) END",
    "lat": "CASE WHEN fits(@t, '[-+]?[0-9]{1,18}([.][0-9]{0,30})?') THEN number_or_null(@t) END",
    "started": "CASE WHEN fits(@t, '(19|20)[0-9]{2}') AND whole_or_null(@t) BETWEEN @first AND @last THEN whole_or_null(@t) END",
    "observed_on": "CAST(NULL AS VARCHAR)",
}
_ODD: dict[str, tuple[Callable[[str], Any], pa.DataType]] = {
    "workers": (values.people, pa.int64()),
    "sales": (values.amount, pa.float64()),
    "capital": (values.amount, pa.float64()),
    "lon": (partial(values.degrees, axis="lon"), pa.float64()),
    "lat": (partial(values.degrees, axis="lat"), pa.float64()),
    "started": (values.year, pa.int64()),
    "observed_on": (values.date, pa.string()),
}
_CODE = "replace(replace(@t, '.', ''), ' ', '')"
_TEXTS = {
    "phone": f"CASE WHEN fits(@t, '{PHONE}') THEN '+' || @t END",
    "nik": f"CASE WHEN fits(digits(@t), '{NIK}') THEN digits(@t) END",
    "nib": "CASE WHEN length(digits(@t)) = 13 THEN digits(@t) END",
    "npwp": "CASE WHEN length(digits(@t)) IN (15, 16) AND NOT fits(digits(@t), '0+') THEN digits(@t) END",
    "postal_code": "CASE WHEN fits(@t, '[1-9][0-9]{4}([.]0)?') THEN substr(@t, 1, 5) END",
    "area_code": f"CASE WHEN fits(@t, '[0-9. ]+') AND length({_CODE}) IN (2, 4, 6, 10) THEN {_CODE} END",
    "kbli": "nullif(regexp_extract(@t, '[0-9]{2,5}', 0), '')",
    "kbli_version": "nullif(regexp_extract(@t, '2015|2020|2025', 0), '')",
    "owner_sex": "CASE WHEN lower(@t) IN (@female) THEN 'F' WHEN lower(@t) IN (@male) THEN 'M' END",
}

# A row without a name still says which business it is by a valid NIB or NIK.
_IDENTITY = ", ".join([*(f"cells.{role}" for role in IDENTITY), *(_TEXTS[role].replace("@t", f"cells.{role}") for role in ("nib", "nik"))])
_REASON = f"""CASE
    WHEN cells.is_empty THEN 'READ-EMPTY-ROW'
    WHEN cells.is_header THEN 'READ-DUPLICATE-HEADER-ROW'
    WHEN coalesce({_IDENTITY}) IS NULL THEN 'READ-NO-NAME-NO-ACTIVITY'
    WHEN cells.is_total THEN 'READ-TOTAL-ROW' END"""


@dataclass(frozen=True)
class Recorded:
    """What became of the rows of a sheet: how many were rejected for which reason, how many accepted, and the date of the freshest."""

    rejected: dict[str, int]
    accepted: int
    freshest: str | None


def record(engine: Engine, sheet: Sheet, layout: Layout) -> Recorded:
    """Append the rows of a sheet to `records` and `originals`, or to `rejected`."""
    parts = [sheet.rows.slice(start, _PART) for start in range(0, len(sheet.rows), _PART)]
    with engine.lent("reading_raw", sheet.rows):
        engine.create("reading_cells", _cells(sheet, layout))
        engine.create("reading_refused", f"SELECT {ROW}, {_REASON} AS code FROM reading_cells AS cells WHERE {_REASON} IS NOT NULL")
        engine.append("rejected", _as_they_stood(engine, sheet, layout, "INNER", "", ", refused.code, '{}' AS facts"))
    for part in parts:
        with engine.lent("reading_raw", part):
            engine.append("originals", _as_they_stood(engine, sheet, layout, "LEFT", "WHERE refused.code IS NULL"))
    odd = [role for role in _ODD if role in layout.columns and _map_odd(engine, role)]
    engine.create("reading_shared_ids", _SHARED_IDS)
    engine.create("reading_twins", _TWINS)
    records = _records(layout, odd)
    for part in parts:
        engine.append("records", f"{records} AND cells.{ROW} BETWEEN {part[ROW][0]} AND {part[ROW][-1]}")
    (held,) = engine.rows(f"SELECT count(*) AS accepted, max(observed_on) AS freshest FROM ({records})")
    engine.put("reading_broken", _broken(sheet.broken, layout.register))
    engine.append("rejected", "SELECT * FROM reading_broken")
    counted = "SELECT code, count(*) AS n FROM rejected WHERE register = $register GROUP BY code ORDER BY code"
    counts = {row["code"]: int(row["n"]) for row in engine.rows(counted, {"register": layout.register})}
    engine.drop(*_TEMPORARY, *(f"reading_odd_{role}" for role in _ODD))
    return Recorded(counts, int(held["accepted"]), held["freshest"])


def _broken(rows: list[BrokenRow], register: str) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "register": register,
                "row_number": row.row_number,
                "code": row.code,
                "facts": json.dumps(row.facts, sort_keys=True),
                "original": json.dumps(row.original, ensure_ascii=False),
            }
            for row in rows
        ],
        schema=Rejected.schema(),
    )


def _text(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def _list(texts: list[str]) -> str:
    return ", ".join(_text(text) for text in texts)


def _as_they_stood(engine: Engine, sheet: Sheet, layout: Layout, join: str, which: str, more: str = "") -> str:
    """Rows as JSON, with more columns."""
    whole = engine.json_object({title: f"raw.c{number}" for number, title in enumerate(sheet.columns)})
    return f"""
        SELECT {_text(layout.register)} AS register, raw.{ROW}, {whole} AS original{more}
        FROM reading_raw AS raw {join} JOIN reading_refused AS refused ON raw.{ROW} = refused.{ROW} {which}"""


def _cells(sheet: Sheet, layout: Layout) -> str:
    """Per row: its cleaned text for each role, its content, and what kind of row it is."""
    cell = {title: f"c{number}" for number, title in enumerate(sheet.columns)}
    used = sorted(set(layout.columns.values()))
    lines = ", ".join(f"CASE WHEN tidy THEN nullif({cell[title]}, '') ELSE one_line({cell[title]}) END AS l{cell[title]}" for title in used)
    cleaned = [f"{_cleaned(role, 'l' + cell[layout.columns[role]]) if role in layout.columns else _NOTHING} AS {role}" for role in roles()]
    content = f", {_SEPARATOR}, ".join(f"coalesce({cell[title]}, '')" for title in sorted(sheet.columns))
    filled = [f"l{cell[title]}" for title in used] + [f"nullif(trim({name}), '')" for title, name in cell.items() if title not in used]
    titles = " AND ".join(f"l{cell[title]} = {_text(title)}" for title in used)
    return f"""
        SELECT *, coalesce(lower(coalesce({", ".join(IDENTITY)})) IN ({_list(words()["values"]["total_row"])})
                  AND coalesce(address, village, district, nik) IS NULL, FALSE) AS is_total
        FROM (
          SELECT {ROW}, md5(whole) AS content,
                 coalesce({", ".join(filled)}, {_NOTHING}) IS NULL AS is_empty, coalesce({titles}, FALSE) AS is_header, {", ".join(cleaned)}
          FROM (SELECT *, {lines} FROM (SELECT *, {_TIDY} AS tidy FROM (SELECT *, concat({content}) AS whole FROM reading_raw))))"""


def _cleaned(role: str, line: str) -> str:
    """Null where the text says that there is nothing; of several phone numbers the first, as digits with the country code."""
    nothing = words()["values"]["nothing"] + (words()["values"]["names"] if role in _NAMES else [])
    if role != "phone":
        return f"CASE WHEN lower({line}) NOT IN ({_list(nothing)}) THEN {line} END"
    digits = f"digits(regexp_extract({line}, '^[^/;,|]*', 0))"
    return f"regexp_replace(regexp_replace({digits}, '^(0|620)', '62'), '^8', '628')"


def _plain(role: str, name: str) -> str:
    years = words()["years"]
    return _PLAIN[role].replace("@t", name).replace("@first", str(years["from"])).replace("@last", str(years["to"]))


def _map_odd(engine: Engine, role: str) -> bool:
    """Make `reading_odd_<role>`: written text -> value, for the distinct texts that are not written plainly."""
    function, type_ = _ODD[role]
    query = f"SELECT DISTINCT {role} AS written FROM reading_cells WHERE {role} IS NOT NULL AND {_plain(role, role)} IS NULL"
    if not engine.value(f"SELECT count(*) FROM ({query})"):
        return False
    schema = pa.schema([("written", pa.string()), ("value", type_)])

    def understand(batch: pa.RecordBatch) -> pa.RecordBatch:
        written = batch.column("written")
        return pa.RecordBatch.from_arrays([written.cast(pa.string()), pa.array(map(function, written.to_pylist()), type_)], schema=schema)

    engine.map(f"reading_odd_{role}", query, understand, schema)
    return True


def _records(layout: Layout, odd: list[str]) -> str:
    """The rows that are not rejected, typed, with their record ids."""
    typed = {role: _typed(role, layout, odd) for role in roles()}
    typed["observed_on"] = f"coalesce({typed['observed_on']}, {_literal(layout.observed_on)})"
    typed["kbli_version"] = (
        f"CASE WHEN {typed['kbli']} IS NOT NULL THEN coalesce({typed['kbli_version']}, {_literal(layout.kbli_version)}) END"
    )
    joins = " ".join(f"LEFT JOIN reading_odd_{role} AS odd_{role} ON cells.{role} = odd_{role}.written" for role in odd)
    columns = ", ".join(f"{expression} AS {role}" for role, expression in typed.items())
    return f"""
        SELECT {_record_id(layout.register)} AS record_id, {_text(layout.register)} AS register, cells.{ROW}, {columns}
        FROM reading_cells AS cells
        LEFT JOIN reading_twins AS twins ON cells.{ROW} = twins.{ROW}
        LEFT JOIN reading_shared_ids AS shared ON cells.source_id = shared.source_id
        {joins} WHERE {_REASON} IS NULL"""


def _literal(value: str | None) -> str:
    return _NOTHING if value is None else _text(value)


def _typed(role: str, layout: Layout, odd: list[str]) -> str:
    name = f"cells.{role}"
    if role in _PLAIN:
        value = f"coalesce({_plain(role, name)}, odd_{role}.value)" if role in odd else _plain(role, name)
        factor = layout.multiply.get(role, 1)
        return value if factor == 1 else f"CAST({value} * {factor!r} AS {'BIGINT' if role == 'workers' else 'DOUBLE'})"
    if role in _TEXTS:
        lists = words()["values"]
        return _TEXTS[role].replace("@t", name).replace("@female", _list(lists["female"])).replace("@male", _list(lists["male"]))
    return name


def _record_id(register: str) -> str:
    """From the register's own id where only one row has it, else from the content of the row and which of its twins it is."""
    own = f"concat('id', {_SEPARATOR}, cells.source_id)"
    content = f"concat('row', {_SEPARATOR}, cells.content, {_SEPARATOR}, CAST(coalesce(twins.occurrence, 1) AS VARCHAR))"
    chosen = f"CASE WHEN cells.source_id IS NOT NULL AND shared.source_id IS NULL THEN {own} ELSE {content} END"
    return f"'r' || substr(md5(concat({_text(register)}, {_SEPARATOR}, {chosen})), 1, 16)"
