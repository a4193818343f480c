"""Deciding: the queue of doubtful pairs, one's decisions, undoing. Every change is a POST that leads to a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.pages import lists
from portal.pages.show import show
from portal.people import audit
from portal.people.access import deciders_only, sight
from portal.registry import actions, queries, standing, texts
from portal.registry.forms import SKIP, PairForm
from portal.registry.models import PAIRS, SAME
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun, doubts

SKIPPED = "skipped pairs"
SKIPPED_AT_MOST = 500


@deciders_only
@with_run
def doubtful(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    """The pair that is worth most among those nobody decided yet."""
    if request.GET.get("lagi"):
        request.session.pop(SKIPPED, None)
        return redirect("registry:doubtful")
    queue = standing.queue(run, sight(request), _skipped(request))
    if queue.pair:
        audit.record(by=request.user, verb="saw-doubtful", area_code=queue.pair["area_code"], shown=queries.shown_of_pair(queue.pair))
    last = standing.last_of(sight(request), request.user)
    context = {"queue": queue, "pair": queue.pair, "last": standing.told(run, sight(request), [last])[0] if last else None}
    return show(request, "registry/doubtful.html", texts, run=run, **context, here="desk", steps=steps(texts.DOUBTFUL_TITLE))


@deciders_only
@with_run
def one_pair(request: HttpRequest, run: PublishedRun, record_a: str, record_b: str) -> HttpResponse:
    """One pair, whatever was decided about it."""
    pair = _pair(request, run, record_a, record_b)
    decision = standing.pair_decision(record_a, record_b)
    audit.record(by=request.user, verb="saw-doubtful", area_code=pair["area_code"], shown=queries.shown_of_pair(pair))
    context = {"pair": pair, "decided": standing.told(run, sight(request), [decision])[0] if decision else None}
    return show(request, "registry/pair.html", texts, run=run, **context, here="desk", steps=steps(texts.PAIR_TITLE))


@require_POST
@deciders_only
@with_run
def decide(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    form = PairForm(request.POST)
    if not form.is_valid():
        messages.error(request, texts.PAIR_INVALID)
        return redirect("registry:doubtful")
    said = form.cleaned_data
    pair = _pair(request, run, said["record_a"], said["record_b"])
    if said["verdict"] == SKIP:
        kept = [*request.session.get(SKIPPED, []), [pair["record_a"], pair["record_b"]]]
        request.session[SKIPPED] = kept[-SKIPPED_AT_MOST:]
        return redirect("registry:doubtful")
    return _decide(request, run, pair, same=said["verdict"] == SAME, reason=said["reason"])


def _decide(request: HttpRequest, run: PublishedRun, pair: dict[str, Any], *, same: bool, reason: str) -> HttpResponse:
    one, two = pair["record_a"], pair["record_b"]
    try:
        actions.decide_pair(by=request.user, one=one, two=two, same=same, area_code=pair["area_code"], reason=reason)
    except actions.Contradicts as fault:
        seen = sight(request)
        inside = [decision for decision in fault.decisions if seen.covers(decision.area_code)]
        context = {"pair": pair, "against": standing.told(run, seen, inside), "beyond": standing.beyond(seen, fault.decisions)}
        context["back"] = reverse("registry:pair", args=[one, two])
        return show(request, "registry/contradicts.html", texts, run=run, **context, status=409, here="desk", steps=steps(texts.PAIR_TITLE))
    messages.success(request, texts.PAIR_DECIDED[SAME if same else "different"])
    return redirect("registry:doubtful")


@deciders_only
@with_run
def decisions(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    part = lists.asked(request)
    everyone = request.GET.get("siapa") == "semua"
    seen = sight(request)
    found = standing.visible(seen)
    if not everyone:
        found = found.filter(by=request.user)
    part = part.of(found.count())
    shown = list(found[part.first : part.first + part.rows])
    context = {
        "rows": standing.told(run, seen, shown),
        "opens": standing.openable(run, seen, shown),
        "part": part,
        "everyone": everyone,
        "states": texts.DECISION_STATES,
        "pairs": PAIRS,
    }
    return show(request, "registry/decisions.html", texts, run=run, **context, here="desk", steps=steps(texts.DECISIONS_TITLE))


@require_POST
@deciders_only
def undo(request: HttpRequest, number: int) -> HttpResponse:
    decision = get_object_or_404(standing.visible(sight(request)), pk=number)
    actions.undo(by=request.user, decision=decision)
    messages.success(request, texts.UNDONE)
    back = request.POST.get("kembali", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("registry:decisions"))


def _pair(request: HttpRequest, run: PublishedRun, record_a: str, record_b: str) -> dict[str, Any]:
    pair = doubts.pair_for_officer(run, sight(request).scope, record_a, record_b)
    if pair is None:
        raise Http404
    return queries.side_by_side(pair)


def _skipped(request: HttpRequest) -> set[tuple[str, str]]:
    return {(one, two) for one, two in request.session.get(SKIPPED, [])}
