"""What a visitor may ask of a map or a list."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from portal.pages import words


def chosen_segment(request: HttpRequest) -> str:
    """The product line of `?lini=`, `all` without one. Raises Http404 for one that does not exist."""
    segment = request.GET.get("lini") or "all"
    if segment != "all" and segment not in words.titles("segments"):
        raise Http404
    return segment
