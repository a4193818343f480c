"""For officers: what the published run changed in the clusters of their area."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from portal.clusters import changes, spreadsheets, tables, texts
from portal.pages import lists
from portal.pages.show import show
from portal.people.access import deciders_only, sight
from portal.people.log import area_name
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun
from rajut.published.changes import KINDS, UNITS


@deciders_only
@with_run
def report(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    part = lists.asked(request)
    unit, change = _asked(request)
    seen = sight(request)
    rows, total = changes.page(run, seen.scope, unit, change, part.first, part.rows)
    context = {
        "rows": rows,
        "part": part.of(total),
        "summary": changes.summary(run, seen.scope),
        "before": run.manifest.get("identities_from"),
        "unit": unit,
        "change": change,
        "units": texts.UNITS,
        "kinds": texts.CHANGE_KINDS,
        "where": area_name(seen.area_code),
    }
    return show(request, "clusters/changes.html", texts, run=run, **context, here="desk", steps=steps(texts.CHANGES_TITLE))


@deciders_only
@with_run
def spreadsheet(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    unit, change = _asked(request)
    rows, _total = changes.page(run, sight(request).scope, unit, change, 0, changes.AT_MOST)
    content = spreadsheets.book([changes.table(rows)], str(texts.FILE_ABOUT), [*tables.about(run)[:1], str(texts.CHANGES_LEAD)])
    return HttpResponse(content, spreadsheets.EXCEL, headers={"Content-Disposition": f'attachment; filename="{texts.CHANGES_FILE}.xlsx"'})


def _asked(request: HttpRequest) -> tuple[str, str]:
    unit, change = request.GET.get("satuan", ""), request.GET.get("perubahan", "")
    if unit not in ("", *UNITS) or change not in ("", *KINDS):
        raise Http404
    return unit, change
