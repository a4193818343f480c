"""The sign-in form with our own sentences."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.forms import AuthenticationForm

from portal.people import texts


class SignInForm(AuthenticationForm):
    error_messages: ClassVar = {"invalid_login": texts.WRONG, "inactive": texts.WRONG}

    def __init__(self, *parts: object, **named: object) -> None:
        super().__init__(*parts, **named)
        self.fields["username"].label = texts.USERNAME
        self.fields["password"].label = texts.PASSWORD
