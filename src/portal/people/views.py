"""Signing in, setting a password by a one-time link, and reading the audit log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy

from portal.pages import lists
from portal.pages.show import show
from portal.people import audit, log, retention, texts
from portal.people.access import may, sight
from portal.people.forms import NewPasswordForm, SignInForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        return super().get_context_data(**named) | {"t": texts}


class SetPassword(PasswordResetConfirmView):
    """The page a one-time link leads to. The link ends when it is used, when a newer password is set, or after three days."""

    template_name = "people/set_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("people:sign-in")

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        messages.info(self.request, texts.PASSWORD_SET)
        return super().form_valid(form)

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        return super().get_context_data(**named) | {"t": texts}


@may("sees_log")
def read_log(request: HttpRequest) -> HttpResponse:
    part = lists.asked(request)
    question = log.asked(request)
    found = log.entries(sight(request), question)
    part = part.of(found.count())
    context = {
        "lines": [log.line(entry) for entry in found[part.first : part.first + part.rows]],
        "part": part,
        "asked": question,
        "verbs": {verb: str(sentence) % {"subject": "…"} for verb, sentence in texts.VERBS.items()},
        "area": log.area_name(sight(request).area_code),
        "kept_years": retention.years(),
        "steps": [{"title": texts.DESK, "address": reverse("registry:desk")}, {"title": texts.LOG_TITLE}],
    }
    return show(request, "people/log.html", texts, here="desk", **context)


@may("sees_log")
def take_log(request: HttpRequest) -> HttpResponse:
    seen = sight(request)
    content, rows = log.spreadsheet(seen, log.asked(request))
    audit.record(by=request.user, verb="took-log", area_code=seen.area_code, detail=audit.told(texts.LOG_TOOK, rows=rows))
    return HttpResponse(content, XLSX, headers={"Content-Disposition": 'attachment; filename="catatan.xlsx"'})
