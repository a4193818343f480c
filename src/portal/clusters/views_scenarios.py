"""For the ministry: scenarios of clustering beside what is published, two side by side, and making one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.areas import queries as areas
from portal.areas import texts as area_texts
from portal.areas.maps import about_boundaries
from portal.clusters import parameters, scenarios
from portal.clusters import texts_scenarios as texts
from portal.pages.show import show
from portal.people import audit
from portal.people.access import publishers_only
from portal.registry.steps import steps
from portal.runs import tasks
from portal.runs.models import RUNNING, SCENARIO, Start
from portal.runs.queries import step, with_run
from rajut.published import PublishedRun
from rajut.published import areas as official
from rajut.published import scenarios as kept


@publishers_only
@with_run
def compare(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    """Two of them, the published one and the first scenario unless chosen; areas of the country or of one province."""
    known = {one["name"]: one for one in kept.every(run.folder)}
    chosen = [request.GET.get("a", scenarios.PUBLISHED), request.GET.get("b", next(iter(known), scenarios.PUBLISHED))]
    if any(name not in (scenarios.PUBLISHED, *known) for name in chosen):
        raise Http404
    context: dict[str, Any] = {"names": list(known), "chosen": chosen, "at": area_texts} | _work(run)
    if known:
        sides = [scenarios.side(known, name) for name in chosen]
        context |= {
            "sides": sides,
            "settings": scenarios.settings_rows(sides),
            "rows": scenarios.measure_rows(sides),
            "sizes": scenarios.size_rows(sides),
            "most": max(max(one["measures"]["sizes"]) for one in sides),
            "adoptable": [name for name in dict.fromkeys(chosen) if name],
        } | _areas(request, run, sides)
    return show(request, "clusters/scenarios.html", texts, run=run, **context, here="desk", steps=steps(texts.TITLE))


def _areas(request: HttpRequest, run: PublishedRun, sides: list[dict[str, Any]]) -> dict[str, Any]:
    """The map and its table: provinces, or the regencies of one. Raises Http404 for what is no province."""
    code = request.GET.get("wilayah", "")
    above = official.area(run, code) if code else {"name": str(area_texts.COUNTRY)}
    if above is None or len(code) not in (0, 2):
        raise Http404
    shapes = code or areas.COUNTRY
    level = areas.CHILD_LEVEL["province" if code else "country"]
    shown = {
        "land": reverse("boundaries", args=[areas.COUNTRY]) if code else "",
        "boundaries": reverse("boundaries", args=[shapes]),
        "box": areas.box(shapes),
        "about": about_boundaries(shapes),
    }
    rows = scenarios.area_rows(sides, official.children(run, shapes, "all"))
    return {"areas": rows, "code": code, "area": above["name"], "level": area_texts.LEVELS[level], "map": shown}


@publishers_only
@with_run
def new(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    """The form of a new scenario, and starting it."""
    form = parameters.ScenarioForm(run, request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            tasks.start_scenario(by=request.user, name=name, settings=form.settings(), run_id=run.id)
            return redirect("clusters:scenarios")
        except tasks.Busy:
            form.add_error(None, texts.BUSY)
    path = steps(texts.NEW_TITLE, (texts.TITLE, reverse("clusters:scenarios")))
    status = 400 if form.errors else 200
    return show(request, "clusters/scenario_new.html", texts, run=run, form=form, here="desk", steps=path, status=status)


@publishers_only
@with_run
def state(request: HttpRequest, run: PublishedRun) -> JsonResponse:
    """How far the scenario started last is."""
    work = _work(run)["work"]
    return JsonResponse(work or {"status": "none", "share": 0, "now": ""})


@require_POST
@publishers_only
@with_run
def cancel(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    work = _work(run)["work"]
    asked = work is not None and work["status"] == RUNNING and kept.ask_to_cancel(run.folder)
    if asked:
        audit.record(by=request.user, verb="stopped-scenario", subject=str(work["name"]))
    messages.info(request, texts.CANCEL_ASKED if asked else texts.CANCEL_NOTHING)
    return redirect("clusters:scenarios")


def _work(run: PublishedRun) -> dict[str, Any]:
    """The scenario of this run that was started last from the portal, as `work`: how far it is, or how it ended."""
    tasks.sweep()
    started = Start.objects.filter(kind=SCENARIO, run_id=run.id).first()
    if started is None:
        return {"work": None, "ending": ""}
    told = kept.forming(run.folder)
    begun = told is not None and float(told.progress.get("at") or 0) >= started.at.timestamp()
    work = {
        "name": started.scenario,
        "status": started.state,
        "share": round(100 * told.share_done, 1) if begun and told else 0,
        "now": step(str(told.progress.get("item") or "")) if begun and told else str(texts.STARTING),
        "asked": bool(begun and told and told.cancel_asked),
        "told": started.told,
    }
    ending = texts.ENDINGS.get(started.state)
    return {"work": work, "ending": str(ending) % {"name": started.scenario} if ending else ""}
