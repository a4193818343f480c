"""Accuracy sheets: rounded for everybody, whole for officers of the area."""

from __future__ import annotations

import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from portal.accuracy import queries, texts
from portal.areas import queries as areas
from portal.areas import texts as area_texts
from portal.areas.maps import about_boundaries
from portal.pages import words
from portal.pages.show import show
from portal.people.access import officers_only, sight, sight_or_none
from portal.runs.queries import with_run
from rajut.published import PublishedRun, accuracy, sheets

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@with_run
def sheet(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    officer = sight_or_none(request)
    return _page(request, run, code, exact=False, may_see_all=bool(officer and _covers(officer, code)))


@officers_only
@with_run
def officers_sheet(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    if not _covers(sight(request), code):
        raise Http404
    return _page(request, run, code, exact=True, may_see_all=True)


@with_run
def spreadsheet(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    return _spreadsheet(run, code, accuracy.public(run, code), accuracy.public_below(run, code), None)


@officers_only
@with_run
def officers_spreadsheet(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    if not _covers(sight(request), code):
        raise Http404
    lines = [row | {"name": ""} for row in accuracy.exact_lines(run, code)]
    return _spreadsheet(run, code, accuracy.exact(run, code), accuracy.exact_below(run, code), lines)


def _covers(officer: Any, code: str) -> bool:
    """The country's sheet belongs to those who see the whole country."""
    return bool(officer.covers("" if code == areas.COUNTRY else code))


def _page(request: HttpRequest, run: PublishedRun, code: str, *, exact: bool, may_see_all: bool) -> HttpResponse:
    page = queries.page(run, code, exact=exact)
    if page is None:
        raise Http404
    level = areas.CHILD_LEVEL.get(page["area"]["level"], "")
    map_parts = {"boundaries": reverse("boundaries", args=[code]) if page["below"] else "", "box": areas.box(code)}
    map_parts["about"] = about_boundaries(code)
    map_parts["land"] = reverse("boundaries", args=[areas.COUNTRY]) if code != areas.COUNTRY else ""
    context = {
        "at": area_texts,
        "legend": queries.legend(),
        "child_level": area_texts.LEVELS.get(level, ""),
        "map": map_parts,
        "may_see_all": may_see_all,
        "here": "map",
        "steps": _steps(run, page["area"]),
    }
    return show(request, "accuracy/sheet.html", texts, run=run, **page, **context)


def _spreadsheet(
    run: PublishedRun, code: str, own: dict[str, Any] | None, below: list[dict[str, Any]], lines: list[dict[str, Any]] | None
) -> HttpResponse:
    if own is None:
        raise Http404
    target = io.BytesIO()
    rows = [own, *(row for row in below if row["reason"])]
    finished = run.finished_at.strftime("%Y-%m-%d") if run.finished_at else "-"
    columns = sheets.PUBLIC if lines is None else sheets.WHOLE
    sheets.write(target, rows, lines, columns=columns, run=run.id, finished=finished, language=words.language())
    name = "lembar-ketelitian" if words.language() == "id" else "accuracy-sheet"
    return HttpResponse(
        target.getvalue(), content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}-{code}.xlsx"'}
    )


def _steps(run: PublishedRun, area: dict[str, Any]) -> list[dict[str, Any]]:
    """The way here, from sheet to sheet."""
    country = {"title": area_texts.COUNTRY, "address": reverse("accuracy:sheet", args=[areas.COUNTRY])}
    if area["code"] == areas.COUNTRY:
        return [{"title": area_texts.COUNTRY, "address": reverse("mapping:home")}, {"title": texts.COVERAGE}]
    above = [
        {"title": part["name"], "address": reverse("accuracy:sheet", args=[part["code"]])} for part in areas.areas.above(run, area["code"])
    ]
    return [country, *above, {"title": area["name"]}]
