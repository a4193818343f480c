"""Taking a step with a cluster and taking it back: atomic, in the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from portal.approvals.acts import ACTS, CARRY, CONFIRM, Act
from portal.approvals.models import COORDINATED, DECIDED, PROPOSED, RETURNED, SUCCEEDED, SUGGESTED, Approval, Step
from portal.people import audit
from portal.people.access import Sight

Decree = tuple[str, date | None]


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
    inherited: Sequence[Approval] = (),
) -> Step:
    """Do `act` with a cluster: cluster_id, regency_code, name_id, name_en, members (None if the run no longer has it).

    inherited: what was taken up of clusters that ended and are part of this one; CARRY gives it the latest decree among them, and
    what is decided anew with this step is closed. Raises NotNow, and keeps nothing, if its state or the officer's role and area do
    not allow it.
    """
    rule = ACTS[act]
    approval = _held(cluster)
    if not (getattr(sight, rule.right) and sight.covers(approval.area_code) and approval.state in rule.before):
        raise NotNow
    decree = _decree(act, approval, inherited, number, on)
    step = Step.objects.create(
        approval=approval,
        before=approval.state,
        after=rule.after,
        by=by,
        reason=reason,
        members=cluster["members"],
        run_id=run_id,
        decree_number=decree[0],
        decree_date=decree[1],
    )
    approval.names = {name: cluster[f"name_{name}"] for name in ("id", "en")}
    _move(approval, step.after, *decree)
    _log(by, rule.verb, approval, step)
    _succeed(by, sight, step, inherited)
    return step


def _decree(act: str, approval: Approval, inherited: Sequence[Approval], number: str, on: date | None) -> Decree:
    """Number and date that hold after the act: those given, those it has, or the latest of those it goes on with. Raises NotNow."""
    if act == CONFIRM:
        return approval.decree_number, approval.decree_date
    if act == CARRY:
        decided = [one for one in inherited if one.state == DECIDED and one.decree_date]
        if not decided:
            raise NotNow
        latest = max(decided, key=lambda one: (str(one.decree_date), one.cluster_id))
        return latest.decree_number, latest.decree_date
    return (number, on) if ACTS[act].decree else ("", None)


def _succeed(by: Any, sight: Sight, step: Step, inherited: Sequence[Approval]) -> None:
    """Close what is decided anew with the step: a decree only by a decree."""
    if step.after == RETURNED:
        return
    for one in Approval.objects.select_for_update().filter(pk__in=[one.pk for one in inherited]):
        if (
            sight.covers(one.area_code)
            and one.state in (PROPOSED, COORDINATED, DECIDED)
            and (one.state != DECIDED or step.after == DECIDED)
        ):
            closed = Step.objects.create(
                approval=one,
                before=one.state,
                after=SUCCEEDED,
                by=by,
                because=step,
                run_id=step.run_id,
                decree_number=one.decree_number,
                decree_date=one.decree_date,
            )
            _move(one, SUCCEEDED, "", None)
            _log(by, "succeeded-cluster", one, closed)


@transaction.atomic
def take_back(*, by: Any, sight: Sight, cluster_id: str, reason: str) -> Step:
    """Undo the latest step, as long as nobody has gone on from it, and what it brought about. Raises NotNow as `take`."""
    approval = Approval.objects.select_for_update().filter(cluster_id=cluster_id).first()
    last = last_step(approval) if approval else None
    if approval is None or last is None or not may_take_back(sight, approval, last):
        raise NotNow
    step = _undone(by, approval, last, reason)
    _log(by, "took-back-step", approval, step)
    for brought in last.brought.filter(taken_back_by=None).select_related("approval"):
        _log(by, "took-back-step", brought.approval, _undone(by, brought.approval, brought, reason))
    return step


def _undone(by: Any, approval: Approval, last: Step, reason: str) -> Step:
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
    earlier = Step.objects.filter(approval=approval, after=last.before, takes_back=None, taken_back_by=None, pk__lt=last.pk).first()
    held = earlier if last.before == DECIDED else None
    _move(approval, step.after, held.decree_number if held else "", held.decree_date if held else None)
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
