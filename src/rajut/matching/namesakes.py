"""How common a name is where it is carried: the chance that another business of the district has it.

Names keep together - clans, villages named after, cultures - so a name's frequency in the country says too little about its own parts of
it. The frequency of each area leans on that of the area around it, from the country by province and regency to the district, so far as
its own rows do not tell: empirical Bayes (Efron & Morris 1975; for values of linkage Winkler 1990).
"""

from __future__ import annotations

from rajut.engines import Engine

# From the largest; a row whose place is known less well is in the smallest area known.
AROUND = {"province": "coalesce(province, 0)", "regency": "coalesce(regency, province, 0)", "locality": "locality"}


def count_names(engine: Engine, table: str, words: str, *, rows: int, base: float, lean: int) -> None:
    """Make `table(<words>, locality, tf)` for names that others carry too: (others here + lean × frequency around) / (rows here + lean).

    `others` are the businesses beyond the first of each register; `apart_by_<words>` of `matching_valued` tells two of one register apart.
    Nowhere is a name taken to be rarer than in the country.
    """
    areas = ", ".join(f"{place} AS {area}" for area, place in AROUND.items())
    engine.create(
        "matching_carried",
        f"""SELECT {words}, {areas}, register, count(DISTINCT apart_by_{words}) AS businesses FROM matching_valued
            WHERE {words} IS NOT NULL GROUP BY {words}, {", ".join(AROUND.values())}, register""",
    )
    engine.create(
        "matching_around",
        f"SELECT {words}, (others + {base}) / {rows} AS country, (others + {base}) / {rows} AS tf FROM ({_others(words)}) WHERE others > 0",
    )
    within: tuple[str, ...] = ()
    for area, place in AROUND.items():
        keys = (words, *within)
        engine.create(
            "matching_around",
            f"""SELECT {", ".join(f"o.{key}" for key in (*keys, area))}, w.country,
                  greatest(w.country, (o.others + {lean} * w.tf) / (h.here + {lean})) AS tf
                FROM ({_others(", ".join((*keys, area)))}) o JOIN matching_around w ON {" AND ".join(f"w.{key} = o.{key}" for key in keys)}
                JOIN (SELECT {place} AS {area}, count(*) AS here FROM matching_valued GROUP BY {place}) h ON h.{area} = o.{area}""",
        )
        within = (*within, area)
    engine.create(table, f"SELECT {words}, locality, tf FROM matching_around")
    engine.drop("matching_carried", "matching_around")


def _others(keys: str) -> str:
    """SQL: `others` of each value of `keys`."""
    of_register = f"SELECT {keys}, register, sum(businesses) - 1 AS beyond FROM matching_carried GROUP BY {keys}, register"
    return f"SELECT {keys}, CAST(sum(beyond) AS BIGINT) AS others FROM ({of_register}) of_register GROUP BY {keys}"
