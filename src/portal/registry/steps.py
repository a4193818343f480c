"""Where an officer's page lies: the path above its title."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.registry import texts


def steps(title: Any, *between: tuple[Any, str]) -> list[dict[str, Any]]:
    """The desk, then pairs of title and address, then the page itself."""
    desk = {"title": texts.DESK, "address": reverse("registry:desk")}
    return [desk, *({"title": name, "address": address} for name, address in between), {"title": title}]
