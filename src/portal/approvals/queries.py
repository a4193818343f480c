"""What waits for an officer, the way of one cluster, and what everybody may know: the decree. Limited in the query itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from portal.approvals import actions, texts
from portal.approvals.acts import ACTS, WAITING
from portal.approvals.models import DECIDED, STATES, SUGGESTED, Approval, Step
from portal.pages import words
from portal.people.access import Sight
from rajut.published import PublishedRun, clusters

ASKED_AT_MOST = 500  # ids a database is asked for at once; of more every decided cluster is read


def visible(sight: Sight) -> QuerySet[Approval]:
    """The clusters taken up in the officer's area; none for who has no part in approving."""
    return Approval.objects.filter(area_code__startswith=sight.area_code) if sight.approves else Approval.objects.none()


def waiting(sight: Sight) -> QuerySet[Approval]:
    """Those whose next step is the officer's own, the longest waiting first."""
    asked = Q(pk__in=[])
    for right, state in WAITING.items():
        if getattr(sight, right):
            asked |= Q(state=state)
    return visible(sight).filter(asked).order_by("changed_on", "cluster_id")


def counts(sight: Sight) -> list[dict[str, Any]]:
    """How many clusters of the area are in each state, in the order of the way."""
    found = dict(visible(sight).values_list("state").annotate(Count("pk")).order_by())
    return [{"state": state, "title": texts.STATES[state], "count": found.get(state, 0)} for state in STATES if state != SUGGESTED]


def suggested(run: PublishedRun, sight: Sight) -> list[dict[str, Any]]:
    """For who proposes: the run's clusters in their area that nobody took up, largest first."""
    if not sight.proposes:
        return []
    taken = set(visible(sight).exclude(state=SUGGESTED).values_list("cluster_id", flat=True))
    return [row for row in clusters.named_in(run, sight.area_code) if row["cluster_id"] not in taken]


def line(approval: Approval) -> dict[str, Any]:
    """A row of a list."""
    return {
        "cluster_id": approval.cluster_id,
        "name": approval.names.get(words.language()) or approval.cluster_id,
        "state": approval.state,
        "title": texts.STATES[approval.state],
        "changed_on": approval.changed_on,
        "decree": decree(approval),
        "address": reverse("approvals:cluster", args=[approval.cluster_id]),
    }


def way(sight: Sight, cluster_id: str) -> dict[str, Any]:
    """The state of a cluster, its steps (the latest first), and what this officer may do now."""
    approval = visible(sight).filter(cluster_id=cluster_id).first()
    state = approval.state if approval else SUGGESTED
    last = actions.last_step(approval) if approval else None
    return {
        "approval": approval,
        "state": state,
        "title": texts.STATES[state],
        "steps_taken": [_told(step) for step in approval.steps.select_related("by", "takes_back")] if approval else [],
        "acts": [name for name, rule in ACTS.items() if getattr(sight, rule.right) and state in rule.before],
        "takes_back": bool(approval and last and actions.may_take_back(sight, approval, last)),
        "decree": decree(approval) if approval else "",
    }


def _told(step: Step) -> dict[str, Any]:
    said = texts.STEPS["took-back"] if step.takes_back else texts.STEPS[step.after]
    return {"step": step, "said": said, "decree": _decree(step.decree_number, step.decree_date)}


def decree(approval: Approval) -> str:
    """`SK 12 Tahun 2026, 3 Februari 2026`, only while decided."""
    return _decree(approval.decree_number, approval.decree_date) if approval.state == DECIDED else ""


def decrees_of(cluster_ids: Iterable[str]) -> dict[str, Approval]:
    """For everybody: those of the clusters that are decided, with number and date."""
    asked = set(cluster_ids)
    decided = Approval.objects.filter(state=DECIDED)
    found = decided.filter(cluster_id__in=asked) if len(asked) <= ASKED_AT_MOST else decided
    return {one.cluster_id: one for one in found if one.cluster_id in asked}


def decree_of(cluster_id: str) -> str:
    """For everybody: the decree of a cluster in words; empty if there is none."""
    found = decrees_of([cluster_id]).get(cluster_id)
    return decree(found) if found else ""


def _decree(number: str, on: Any) -> str:
    return str(texts.DECREE) % {"number": number, "date": words.day(on)} if number and on else ""
