"""Where every business is: planted sentra, then the scattered rest in the settlements of villages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rajut import definitions
from rajut.sampling.geography import Country, moved
from rajut.sampling.lines import Lines
from rajut.sampling.sentra import Planted, choose_village, plant, regency_position
from rajut.sampling.streams import stream
from rajut.sampling.words import Whole, choose


@dataclass(frozen=True)
class Settled:
    """Line and place of every business, ordered by village. `sentra` is -1 for the scattered."""

    line: Whole
    village: Whole
    lon: Whole
    lat: Whole
    sentra: Whole
    member: Whole


def settle(businesses: int, seed: int, country: Country, lines: Lines) -> Settled:
    rules = definitions.load("sampling").content
    fashion = round(businesses * rules["world"]["fashion_share"])
    planted = plant(int(fashion * rules["world"]["in_planted_sentra"]), country, lines, stream(seed, "sentra"))
    planted = _at_most(planted, fashion - len(lines.segments))
    line, village = _scattered(fashion - len(planted.line), businesses - fashion, rules["world"], country, lines, stream(seed, "scattered"))
    lon, lat = _in_settlements(village, rules["settlement"], country, seed)
    nobody = np.full(len(line), -1, np.int32)
    everyone = Settled(
        np.concatenate([planted.line, line]), np.concatenate([planted.village, village]), np.concatenate([planted.lon, lon]),
        np.concatenate([planted.lat, lat]), np.concatenate([planted.sentra, nobody]), np.concatenate([planted.member, nobody >= 0]),
    )  # fmt: skip
    order = np.argsort(everyone.village, kind="stable")
    return Settled(*(column[order] for column in vars(everyone).values()))


def _at_most(planted: Planted, limit: int) -> Planted:
    """In a tiny world companions give way, so that every segment keeps its scattered business."""
    return Planted(*(column[:limit] for column in vars(planted).values()))


def _scattered(
    fashion: int, other: int, rules: dict[str, Any], country: Country, lines: Lines, random: np.random.Generator
) -> tuple[Whole, Whole]:
    line, village = [], []
    for position, count in enumerate(_counts(fashion, [rules["segment_shares"][name] for name in lines.segments])):
        options = lines.of_segment(position)
        line.append(options[choose(list(lines.share[options]), random.random(count))])
        village.append(choose_village(_density(position, country, lines), random.random(count)))
    options = np.flatnonzero(~lines.fashion)
    line.append(options[choose(list(lines.share[options]), random.random(other))])
    village.append(choose_village(country.weight, random.random(other)))
    return np.concatenate(line).astype(np.int16), np.concatenate(village)


def _counts(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in proportion to the weights, at least one each, that add up to the total."""
    exact = np.asarray(weights, np.float64) / sum(weights) * (total - len(weights))
    counts = np.floor(exact).astype(np.int64) + 1
    rest = total - int(counts.sum())
    counts[np.argsort(np.floor(exact) - exact, kind="stable")[:rest]] += 1
    return [int(count) for count in counts]


def _density(segment: int, country: Country, lines: Lines) -> Whole:
    """Expected businesses of a segment per village: inhabitants times what its regency is known for."""
    factor = np.ones(len(country.regency.code))
    for place in definitions.load("sampling_places").content["places"]:
        if place["segment"] == lines.segments[segment]:
            factor[regency_position(place["regency"], country)] = place["factor"]
    return np.asarray(country.weight * factor[country.regency_of])


def _in_settlements(village: Whole, rules: dict[str, Any], country: Country, seed: int) -> tuple[Whole, Whole]:
    """A point in one of the village's settlements; the first lies at the village's point, the others around it."""
    low, high = rules["limits_m"]["low"], rules["limits_m"]["high"]
    hamlets = rules["hamlets"]
    centres = stream(seed, "hamlets").standard_normal((2, len(hamlets), len(country.village.lon)))
    centres = np.clip(centres * rules["hamlet_distance"] * country.spacing_m, -high, high).astype(np.float32)
    centres[:, 0] = 0
    random = stream(seed, "points")
    hamlet = choose(hamlets, random.random(len(village)))
    scatter = np.clip(rules["scatter"] * country.spacing_m[village], low, high / 3)
    offset = [centres[axis, hamlet, village] + scatter * np.clip(random.standard_normal(len(village)), -3, 3) for axis in (0, 1)]
    return moved(country.village.lon[village], country.village.lat[village], offset[0], offset[1])
