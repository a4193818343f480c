"""Running the published run again with what officers decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.pages.show import show
from portal.people.access import publishers_only
from portal.registry import adopting, sheets, standing, tasks
from portal.registry import texts_rerun as texts
from portal.registry.steps import steps
from portal.runs import tasks as run_tasks
from portal.runs.models import AGAIN, Start
from portal.runs.queries import with_run
from rajut.published import PublishedRun

STARTS = 10


@publishers_only
@with_run
def rerun(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    run_tasks.sweep()
    sheets.forget()
    starts = Start.objects.filter(kind=AGAIN).select_related("by")[:STARTS]
    context = {"starts": starts, "waiting": standing.waiting_count(run), "sheets": sheets.new_to(run), "states": texts.START_STATES}
    context |= {"choices": adopting.choices(run), "chosen": request.GET.get("parameter", "")}
    between = (texts.RUNS, reverse("runs:list"))
    return show(request, "registry/rerun.html", texts, run=run, **context, here="desk", steps=steps(texts.RERUN_TITLE, between))


@require_POST
@publishers_only
@with_run
def start(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    chosen = adopting.chosen(run, request.POST.get("parameter", ""))
    if chosen is None:
        messages.error(request, texts.PARAMETERS_GONE)
        return redirect("registry:rerun")
    try:
        run_tasks.start(by=request.user, decisions=lambda file: tasks.export(run, file), mended=sheets.to_read(), **chosen)
        messages.success(request, texts.RERUN_STARTED)
    except run_tasks.Busy:
        messages.error(request, texts.RERUN_BUSY)
    return redirect("registry:rerun")
