"""Ids and names of sentra and clusters."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rajut import definitions
from rajut.engines import Engine

Names = dict[str, tuple[str, str]]  # unit id -> Indonesian and English name
HERE = "\x00"  # where the place stands in a name
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Unit:
    """A sentra or a cluster. members: of its sentra. *_code: the commonest among them, null if all are unknown.

    village_share, district_share: share of the members that lie in the commonest one.
    """

    unit_id: str
    segment: str
    regency_code: str
    members: int
    district_code: str | None
    district_share: float
    village_code: str | None
    village_share: float


def unit_id(letter: str, regency_code: str, *parts: str) -> str:
    """An id that stays while the parts stay: `S3372-` or `K3372-` and 10 hexadecimal digits of their digest."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=5).hexdigest()
    return f"{letter}{regency_code}-{digest}"


def names(engine: Engine, units: Sequence[Unit], kind: str, before: dict[str, str], given: Names) -> Names:
    """Indonesian and English name of each unit: segment and the village or district of most members, unless officers gave one.

    kind: sentra or cluster. before: the Indonesian names units had. Units of one regency with the same name are numbered I, II, … from
    the largest; who had a number keeps it.
    """
    areas = dict(zip(*engine.fetch("SELECT code, name FROM areas").to_pydict().values(), strict=True))
    bare: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        bare[unit.regency_code, unit.segment, _place(unit, areas)].append(unit)
    named = {}
    for (regency_code, segment, place), alike in bare.items():
        regency = areas.get(regency_code, regency_code)
        head, tail = _names(kind, segment, HERE, place, regency)[0].split(HERE)
        for unit_id, number in _numbers(alike, before, head + place, tail).items():
            named[unit_id] = _names(kind, segment, f"{place} {roman(number)}" if number else place, place, regency)
    return named | given


def _numbers(alike: list[Unit], before: dict[str, str], head: str, tail: str) -> dict[str, int]:
    """The number of each of these units, 0 for none: that in its name before, else the next, from the largest."""
    alike.sort(key=lambda unit: (-unit.members, unit.unit_id))
    kept = {}
    for unit in alike:
        name = before.get(unit.unit_id, "")
        if name.startswith(head) and name.endswith(tail):
            sign = name[len(head) : len(name) - len(tail)]
            number = arabic(sign.strip())
            if sign == (f" {roman(number)}" if number else ""):
                kept[unit.unit_id] = number
    if len(alike) == 1:
        return kept or {alike[0].unit_id: 0}
    free = max((max(number, 1) for number in kept.values()), default=0)
    new = [unit.unit_id for unit in alike if unit.unit_id not in kept]
    return kept | {unit_id: free + place for place, unit_id in enumerate(new, start=1)}


def arabic(written: str) -> int:
    """The number of a Roman numeral; 0 for none."""
    values = [next((value for value, sign in ROMAN if sign == letter), 0) for letter in written]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _place(unit: Unit, areas: dict[str, str]) -> str:
    """The village if at least half of the members lie in it, else the district in the same way, else the regency."""
    for code, share in ((unit.village_code, unit.village_share), (unit.district_code, unit.district_share)):
        if code in areas and share >= 0.5:
            return areas[code]
    return areas.get(unit.regency_code, unit.regency_code)


def _names(kind: str, segment: str, numbered: str, place: str, regency: str) -> tuple[str, str]:
    label = definitions.load("segments").content["segments"].get(segment, {"id": segment, "en": segment})
    if kind == "sentra":
        return f"Sentra {label['id']} {numbered}", f"{label['en']} sentra of {numbered}"
    where = "" if place == regency else f", {regency}"
    return f"Klaster {label['id']} {numbered}{where}", f"{label['en']} cluster of {numbered}{where}"
