"""What waits for an officer, the way of one cluster, and what everybody may know: the decree. Limited in the query itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from portal.approvals import actions, succession, texts
from portal.approvals.acts import ACTS, CARRY, CONFIRM, WAITING, Act
from portal.approvals.models import DECIDED, RETURNED, STATES, SUGGESTED, Approval, Step
from portal.pages import words
from portal.people.access import Sight
from rajut.published import PublishedRun, clusters

ASKED_AT_MOST = 500  # ids a database is asked for at once; of more every decided cluster is read


def visible(sight: Sight) -> QuerySet[Approval]:
    """The clusters taken up in the officer's area; none for who has no part in approving."""
    return Approval.objects.filter(area_code__startswith=sight.area_code) if sight.approves else Approval.objects.none()


def waiting(run: PublishedRun, sight: Sight) -> QuerySet[Approval]:
    """Those whose next step is the officer's own, the longest waiting first; of returned ones only those there still are."""
    asked = Q(pk__in=[])
    for right, state in WAITING.items():
        if getattr(sight, right):
            asked |= Q(state=state)
    returned = visible(sight).filter(state=RETURNED).values_list("cluster_id", flat=True)
    gone = Q(state=RETURNED, cluster_id__in=succession.ended(run, returned))
    return visible(sight).filter(asked).exclude(gone).order_by("changed_on", "cluster_id")


def asking(run: PublishedRun, sight: Sight) -> list[dict[str, Any]]:
    """What was split, merged or ended on its way to a decree, for officers of the area to decide anew: rows of a list."""
    found = succession.asking(run, visible(sight))
    names = succession.names_of(run, [one.cluster_id for one, _ in found])
    return [
        line(one)
        | {"now": names.get(one.cluster_id), "happened": succession.sentences(run, fate)}
        | {"heir": _heir(run, sight, one.cluster_id, fate)}
        for one, fate in found
    ]


def _heir(run: PublishedRun, sight: Sight, cluster_id: str, fate: succession.Fate) -> dict[str, str] | None:
    """The cluster that goes on with an ended one: its name, and its page if it lies in the officer's area."""
    if fate.heir is None or fate.heir == cluster_id:
        return None
    row = clusters.cluster(run, fate.heir)
    if row is None:
        return None
    return {
        "name": words.named(row),
        "address": reverse("approvals:cluster", args=[fate.heir]) if sight.covers(row["regency_code"]) else "",
    }


def counts(sight: Sight) -> list[dict[str, Any]]:
    """How many clusters of the area are in each state, in the order of the way."""
    found = dict(visible(sight).values_list("state").annotate(Count("pk")).order_by())
    return [{"state": state, "title": texts.STATES[state], "count": found.get(state, 0)} for state in STATES if state != SUGGESTED]


def suggested(run: PublishedRun, sight: Sight) -> list[dict[str, Any]]:
    """For who proposes: the run's clusters in their area that nobody took up, largest first."""
    if not sight.proposes:
        return []
    taken = set(visible(sight).exclude(state=SUGGESTED).values_list("cluster_id", flat=True))
    rows = [row for row in clusters.named_in(run, sight.area_code) if row["cluster_id"] not in taken]
    origins = succession.origins(run, [row["cluster_id"] for row in rows])
    return [row | {"origin": line(origins[row["cluster_id"]]) if row["cluster_id"] in origins else None} for row in rows]


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


def way(run: PublishedRun, sight: Sight, cluster_id: str) -> dict[str, Any]:
    """The state of a cluster, its steps (the latest first), what runs did to it since, and what this officer may do now."""
    approval = succession.with_run(visible(sight).filter(cluster_id=cluster_id)).first()
    state = approval.state if approval else SUGGESTED
    last = actions.last_step(approval) if approval else None
    fate = succession.fates(run, [approval] if approval else []).get(cluster_id)
    inherited = succession.inherited(run, cluster_id)
    origin = succession.origins(run, [cluster_id]).get(cluster_id) if state == SUGGESTED else None
    return {
        "approval": approval,
        "state": state,
        "title": texts.STATES[state],
        "steps_taken": [_told(step) for step in approval.steps.select_related("by", "takes_back")] if approval else [],
        "acts": [name for name, rule in ACTS.items() if _offered(name, rule, sight, state, fate, inherited)],
        "takes_back": bool(approval and last and actions.may_take_back(sight, approval, last)),
        "decree": decree(approval) if approval else "",
        "happened": succession.sentences(run, fate) if fate and fate.asks and state in succession.ASKING else [],
        "heir": _heir(run, sight, cluster_id, fate) if fate else None,
        "inherited": [line(one) | {"open": sight.covers(one.area_code)} for one in inherited],
        "origin": line(origin) | {"open": sight.covers(origin.area_code)} if origin else None,
    }


def _offered(name: str, rule: Act, sight: Sight, state: str, fate: succession.Fate | None, inherited: Sequence[Approval]) -> bool:
    """Whether the act is the officer's now. A decree is confirmed or carried on only where something happened."""
    if not getattr(sight, rule.right) or state not in rule.before:
        return False
    if name == CARRY:
        return any(one.state == DECIDED for one in inherited)
    return name != CONFIRM or bool((fate and fate.happened) or inherited)


def _told(step: Step) -> dict[str, Any]:
    confirmed = step.before == step.after == DECIDED
    said = texts.STEPS["took-back" if step.takes_back else "confirmed" if confirmed else step.after]
    return {"step": step, "said": said, "decree": _decree(step.decree_number, step.decree_date)}


def decree(approval: Approval) -> str:
    """`SK 12 Tahun 2026, 3 Februari 2026`, only while decided."""
    return _decree(approval.decree_number, approval.decree_date) if approval.state == DECIDED else ""


@dataclass(frozen=True)
class Decree:
    """What everybody may know of a decided cluster. A decree of an ended cluster is that of the one that goes on with it."""

    number: str
    on: date | None
    told: str


def decrees_of(run: PublishedRun, cluster_ids: Iterable[str]) -> dict[str, Decree]:
    """Those of the clusters that are decided; a cluster's own decree first, then the latest of those it goes on with."""
    asked = set(cluster_ids)
    goes_on = {name: heir for name, heir in succession.predecessors(run, asked).items() if name not in asked}
    wanted = asked | set(goes_on)
    decided = Approval.objects.filter(state=DECIDED)
    found = decided.filter(cluster_id__in=wanted) if len(wanted) <= ASKED_AT_MOST else decided
    held: dict[str, list[Approval]] = {}
    for one in sorted(found, key=lambda one: (one.cluster_id in asked, str(one.decree_date), one.cluster_id), reverse=True):
        if one.cluster_id in wanted:
            held.setdefault(goes_on.get(one.cluster_id, one.cluster_id), []).append(one)
    return {cluster_id: _told_decree(cluster_id, ones) for cluster_id, ones in held.items()}


def decree_of(run: PublishedRun, cluster_id: str) -> str:
    """For everybody: the decree of a cluster in words; empty if there is none."""
    found = decrees_of(run, [cluster_id]).get(cluster_id)
    return found.told if found else ""


def _told_decree(cluster_id: str, approvals: list[Approval]) -> Decree:
    told = [
        decree(one)
        if one.cluster_id == cluster_id
        else str(texts.DECREE_CARRIED) % {"decree": decree(one), "name": one.names.get(words.language()) or one.cluster_id}
        for one in approvals
    ]
    return Decree(approvals[0].decree_number, approvals[0].decree_date, "; ".join(told))


def _decree(number: str, on: Any) -> str:
    return str(texts.DECREE) % {"number": number, "date": words.day(on)} if number and on else ""
