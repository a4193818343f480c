"""What every page may ask about the person before it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.people.access import sight_or_none


def sight(request: HttpRequest) -> dict[str, Any]:
    """`sight`: the officer's `Sight`, or false for visitors; looked up only where a page asks."""
    return {"sight": SimpleLazyObject(lambda: sight_or_none(request) or False)} if hasattr(request, "user") else {}
