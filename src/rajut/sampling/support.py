"""partners.csv and venues.csv: organisations that train and places to train in, as the planner's inputs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.sampling.geography import Country
from rajut.sampling.sentra import choose_village, regency_position
from rajut.sampling.streams import stream
from rajut.sampling.words import choose
from rajut.sampling.writing import Aside, Csv, Dialect

LIST_SEPARATOR = ";"


def write_support(businesses: int, country: Country, folder: Path, seed: int) -> dict[str, int]:
    rules = definitions.load("sampling").content["partners"]
    tables = {
        "partners": partners(_count(businesses, rules["businesses_per_partner"], rules), country, rules, seed),
        "venues": venues(_count(businesses, rules["businesses_per_venue"], rules), country, rules, seed),
    }
    for name, rows in tables.items():
        with Aside(folder / f"{name}.csv", partial(Csv, dialect=Dialect(","))) as sink:
            sink.write(rows)
    return {name: len(rows) for name, rows in tables.items()}


def _count(businesses: int, per: int, rules: dict[str, Any]) -> int:
    return int(np.clip(businesses // per, rules["fewest"], rules["most"]))


def partners(count: int, country: Country, rules: dict[str, Any], seed: int) -> pa.Table:
    """Associations, companies, campuses and banks, where people live; each with services and segments it knows."""
    random = stream(seed, "partners")
    kinds = list(rules["kinds"])
    kind = choose([rules["kinds"][name]["share"] for name in kinds], random.random(count))
    regency = country.regency_of[choose_village(country.weight, random.random(count))]
    segments = list(definitions.load("segments").content["segments"])
    rows = [_partner(number, kinds[kind[number]], regency[number], country, rules, segments, random) for number in range(count)]
    return pa.Table.from_pylist(rows)


def _partner(
    number: int, kind: str, regency: int, country: Country, rules: dict[str, Any], segments: list[str], random: np.random.Generator
) -> dict[str, str | int]:
    rule = rules["kinds"][kind]
    services = [name for name in rule["services"] if random.random() < 0.75] or rule["services"][:1]
    known = (
        []
        if random.random() < rules["any_segment"]
        else sorted(random.choice(segments, size=int(random.integers(1, 5)), replace=False).tolist())
    )
    place = str(country.regency.name[int(regency)]).removeprefix("Kabupaten ")
    return {
        "partner_id": f"M{number + 1:05d}",
        "name": f"{rule['names'][number % len(rule['names'])]} {place} {number + 1}",
        "kind": kind,
        "services": LIST_SEPARATOR.join(services),
        "segments": LIST_SEPARATOR.join(known),
        "regency_code": str(country.regency.code[int(regency)]),
        "capacity": int(random.integers(rule["capacity"][0], rule["capacity"][1] + 1)),
        "reach_km": int(random.choice(rules["reach_km"])),
    }


def venues(count: int, country: Country, rules: dict[str, Any], seed: int) -> pa.Table:
    """The programme's own training centre and gallery first, then halls and centres where people live."""
    random = stream(seed, "venues")
    regency = country.regency_of[choose_village(country.weight, random.random(count))]
    kinds = list(rules["venue_kinds"])
    kind = choose([rules["venue_kinds"][name]["share"] for name in kinds], random.random(count))
    rows = [_venue(number, kinds[kind[number]], regency[number], country, rules, random) for number in range(count)]
    for number, fixed in enumerate(rules["known_venues"]):
        rows[number] |= fixed | {"regency_code": str(country.regency.code[regency_position(fixed["regency_code"], country)])}
    return pa.Table.from_pylist(rows)


def _venue(
    number: int, kind: str, regency: int, country: Country, rules: dict[str, Any], random: np.random.Generator
) -> dict[str, str | int]:
    rule = rules["venue_kinds"][kind]
    place = str(country.regency.name[int(regency)]).removeprefix("Kabupaten ")
    return {
        "venue_id": f"T{number + 1:05d}",
        "name": f"{rule['name']} {place} {number + 1}",
        "kind": kind,
        "regency_code": str(country.regency.code[int(regency)]),
        "capacity": int(random.choice(rule["capacity"])),
    }
