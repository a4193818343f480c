"""Correcting where a business is and what it is. Every change is a POST that leads back to the business."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.pages import words
from portal.pages.show import show
from portal.people import audit
from portal.people.access import deciders_only, sight
from portal.registry import actions, places, queries, texts
from portal.registry.forms import ClassForm, PlaceForm
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun


@deciders_only
@with_run
def place(request: HttpRequest, run: PublishedRun, business_id: str) -> HttpResponse:
    page = _business(request, run, business_id)
    seen = sight(request)
    form = PlaceForm(seen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct_place(by=request.user, value=form.value(), reason=form.cleaned_data["reason"], **_about(page))
        messages.success(request, texts.CORRECTED)
        return redirect("registry:business", business_id=business_id)
    asked = request.POST.get("cari") or request.GET.get("cari") or ""
    found = places.search(asked, seen.area_code)
    context = {"form": form, "words": asked[:100], "found": found, "at_most": places.AT_MOST, "business": page["business"]}
    return show(request, "registry/place.html", texts, run=run, **context, here="desk", steps=_steps(page, texts.PLACE_TITLE))


@deciders_only
@with_run
def classify(request: HttpRequest, run: PublishedRun, business_id: str) -> HttpResponse:
    page = _business(request, run, business_id)
    form = ClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct_class(by=request.user, value=form.value(), reason=form.cleaned_data["reason"], **_about(page))
        messages.success(request, texts.CORRECTED)
        return redirect("registry:business", business_id=business_id)
    context = {"form": form, "business": page["business"], "now": _now(page["class"]), "answers": texts.FASHION_ANSWERS.items()}
    return show(request, "registry/class.html", texts, run=run, **context, here="desk", steps=_steps(page, texts.CLASS_TITLE))


def _business(request: HttpRequest, run: PublishedRun, business_id: str) -> dict[str, Any]:
    page = queries.page(run, sight(request).scope, business_id)
    if page is None:
        raise Http404
    audit.record(by=request.user, verb="saw-business", subject=business_id, area_code=page["area_code"])
    return page


def _now(found: dict[str, Any] | None) -> str:
    """What the run says of a business."""
    if not found:
        return str(texts.FASHION_IS[None])
    said = [texts.IS_FASHION if found["fashion"] else texts.NOT_FASHION]
    if found["fashion"]:
        said += [words.segment(found["segment"]), words.role(found["role"])]
    return " · ".join(map(str, said))


def _about(page: dict[str, Any]) -> dict[str, Any]:
    records = [record["record_id"] for record in page["records"]]
    return {"business_id": page["business"]["business_id"], "records": records, "area_code": page["area_code"]}


def _steps(page: dict[str, Any], title: Any) -> list[dict[str, Any]]:
    business = page["business"]
    address = reverse("registry:business", kwargs={"business_id": business["business_id"]})
    return steps(title, (business["business_name"] or texts.NO_NAME, address))
