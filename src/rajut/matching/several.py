"""The values of a business of three records or more: the value most of them agree on comes first."""

from __future__ import annotations

from rajut.engines import Engine
from rajut.matching.shaping import PLACE, business_name, in_order, place_order, provenance, quoted

RANKED = ("agreed", "longest", "freshest")


def rank(engine: Engine, columns: dict[str, str]) -> None:
    """Make `matching_ranked`: the records of businesses with three or more, and per column their rank; the smallest rank wins."""
    texts = [name for name, rule in columns.items() if rule == "all"]
    engine.create(
        "matching_several",
        f"""WITH numbered AS (
              SELECT record_id, row_number() OVER (PARTITION BY business_id ORDER BY observed_on DESC NULLS LAST, record_id) AS fresh,
                row_number() OVER (PARTITION BY business_id ORDER BY {", ".join(place_order("m"))}) AS placed
              FROM matching_merged m WHERE record_count > 2)
            SELECT m.*, n.fresh, n.placed, {", ".join(f"plain_text({name}) AS plain_{name}" for name in texts)}
            FROM matching_merged m JOIN numbered n ON n.record_id = m.record_id""",
    )
    # A business has a handful of records, so each beside each is cheaper than a window per column.
    compared = [f"sum(CASE WHEN other.{name} = mine.{name} THEN 1 ELSE 0 END) AS with_{name}" for name in _voted(columns)]
    compared += [f"max({_said_before(name)}) AS before_{name}" for name in texts]
    engine.create(
        "matching_agreed",
        f"""SELECT mine.record_id, {", ".join(compared)}
            FROM matching_several mine JOIN matching_several other ON other.business_id = mine.business_id GROUP BY mine.record_id""",
    )
    ranks = [f"{_rank(name, rule)} AS rank_{name}" for name, rule in columns.items() if rule in RANKED]
    firsts = [f"before_{name} = 0 AND {name} IS NOT NULL AS first_{name}" for name in texts]
    engine.create(
        "matching_ranked",
        f"SELECT s.*, {', '.join(ranks + firsts)} FROM matching_several s JOIN matching_agreed a ON a.record_id = s.record_id",
    )
    engine.drop("matching_several", "matching_agreed")


def _voted(columns: dict[str, str]) -> list[str]:
    return [name for name, rule in columns.items() if rule in ("agreed", "longest")]


def _said_before(name: str) -> str:
    """SQL: 1 if a record with a smaller id says the same text, whatever its capitals and punctuation."""
    return f"CASE WHEN other.record_id < mine.record_id AND other.plain_{name} IS NOT DISTINCT FROM mine.plain_{name} THEN 1 ELSE 0 END"


def _rank(name: str, rule: str) -> str:
    """SQL: a whole number that orders the records of a business for one column: agreement, length, freshness."""
    agreement = f"with_{name}" if rule != "freshest" else "0"
    length = f"coalesce(least(length({name}), 9999), 0)" if rule == "longest" else "0"
    return f"fresh - 1000000 * CAST({length} AS BIGINT) - 100000000000 * CAST({agreement} AS BIGINT)"


def several(columns: dict[str, str]) -> str:
    """SQL: the rows of `businesses` that have three records or more, from `matching_ranked`."""
    made = {name: _joined(name) if rule == "all" else _chosen(name, rule, name) for name, rule in columns.items()}
    made |= {business_name(name): f"max({name}) FILTER (WHERE placed = 1)" for name in PLACE}
    chosen = {name: quoted(_chosen(name, rule, "record_id")) for name, rule in columns.items() if rule != "all"}
    made |= {
        "business_id": "business_id",
        "record_count": "count(*)",
        "registers": f"'[' || string_agg(DISTINCT {quoted('register')}, ', ' ORDER BY {quoted('register')}) || ']'",
        "observed_on": "max(observed_on)",
        "chosen_from": provenance(chosen | {"place": quoted("min_by(record_id, placed)")}),
    }
    return f"SELECT {in_order(made)} FROM matching_ranked GROUP BY business_id"


def _chosen(name: str, rule: str, wanted: str) -> str:
    """SQL: `wanted` (the column, or the record id) of the record the rule chooses for a column; null where no record has a value."""
    if rule.startswith("with "):
        leader = rule.removeprefix("with ")
        # min_by passes over nulls, but where the leader's record has no value there is none.
        of_leader = f"nullif(min_by(coalesce({name}, ''), rank_{leader}) FILTER (WHERE {leader} IS NOT NULL), '')"
        return of_leader if wanted == name else f"CASE WHEN {of_leader} IS NOT NULL THEN {_chosen(leader, 'freshest', wanted)} END"
    return f"min_by({wanted}, rank_{name}) FILTER (WHERE {name} IS NOT NULL)"


def _joined(name: str) -> str:
    return f"string_agg({name}, ' | ' ORDER BY record_id) FILTER (WHERE first_{name})"
