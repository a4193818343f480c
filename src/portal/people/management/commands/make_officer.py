"""`python -m portal make_officer --username siti --role regency --area 3372`: one officer's account."""

from __future__ import annotations

import getpass
import os
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.people import audit, texts
from portal.people.models import Officer
from portal.people.roles import MINISTRY, ROLES


class Command(BaseCommand):
    help = "Make an officer's account. The password comes from RAJUT_OFFICER_PASSWORD, else it is asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--role", choices=ROLES, default=MINISTRY)
        parser.add_argument("--area", default="", help="official code of 2, 4, 6 or 10 digits; empty for the whole country")

    def handle(self, *parts: Any, **chosen: Any) -> None:
        people = get_user_model()
        username = chosen["username"]
        if not username.strip():
            raise CommandError(str(texts.NAME_NEEDED))
        if people.objects.filter(username=username).exists():
            raise CommandError(str(texts.EXISTS) % {"username": username})
        password = os.environ.get("RAJUT_OFFICER_PASSWORD") or _asked()
        user = people(username=username)
        officer = Officer(role=chosen["role"], area_code=chosen["area"])
        try:
            officer.clean()
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        with transaction.atomic():
            user.save()
            officer.user = user
            officer.save()
            audit.record(by=None, verb="made-account", subject=username, area_code=officer.area_code)
        self.stdout.write(str(texts.CREATED_IN) % {"username": username, "workspace": settings.RAJUT_WORKSPACE})


def _asked() -> str:
    try:
        return getpass.getpass(f"{texts.PASSWORD}: ")
    except EOFError as fault:
        raise CommandError(str(texts.PASSWORD_NEEDED)) from fault
