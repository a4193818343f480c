"""Signing in, and the desk an officer starts from."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse

from portal.pages.show import show
from portal.people import texts
from portal.people.forms import SignInForm
from portal.runs.queries import with_run
from rajut.published import PublishedRun, businesses


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        return super().get_context_data(**named) | {"t": texts}


@login_required
@with_run(empty_status=200)
def desk(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    counts = run.kept("desk", lambda: businesses.desk_counts(run))
    return show(request, "people/desk.html", texts, run=run, counts=counts, here="desk")
