"""Giving back the sheet of rejected rows: upload, see at once what is accepted, then send it to the next run."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from portal.pages import words
from portal.pages.show import show
from portal.people.access import deciders_only, sight
from portal.registry import queries, sheets, texts
from portal.registry.forms import SheetForm
from portal.registry.models import SentSheet
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.errors import RajutError
from rajut.published import PublishedRun


@deciders_only
@with_run
def upload(request: HttpRequest, run: PublishedRun, register: str) -> HttpResponse:
    scope = sight(request).scope
    if queries.spreadsheet(run, scope, register) is None:
        raise Http404
    sheets.forget()
    form = SheetForm(request.POST or None, request.FILES or None)
    fault = None
    if request.method == "POST" and form.is_valid():
        try:
            sheet = sheets.check(by=request.user, run=run, scope=scope, register=register, upload=form.cleaned_data["sheet"])
            return redirect("registry:sheet", sheet=sheet.pk)
        except RajutError as error:
            fault = {"sentence": words.reason(error.code, error.facts), "code": error.code}
    sent = SentSheet.objects.filter(register=register, state=SentSheet.SENT).select_related("by")[:20]
    context = {"form": form, "fault": fault, "register": register, "sent": sent}
    between = (texts.REJECTED_TITLE, reverse("registry:rejected"))
    return show(request, "registry/upload.html", texts, run=run, **context, here="desk", steps=steps(texts.UPLOAD_TITLE, between))


@deciders_only
@with_run
def checked(request: HttpRequest, run: PublishedRun, sheet: int) -> HttpResponse:
    sheets.forget()
    found = get_object_or_404(SentSheet, pk=sheet)
    if queries.spreadsheet(run, sight(request).scope, found.register) is None:
        raise Http404
    if request.method == "POST":
        return _close(request, run, found)
    numbers = found.counts.get("still_rejected_rows", {}).get(found.register, {})  # a sheet checked before there were any has none
    reasons = [
        {"sentence": words.kind_of_reason(code), "code": code, "rows": rows, "numbers": numbers.get(code, [])}
        for code, rows in found.counts["still_rejected_by_reason"].items()
    ]
    between = (texts.REJECTED_TITLE, reverse("registry:rejected"))
    context = {"sheet": found, "reasons": reasons, "open": found.state == SentSheet.CHECKED, "own": found.by == request.user}
    context |= {"kept_days": sheets.kept_days(), "waits": sheets.waits(run, found)}
    return show(request, "registry/sheet.html", texts, run=run, **context, here="desk", steps=steps(texts.UPLOAD_TITLE, between))


def _close(request: HttpRequest, run: PublishedRun, found: SentSheet) -> HttpResponse:
    """What an officer wants done with a checked or sent sheet."""
    if "withdraw" in request.POST:
        done, told = sheets.withdraw(by=request.user, sheet=found, run=run), texts.SHEET_WITHDRAWN
    elif "send" in request.POST:
        done, told = sheets.send(by=request.user, sheet=found), texts.SHEET_SENT
    else:
        done, told = sheets.drop(by=request.user, sheet=found), texts.SHEET_DROPPED
    if not done:  # its page says what became of it
        return redirect("registry:sheet", sheet=found.pk)
    messages.success(request, told)
    return redirect("registry:upload", register=found.register)
