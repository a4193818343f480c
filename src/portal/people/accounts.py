"""Making, changing and closing officers' accounts. Every change is in the audit log, in the same transaction."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.people import audit
from portal.people.access import Sight
from portal.people.log import post
from portal.people.models import Officer
from portal.people.roles import below


def managed_by(sight: Sight) -> QuerySet[Officer]:
    """The officers whose accounts this manager may change: of lower roles (the ministry: any) in their area, never their own."""
    found = Officer.objects.filter(role__in=below(sight.role), area_code__startswith=sight.area_code)
    return found.exclude(user__username=sight.username).select_related("user").order_by("area_code", "user__username")


@transaction.atomic
def make(request: HttpRequest, username: str, role: str, area_code: str) -> Officer:
    """A new account without a password; its first one is set through a link."""
    user = get_user_model()(username=username)
    user.set_unusable_password()
    user.save()
    officer = Officer.objects.create(user=user, role=role, area_code=area_code)
    _log(request, "made-account", officer)
    return officer


@transaction.atomic
def move(request: HttpRequest, officer: Officer, role: str, area_code: str) -> None:
    """Another role or area, from the officer's next click on."""
    officer.role, officer.area_code = role, area_code
    officer.save()
    _log(request, "changed-account", officer)


@transaction.atomic
def set_open(request: HttpRequest, officer: Officer, is_open: bool) -> None:
    """Close an account (its sessions end with the next click) or open it again. It is never deleted: the log names it."""
    officer.user.is_active = is_open
    officer.user.save()
    _log(request, "opened-account" if is_open else "closed-account", officer)


@transaction.atomic
def password_link(request: HttpRequest, officer: Officer) -> str:
    """The whole address through which the officer sets a password once, within three days."""
    _log(request, "made-link", officer)
    uid = urlsafe_base64_encode(force_bytes(officer.user.pk))
    path = reverse("people:set-password", args=[uid, default_token_generator.make_token(officer.user)])
    return request.build_absolute_uri(path)


def _log(request: HttpRequest, verb: str, officer: Officer) -> None:
    with translation.override("id"):
        detail = post(officer.role, officer.area_code)
    audit.record(by=request.user, verb=verb, subject=officer.user.get_username(), area_code=officer.area_code, detail=detail)
