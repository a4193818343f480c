"""The officers' desk, businesses, rejected rows and doubtful pairs, for signed-in officers."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from portal.pages import lists
from portal.pages.show import show
from portal.people.access import officers_only
from portal.registry import queries, texts
from portal.runs.queries import with_run
from rajut.published import PublishedRun, businesses

FOUND_AT_MOST = 50
PAIRS = 10


@officers_only
@with_run(empty_status=200)
def desk(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    counts = run.kept("desk", lambda: businesses.desk_counts(run))
    return show(request, "registry/desk.html", texts, run=run, counts=counts, here="desk")


@officers_only
@with_run
def search(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    words = request.GET.get("cari", "")[:100].replace("\x00", "")
    rows = businesses.search_for_officer(run, words, FOUND_AT_MOST)
    context = {"words": words, "rows": rows, "at_most": FOUND_AT_MOST, "here": "desk", "steps": _steps(texts.SEARCH_TITLE)}
    return show(request, "registry/search.html", texts, run=run, **context)


@officers_only
@with_run
def business(request: HttpRequest, run: PublishedRun, business_id: str) -> HttpResponse:
    page = queries.page(run, business_id)
    if page is None:
        raise Http404
    title = page["business"]["business_name"] or texts.NO_NAME
    return show(request, "registry/business.html", texts, run=run, **page, here="desk", steps=_steps(title))


@officers_only
@with_run
def rejected(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    part = lists.asked(request)
    counts = run.kept("rejected", lambda: businesses.rejected_counts(run))
    register, code = request.GET.get("daftar", ""), request.GET.get("alasan", "")
    if register not in {"", *(row["register"] for row in counts)} or code not in {"", *(row["code"] for row in counts)}:
        raise Http404
    rows, total = queries.rejected(run, register, code, part.first, part.rows)
    context = {
        "counts": counts,
        "registers": sorted({row["register"] for row in counts if queries.spreadsheet(run, row["register"])}),
        "every_register": sorted({row["register"] for row in counts}),
        "every_code": sorted({row["code"] for row in counts}),
        "register": register,
        "code": code,
        "rows": rows,
        "part": part.of(total),
    }
    return show(request, "registry/rejected.html", texts, run=run, **context, here="desk", steps=_steps(texts.REJECTED_TITLE))


@officers_only
@with_run
def rejected_spreadsheet(request: HttpRequest, run: PublishedRun, register: str) -> HttpResponse | FileResponse:
    file = queries.spreadsheet(run, register)
    if file is None:
        raise Http404
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)


@officers_only
@with_run
def doubtful(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    asked = lists.asked(request)
    part = lists.Part(asked.number, PAIRS)
    pairs, total = queries.doubtful(run, part.first, part.rows)
    context = {"pairs": pairs, "part": part.of(total), "here": "desk", "steps": _steps(texts.DOUBTFUL_TITLE)}
    return show(request, "registry/doubtful.html", texts, run=run, **context)


def _steps(title: Any) -> list[dict[str, Any]]:
    return [{"title": texts.DESK, "address": reverse("registry:desk")}, {"title": title}]
