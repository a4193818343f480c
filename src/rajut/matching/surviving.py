"""The values of a business, chosen from its records by the rules of definitions/survivorship.yaml."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine
from rajut.tables import Businesses

PLACE = ("level", "province_code", "regency_code", "district_code", "village_code", "lon", "lat", "precision_m", "confidence")


def choose_values(engine: Engine) -> dict[str, Any]:
    """Make `businesses`: most have one record and are copied; the others are chosen, with `chosen_from`."""
    columns: dict[str, str] = definitions.load("survivorship").content["columns"]
    engine.create("matching_sizes", "SELECT business_id, count(*) AS record_count FROM links GROUP BY business_id")
    _rank(engine, columns)
    singles, several = _singles(columns), _several(columns)
    engine.create("businesses", f"{singles} UNION ALL {several}")
    merged = int(engine.value("SELECT count(*) FROM matching_sizes WHERE record_count > 1"))
    engine.drop("matching_sizes", "matching_ranked")
    return {"businesses_of_several_records": merged}


def _rank(engine: Engine, columns: dict[str, str]) -> None:
    """Make `matching_ranked`: records of businesses with several, and per column their rank; the smallest rank wins."""
    engine.create(
        "matching_several",
        f"""SELECT k.business_id, z.record_count, r.record_id, r.register, r.observed_on, {", ".join(f"r.{name}" for name in columns)},
              {", ".join(f"p.{name}" for name in PLACE)},
              row_number() OVER (PARTITION BY k.business_id ORDER BY r.observed_on DESC NULLS LAST, r.record_id) AS fresh,
              row_number() OVER (PARTITION BY k.business_id ORDER BY {_place_order()}) AS placed
            FROM links k JOIN matching_sizes z ON z.business_id = k.business_id AND z.record_count > 1
            JOIN records r ON r.record_id = k.record_id JOIN places p ON p.record_id = k.record_id""",
    )
    # Two records agree or do not; only from three on is there a majority to count, and most businesses of several have two.
    two, more = (_ranks(columns, majority=majority) for majority in (False, True))
    engine.create(
        "matching_ranked",
        f"""SELECT *, {two} FROM matching_several WHERE record_count = 2
            UNION ALL SELECT *, {more} FROM matching_several WHERE record_count > 2""",
    )
    engine.drop("matching_several")


def _ranks(columns: dict[str, str], *, majority: bool) -> str:
    ranks = [f"{_rank_of(name, rule, majority=majority)} AS rank_{name}" for name, rule in columns.items() if rule in RANKED]
    return ", ".join(ranks + [f"{_first_of(name)} AS first_{name}" for name, rule in columns.items() if rule == "all"])


def _place_order() -> str:
    finest = "CASE p.level WHEN 'village' THEN 0 WHEN 'district' THEN 1 WHEN 'regency' THEN 2 WHEN 'province' THEN 3 ELSE 4 END"
    return f"{finest}, CASE p.point_source WHEN 'coordinate' THEN 0 ELSE 1 END, p.confidence DESC, p.precision_m NULLS LAST, r.record_id"


RANKED = ("agreed", "longest", "freshest")


def _rank_of(name: str, rule: str, *, majority: bool) -> str:
    """SQL: a whole number that orders the records of a business for one column: agreement, length, freshness."""
    agreement = f"count(*) OVER (PARTITION BY business_id, {name})" if majority and rule != "freshest" else "0"
    length = f"coalesce(least(length({name}), 9999), 0)" if rule == "longest" else "0"
    return f"fresh - 1000000 * CAST({length} AS BIGINT) - 100000000000 * CAST({agreement} AS BIGINT)"


def _first_of(name: str) -> str:
    """SQL: whether the record is the first of its business that says this text, whatever its capitals and punctuation."""
    return f"row_number() OVER (PARTITION BY business_id, plain_text({name}) ORDER BY record_id) = 1 AND {name} IS NOT NULL"


def _chosen(name: str, rule: str, wanted: str) -> str:
    """SQL: `wanted` (the column, or the record id) of the record the rule chooses for a column; null where no record has a value."""
    if rule.startswith("with "):
        leader = rule.removeprefix("with ")
        # min_by passes over nulls, but where the leader's record has no value there is none.
        of_leader = f"nullif(min_by(coalesce({name}, ''), rank_{leader}) FILTER (WHERE {leader} IS NOT NULL), '')"
        return of_leader if wanted == name else f"CASE WHEN {of_leader} IS NOT NULL THEN {_chosen(leader, 'freshest', wanted)} END"
    return f"min_by({wanted}, rank_{name}) FILTER (WHERE {name} IS NOT NULL)"


def _several(columns: dict[str, str]) -> str:
    made = {name: _joined(name) if rule == "all" else _chosen(name, rule, name) for name, rule in columns.items()}
    made |= {_business_name(name): f"max({name}) FILTER (WHERE placed = 1)" for name in PLACE}
    made |= {
        "business_id": "business_id",
        "record_count": "count(*)",
        "registers": f"'[' || string_agg(DISTINCT {_quoted('register')}, ', ' ORDER BY {_quoted('register')}) || ']'",
        "observed_on": "max(observed_on)",
        "chosen_from": _provenance(columns),
    }
    return f"SELECT {_in_order(made)} FROM matching_ranked GROUP BY business_id"


def _joined(name: str) -> str:
    return f"string_agg({name}, ' | ' ORDER BY record_id) FILTER (WHERE first_{name})"


def _provenance(columns: dict[str, str]) -> str:
    single = {name: rule for name, rule in columns.items() if rule != "all"}
    parts = [f"""'"{name}": ' || {_quoted(_chosen(name, rule, "record_id"))}""" for name, rule in single.items()]
    parts.append(f"""'"place": ' || {_quoted("min_by(record_id, placed)")}""")
    return f"'{{' || concat_ws(', ', {', '.join(parts)}) || '}}'"


def _singles(columns: dict[str, str]) -> str:
    made = {name: f"r.{name}" for name in columns} | {_business_name(name): f"p.{name}" for name in PLACE}
    made |= {
        "business_id": "k.business_id",
        "record_count": "1",
        "registers": f"'[' || {_quoted('r.register')} || ']'",
        "observed_on": "r.observed_on",
        "chosen_from": "NULL",
    }
    return f"""SELECT {_in_order(made)} FROM links k JOIN matching_sizes z ON z.business_id = k.business_id AND z.record_count = 1
               JOIN records r ON r.record_id = k.record_id JOIN places p ON p.record_id = k.record_id"""


def _quoted(name: str) -> str:
    """SQL: a text as JSON writes it."""
    return f"""'"' || replace(replace({name}, '\\', '\\\\'), '"', '\\"') || '"'"""


def _business_name(place_column: str) -> str:
    return "place_confidence" if place_column == "confidence" else place_column


def _in_order(made: dict[str, str]) -> str:
    return ", ".join(f"{made[name]} AS {name}" for name in Businesses.columns())
