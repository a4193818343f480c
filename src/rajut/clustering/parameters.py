"""The sizes and distances of definitions/clustering, checked for contradictions before anything is formed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rajut import definitions
from rajut.errors import Faults, RajutError


@dataclass(frozen=True)
class Bounds:
    """How large and how wide a group may be. Distances in metres; `link_m` from coarse to fine.

    proposals: changes tried per point when ways are shortened; across_gaps_at_most: points of a settlement where that is done once more,
    across its gaps.
    """

    unit: str
    lower: int
    aim: int
    upper: int
    radius_dense_m: float
    radius_sparse_m: float
    link_m: tuple[float, ...]
    kept_by_gaps: float
    cut_window: float
    proposals: int
    across_gaps_at_most: int

    def faults(self) -> list[RajutError]:
        named = {"lower": self.lower, "aim": self.aim, "upper": self.upper}
        lengths = {"radius_dense_m": self.radius_dense_m, "radius_sparse_m": self.radius_sparse_m}
        links = {f"link_m[{place}]": link for place, link in enumerate(self.link_m)}
        found = _not_positive({f"{self.unit}.{name}": value for name, value in (named | lengths | links).items()})
        found += [
            fault
            for low, high in (("lower", "upper"), ("lower", "aim"), ("aim", "upper"))
            for fault in _below(f"{self.unit}.{low}", named[low], f"{self.unit}.{high}", named[high])
        ]
        return found + _no_cut(self.unit, self.lower, self.upper)


@dataclass(frozen=True)
class Learning:
    """How large a learning group may be. strongest: size classes, the strongest first; unknown ones come last."""

    lower: int
    aim: int
    upper: int
    strongest: tuple[str, ...]

    def faults(self) -> list[RajutError]:
        found = _not_positive({f"learning.{name}": getattr(self, name) for name in ("lower", "aim", "upper")})
        found += _below("learning.lower", self.lower, "learning.aim", self.aim)
        found += _below("learning.aim", self.aim, "learning.upper", self.upper)
        return found + _no_cut("learning", self.lower, self.upper)


@dataclass(frozen=True)
class Parameters:
    sentra: Bounds
    cluster: Bounds
    learning: Learning
    members_at_most: int
    sentra_roles: tuple[str, ...]
    market_segments: tuple[str, ...]
    precise_enough_m: float
    dense_village_points: int
    dense_within_m: float
    bounded_members_at_most: int
    bounding_rounds: int

    def check(self) -> None:
        """Raise Faults naming every contradiction (CLU-BELOW, CLU-NOT-POSITIVE, CLU-NO-CUT)."""
        numbers = {
            "cluster.members_at_most": self.members_at_most,
            "taking_part.precise_enough_m": self.precise_enough_m,
            "density.village_points": self.dense_village_points,
            "density.within_m": self.dense_within_m,
            "bounding.members_at_most": self.bounded_members_at_most,
            "bounding.rounds": self.bounding_rounds,
        }
        found = self.sentra.faults() + self.cluster.faults() + self.learning.faults() + _not_positive(numbers)
        found += _below("learning.lower", self.learning.lower, "sentra.lower", self.sentra.lower)
        most = self.sentra.upper * self.cluster.upper
        found += _below("sentra.upper × cluster.upper", most, "cluster.members_at_most", self.members_at_most)
        if found:
            raise Faults(found)


def defined(changes: Mapping[str, float] | None = None) -> Parameters:
    """The parameters of definitions/clustering.yaml, some numbers of it changed: `{"sentra.aim": 30}`.

    Raises KeyError with the name of one that is no number there, ValueError with that of one that must be whole and is not.
    """
    content = copy.deepcopy(definitions.load("clustering").content)
    for name, value in (changes or {}).items():
        section, _, key = name.partition(".")
        held = content.get(section)
        if not isinstance(held, dict) or type(held.get(key)) not in (int, float):
            raise KeyError(name)
        if type(held[key]) is int and value != int(value):
            raise ValueError(name)
        held[key] = type(held[key])(value)
    cluster = dict(content["cluster"])
    members_at_most = cluster.pop("members_at_most")
    return Parameters(
        sentra=_bounds("sentra", content["sentra"] | content["dividing"]),
        cluster=_bounds("cluster", cluster | content["dividing"]),
        learning=Learning(**(content["learning"] | {"strongest": tuple(content["learning"]["strongest"])})),
        members_at_most=members_at_most,
        sentra_roles=tuple(content["taking_part"]["sentra_roles"]),
        market_segments=tuple(content["taking_part"]["market_segments"]),
        precise_enough_m=content["taking_part"]["precise_enough_m"],
        dense_village_points=content["density"]["village_points"],
        dense_within_m=content["density"]["within_m"],
        bounded_members_at_most=content["bounding"]["members_at_most"],
        bounding_rounds=content["bounding"]["rounds"],
    )


def _bounds(unit: str, values: dict[str, Any]) -> Bounds:
    return Bounds(unit=unit, **(values | {"link_m": tuple(values["link_m"])}))


def _not_positive(numbers: dict[str, float]) -> list[RajutError]:
    return [RajutError("CLU-NOT-POSITIVE", name=name, value=value) for name, value in numbers.items() if not value > 0]


def _below(lower: str, low: float, higher: str, high: float) -> list[RajutError]:
    return [RajutError("CLU-BELOW", lower=lower, low=low, higher=higher, high=high)] if high < low else []


def _no_cut(unit: str, lower: int, upper: int) -> list[RajutError]:
    """One more than the upper bound must be enough for two."""
    return [RajutError("CLU-NO-CUT", unit=unit, over=upper + 1, upper=upper, lower=lower)] if lower <= upper < 2 * lower - 1 else []
