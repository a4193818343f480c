"""Officers' tools: lock, split, rename, keep apart, put together, exclude. Each with a reason, undone from the same page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.clusters import texts, tools
from portal.pages import words
from portal.pages.show import show
from portal.people.access import deciders_only, sight
from portal.registry import actions, standing
from portal.registry import texts as registry_texts
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun, clusters, doubts


@deciders_only
@with_run
def decide_unit(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    """The tools of a cluster and its sentra, what was decided about them, and one more decision."""
    found = _found(request, run, cluster_id)
    choices = tools.units(run, found)
    form = tools.UnitForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        about = {"area_code": found["regency_code"], "reason": form.cleaned_data["reason"]}
        return _decide(request, run, found, [form.decision() | about], reverse("clusters:tools", args=[cluster_id]))
    names = [name for name, _ in choices["own"]]
    context = {
        "cluster": found,
        "choices": choices,
        "form": form,
        "decided": standing.about_units(run, sight(request), names),
        "states": registry_texts.DECISION_STATES,
        "rt": registry_texts,
        "steps": _steps(found, texts.TOOLS_TITLE),
    }
    return show(request, "clusters/tools.html", texts, run=run, **context, here="desk", status=400 if form.errors else 200)


@require_POST
@deciders_only
@with_run
def decide_members(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    """A decision about businesses chosen on the page of members."""
    found = _found(request, run, cluster_id)
    form = tools.MembersForm(request.POST)
    back = reverse("clusters:members", args=[cluster_id])
    if not form.is_valid():
        for faults in form.errors.values():
            messages.error(request, " ".join(map(str, faults)))
        return redirect(back)
    if set(form.chosen) - doubts.open_businesses_for_officer(run, sight(request).scope, form.chosen):
        messages.error(request, texts.BUSINESS_UNKNOWN)
        return redirect(back)
    about = {"area_code": found["regency_code"], "reason": form.cleaned_data["reason"]}
    return _decide(request, run, found, [one | about for one in form.decisions()], back)


def _decide(request: HttpRequest, run: PublishedRun, found: dict[str, Any], decisions: list[dict[str, Any]], back: str) -> HttpResponse:
    """All of them, or none: then the page that names what they contradict."""
    try:
        with transaction.atomic():
            for decision in decisions:
                actions.decide_unit(by=request.user, run=run, **decision)
    except actions.Contradicts as fault:
        seen = sight(request)
        inside = [decision for decision in fault.decisions if seen.covers(decision.area_code)]
        context = {"against": standing.told(run, seen, inside), "beyond": standing.beyond(seen, fault.decisions), "back": back}
        path = _steps(found, registry_texts.CONTRADICTS_TITLE)
        return show(request, "clusters/contradicts.html", registry_texts, run=run, **context, status=409, here="desk", steps=path)
    except actions.Impossible as fault:
        for one in fault.faults:
            messages.error(request, words.reason(one.code, one.facts))
        return redirect(back)
    messages.success(request, texts.TOOLS_DONE)
    return redirect(back)


def _found(request: HttpRequest, run: PublishedRun, cluster_id: str) -> dict[str, Any]:
    found = clusters.cluster(run, cluster_id)
    if found is None or not sight(request).covers(found["regency_code"]):
        raise Http404
    return found


def _steps(found: dict[str, Any], title: Any) -> list[dict[str, Any]]:
    return steps(title, (words.named(found), reverse("clusters:cluster", args=[found["cluster_id"]])))
