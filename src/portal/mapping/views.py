"""The national map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from portal.areas.forms import chosen_segment
from portal.areas.maps import area_map
from portal.areas.texts import COUNTRY
from portal.mapping import queries, texts
from portal.pages.show import show
from portal.runs.queries import with_run
from rajut.published import PublishedRun


@with_run(empty_status=200)
def home(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    segment = chosen_segment(request)
    page = queries.country(run, segment)
    frame = area_map("ID", str(COUNTRY), page["provinces"], segment)
    return show(request, "mapping/home.html", texts, run=run, **page, **frame, here="map")
