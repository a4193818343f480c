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

# What is counted -> the columns of matching_valued that make it; rows without one of them have none. Its lookup is matching_tf_<name>.
COUNTED = {
    "person": ("person",),
    "taxpayer": ("taxpayer",),
    "nib": ("nib",),
    "phone": ("phone",),
    "owner_at": ("owner_words", "street", "locality"),
    "address_here": ("address_place", "locality"),
    "core_place": ("core_words", "locality"),
    "owner_place": ("owner_words", "locality"),
    "trade_place": ("trade", "locality"),
    **{place: (place,) for place in ("cell", "wide_cell", "village", "district", "regency", "province", "register")},
}
BY_OTHERS = {
    "person": "identifier",
    "taxpayer": "identifier",
    "nib": "identifier",
    "phone": "identifier",
    "owner_at": "identifier",
    "address_here": "address",
}
NAMES = {"core_place": "name", "owner_place": "owner"}
# What tells two businesses with one value apart.
APART = {
    "identifier": "coalesce(core_words, owner_words, street, '')",
    "address": "coalesce(core_words, owner_words, person, nib, phone, record_id)",
    "core_words": "coalesce(person, nib, phone, owner_words, record_id)",
    "owner_words": "coalesce(person, nib, phone, core_words, record_id)",
}
# Columns that are numbers already, so that no key need stand for them.
NUMBERS = ("trade", "address_place", "cell", "wide_cell")
COUNTED_ONLY = ("record_id", "locality", "wide_cell")


def count_frequencies(engine: Engine) -> None:
    """Make `matching_compared`: `matching_input` with the frequency `tf_<column>` of every value that has one.

    Both are as wide as the country's texts, so of `matching_input` only what grouping asks is left, and of `matching_compared` what
    pairs are found and compared by.
    """
    known = rules()
    rows = engine.count("matching_input") + known["rows_elsewhere"]
    base = known["shared_by_others"]
    engine.create("matching_valued", _valued())
    joined: list[str] = []
    chances: dict[str, str] = {}
    for name, columns in COUNTED.items():
        table = f"matching_tf_{name}"
        alone = 1.0
        if name in BY_OTHERS:
            alone = base[name] / rows
            engine.create(table, _shared(columns, BY_OTHERS[name], base[name], rows))
        elif name in NAMES:
            words, kind = columns[0], NAMES[name]
            alone = base[kind] / rows
            count_names(engine, table, words, rows=rows, base=base[kind], lean=known["lean_on_around"])
        elif name == "trade_place":
            engine.create(table, _local_trades(known))
        else:
            counted = f"SELECT {name}, CAST(count(*) AS DOUBLE) / {rows} AS tf FROM matching_valued"
            engine.create(table, f"{counted} WHERE {name} IS NOT NULL GROUP BY {name}")
        joined.append(f"LEFT JOIN {table} f_{name} ON {' AND '.join(f'f_{name}.{column} = v.{column}' for column in columns)}")
        chances[name] = f"coalesce(f_{name}.tf, {alone!r})"
    chances["owner_place"] += f" + {known['owner_again']} / ({_rows_here(rows)} + {known['lean_on_around']})"
    # That a namesake lives there: where an address is a lane, many do.
    chances["owner_at"] += f" + ({chances['owner_place']}) * ({chances['address_here']})"
    told = [f"CASE WHEN {_known(COUNTED[name])} THEN {chance} END AS tf_{name}" for name, chance in chances.items()]
    kept = ", ".join(f"i.{column}" for column in engine.columns("matching_input") if column not in COUNTED_ONLY)
    # In the order of n, so that what a portion of pairs is compared by lies together.
    engine.create(
        "matching_compared",
        f"SELECT {kept}, {', '.join(told)} FROM matching_input i JOIN matching_valued v ON v.n = i.n {' '.join(joined)} ORDER BY i.n",
    )
    engine.create("matching_input", "SELECT n, record_id, register, person, nib FROM matching_input")
    engine.drop("matching_valued", *(f"matching_tf_{name}" for name in COUNTED))


def _valued() -> str:
    """SQL: the values that are counted and what tells businesses apart, as numbers: counting and joining texts is far dearer."""
    columns = sorted({column for columns in COUNTED.values() for column in columns})
    keys = [column if column in NUMBERS else f"key_of({column}) AS {column}" for column in columns]
    keys += [f"key_of({apart}) AS {_apart(kind)}" for kind, apart in APART.items()]
    return f"SELECT n, {', '.join(keys)} FROM matching_input"


def _apart(kind: str) -> str:
    """The column of `matching_valued` that tells two businesses of one register apart."""
    return f"apart_by_{kind}"


def _known(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"v.{column} IS NOT NULL" for column in columns)


def _rows_here(rows: int) -> str:
    """SQL: how many rows the smallest area a row is known to lie in has."""
    areas = " ".join(f"WHEN v.{area} IS NOT NULL THEN f_{area}.tf" for area in ("district", "regency", "province"))
    return f"(CASE {areas} ELSE 1 END * {rows})"


def _shared(columns: tuple[str, ...], kind: str, base: float, rows: int) -> str:
    """Values that others carry too, and how often; most values are one business's own and need no row here."""
    return f"SELECT {', '.join(columns)}, (others + {base}) / {rows} AS tf FROM ({_others(columns, kind)}) counted WHERE others > 0"


def _local_trades(known: dict[str, Any]) -> str:
    """Share of the rows of a district that are of a line of trade: where everybody weaves, two weavers have little in common."""
    elsewhere, lean = known["rows_elsewhere"], known["lean_on_around"]
    rows = "FROM matching_valued WHERE trade IS NOT NULL"
    expected = elsewhere * known["trade_elsewhere"]
    total = f"(SELECT CAST(count(*) AS DOUBLE) {rows}) + {elsewhere}"
    return f"""WITH country AS (SELECT trade, (count(*) + {expected}) / ({total}) AS share {rows} GROUP BY trade),
               localities AS (SELECT locality, count(*) AS here {rows} GROUP BY locality),
               local AS (SELECT trade, locality, count(*) AS carried {rows} GROUP BY trade, locality)
               SELECT trade, locality, (carried + {lean} * share) / (here + {lean}) AS tf
               FROM local JOIN country USING (trade) JOIN localities USING (locality)"""


def _others(columns: tuple[str, ...], kind: str) -> str:
    """SQL: `others` of each value of `columns`: the businesses beyond the first of each register, of the registers that repeat it."""
    value = ", ".join(columns)
    repeated = f"""SELECT {value}, register FROM matching_valued
                   WHERE {" AND ".join(f"{column} IS NOT NULL" for column in columns)} GROUP BY {value}, register HAVING count(*) > 1"""
    of_register = f"""SELECT {value}, register, count(DISTINCT {_apart(kind)}) AS businesses
                      FROM matching_valued JOIN ({repeated}) repeated USING ({value}, register) GROUP BY {value}, register"""
    return f"SELECT {value}, CAST(sum(businesses - 1) AS BIGINT) AS others FROM ({of_register}) of_register GROUP BY {value}"
