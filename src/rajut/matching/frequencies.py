"""How common each value is, exactly counted: the chance that rows of two different businesses share it.

A frequency is `(others + base) / (rows + rows elsewhere)`. `others` counts, inside each register, the
businesses beyond the first that carry the value: the same value in another register may well be the same
business. Rows of one register with an identifier or an address are other businesses if their names differ; rows with a
name, if what is known of the actor differs; so that a row entered twice makes nothing common. `base` is the
expected number for a value that nobody else carries. Names are more common among neighbours (clans,
villages named after, sentra of one craft), so theirs is the frequency within the district, shrunken towards
the country's.
"""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine
from rajut.matching.namesakes import count_names
from rajut.matching.preparing import rules

# Column of matching_input -> kind. A column's lookup is the table matching_tf_<column>.
COUNTED_BY_OTHERS = {
    "person": "identifier",
    "taxpayer": "identifier",
    "nib": "identifier",
    "phone": "identifier",
    "owner_at": "identifier",
    "address_here": "address",
}
NAMES = {"core_place": ("core_words", "name"), "owner_place": ("owner_words", "owner")}
PLACES = ("cell", "wide_cell", "village", "district", "regency", "province", "register")
# What tells two businesses with one value apart.
APART = {
    "identifier": "coalesce(core_words, owner_words, street, '')",
    "address": "coalesce(core_words, owner_words, person, nib, phone, record_id)",
    "core_words": "coalesce(person, nib, phone, owner_words, record_id)",
    "owner_words": "coalesce(person, nib, phone, core_words, record_id)",
}
COLUMNS = (*COUNTED_BY_OTHERS, *NAMES, "trade_place", *PLACES)
COUNTED_ONLY = ("record_id", "locality", "core_place", "owner_place", "trade_place", "address_here", "wide_cell")


def count_frequencies(engine: Engine) -> None:
    """Make `matching_compared`: `matching_input` with the frequency `tf_<column>` of every value that has one.

    Both are as wide as the country's texts, so of `matching_input` only what grouping asks is left, and of `matching_compared` what
    pairs are found and compared by.
    """
    known = rules()
    rows = engine.count("matching_input") + known["rows_elsewhere"]
    base = known["shared_by_others"]
    joined: list[str] = []
    chances: dict[str, str] = {}
    for column in COLUMNS:
        table = f"matching_tf_{column}"
        if column in COUNTED_BY_OTHERS:
            alone = base[column] / rows
            engine.create(table, _shared(column, COUNTED_BY_OTHERS[column], base[column], rows))
        elif column in NAMES:
            words, kind = NAMES[column]
            alone = base[kind] / rows
            count_names(engine, table, words, column, APART[words], rows=rows, base=base[kind], lean=known["lean_on_around"])
        elif column == "trade_place":
            alone = 1.0
            engine.create(table, _local_trades(known))
        else:
            alone = 1.0
            counted = f"SELECT {column}, CAST(count(*) AS DOUBLE) / {rows} AS tf FROM matching_input"
            engine.create(table, f"{counted} WHERE {column} IS NOT NULL GROUP BY {column}")
        joined.append(f"LEFT JOIN {table} f_{column} ON f_{column}.{column} = i.{column}")
        chances[column] = f"coalesce(f_{column}.tf, {alone!r})"
    chances["owner_place"] += f" + {known['owner_again']} / ({_rows_here(rows)} + {known['lean_on_around']})"
    # That a namesake lives there: where an address is a lane, many do.
    chances["owner_at"] += f" + ({chances['owner_place']}) * ({chances['address_here']})"
    columns = [f"CASE WHEN i.{column} IS NOT NULL THEN {chance} END AS tf_{column}" for column, chance in chances.items()]
    kept = ", ".join(f"i.{column}" for column in engine.columns("matching_input") if column not in COUNTED_ONLY)
    # In the order of n, so that what a portion of pairs is compared by lies together.
    engine.create("matching_compared", f"SELECT {kept}, {', '.join(columns)} FROM matching_input i {' '.join(joined)} ORDER BY i.n")
    engine.create("matching_input", "SELECT n, record_id, register, person, nib FROM matching_input")
    engine.drop(*(f"matching_tf_{column}" for column in COLUMNS))


def _rows_here(rows: int) -> str:
    """SQL: how many rows the smallest area a row is known to lie in has."""
    areas = " ".join(f"WHEN i.{area} IS NOT NULL THEN f_{area}.tf" for area in ("district", "regency", "province"))
    return f"(CASE {areas} ELSE 1 END * {rows})"


def _shared(column: str, kind: str, base: float, rows: int) -> str:
    """Values that others carry too, and how often; most values are one business's own and need no row here."""
    return f"SELECT {column}, (others + {base}) / {rows} AS tf FROM ({_others(column, kind)}) counted WHERE others > 0"


def _local_trades(known: dict[str, Any]) -> str:
    """Share of the rows of a district that are of a line of trade: where everybody weaves, two weavers have little in common."""
    elsewhere, lean = known["rows_elsewhere"], known["lean_on_around"]
    rows = "FROM matching_input WHERE trade IS NOT NULL"
    expected = elsewhere * known["trade_elsewhere"]
    total = f"(SELECT CAST(count(*) AS DOUBLE) {rows}) + {elsewhere}"
    return f"""WITH country AS (SELECT trade, (count(*) + {expected}) / ({total}) AS share {rows} GROUP BY trade),
               localities AS (SELECT locality, count(*) AS here {rows} GROUP BY locality),
               local AS (SELECT trade, locality, trade_place, count(*) AS carried {rows} GROUP BY trade, locality, trade_place)
               SELECT trade_place, (carried + {lean} * share) / (here + {lean}) AS tf
               FROM local JOIN country USING (trade) JOIN localities USING (locality)"""


def _others(columns: str, kind: str) -> str:
    """SQL: `others` of each value of `columns`: the businesses beyond the first of each register."""
    of_register = f"""SELECT {columns}, register, count(DISTINCT {APART[kind]}) AS businesses FROM matching_input
                      WHERE {columns.split(",")[0]} IS NOT NULL GROUP BY {columns}, register"""
    return f"SELECT {columns}, CAST(sum(businesses - 1) AS BIGINT) AS others FROM ({of_register}) of_register GROUP BY {columns}"
