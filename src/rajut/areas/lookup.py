"""What an area is called and what it belongs to."""

from __future__ import annotations

import functools

from rajut.areas.official import LEVELS, country

COUNTRY = "ID"
DIGITS = {"country": 0, "province": 2, "regency": 4, "district": 6, "village": 10}


@functools.cache
def names() -> dict[str, str]:
    """Code -> official name of every area, and of the country, whose code is `ID`."""
    areas = country()
    return {COUNTRY: "Indonesia"} | dict(zip(areas["code"].to_pylist(), areas["name"].to_pylist(), strict=True))


def parents(code: str) -> list[str]:
    """The codes an area lies in, the largest first and the country left out: `337205…` -> `33`, `3372`.

    Follows from the code alone, so it answers for codes that are not in the list too.
    """
    return [code[: DIGITS[level]] for level in LEVELS if DIGITS[level] < len(code)]


def level_of(code: str) -> str:
    """country, province, regency, district or village. Raises ValueError for anything else."""
    if code == COUNTRY:
        return "country"
    for level in LEVELS:
        if len(code) == DIGITS[level] and code.isdigit():
            return level
    raise ValueError(f"{code!r} is no area code of 2, 4, 6 or 10 digits")
