"""Decisions about clusters that cannot all be carried out: what is locked is not split, what is kept out is not put together.

`contradictions` finds what follows from chains of `together` and `apart`; here is what follows from where the published run
has the businesses and sentra.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from portal.registry import contradictions
from portal.registry.models import APART, EXCLUDE, LOCK, SPLIT, TOGETHER, Decision
from rajut.published import PublishedRun, clusters
from rajut.tables.clustering import kind_of

PAIRED = (APART, TOGETHER)


@dataclass(frozen=True)
class Where:
    """The sentra of each business, and the cluster of each business and sentra; nothing of those that have none."""

    sentra: dict[str, str]
    cluster: dict[str, str]

    def inside(self, unit: str, name: str) -> bool:
        """Whether a sentra or cluster is, or holds, a business, sentra or cluster."""
        return unit in (name, self.sentra.get(name), self.cluster.get(name))


def against(run: PublishedRun, new: Decision) -> list[Decision]:
    """The standing decisions that a new one about clusters would contradict, without those it replaces."""
    chained = contradictions.against(new.kind, new.subject, new.other) if new.kind in PAIRED else []
    others = around(new)
    where = _where(run, [new, *others])
    clashing = [one for one in others if _clash(new, one, where) or _clash(one, new, where)]
    return [*chained, *(one for one in clashing if one not in chained)]


def around(new: Decision) -> list[Decision]:
    """The standing decisions about clusters of its regency, without those it replaces."""
    found = contradictions.standing().filter(kind__in=(LOCK, APART, TOGETHER, SPLIT, EXCLUDE), area_code__startswith=new.area_code[:4])
    return list(found.exclude(replaced(new)).order_by("id"))


def row(decision: Decision) -> dict[str, Any]:
    """A decision as the library has it."""
    return {name: getattr(decision, name) for name in ("kind", "subject", "other", "value")}


def replaced(new: Decision) -> Q:
    """Which decisions about clusters a new one undoes: earlier ones about the same thing."""
    kinds = PAIRED if new.kind in PAIRED else (new.kind,)
    return Q(kind__in=kinds, subject=new.subject, other=new.other)


def _where(run: PublishedRun, decisions: list[Decision]) -> Where:
    names = sorted({name for one in decisions for name in (one.subject, one.other) if name})
    sentra, cluster = clusters.homes_of(run, names)
    return Where(sentra, cluster)


def _clash(one: Decision, two: Decision, where: Where) -> bool:
    """Whether `one`, a lock, a split or an exclusion, forbids `two`."""
    if one.kind == LOCK:
        return _forbids[two.kind](one.subject, two, where) if two.kind in _forbids else False
    if one.kind == SPLIT:
        return _one_sentra(two) and one.subject in (two.subject, two.other)
    return one.kind == EXCLUDE and two.kind == TOGETHER and one.subject in (two.subject, two.other)


def _locked_parted(unit: str, two: Decision, where: Where) -> bool:
    """Two of a locked unit: businesses of one sentra, or sentra of one cluster."""
    held = where.sentra if kind_of(two.subject) == "business" else where.cluster
    first, second = held.get(two.subject), held.get(two.other)
    return first is not None and first == second and (unit == first or (kind_of(unit) == "cluster" and where.inside(unit, two.subject)))


def _locked_joined(unit: str, two: Decision, where: Where) -> bool:
    """One that is in a locked unit and one that is not; in a locked cluster every sentra is locked."""
    first, second = (where.inside(unit, name) for name in (two.subject, two.other))
    if kind_of(two.subject) == "business":
        together = where.sentra.get(two.subject) is not None and where.sentra.get(two.subject) == where.sentra.get(two.other)
        return (first or second) and not together
    if _one_sentra(two):
        return first or second
    return kind_of(unit) == "cluster" and first != second


def _one_sentra(two: Decision) -> bool:
    """Whether it makes two sentra one."""
    return two.kind == TOGETHER and (two.value or {}).get("as") == "sentra"


_forbids: dict[str, Any] = {
    SPLIT: lambda unit, two, where: where.inside(unit, two.subject),
    EXCLUDE: lambda unit, two, where: two.subject in where.sentra and where.inside(unit, two.subject),
    APART: _locked_parted,
    TOGETHER: _locked_joined,
}
