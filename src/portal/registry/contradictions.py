"""Decisions that cannot all be true: if A is B and B is C, then A and C are not different."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.registry.models import APART, DIFFERENT, SAME, TOGETHER, Decision

JOINS = {SAME: SAME, DIFFERENT: SAME, TOGETHER: TOGETHER, APART: TOGETHER}  # of each kind the one that joins,
PARTS = {SAME: DIFFERENT, DIFFERENT: DIFFERENT, TOGETHER: APART, APART: APART}  # and the one that parts


def standing() -> QuerySet[Decision]:
    """Every decision that holds."""
    return Decision.objects.filter(undone_on=None)


def against(kind: str, one: str, two: str) -> list[Decision]:
    """The standing decisions that a new `same` or `different` about two records, or a new `together` or `apart` about two
    businesses or sentra, would contradict; earlier decisions about this very pair do not count, for the new one replaces them."""
    from_one = _together(one, JOINS[kind], without=(one, two))
    if kind == PARTS[kind]:
        return _way(from_one, two)
    from_two = _together(two, JOINS[kind], without=(one, two))
    between = (
        standing()
        .filter(kind=PARTS[kind])
        .filter(Q(subject__in=from_one, other__in=from_two) | Q(subject__in=from_two, other__in=from_one))
    )
    apart = between.exclude(subject=min(one, two), other=max(one, two)).order_by("id").first()
    if apart is None:
        return []
    ends = (apart.subject, apart.other) if apart.subject in from_one else (apart.other, apart.subject)
    return [*_way(from_one, ends[0]), *_way(from_two, ends[1]), apart]


def _together(start: str, kind: str, *, without: tuple[str, str]) -> dict[str, Decision | None]:
    """Everything that decisions join with `start`, each with the decision that leads back towards it."""
    found: dict[str, Decision | None] = {start: None}
    edge = {start}
    while edge:
        reached: dict[str, Decision | None] = {}
        for decision in standing().filter(kind=kind).filter(Q(subject__in=edge) | Q(other__in=edge)).order_by("id"):
            if {decision.subject, decision.other} == set(without):
                continue
            for end in (decision.subject, decision.other):
                if end not in found and end not in reached:
                    reached[end] = decision
        found |= reached
        edge = set(reached)
    return found


def _way(found: dict[str, Decision | None], end: str) -> list[Decision]:
    """The decisions between the start of `found` and a record; none if it was not reached."""
    way: list[Decision] = []
    while (decision := found.get(end)) is not None:
        way.append(decision)
        end = decision.other if decision.subject == end else decision.subject
    return way
