"""For the ministry: the plan of coaching as a whole, on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.clusters import texts_plan as texts
from portal.pages import lists, words
from portal.pages.show import show
from portal.people.access import publishers_only
from portal.people.log import area_name
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut import definitions
from rajut.published import PublishedRun, plans


@publishers_only
@with_run
def plan(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    part = lists.asked(request)
    partners, total = plans.partners(run, part.first, part.rows)
    context = {
        "services": plans.requests_by_service(run),
        "reasons": [row | {"sentence": words.kind_of_reason(row["reason"])} for row in plans.unmet_by_reason(run)],
        "partners": [row | _placed(row) | {"kind": texts.KINDS.get(row["kind"], row["kind"])} for row in partners],
        "part": part.of(total),
        "radius": definitions.load("planning").content["roadshow"]["radius_km"],
        "roadshow": [row | _placed(row) for row in plans.roadshow(run)],
    }
    return show(request, "clusters/plan.html", texts, run=run, **context, here="desk", steps=steps(texts.TITLE))


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    return {"place": area_name(row["regency_code"])}
