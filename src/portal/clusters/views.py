"""The list of clusters, the page of one, and, for officers, its members."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from portal.approvals.queries import decree_of, decrees_of
from portal.areas import texts as area_texts
from portal.areas.forms import chosen_segment
from portal.areas.maps import about_boundaries, points_address
from portal.clusters import comparing, files, profile, queries, reasons, texts
from portal.clusters.forms import search
from portal.pages import lists, words
from portal.pages.show import show
from portal.people import audit
from portal.people.access import people_only, sight, sight_or_none
from portal.registry import standing
from portal.registry import texts as registry_texts
from portal.runs.queries import published, with_run
from rajut.published import PublishedRun, areas, changes, clusters
from rajut.tables.clustering import kind_of


@with_run
def every(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    asked = search(request)
    part = lists.asked(request)
    place = areas.area(run, asked.area) if asked.area else None
    if asked.area and place is None:
        raise Http404
    rows, total = clusters.search(run, words=asked.words, segment=asked.segment, area=asked.area, first=part.first, limit=part.rows)
    return show(
        request,
        "clusters/list.html",
        texts,
        run=run,
        rows=rows,
        decrees=decrees_of(run, (row["cluster_id"] for row in rows)),
        part=part.of(total),
        asked=asked,
        place=place,
        provinces=run.kept("provinces", lambda: sorted(areas.children(run, areas.COUNTRY, "all"), key=lambda row: row["name"])),
        segment_titles=words.titles("segments"),
        files=files.of_area(asked.area, asked.segment, total) if asked.area and not asked.words else [],
        here="clusters",
    )


@with_run
def cluster(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    page = comparing.page(run, cluster_id)
    if page is None:
        return _ended(request, run, cluster_id)
    found = page["cluster"]
    lon, lat = profile.rounded(found)
    frame = {
        "name": words.named(found),
        "land": reverse("boundaries", args=[areas.COUNTRY]),
        "boundaries": reverse("boundaries", args=[found["regency_code"]]),
        "clusters": points_address(found["regency_code"], "all"),
        "box": f"{lon - 0.12:.3f},{lat - 0.09:.3f},{lon + 0.12:.3f},{lat + 0.09:.3f}",
        "cluster": cluster_id,
        "legend": [],
        "about": about_boundaries(found["regency_code"]),
    }
    return show(
        request,
        "clusters/cluster.html",
        texts,
        run=run,
        **page,
        map=frame,
        at=area_texts,
        lead=profile.lead(page),
        why=reasons.why(page),
        files=files.of_profile(page),
        here="clusters",
        steps=_steps(found),
        members_open=_members_open(request, found),
        approval_open=_open(request, found, "approves"),
        tools_open=_open(request, found, "decides"),
    )


def _ended(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    """What became of a cluster that is no more; addresses of clusters are passed on and printed. Raises Http404 for what never was one."""
    heirs = changes.heirs(run)
    named = clusters.last_names(run, [cluster_id]).get(cluster_id)
    if cluster_id not in heirs or named is None or kind_of(cluster_id) != "cluster":
        raise Http404
    heir = heirs[cluster_id]
    context = {"cluster_id": cluster_id, "name": words.named(named), "heir": clusters.units(run, [heir]).get(heir) if heir else None}
    context["decree"] = "" if heir else decree_of(run, cluster_id)
    return show(request, "clusters/ended.html", texts, run=run, **context, here="clusters", status=410)


def _members_open(request: HttpRequest, found: dict[str, Any]) -> bool:
    """Whether the person may see members of this cluster: it lies in their area, or their area in its regency."""
    seen = sight_or_none(request)
    return (
        seen is not None and seen.sees_people and (seen.covers(found["district_code"]) or seen.area_code.startswith(found["regency_code"]))
    )


def _open(request: HttpRequest, found: dict[str, Any], right: str) -> bool:
    """Whether the person has a right over this cluster."""
    seen = sight_or_none(request)
    return seen is not None and getattr(seen, right) and seen.covers(found["regency_code"])


@people_only
@with_run
def members(request: HttpRequest, run: PublishedRun, cluster_id: str) -> HttpResponse:
    part = lists.asked(request)
    found = clusters.cluster(run, cluster_id)
    if found is None:
        raise Http404
    seen = sight(request)
    rows, total = queries.members(run, seen.scope, cluster_id, part.first, part.rows)
    if seen.area_code and not total:
        raise Http404
    told = audit.told(texts.LOG_ROWS, rows=len(rows), total=total)
    shown = [row["business_id"] for row in rows]
    audit.record(by=request.user, verb="saw-members", subject=cluster_id, area_code=seen.area_code, detail=told, shown=shown)
    sentra = {row["sentra_id"]: row for row in clusters.sentra_of(run, cluster_id)}
    for row in rows:
        row["sentra"] = sentra.get(row["sentra_id"])
    steps = [
        {"title": texts.DESK, "address": reverse("registry:desk")},
        {"title": words.named(found), "address": reverse("clusters:cluster", args=[cluster_id])},
        {"title": texts.MEMBERS_TITLE},
    ]
    context = {"cluster": found, "rows": rows, "part": part.of(total), "here": "desk", "steps": steps}
    context["missing"] = queries.missing_roles(run, seen.scope, found)
    if _open(request, found, "decides"):
        context |= {
            "may_decide": True,
            "member_acts": texts.MEMBER_ACTS.items(),
            "rt": registry_texts,
            "states": registry_texts.DECISION_STATES,
        }
        context["decided"] = standing.about_units(run, seen, shown)
    return show(request, "clusters/members.html", texts, run=run, **context)


@cache_control(public=True, max_age=300)
def points(request: HttpRequest, code: str) -> HttpResponse:
    run = published().now()
    segment, language = chosen_segment(request), request.GET.get("bahasa", "id")
    if run is None or language not in ("id", "en") or areas.area(run, code) is None or areas.level_of(code) is None:
        raise Http404
    found = queries.points(run, code, "" if segment == "all" else segment, language)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/geo+json")


def _steps(found: dict[str, Any]) -> list[dict[str, Any]]:
    codes = [(found["province"], found["province_code"]), (found["regency"], found["regency_code"])]
    above = [{"title": name, "address": reverse("areas:area", args=[code])} for name, code in codes if name]
    return [{"title": area_texts.COUNTRY, "address": reverse("mapping:home")}, *above, {"title": words.named(found)}]
