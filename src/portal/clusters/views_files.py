"""Files to take along: the profile of a cluster, the clusters of an area, and, for officers, the members of a cluster."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from portal.areas.forms import chosen_segment
from portal.clusters import booklets, comparing, files, layers, profile, reasons, spreadsheets, tables, texts
from portal.pages import words
from portal.people import audit
from portal.people.access import people_only, sight
from portal.runs.queries import with_run
from rajut.published import PublishedRun, areas, businesses, clusters


@cache_control(public=True, max_age=300)
@with_run
def cluster_spreadsheet(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    page = _page(run, cluster_id)
    content = spreadsheets.book([*tables.of(page), tables.told(reasons.why(page))], str(texts.FILE_ABOUT), tables.about(run))
    return _file(content, spreadsheets.EXCEL, cluster_id, "xlsx")


@cache_control(public=True, max_age=300)
@with_run
def cluster_booklet(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    page = _page(run, cluster_id)
    told = booklets.Told(
        title=words.named(page["cluster"]),
        lead=profile.lead(page),
        sentences=reasons.why(page),
        about=tables.about(run),
        language=words.language(),
        page=str(texts.FILE_PAGE),
        made_on=run.finished_at,
    )
    return _file(booklets.booklet(told, tables.of(page)), booklets.PDF, cluster_id, "pdf")


@cache_control(public=True, max_age=300)
@with_run
def cluster_geojson(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    return _file(layers.geojson(layers.profile_layers(run, _page(run, cluster_id)), run), layers.GEOJSON, cluster_id, "geojson")


@cache_control(public=True, max_age=300)
@with_run
def cluster_geopackage(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    return _file(layers.geopackage(layers.profile_layers(run, _page(run, cluster_id)), run), layers.GEOPACKAGE, cluster_id, "gpkg")


@cache_control(public=True, max_age=300)
@with_run
def area_spreadsheet(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    area, rows = _of_area(request, run, code)
    table = files.listed(str(texts.FILE_LIST) % {"area": area["name"]}, run, rows)
    return _file(spreadsheets.book([table], str(texts.FILE_ABOUT), tables.about(run), large=True), spreadsheets.EXCEL, code, "xlsx")


@cache_control(public=True, max_age=300)
@with_run
def area_geojson(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    rows = _of_area(request, run, code)[1]
    return _file(layers.geojson({"cluster": layers.clusters_layer(run, rows)}, run), layers.GEOJSON, code, "geojson")


@cache_control(public=True, max_age=300)
@with_run
def area_geopackage(request: HttpRequest, run: PublishedRun, code: str) -> HttpResponse:
    rows = _of_area(request, run, code)[1]
    return _file(layers.geopackage({"cluster": layers.clusters_layer(run, rows)}, run), layers.GEOPACKAGE, code, "gpkg")


@people_only
@with_run
def members_spreadsheet(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    found, rows = _members(request, run, cluster_id, "XLSX")
    title = f"{texts.MEMBERS_TITLE} {words.named(found)}"
    table = files.members(title, rows, identities=sight(request).sees_identities)
    content = spreadsheets.book([table], str(texts.FILE_ABOUT), [title, str(texts.TAKE_WHY), tables.about(run)[0]])
    return _file(content, spreadsheets.EXCEL, cluster_id, "xlsx", texts.FILE_MEMBERS)


@people_only
@with_run
def members_geopackage(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    rows = _members(request, run, cluster_id, "GeoPackage")[1]
    layer = files.members_layer(rows, identities=sight(request).sees_identities)
    return _file(layers.geopackage({"members": layer}, run), layers.GEOPACKAGE, cluster_id, "gpkg", texts.FILE_MEMBERS)


def _page(run: PublishedRun, cluster_id: str) -> dict[str, Any]:
    page = comparing.page(run, cluster_id)
    if page is None:
        raise Http404
    return page


def _of_area(request: HttpRequest, run: PublishedRun, code: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The area and its clusters, of one product line if asked. The whole country is taken province by province."""
    segment = chosen_segment(request)
    area = areas.area(run, code)
    if area is None:
        raise Http404
    rows = clusters.of_area(run, code, "" if segment == "all" else segment)
    if not rows:
        raise Http404
    return area, rows


def _members(request: HttpRequest, run: PublishedRun, cluster_id: str, kind: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The cluster and its businesses inside the officer's area; the log holds which. Raises Http404 where none is theirs."""
    found = clusters.cluster(run, cluster_id)
    seen = sight(request)
    rows = businesses.members_whole_for_officer(run, seen.scope, cluster_id) if found else []
    if found is None or not rows:
        raise Http404
    told = audit.told(texts.LOG_TOOK, rows=len(rows), kind=kind)
    shown = [row["business_id"] for row in rows]
    audit.record(by=request.user, verb="took-members", subject=cluster_id, area_code=seen.area_code, detail=told, shown=shown)
    return found, rows


def _file(content: bytes, kind: str, subject: str, ending: str, name: Any = None) -> HttpResponse:
    named = f"{name or texts.FILE_NAME}-{subject}.{ending}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{named}"'})
