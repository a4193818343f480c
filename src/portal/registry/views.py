"""The officers' desk, businesses, rejected rows and doubtful pairs, for signed-in officers."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from portal.pages import lists, words
from portal.pages.show import show
from portal.people import audit
from portal.people.access import identities_only, officers_only, people_only, sight
from portal.people.log import post
from portal.registry import queries, standing, texts
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun, businesses

FOUND_AT_MOST = 50


@officers_only
@with_run(empty_status=200)
def desk(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    seen = sight(request)
    counts = run.kept(("desk", seen.scope), lambda: businesses.desk_counts_for_officer(run, seen.scope))
    context = {"counts": counts, "post": post(seen.role, seen.area_code), "clusters_in": seen.area_code[:6], "here": "desk"}
    return show(request, "registry/desk.html", texts, run=run, **context)


@people_only
@with_run
def search(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    seen = sight(request)
    words = request.GET.get("cari", "")[:100].replace("\x00", "")
    rows = businesses.search_for_officer(run, seen.scope, words, FOUND_AT_MOST)
    if words.strip():
        # The words themselves stay out of the log: they are often somebody's name.
        told = audit.told(texts.LOG_SEARCHED, rows=len(rows))
        audit.record(by=request.user, verb="searched", area_code=seen.area_code, detail=told, shown=[row["business_id"] for row in rows])
    context = {"words": words, "rows": rows, "at_most": FOUND_AT_MOST, "here": "desk", "steps": steps(texts.SEARCH_TITLE)}
    return show(request, "registry/search.html", texts, run=run, **context)


@people_only
@with_run
def business(request: HttpRequest, run: PublishedRun, business_id: str) -> HttpResponse:
    page = queries.page(run, sight(request).scope, business_id)
    if page is None:
        raise Http404
    audit.record(by=request.user, verb="saw-business", subject=business_id, area_code=page["area_code"])
    title = page["business"]["business_name"] or texts.NO_NAME
    page["pending"] = standing.about_business(run, sight(request), business_id, [record["record_id"] for record in page["records"]])
    return show(request, "registry/business.html", texts, run=run, **page, here="desk", steps=steps(title))


@identities_only
@with_run
def rejected(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    seen = sight(request)
    part = lists.asked(request)
    counts = run.kept(("rejected", seen.scope), lambda: businesses.rejected_counts_for_officer(run, seen.scope))
    register, code = request.GET.get("daftar", ""), request.GET.get("alasan", "")
    if register not in {"", *(row["register"] for row in counts)} or code not in {"", *(row["code"] for row in counts)}:
        raise Http404
    rows, total = queries.rejected(run, seen.scope, register, code, part.first, part.rows)
    told = audit.told(texts.LOG_ROWS, rows=len(rows), total=total, filter=" ".join(filter(None, [register, code])) or "–")
    audit.record(by=request.user, verb="saw-rejected", area_code=seen.area_code, detail=told)
    context = {
        "counts": [row | {"sentence": words.kind_of_reason(row["code"])} for row in counts],
        "registers": sorted({row["register"] for row in counts if queries.spreadsheet(run, seen.scope, row["register"])}),
        "every_register": sorted({row["register"] for row in counts}),
        "every_code": [(code, words.kind_of_reason(code)) for code in sorted({row["code"] for row in counts})],
        "register": register,
        "code": code,
        "rows": rows,
        "part": part.of(total),
    }
    return show(request, "registry/rejected.html", texts, run=run, **context, here="desk", steps=steps(texts.REJECTED_TITLE))


@identities_only
@with_run
def rejected_spreadsheet(request: HttpRequest, run: PublishedRun, register: str) -> HttpResponse | FileResponse:
    seen = sight(request)
    file = queries.spreadsheet(run, seen.scope, register)
    if file is None:
        raise Http404
    audit.record(by=request.user, verb="took-rejected", subject=register, area_code=seen.area_code)
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)
