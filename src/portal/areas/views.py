"""The page of an area and the boundaries its map draws."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from portal.areas import queries, texts
from portal.areas.forms import chosen_segment
from portal.areas.maps import area_map
from portal.pages.show import show
from portal.runs.queries import with_run
from rajut.published import PublishedRun, clusters

CLUSTERS_SHOWN = 10


@with_run
def area(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    segment = chosen_segment(request)
    page = queries.page(run, code, segment)
    if page is None:
        raise Http404
    here, total = clusters.search(run, segment="" if segment == "all" else segment, area=code, limit=CLUSTERS_SHOWN)
    return show(
        request,
        "areas/area.html",
        texts,
        run=run,
        **page,
        **area_map(code, page["area"]["name"], page["below"], segment),
        largest_line=max((line["known"] or 0 for line in page["lines"]), default=0),
        per_1000=_per_1000(page),
        clusters=here,
        clusters_total=total,
        here="map",
        steps=_steps(page),
    )


@cache_control(public=True, max_age=24 * 60 * 60)
def boundaries(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.boundaries_inside(code)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="application/geo+json")


def _per_1000(page: dict[str, Any]) -> float | None:
    people, businesses = page["area"]["population"], page["total"]["businesses"]
    return 1000 * businesses / people if people and businesses is not None else None


def _steps(page: dict[str, Any]) -> list[dict[str, Any]]:
    above = [{"title": part["name"], "address": reverse("areas:area", args=[part["code"]])} for part in page["above"]]
    return [{"title": texts.COUNTRY, "address": reverse("mapping:home")}, *above, {"title": page["area"]["name"]}]
