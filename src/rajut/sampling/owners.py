"""Owners: names by culture, sex, year of birth, identity number, phone. All made up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.sampling.geography import Country
from rajut.sampling.sentra import choose_village
from rajut.sampling.streams import stream
from rajut.sampling.words import Whole, Words, join, only, shares

SEXES = ("F", "M")
# 13 random-looking digits without repetition: multiples of a number modulo a larger prime. The product of the step and
# eleven million businesses still fits 64 bits.
NIB_PRIME, NIB_STEP, NIB_FIRST = 8_999_999_999_993, 777_767_777_773, 10**12


@dataclass(frozen=True)
class Owners:
    """One owner per business. Names are word positions; `parts` says how many names the owner has (1 to 3)."""

    female: Whole
    first: Whole
    middle: Whole
    last: Whole
    parts: Whole
    born: Whole
    nik: Whole
    nib: Whole
    phone: Whole
    other_phone: Whole
    same_as: Whole

    def name(self, rows: Whole) -> pa.Array:
        first, last = given_names(), last_names()
        parts = self.parts[rows]
        return join(
            first.text(self.first[rows]), only(parts > 2, first.text(self.middle[rows])), only(parts > 1, last.text(self.last[rows]))
        )


def own(village: Whole, women: Whole, country: Country, seed: int) -> Owners:
    """An owner for each business; `women` is the chance that it is a woman."""
    rules = definitions.load("sampling").content
    random = stream(seed, "owners")
    count = len(village)
    female = random.random(count) < women
    pool = _pool(country.province_of[village], random.random(count), country)
    group = pool * 2 + np.where(female, 0, 1)
    first, middle = (given_names().pick(group, random.random(count), skew=1.5) for _ in range(2))
    last = last_names().pick(group, random.random(count), skew=1.3)
    parts = _parts(pool, random.random(count))
    parts[(parts == 3) & (first == middle)] = 2
    born = random.integers(*_birthdays(rules), size=count).astype("datetime64[D]")
    nik = _nik(village, female, born, rules["owner"]["registered_elsewhere"], country, random)
    nib = NIB_FIRST + (np.arange(count, dtype=np.int64) * NIB_STEP % NIB_PRIME + int(random.integers(NIB_PRIME))) % NIB_PRIME
    phones = [_phones(count, random) for _ in range(2)]
    same_as = _second_businesses(village, rules["world"]["second_business"], random)
    year = born.astype("datetime64[Y]").astype(np.int16) + 1970
    columns = (female, first, middle, last, parts, year, nik, nib, *phones, np.arange(count))
    return Owners(*(column[same_as] for column in columns))


@cache
def given_names() -> Words:
    return Words([pool[sex] for pool in _names()["pools"].values() for sex in SEXES])


@cache
def last_names() -> Words:
    return Words([pool[f"second_{sex}"] for pool in _names()["pools"].values() for sex in SEXES])


def _names() -> dict[str, Any]:
    return definitions.load("sampling_names").content


def _pool(province_of: Whole, uniform: Whole, country: Country) -> Whole:
    """The culture an owner's name comes from, by the province's mix."""
    cultures, pools = _names()["cultures"], list(_names()["pools"])
    mixes = [cultures.get(code, cultures["default"]) for code in country.province.code.to_pylist()]
    limits = np.array([shares([mix.get(pool, 0) for pool in pools]) for mix in mixes])
    chosen = np.zeros(len(province_of), np.int16)
    for limit in limits.T[:-1]:
        chosen += uniform >= limit[province_of]
    return chosen


def _parts(pool: Whole, uniform: Whole) -> Whole:
    single = np.isin(pool, [list(_names()["pools"]).index(name) for name in _names()["single_name_pools"]])
    return np.where(uniform < np.where(single, 0.18, 0.02), 1, np.where(uniform < 0.62, 2, 3)).astype(np.int8)


def _birthdays(rules: dict[str, Any]) -> tuple[int, int]:
    year = int(rules["reference_year"])
    age = rules["owner"]["age"]
    first, last = (np.datetime64(f"{year - years}-01-01", "D") for years in (age["high"], age["low"]))
    return int(first.astype(np.int64)), int(last.astype(np.int64))


def _nik(village: Whole, female: Whole, born: Whole, elsewhere: float, country: Country, random: np.random.Generator) -> Whole:
    """District of first registration, birthday (day + 40 for women), serial; no two of a world's first millions alike."""
    count = len(village)
    moved = random.random(count) < elsewhere
    from_village = np.where(moved, choose_village(country.weight, random.random(count)), village)
    codes = country.district.code.cast(pa.int64()).to_numpy()
    month = born.astype("datetime64[M]")
    day = (born - month).astype(np.int64) + 1 + 40 * female
    date = day * 10_000 + (month.astype(np.int64) % 12 + 1) * 100 + (month.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    serial = np.arange(count) % 9999 + 1
    return np.asarray(codes[country.district_of[from_village]] * 10**10 + date * 10**4 + serial)


def _phones(count: int, random: np.random.Generator) -> Whole:
    """National numbers without the leading zero: a mobile prefix and seven or eight digits."""
    prefix = np.array(_names()["phone_prefixes"], np.int64)[random.integers(len(_names()["phone_prefixes"]), size=count)]
    long = random.random(count) < 0.75
    return np.asarray(
        np.where(long, prefix * 10**8 + random.integers(10**8, size=count), prefix * 10**7 + random.integers(10**7, size=count))
    )


def _second_businesses(village: Whole, rate: float, random: np.random.Generator) -> Whole:
    """The business whose owner each has: its own, or the one before it in the same village."""
    count = len(village)
    second = random.random(count) < rate
    second[0] = False
    second[1:] &= village[1:] == village[:-1]
    second[1:] &= ~second[:-1].copy()
    return np.arange(count) - second
