"""What officers change: verbs, each atomic and in the audit log. A decision takes effect with the next run."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.people import audit
from portal.registry import clashes, contradictions
from portal.registry.models import CLASS, DIFFERENT, PLACE, SAME, Decision
from rajut.errors import RajutError
from rajut.published import PublishedRun, asking


class Contradicts(Exception):  # noqa: N818  reads as what happened
    """The decision cannot be true beside these standing ones."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions
        super().__init__(f"contradicts decisions {[decision.pk for decision in decisions]}")


class Impossible(Exception):  # noqa: N818  reads as what happened
    """No run could carry the decision out: too far, too many, too few, or of different kinds."""

    def __init__(self, faults: list[RajutError]) -> None:
        self.faults = faults
        super().__init__(", ".join(fault.code for fault in faults))


@transaction.atomic
def decide_pair(*, by: Any, one: str, two: str, same: bool, area_code: str = "", reason: str = "") -> Decision:
    """Two records are the same business, or are not. Replaces what was decided about this pair before.

    Raises Contradicts, naming the decisions that would have to be undone first; nothing is kept then.
    """
    kind = SAME if same else DIFFERENT
    subject, other = sorted((one, two))
    if faults := contradictions.against(kind, subject, other):
        raise Contradicts(faults)
    _replace(contradictions.standing().filter(kind__in=(SAME, DIFFERENT), subject=subject, other=other), by)
    return _keep(by, kind=kind, subject=subject, other=other, records=[subject, other], area_code=area_code, reason=reason)


@transaction.atomic
def correct_place(*, by: Any, business_id: str, records: list[str], value: dict[str, Any], area_code: str, reason: str) -> Decision:
    """Where a business is: `value` has `<level>_code` of the finest area known, and `lon`, `lat` where a point is known too."""
    _replace(contradictions.standing().filter(kind=PLACE, subject=business_id), by)
    return _keep(by, kind=PLACE, subject=business_id, records=sorted(records), value=value, area_code=area_code, reason=reason)


@transaction.atomic
def correct_class(*, by: Any, business_id: str, records: list[str], value: dict[str, Any], area_code: str, reason: str) -> Decision:
    """What a business is: `value` has some of `fashion`, `segment`, `role`, `muslim_wear`."""
    _replace(contradictions.standing().filter(kind=CLASS, subject=business_id), by)
    return _keep(by, kind=CLASS, subject=business_id, records=sorted(records), value=value, area_code=area_code, reason=reason)


@transaction.atomic
def decide_unit(
    *,
    by: Any,
    run: PublishedRun,
    kind: str,
    subject: str,
    other: str = "",
    value: dict[str, Any] | None = None,
    area_code: str,
    reason: str,
) -> Decision:
    """Lock, split, rename, keep apart, put together or exclude (`rajut.decisions` says what each takes). Replaces what was
    decided about the same before. Raises Contradicts as `decide_pair`, and Impossible for what no run could do."""
    subject, other = sorted((subject, other)) if other else (subject, "")
    new = Decision(kind=kind, subject=subject, other=other, value=value, area_code=area_code, reason=reason, by=by)
    if faults := clashes.against(run, new):
        raise Contradicts(faults)
    standing = clashes.around(new)
    if forbidden := asking.impossible(run, clashes.row(new), [clashes.row(one) for one in standing]):
        raise Impossible(forbidden)
    _replace(contradictions.standing().filter(clashes.replaced(new)), by)
    return _keep(by, kind=kind, subject=subject, other=other, value=value, area_code=area_code, reason=reason)


@transaction.atomic
def undo(*, by: Any, decision: Decision) -> None:
    """The decision no longer holds. Undoing twice is undoing once."""
    undone = contradictions.standing().filter(pk=decision.pk).update(undone_by=by, undone_on=timezone.now())
    if undone:
        audit.record(by=by, verb="undid", subject=named(decision), area_code=decision.area_code, detail=_number(decision))


def _keep(by: Any, **what: Any) -> Decision:
    decision = Decision.objects.create(by=by, **what)
    audit.record(by=by, verb=decision.kind, subject=named(decision), area_code=decision.area_code, detail=_number(decision))
    return decision


def _replace(decisions: Any, by: Any) -> None:
    """A newer decision about the same thing undoes the older; the log's new entry says so by itself."""
    decisions.update(undone_by=by, undone_on=timezone.now())


def named(decision: Decision) -> str:
    """What the decision is about: its ids."""
    return f"{decision.subject} – {decision.other}" if decision.other else decision.subject


def _number(decision: Decision) -> str:
    """The log leads to the decision; its reason may name a person, so it stays out of the log."""
    return f"#{decision.pk} {decision.kind}"
