"""Officers of every role, signed in."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.test import Client

from portal.people.models import Officer
from support.portal_addresses import PASSWORD


def sign_in(username: str, role: str, area_code: str = "") -> Client:
    """A new officer, signed in."""
    user = get_user_model().objects.create_user(username, password=PASSWORD)
    officer = Officer(user=user, role=role, area_code=area_code)
    officer.clean()
    officer.save()
    client = Client(raise_request_exception=False)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
