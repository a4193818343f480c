"""The synthetic world: every business with all its true attributes, as compact columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.sampling.geography import Country
from rajut.sampling.geography import country as the_country
from rajut.sampling.lines import Lines
from rajut.sampling.lines import lines as the_lines
from rajut.sampling.naming import Names, name_businesses
from rajut.sampling.owners import Owners, own
from rajut.sampling.settling import Settled, settle
from rajut.sampling.streams import stream
from rajut.sampling.words import Whole, digits


@dataclass(frozen=True)
class Figures:
    """Workers with the owner, rupiah a year, rupiah, year it began."""

    workers: Whole
    sales: Whole
    capital: Whole
    started: Whole


@dataclass(frozen=True)
class World:
    """Businesses are rows 0 … n-1; their number is the row + 1."""

    country: Country
    lines: Lines
    place: Settled
    owner: Owners
    name: Names
    figures: Figures
    muslim: Whole
    activity: Whole
    phone: Whole
    npwp: Whole
    membership: dict[str, Whole]

    def __len__(self) -> int:
        return len(self.place.line)

    @property
    def segment(self) -> Whole:
        return self.lines.segment[self.place.line]


def build(businesses: int, seed: int) -> World:
    country, lines, rules = the_country(), the_lines(), definitions.load("sampling").content
    place = settle(businesses, seed, country, lines)
    owner = own(place.village, lines.women[place.line], country, seed)
    figures = _figures(place, owner, lines, rules, seed)
    random = stream(seed, "business")
    return World(
        country, lines, place, owner,
        name=name_businesses(place.line, owner.female, figures.workers, lines, seed),
        figures=figures,
        muslim=random.random(businesses) < lines.muslim[place.line],
        activity=lines.activities.pick(place.line, random.random(businesses)),
        phone=random.random(businesses) < rules["owner"]["phone"],
        npwp=_npwp(businesses, rules["owner"], random),
        membership=_membership(place, figures.workers, country, lines, rules["registers"], seed),
    )  # fmt: skip


def _npwp(count: int, rules: dict[str, float], random: np.random.Generator) -> Whole:
    """0 = none, 1 = the NIK, 2 = the old 15 digits."""
    has = random.random(count) < rules["npwp"]
    return np.where(has, np.where(random.random(count) < rules["npwp_is_nik"], 1, 2), 0).astype(np.int8)


def old_npwp(world: World, rows: Whole) -> pa.Array:
    """15 digits that follow from the owner's NIB, so that both businesses of one owner share them."""
    return digits(world.owner.nib[rows] * 7919 % 10**15, 15)


def _figures(place: Settled, owner: Owners, lines: Lines, rules: dict[str, Any], seed: int) -> Figures:
    rule, random, count = rules["figures"], stream(seed, "figures"), len(place.line)
    scale = lines.scale[place.line] * rule["workers_factor"] * np.where(place.member, 1.3, 1.0)
    hired = random.exponential(size=count) * scale * np.exp(rule["workers_spread"] * random.standard_normal(count))
    workers = np.minimum(1 + np.floor(hired), rule["most_workers"]).astype(np.int16)
    sales = rule["sales_per_worker"] * workers**0.9 * np.exp(rule["sales_spread"] * random.standard_normal(count))
    capital = sales * rule["capital_to_sales"] * np.exp(rule["capital_spread"] * random.standard_normal(count))
    year = int(rules["reference_year"])
    started = np.maximum(year - np.floor(random.exponential(size=count) * rule["years_in_business"]), owner.born + 17)
    return Figures(workers, _rounded(sales), _rounded(capital), np.minimum(started, year).astype(np.int16))


def _rounded(rupiah: Whole) -> Whole:
    """To two leading digits, as people tell figures; never below 500,000."""
    unit = 10.0 ** np.maximum(np.floor(np.log10(rupiah)) - 1, 5)
    return np.asarray(np.maximum(np.round(rupiah / unit) * unit, 500_000), np.int64)


def _membership(place: Settled, workers: Whole, country: Country, lines: Lines, rules: dict[str, Any], seed: int) -> dict[str, Whole]:
    """Which register holds which business. Each register has its own leaning, so their overlap is not chance alone."""
    membership = {}
    for name, rule in rules.items():
        random = stream(seed, f"in {name}")
        regency = country.regency_of[place.village]
        leaning = np.array([rule["segments"].get(segment, 0.0) for segment in [*lines.segments, ""]])
        odds = rule["workers"] * np.log(workers.astype(np.float64)) + rule["planted"] * place.member
        odds += rule["city"] * country.urban[place.village] + rule["fashion"] * lines.fashion[place.line]
        odds += leaning[lines.segment[place.line]] + rule["spread"] * random.standard_normal(len(country.regency.code))[regency]
        membership[name] = random.random(len(place.line)) < 1 / (1 + np.exp(-odds - _intercept(odds, rule["share"])))
    return membership


def _intercept(odds: Whole, share: float) -> float:
    """The constant that makes the mean chance equal to the share; every k-th business is enough to find it."""
    odds = odds[:: len(odds) // 100_000 + 1]
    low, high = -30.0, 30.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-odds - middle))).mean() < share else (low, middle)
    return low
