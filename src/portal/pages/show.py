"""Rendering a page with the sentences of its app."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, texts: ModuleType, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `template`; `texts` is known to it as `t`."""
    return render(request, template, {"t": texts, **context}, status=status)
