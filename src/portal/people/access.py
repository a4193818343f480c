"""Who may open a page with personal data. The only place that says so."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache


def officers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Visitors are sent to sign in, other accounts are refused, and no cache keeps what an officer saw."""

    @functools.wraps(view)
    def for_officers(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *parts, **named)

    return never_cache(for_officers)
