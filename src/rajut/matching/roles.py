"""Columns of any list by their roles: how each is prepared, compared and blocked. Chances: definitions/linkage.yaml.

The registers of the map have comparisons of their own (model.py), which know what an owner, a trade and a village
are to each other. A list of persons or sites has only roles; the same learning, scoring and grouping serve both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from rajut import definitions
from rajut.matching.blocking import Rule
from rajut.matching.comparing import ANY_PAIRS, Comparison, Family, Level, unknown

Roles = Mapping[str, str]  # column -> role


def known() -> dict[str, Any]:
    return definitions.load("linkage").content


def kind(role: str) -> str:
    """How a role is compared. Raises KeyError for a role that definitions/linkage.yaml does not have."""
    return str(known()["roles"][role])


def prepared(column: str, role: str) -> dict[str, str]:
    """SQL of the columns a column of this role becomes; a text of the list goes in, null where nothing is known."""
    plain = f"plain_text({column})"
    match kind(role):
        case "word":
            return {column: f"replace({plain}, ' ', '')"}
        case "words":
            return {column: plain}
        case "address":
            return {column: plain, f"{column}_house": f"nullif(regexp_extract({plain}, '[0-9]+'), '')"}
        case "date" | "number":
            return {column: f"digits({column})"}
        case _:
            return {column: plain}


def likeness_columns(roles: Roles) -> list[str]:
    return [column for column, role in roles.items() if kind(role) in ("words", "address")]


def comparisons(roles: Roles) -> tuple[Comparison, ...]:
    """One comparison a column, named after it."""
    return tuple(_comparison(column, role, roles) for column, role in roles.items())


def _comparison(column: str, role: str, roles: Roles) -> Comparison:
    levels: dict[str, Callable[[str], tuple[Level, ...]]] = {
        "words": _words, "address": _address, "date": _date, "number": _number, "code": _code, "label": _label,
    }  # fmt: skip
    nothing = unknown(column)
    if kind(role) == "word":
        crossed = _crossed(column, role, roles)
        family = Family("all", "", _word(column, crossed), ANY_PAIRS)
        nothing = f"{nothing} AND NOT ({crossed})"
    else:
        family = Family("all", "", levels[kind(role)](column), ANY_PAIRS)
    return Comparison.of(column, nothing, (family,), known()["kinds"][kind(role)])


def _crossed(column: str, role: str, roles: Roles) -> str:
    """SQL: given name and surname stand in each other's place."""
    others = {"given_name": "surname", "surname": "given_name"}
    other = next((name for name, its in roles.items() if others.get(role) == its), None)
    if other is None:
        return "false"
    similarity = known()["alike"]["alike"]
    either = (
        f"coalesce(jaro_winkler_similarity({one}_l, {two}_r) >= {similarity}, false)" for one, two in ((column, other), (other, column))
    )
    return " OR ".join(either)


def _word(column: str, crossed: str) -> tuple[Level, ...]:
    limits = known()["alike"]
    similarity = f"jaro_winkler_similarity({column}_l, {column}_r) >= "
    return (
        Level("exact", f"{column}_l = {column}_r", column),
        Level("slip", f"(damerau_levenshtein({column}_l, {column}_r) = 1 OR {similarity}{limits['slip']})", column),
        Level("alike", f"{similarity}{limits['alike']}", column),
        Level("swapped", f"({crossed})"),
        Level("somewhat", f"{similarity}{limits['somewhat']}"),
        Level("differs", ""),
    )


def _words(column: str) -> tuple[Level, ...]:
    limits = known()["words"]
    some = [Level(name, f"{column}_likeness >= {limits[name]}") for name in ("same", "most", "many", "some", "few")]
    return (*some, Level("differs", ""))


def _address(column: str) -> tuple[Level, ...]:
    limits = known()["street"]
    house = f"{column}_house_l = {column}_house_r"
    street = [Level(name, f"{house} AND {column}_likeness >= {limits[name]}") for name in ("same", "most", "many")]
    return (
        *street,
        Level("same_house", house),
        Level("same_street", f"{column}_likeness >= {limits['most']}"),
        Level("house_slip", f"damerau_levenshtein({column}_house_l, {column}_house_r) = 1"),
        Level("differs", ""),
    )


def _date(column: str) -> tuple[Level, ...]:
    """Dates as eight digits, the year first."""
    slips = f"damerau_levenshtein({column}_l, {column}_r)"
    month, day = f"substr({column}_{{}}, 5, 2)", f"substr({column}_{{}}, 7, 2)"
    swapped = f"{month.format('l')} = {day.format('r')} AND {day.format('l')} = {month.format('r')}"
    return (
        Level("exact", f"{column}_l = {column}_r", column),
        Level("slip", f"{slips} = 1"),
        Level("swapped", f"(left({column}_l, 4) = left({column}_r, 4) AND {swapped})"),
        Level("parts", f"{slips} = 2"),
        Level("differs", ""),
    )


def _number(column: str) -> tuple[Level, ...]:
    slips = f"damerau_levenshtein({column}_l, {column}_r)"
    return (
        Level("exact", f"{column}_l = {column}_r", column),
        Level("slip", f"{slips} = 1"),
        Level("slips", f"{slips} = 2"),
        Level("differs", ""),
    )


def _code(column: str) -> tuple[Level, ...]:
    return (
        Level("exact", f"{column}_l = {column}_r", column),
        Level("slip", f"damerau_levenshtein({column}_l, {column}_r) = 1"),
        Level("differs", ""),
    )


def _label(column: str) -> tuple[Level, ...]:
    return Level("exact", f"{column}_l = {column}_r", column), Level("differs", "")


def blocking_rules(roles: Roles) -> tuple[Rule, ...]:
    """Rows meet that share a value, a word, or the beginnings (or ends) of the values of any two columns."""
    telling = {column: role for column, role in roles.items() if kind(role) != "label"}
    whole = [Rule(column, (column,)) for column in telling]
    words = [Rule(f"{column}_word", _each_word(column)) for column in likeness_columns(roles)]
    parts = [
        Rule(f"{one}_and_{two}", tuple(f"{a} || '|' || {b}" for a in _part(one, telling[one]) for b in _part(two, telling[two])))
        for one, two in combinations(telling, 2)
    ]
    return (*whole, *words, *parts)


def _each_word(column: str, most: int = 8) -> tuple[str, ...]:
    word = f"split_part({column}, ' ', {{}})"
    return tuple(f"CASE WHEN length({word.format(i)}) > 2 THEN {word.format(i)} END" for i in range(1, most + 1))


def _part(column: str, role: str) -> tuple[str, ...]:
    match kind(role):
        case "date" | "number":
            return f"left({column}, 4)", f"right({column}, 4)"
        case "address":
            return (f"{column}_house",)
        case "code":
            return (column,)
        case _:
            return f"left({column}, 3)", f"right({column}, 3)"
