"""`python -m portal make_officer --username siti`: one staff account."""

from __future__ import annotations

import getpass
import os
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.people import texts


class Command(BaseCommand):
    help = "Make an officer's account. The password comes from RAJUT_OFFICER_PASSWORD, else it is asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)

    def handle(self, *parts: Any, **chosen: Any) -> None:
        people = get_user_model()
        username = chosen["username"]
        if people.objects.filter(username=username).exists():
            raise CommandError(str(texts.EXISTS) % {"username": username})
        password = os.environ.get("RAJUT_OFFICER_PASSWORD") or getpass.getpass(f"{texts.PASSWORD}: ")
        officer = people(username=username, is_staff=True)
        try:
            validate_password(password, officer)
            officer.set_password(password)
            officer.full_clean()
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        officer.save()
        self.stdout.write(str(texts.CREATED) % {"username": username})
