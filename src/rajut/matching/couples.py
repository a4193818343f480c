"""The values of a business of two records, the most frequent kind by far: two rows side by side, no majority to count."""

from __future__ import annotations

from rajut.matching.shaping import PLACE, business_name, in_order, place_order, provenance, quoted


def couples(columns: dict[str, str]) -> str:
    """SQL: the rows of `businesses` that have two records.

    `columns`: column -> rule. `one` and `two` are the records in the order of their ids. Where only one of them has a
    value it is taken, else what the rule prefers; `<column>_of_two` says which.
    """
    made = {name: _joined(name) if rule == "all" else _value(name, rule) for name, rule in columns.items()}
    made |= {business_name(name): f"CASE WHEN place_of_two THEN two_{name} ELSE one_{name} END" for name in PLACE}
    chosen = {name: _record(name, rule) for name, rule in columns.items() if rule != "all"}
    made |= {
        "business_id": "business_id",
        "record_count": "2",
        "registers": _registers(),
        "observed_on": "CASE WHEN two_is_fresh THEN two_observed_on ELSE one_observed_on END",
        "chosen_from": provenance(chosen | {"place": "CASE WHEN place_of_two THEN two_id ELSE one_id END"}),
    }
    preferences = [f"{_of_two(name, rule)} AS {name}_of_two" for name, rule in columns.items() if rule in ("agreed", "longest", "freshest")]
    return f"SELECT {in_order(made)} FROM (SELECT *, {', '.join(preferences)} FROM ({_side_by_side(columns)}) side_by_side) chosen"


def _side_by_side(columns: dict[str, str]) -> str:
    values = [f"{side}.{name} AS {side}_{name}" for name in ("register", "observed_on", *columns, *PLACE) for side in ("one", "two")]
    ids = [f"{quoted(f'{side}.record_id')} AS {side}_id" for side in ("one", "two")]
    best_first = (f"({', '.join(place_order(side))})" for side in ("two", "one"))
    return f"""SELECT one.business_id, {", ".join(values)}, {", ".join(ids)}, {" < ".join(best_first)} AS place_of_two,
                 coalesce(two.observed_on, '') > coalesce(one.observed_on, '') AS two_is_fresh
               FROM matching_merged one JOIN matching_merged two ON two.business_id = one.business_id
               WHERE one.record_count = 2 AND two.record_count = 2 AND one.record_id < two.record_id"""


def _of_two(name: str, rule: str) -> str:
    """SQL: whether the second record's value is taken."""
    better = "two_is_fresh"
    if rule == "longest":
        better = f"(length(two_{name}) > length(one_{name}) OR (length(two_{name}) = length(one_{name}) AND two_is_fresh))"
    return f"(one_{name} IS NULL OR (two_{name} IS NOT NULL AND {better}))"


def _value(name: str, rule: str) -> str:
    leader = rule.removeprefix("with ")
    if leader == rule:
        return f"CASE WHEN {name}_of_two THEN two_{name} ELSE one_{name} END"
    return f"CASE WHEN {_known(leader)} THEN CASE WHEN {leader}_of_two THEN two_{name} ELSE one_{name} END END"


def _record(name: str, rule: str) -> str:
    leader = rule.removeprefix("with ")
    known = _known(name) if leader == rule else f"{_value(name, rule)} IS NOT NULL"
    return f"CASE WHEN {known} THEN CASE WHEN {leader if leader != rule else name}_of_two THEN two_id ELSE one_id END END"


def _known(name: str) -> str:
    return f"(one_{name} IS NOT NULL OR two_{name} IS NOT NULL)"


def _joined(name: str) -> str:
    """SQL: both texts, or one if they say the same whatever their capitals and punctuation."""
    same = f"plain_text(one_{name}) IS NOT DISTINCT FROM plain_text(two_{name})"
    return f"CASE WHEN {_known(name)} AND {same} THEN one_{name} ELSE nullif(concat_ws(' | ', one_{name}, two_{name}), '') END"


def _registers() -> str:
    both = " || ', ' || ".join(quoted(f"{pick}(one_register, two_register)") for pick in ("least", "greatest"))
    return f"CASE WHEN one_register = two_register THEN '[' || {quoted('one_register')} || ']' ELSE '[' || {both} || ']' END"
