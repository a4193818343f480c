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

from rajut.engines import Engine
from rajut.matching.preparing import rules

# Column of matching_input -> kind. A column's lookup is the table matching_tf_<column>.
COUNTED_BY_OTHERS = {
    "person": "identifier",
    "taxpayer": "identifier",
    "nib": "identifier",
    "phone": "identifier",
    "address_place": "address",
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
COLUMNS = (*COUNTED_BY_OTHERS, *NAMES, *PLACES)


def count_frequencies(engine: Engine) -> None:
    """Make a lookup `matching_tf_<column>(<column>, tf_<column>)` for every column that has frequencies."""
    known = rules()
    rows = engine.count("matching_input") + known["rows_elsewhere"]
    base = known["shared_by_others"]
    for column, kind in COUNTED_BY_OTHERS.items():
        _lookup(engine, column, f"({_others(kind)} + {base[column]}) / {rows}")
    for column in PLACES:
        _lookup(engine, column, f"CAST(count(*) AS DOUBLE) / {rows}")
    for column, (words, kind) in NAMES.items():
        _name_lookup(engine, column, words, rows, base[kind], known["lean_on_country"])


def forget_frequencies(engine: Engine) -> None:
    engine.drop(*(f"matching_tf_{column}" for column in COLUMNS))


def _lookup(engine: Engine, column: str, frequency: str) -> None:
    engine.create(
        f"matching_tf_{column}",
        f"SELECT {column}, {frequency} AS tf_{column} FROM matching_input WHERE {column} IS NOT NULL GROUP BY {column}",
    )


def _name_lookup(engine: Engine, column: str, words: str, rows: int, base: float, lean: int) -> None:
    """Frequency of a name in its district: (others here + lean × frequency in the country) / (rows here + lean)."""
    engine.create(
        f"matching_tf_{column}",
        f"""WITH country AS (
              SELECT {words}, ({_others(words)} + {base}) / {rows} AS share
              FROM matching_input WHERE {words} IS NOT NULL GROUP BY {words}),
            localities AS (SELECT locality, count(*) AS here FROM matching_input GROUP BY locality),
            local AS (
              SELECT {column}, {words}, locality, {_others(words)} AS others
              FROM matching_input WHERE {column} IS NOT NULL GROUP BY {column}, {words}, locality)
            SELECT {column}, greatest(share, (others + {lean} * share) / (here + {lean})) AS tf_{column}
            FROM local JOIN country USING ({words}) JOIN localities USING (locality)""",
    )


def _others(kind: str) -> str:
    """SQL: businesses beyond the first of each register, of a group of rows with one value."""
    return f"count(DISTINCT register || '|' || {APART[kind]}) - count(DISTINCT register)"
