"""What became of officers' decisions: which hold, which could not be met, which name what is no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rajut.clustering.candidates import Candidates
from rajut.clustering.decided import Decision
from rajut.clustering.former import Former
from rajut.clustering.homes import Homes
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Whole, shapes
from rajut.clustering.units import Ids
from rajut.clustering.wanted import Wanted
from rajut.errors import RajutError

TOLD = 5  # names in a warning


@dataclass(frozen=True)
class Heeded:
    """Decisions by what became of them; marks: sentra id -> digests of the splits carried out in this run."""

    held: int
    unmet: list[Decision]
    unknown: list[Decision]
    marks: dict[str, list[str]]
    out_of_bounds: list[str]

    def facts(self) -> dict[str, int]:
        return {"held": self.held, "unmet": len(self.unmet), "unknown": len(self.unknown)}

    def warnings(self) -> list[RajutError]:
        found = []
        for code, decisions in (("CLU-DECISION-UNKNOWN", self.unknown), ("CLU-DECISION-UNMET", self.unmet)):
            if decisions:
                found.append(RajutError(code, count=len(decisions), names=_listed([" ".join(one.ids) for one in decisions])))
        if self.out_of_bounds:
            found.append(RajutError("CLU-LOCK-BOUNDS", count=len(self.out_of_bounds), names=_listed(self.out_of_bounds)))
        return found


def heeded(
    decisions: Sequence[Decision], asked: Wanted, former: Former, homes: Homes, ids: Ids, candidates: Candidates, bounds: Bounds
) -> Heeded:
    """Lock, apart, exclude and rename hold wherever they name something; together and split hold if the bounds allowed it."""
    unknown = [one for one in decisions if not all(name in asked.place for name in one.ids)]
    parts = _parts(former, homes)
    unmet: list[Decision] = []
    marks: dict[str, list[str]] = {}
    for one in decisions:
        if one in unknown:
            continue
        first = asked.place[one.subject]
        if one.kind == "together" and not _together(one, asked, former, homes):
            unmet.append(one)
        elif one.kind == "split" and first in asked.split:
            if parts[first] < asked.split[first]:
                unmet.append(one)
            else:
                marks.setdefault(one.subject, []).append(one.mark)
    broken = _out_of_bounds(candidates, asked, former, homes, bounds)
    return Heeded(len(decisions) - len(unknown) - len(unmet), unmet, unknown, marks, [str(ids.sentra[number]) for number in broken])


def _together(one: Decision, asked: Wanted, former: Former, homes: Homes) -> bool:
    places = [asked.place[name] for name in one.ids]
    if one.about == "business":
        first, second = homes.sentra[places]
        return bool(first >= 0 and first == second)
    groups = [homes.sentra[(former.sentra.of == place) & (homes.sentra >= 0)] for place in places]
    if not all(len(group) for group in groups):
        return True  # nobody is left of one of them
    first, second = (int(np.bincount(group).argmax()) for group in groups)
    return first == second or (one.value.get("as") != "sentra" and bool(homes.sentra_cluster[first] == homes.sentra_cluster[second]))


def _out_of_bounds(candidates: Candidates, asked: Wanted, former: Former, homes: Homes, bounds: Bounds) -> list[int]:
    """The locked sentra that no longer keep the bounds."""
    locked = (homes.sentra >= 0) & np.append(asked.locked_sentra, False)[former.sentra.of]
    members = np.flatnonzero(locked)
    numbers, group = np.unique(homes.sentra[members], return_inverse=True)
    shape = shapes(candidates.points(members, np.zeros(len(members), dtype=np.int64)), group, bounds, len(numbers))
    broken: list[int] = numbers[shape.wide | (shape.size < bounds.lower) | (shape.size > bounds.upper)].tolist()
    return broken


def _parts(former: Former, homes: Homes) -> Whole:
    """Of each former sentra, in how many sentra its members are now."""
    both = (homes.sentra >= 0) & (former.sentra.of >= 0)
    pairs = np.unique(np.stack([former.sentra.of[both], homes.sentra[both]]), axis=1)
    return np.bincount(pairs[0], minlength=len(former.sentra)) if pairs.size else np.zeros(len(former.sentra), dtype=np.int64)


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names)[:TOLD]) + (" …" if len(names) > TOLD else "")
