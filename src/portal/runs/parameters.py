"""The clustering parameters as people read them: their titles, and what a run or a scenario changed of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.pages import figures
from portal.runs import texts


def title(name: str) -> str:
    """`Sentra: sasaran anggota`; the bare name of one that is set from the command line only."""
    return str(texts.PARAMETERS.get(name, name))


def told(settings: Mapping[str, float]) -> list[dict[str, Any]]:
    """What differs from the definition: name, title and value as text with its unit."""
    return [{"name": name, "title": title(name), "value": shown(name, value)} for name, value in sorted(settings.items())]


def shown(name: str, value: float | None) -> str:
    """`30`, or `3.000 m` of a distance."""
    return f"{figures.short(value)} m" if value is not None and name.endswith("_m") else figures.short(value)


def sentence(settings: Mapping[str, float]) -> str:
    """All of them in one line; that the definition holds where none differs."""
    parts = [f"{part['title']} = {part['value']}" for part in told(settings)]
    return "; ".join(parts) or str(texts.AS_DEFINED)
