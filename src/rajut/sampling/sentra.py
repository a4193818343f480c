"""Plants sentra: groups of one segment within a walk of each other, with the suppliers, supporters and trade beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc

from rajut import definitions
from rajut.sampling.geography import Country, moved, on_sphere
from rajut.sampling.lines import Lines
from rajut.sampling.words import Whole, choose


@dataclass(frozen=True)
class Planted:
    """Planted businesses. `sentra` is the number of the sentra they belong to or settle beside; `member` tells which."""

    line: Whole
    village: Whole
    lon: Whole
    lat: Whole
    sentra: Whole
    member: Whole


@dataclass(frozen=True)
class Sites:
    """Planted sentra: one row each, metres and degrees."""

    segment: Whole
    village: Whole
    lon: Whole
    lat: Whole
    radius_m: Whole
    size: Whole


def plant(members: int, country: Country, lines: Lines, random: np.random.Generator) -> Planted:
    """About `members` members of sentra, and their companions."""
    rules = definitions.load("sampling").content["world"]
    sites = _sites(members, rules, country, lines, random)
    home = np.repeat(np.arange(len(sites.size)), sites.size)
    line = _lines_of_members(sites.segment[home], lines, random)
    beside, beside_line = _companions(sites, rules["companions"], lines, random)
    sentra, line = np.concatenate([home, beside]), np.concatenate([line, beside_line])
    member = np.arange(len(sentra)) < len(home)
    lon, lat = _points(sites, sentra, member, rules["sentra_radius_m"]["cut"], random)
    village = country.nearest(lon, lat) if len(lon) else np.zeros(0, np.int32)
    return Planted(line.astype(np.int16), village, lon, lat, sentra.astype(np.int32), member)


def _sites(members: int, rules: dict[str, Any], country: Country, lines: Lines, random: np.random.Generator) -> Sites:
    size = _sizes(members, rules["sentra_size"], random)
    segment, village = _where(len(size), rules, country, lines, random)
    spacing = country.spacing_m[village]
    low, high = rules["sentra_radius_m"]["low"], rules["sentra_radius_m"]["high"]
    radius = low * (high / low) ** random.random(len(size))
    offset = np.clip(random.standard_normal((2, len(size))) * 0.15 * spacing, -1500, 1500)
    lon, lat = moved(country.village.lon[village], country.village.lat[village], offset[0], offset[1])
    return Sites(segment, village, lon, lat, radius, size)


def _sizes(members: int, rule: dict[str, float], random: np.random.Generator) -> Whole:
    """Sizes of sentra that add up to `members` at most; one small one where there are few members."""
    draws = np.exp(np.log(rule["median"]) + rule["spread"] * random.standard_normal(members // int(rule["low"]) + 1))
    size = np.clip(np.round(draws), rule["low"], rule["high"]).astype(np.int64)
    fitting = size[np.cumsum(size) <= members]
    if not len(fitting) and members >= rule["low"]:
        return np.array([members])
    return np.asarray(fitting)


def _where(count: int, rules: dict[str, Any], country: Country, lines: Lines, random: np.random.Generator) -> tuple[Whole, Whole]:
    """Segment and village of each sentra: known places first in number, the rest wherever people live."""
    places = definitions.load("sampling_places").content["places"]
    shares = rules["segment_shares"]
    segment = choose([shares[name] for name in lines.segments], random.random(count))
    village = choose_village(country.weight, random.random(count))
    known = random.random(count) >= rules["sentra_elsewhere"]
    place = choose([entry["sentra"] for entry in places], random.random(count))
    for number, entry in enumerate(places):
        here = np.flatnonzero(known & (place == number))
        segment[here] = lines.segments.index(entry["segment"])
        village[here] = np.resize(villages_of(entry, len(here), country), len(here))
    return segment, village


def choose_village(weight: Whole, uniform: Whole) -> Whole:
    total = np.cumsum(weight)
    return np.asarray(np.minimum(np.searchsorted(total, uniform * total[-1], side="right"), len(weight) - 1), np.int32)


def villages_of(place: dict[str, Any], sentra: int, country: Country) -> Whole:
    """Villages for a known place: those it names, then their neighbours in the regency, about one per two sentra."""
    inside = np.flatnonzero(country.regency_of == regency_position(place["regency"], country))
    names = country.village.name.take(inside)
    named = [int(inside[i]) for name in place["villages"] for i in np.flatnonzero(pc.equal(names, name).to_numpy(zero_copy_only=False))[:1]]
    centre = named[0] if named else int(inside[np.argmax(country.weight[inside])])
    points = on_sphere(country.village.lon[inside], country.village.lat[inside])
    here = on_sphere(country.village.lon[[centre]], country.village.lat[[centre]])
    by_distance = inside[np.argsort(np.linalg.norm(points - here, axis=1), kind="stable")]
    further = [int(village) for village in by_distance if village not in named]
    return np.array((named + further)[: max(len(named), (sentra + 1) // 2, 1)], np.int32)


def regency_position(code: str, country: Country) -> int:
    return int(pc.index(country.regency.code, code).as_py())


def _lines_of_members(segment: Whole, lines: Lines, random: np.random.Generator) -> Whole:
    """Core lines of the segment by share; where it has none (trade), the lines that are of no other product."""
    uniform = random.random(len(segment))
    chosen = np.zeros(len(segment), np.int64)
    for position in range(len(lines.segments)):
        options = lines.of_segment(position)
        options = options[lines.product[options] == position]
        core = np.array([line for line in options if lines.role[line] == "core"], np.int64)
        options = core if len(core) else options
        here = segment == position
        chosen[here] = options[choose(list(lines.share[options]), uniform[here])]
    return chosen


def _companions(sites: Sites, rates: dict[str, float], lines: Lines, random: np.random.Generator) -> tuple[Whole, Whole]:
    beside, chosen = [], []
    for role, rate in rates.items():
        number = random.binomial(sites.size, rate)
        for position in range(len(lines.segments)):
            options = lines.companions(role, position)
            here = np.flatnonzero(sites.segment == position)
            home = np.repeat(here, number[here])
            if len(options):
                beside.append(home)
                chosen.append(options[choose(list(lines.share[options]), random.random(len(home)))])
    return np.concatenate(beside), np.concatenate(chosen)


def _points(sites: Sites, sentra: Whole, member: Whole, cut: float, random: np.random.Generator) -> tuple[Whole, Whole]:
    """Distances to the centre follow a Rayleigh law; companions lie wider; nobody lies beyond the cut."""
    scale = sites.radius_m[sentra] * np.where(member, 1.0, 1.5)
    distance = np.minimum(scale * np.sqrt(-2 * np.log1p(-random.random(len(sentra)))), cut * np.sqrt(random.random(len(sentra))))
    angle = 2 * np.pi * random.random(len(sentra))
    return moved(sites.lon[sentra], sites.lat[sentra], distance * np.cos(angle), distance * np.sin(angle))
