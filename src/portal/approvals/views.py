"""What waits for an officer, and the way of one cluster to its decree. Every change is a POST that leads back to the page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.approvals import actions, queries, succession, texts
from portal.approvals.acts import ACTS
from portal.approvals.forms import StepForm, TakeBackForm
from portal.approvals.models import STATES, SUGGESTED
from portal.pages import lists, words
from portal.pages.show import show
from portal.people.access import may, sight
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun, clusters

approvers_only = may("approves")
WAITING, ANEW = "menunggu", "lagi"


@approvers_only
@with_run
def every(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    """What waits for me, or every cluster of my area in one state."""
    seen = sight(request)
    part = lists.asked(request)
    state = request.GET.get("keadaan", WAITING)
    if state not in (WAITING, ANEW, *STATES):
        raise Http404
    asking = queries.asking(run, seen)
    context = {"state": state, "counts": queries.counts(seen), "waiting": queries.waiting(run, seen).count(), "asking": len(asking)}
    if state == ANEW:
        part = part.of(len(asking))
        context["anew"] = asking[part.first : part.first + part.rows]
    elif state == SUGGESTED:
        found = queries.suggested(run, seen)
        part = part.of(len(found))
        context["suggested"] = found[part.first : part.first + part.rows]
    else:
        rows = queries.waiting(run, seen) if state == WAITING else queries.visible(seen).filter(state=state)
        part = part.of(rows.count())
        context["rows"] = [queries.line(row) for row in rows[part.first : part.first + part.rows]]
    context["unproposed"] = len(queries.suggested(run, seen))
    return show(request, "approvals/list.html", texts, run=run, part=part, **context, here="desk", steps=steps(texts.TITLE))


@approvers_only
@with_run
def cluster(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    return _page(request, run, cluster_id)


@require_POST
@approvers_only
@with_run
def act(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    found = _found(request, run, cluster_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, run, cluster_id, form, status=400)
    said = form.cleaned_data
    if not found["here"] and ACTS[said["act"]].after != "returned":
        return _refused(request, run, cluster_id, texts.GONE)
    given = {"reason": said["reason"], "number": said["number"], "on": said["on"], "inherited": succession.inherited(run, cluster_id)}
    try:
        step = actions.take(by=request.user, sight=sight(request), act=said["act"], cluster=found, run_id=run.id, **given)
        messages.success(request, texts.DONE[step.after])
    except actions.NotNow:
        return _refused(request, run, cluster_id, texts.NOT_NOW)
    return redirect("approvals:cluster", cluster_id=cluster_id)


@require_POST
@approvers_only
@with_run
def take_back(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    _found(request, run, cluster_id)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, run, cluster_id, form, status=400)
    try:
        actions.take_back(by=request.user, sight=sight(request), cluster_id=cluster_id, reason=form.cleaned_data["reason"])
        messages.success(request, texts.TAKEN_BACK)
    except actions.NotNow:
        return _refused(request, run, cluster_id, texts.NOT_NOW)
    return redirect("approvals:cluster", cluster_id=cluster_id)


def _refused(request: HttpRequest, run: PublishedRun, cluster_id: str, why: Any) -> HttpResponse:
    messages.error(request, why)
    return _page(request, run, cluster_id, status=409)


def _page(request: HttpRequest, run: PublishedRun, cluster_id: str, form: Any = None, *, status: int = 200) -> HttpResponse:
    found = _found(request, run, cluster_id)
    way = queries.way(run, sight(request), cluster_id)
    offered = [{"name": name, "rule": ACTS[name], "title": texts.ACTS[name], "help": texts.ACTS_HELP[name]} for name in way["acts"]]
    if not found["here"]:
        offered = [one for one in offered if one["rule"].after == "returned"]
    context = way | {"cluster": found, "offered": offered, "form": form}
    between = (texts.TITLE, reverse("approvals:list"))
    path = steps(words.named(found), between)
    return show(request, "approvals/cluster.html", texts, run=run, **context, here="desk", steps=path, status=status)


def _found(request: HttpRequest, run: PublishedRun, cluster_id: str) -> dict[str, Any]:
    """The cluster as the run has it, or as it was last taken up. Raises Http404 for one outside the officer's area."""
    seen = sight(request)
    row = clusters.cluster(run, cluster_id)
    if row is not None and seen.covers(row["regency_code"]):
        return row | {"here": True}
    known = queries.visible(seen).filter(cluster_id=cluster_id).first() if row is None else None
    if known is None:
        raise Http404
    names = {f"name_{language}": name for language, name in known.names.items()}
    return {"cluster_id": cluster_id, "regency_code": known.area_code, "members": None, "here": False} | names
