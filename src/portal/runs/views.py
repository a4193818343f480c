"""Runs: their list, one with its progress, and asking one to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from portal.pages.show import show
from portal.people import audit
from portal.people.access import publishers_only
from portal.runs import parameters, queries, tasks, texts
from rajut.published import runs


@publishers_only
def every(request: HttpRequest) -> HttpResponse:
    states = [{"state": state, "title": texts.STATES[state.status]} | _times(state) for state in queries.every_run()]
    return show(request, "runs/list.html", texts, states=states, here="desk", steps=_steps())


@publishers_only
def one(request: HttpRequest, run_id: str) -> HttpResponse:
    tasks.sweep()
    state = _found(run_id)
    context = {
        "state": state,
        "title": texts.STATES[state.status],
        "help": texts.STATES_HELP.get(state.status, ""),
        "told": tasks.why_failed(run_id) if state.status == "failed" else "",
        "redone_from_published": queries.redone_from_published(state),
        "now": queries.doing(state),
        "stages": queries.stages(state),
        "inputs": state.manifest.get("inputs", []),
        "parameters": parameters.told(state.manifest.get("clustering_settings") or {}),
        "share": round(100 * state.share_done, 1),
        "here": "desk",
        "steps": _steps(run_id),
    }
    return show(request, "runs/run.html", texts, **context, **_times(state))


@publishers_only
def state(request: HttpRequest, run_id: str) -> JsonResponse:
    found = _found(run_id)
    return JsonResponse(
        {
            "status": found.status,
            "title": str(texts.STATES[found.status]),
            "share": round(100 * found.share_done, 1),
            "now": queries.doing(found),
        }
    )


@require_POST
@publishers_only
def cancel(request: HttpRequest, run_id: str) -> HttpResponse:
    _found(run_id)
    audit.record(by=request.user, verb="stopped-run", subject=run_id)
    asked = runs.ask_to_cancel(Path(settings.RAJUT_WORKSPACE), run_id)
    messages.info(request, texts.CANCEL_ASKED if asked else texts.CANCEL_NOT_RUNNING)
    return redirect("runs:run", run_id=run_id)


def _found(run_id: str) -> runs.RunState:
    state = queries.one_run(run_id)
    if state is None:
        raise Http404
    return state


def _times(state: runs.RunState) -> dict[str, Any]:
    return {name: parse_datetime(str(state.manifest.get(name) or "")) for name in ("started_at", "finished_at")}


def _steps(run_id: str = "") -> list[dict[str, Any]]:
    desk = {"title": texts.DESK, "address": reverse("registry:desk")}
    if not run_id:
        return [desk, {"title": texts.LIST_TITLE}]
    return [desk, {"title": texts.LIST_TITLE, "address": reverse("runs:list")}, {"title": run_id}]
