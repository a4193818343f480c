"""Taking a step with a cluster and taking it back: atomic, in the audit log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from portal.approvals.acts import ACTS, Act
from portal.approvals.models import DECIDED, SUGGESTED, Approval, Step
from portal.people import audit
from portal.people.access import Sight


class NotNow(Exception):  # noqa: N818  reads as what happened
    """The cluster is no longer in a state from which this can be done, or it is not theirs to do."""


@transaction.atomic
def take(
    *,
    by: Any,
    sight: Sight,
    act: str,
    cluster: dict[str, Any],
    run_id: str,
    reason: str = "",
    number: str = "",
    on: date | None = None,
) -> Step:
    """Do `act` with a cluster: cluster_id, regency_code, name_id, name_en, members (None if the run no longer has it).

    Raises NotNow, and keeps nothing, if its state or the officer's role and area do not allow it.
    """
    rule = ACTS[act]
    approval = _held(cluster)
    if not (getattr(sight, rule.right) and sight.covers(approval.area_code) and approval.state in rule.before):
        raise NotNow
    given = {"decree_number": number, "decree_date": on} if rule.decree else {}
    step = Step.objects.create(
        approval=approval, before=approval.state, after=rule.after, by=by, reason=reason, members=cluster["members"], run_id=run_id, **given
    )
    approval.names = {name: cluster[f"name_{name}"] for name in ("id", "en")}
    _move(approval, step.after, number if rule.decree else "", on if rule.decree else None)
    _log(by, rule.verb, approval, step)
    return step


@transaction.atomic
def take_back(*, by: Any, sight: Sight, cluster_id: str, reason: str) -> Step:
    """Undo the latest step, as long as nobody has gone on from it. Raises NotNow as `take`."""
    approval = Approval.objects.select_for_update().filter(cluster_id=cluster_id).first()
    last = last_step(approval) if approval else None
    if approval is None or last is None or not may_take_back(sight, approval, last):
        raise NotNow
    earlier = Step.objects.filter(approval=approval, after=last.before, takes_back=None, pk__lt=last.pk).first()
    step = Step.objects.create(
        approval=approval,
        before=last.after,
        after=last.before,
        takes_back=last,
        by=by,
        reason=reason,
        run_id=last.run_id,
        members=last.members,
    )
    back_to_decree = earlier if last.before == DECIDED else None
    _move(
        approval, step.after, back_to_decree.decree_number if back_to_decree else "", back_to_decree.decree_date if back_to_decree else None
    )
    _log(by, "took-back-step", approval, step)
    return step


def last_step(approval: Approval) -> Step | None:
    """The latest step that was not taken back."""
    return Step.objects.filter(approval=approval, takes_back=None, taken_back_by=None).select_related("by").first()


def may_take_back(sight: Sight, approval: Approval, last: Step) -> bool:
    """Whether the step is theirs: of their right, in their area."""
    rule = act_of(last)
    return rule is not None and getattr(sight, rule.right) and sight.covers(approval.area_code) and approval.state == last.after


def act_of(step: Step) -> Act | None:
    return next((rule for rule in ACTS.values() if step.before in rule.before and step.after == rule.after), None)


def _held(cluster: dict[str, Any]) -> Approval:
    """The cluster's row, locked until the transaction ends; made at its first step."""
    made = {"area_code": cluster["regency_code"], "state": SUGGESTED}
    Approval.objects.get_or_create(cluster_id=cluster["cluster_id"], defaults=made)
    return Approval.objects.select_for_update().get(cluster_id=cluster["cluster_id"])


def _move(approval: Approval, state: str, number: str, on: date | None) -> None:
    approval.state, approval.decree_number, approval.decree_date = state, number, on
    approval.save()


def _log(by: Any, verb: str, approval: Approval, step: Step) -> None:
    """Reasons stay out of the log, for they may name a person; the step's number leads to it."""
    audit.record(
        by=by, verb=verb, subject=approval.cluster_id, area_code=approval.area_code, detail=f"#{step.pk} {step.decree_number}".strip()
    )
