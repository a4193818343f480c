"""The accounts of officers, for the ministry and, inside their own area, provinces."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.pages import lists
from portal.pages.show import show
from portal.people import accounts, texts
from portal.people.access import may, sight
from portal.people.forms import NewOfficerForm, PostForm
from portal.people.log import area_name
from portal.people.models import Officer
from portal.people.roles import VIEWER


@may("manages_accounts")
def every(request: HttpRequest) -> HttpResponse:
    """The list, and the form for a new account; after it is made, its page shows the link for its first password."""
    manager = sight(request)
    form = NewOfficerForm(request.POST or None, manager=manager, initial={"role": VIEWER})
    if request.method == "POST" and form.is_valid():
        officer = accounts.make(request, **form.cleaned_data)
        messages.info(request, texts.CREATED % {"username": officer.user.get_username()})
        return redirect("people:account", officer.user.get_username())
    part = lists.asked(request)
    found = accounts.managed_by(manager)
    part = part.of(found.count())
    rows = [_told(officer) for officer in found[part.first : part.first + part.rows]]
    return show(request, "people/accounts.html", texts, rows=rows, part=part, form=form, here="desk", steps=_steps())


@may("manages_accounts")
def one(request: HttpRequest, username: str) -> HttpResponse:
    officer = _found(request, username)
    form = PostForm(request.POST or None, manager=sight(request), initial={"role": officer.role, "area_code": officer.area_code})
    if request.method == "POST" and form.is_valid():
        accounts.move(request, officer, **form.cleaned_data)
        messages.info(request, texts.CHANGED)
        return redirect("people:account", username)
    context = {"row": _told(officer), "form": form, "here": "desk", "steps": _steps(username)}
    return show(request, "people/account.html", texts, **context)


@require_POST
@may("manages_accounts")
def link(request: HttpRequest, username: str) -> HttpResponse:
    """A one-time link, shown once: whoever makes it passes it on, for the portal sends no mail."""
    officer = _found(request, username)
    form = PostForm(manager=sight(request), initial={"role": officer.role, "area_code": officer.area_code})
    address = accounts.password_link(request, officer)
    context = {"row": _told(officer), "form": form, "address": address, "here": "desk", "steps": _steps(username)}
    return show(request, "people/account.html", texts, **context)


@require_POST
@may("manages_accounts")
def close(request: HttpRequest, username: str) -> HttpResponse:
    accounts.set_open(request, _found(request, username), False)
    messages.info(request, texts.CLOSED_DONE)
    return redirect("people:account", username)


@require_POST
@may("manages_accounts")
def reopen(request: HttpRequest, username: str) -> HttpResponse:
    accounts.set_open(request, _found(request, username), True)
    messages.info(request, texts.OPENED_DONE)
    return redirect("people:account", username)


def _found(request: HttpRequest, username: str) -> Officer:
    """An account this manager may change. Raises Http404 for any other, so that nobody learns which names exist."""
    return get_object_or_404(accounts.managed_by(sight(request)), user__username=username)


def _told(officer: Officer) -> dict[str, Any]:
    return {
        "username": officer.user.get_username(),
        "role": texts.ROLES[officer.role],
        "may": texts.ROLES_MAY[officer.role],
        "area": area_name(officer.area_code),
        "open": officer.user.is_active,
        "has_password": officer.user.has_usable_password(),
        "last_login": officer.user.last_login,
    }


def _steps(username: str = "") -> list[dict[str, Any]]:
    desk = {"title": texts.DESK, "address": reverse("registry:desk")}
    if not username:
        return [desk, {"title": texts.ACCOUNTS_TITLE}]
    return [desk, {"title": texts.ACCOUNTS_TITLE, "address": reverse("people:accounts")}, {"title": username}]
