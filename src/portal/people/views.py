"""Signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView

from portal.people import texts
from portal.people.forms import SignInForm


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        return super().get_context_data(**named) | {"t": texts}
