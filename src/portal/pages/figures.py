"""Numbers as people read them, and which of them may be published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.formats import number_format

from portal.pages import texts
from rajut import definitions

SMALL: int = definitions.load("mapping").content["publishing"]["smallest_count"]  # as in the public tables
NEAR_M = 100  # a shorter way is told as less than this


def whole(value: float | None) -> str:
    """1.234 (Indonesian) or 1,234 (English); a dash for unknown."""
    return "–" if value is None else number_format(round(value), decimal_pos=0, force_grouping=True)


def decimal(value: float | None, places: int = 1) -> str:
    # Rounded first: Django cuts decimals off instead of rounding them.
    return "–" if value is None else number_format(round(value, places), decimal_pos=places, force_grouping=True)


def percent(share: float | None) -> str:
    """`62 %`; a share that is not whole is never shown as 0 or 100."""
    if share is None:
        return "–"
    if 0.995 <= share < 1:
        return ">99 %"
    return "<1 %" if 0 < share < 0.005 else f"{decimal(100 * share, 0)} %"


def chance(share: float | None) -> str:
    """What a model or a person believes, as `percent`: nobody is certain, so never 0 or 100."""
    return percent(None if share is None else min(max(share, 0.001), 0.999))


def between(low: float | None, high: float | None) -> str:
    """An interval of shares: `79–83 %`, `80 %` where both ends read the same, empty if unknown."""
    if low is None or high is None:
        return ""
    first, last = percent(low), percent(high)
    return first if first == last else f"{first.removesuffix(' %')}–{last}"


def short(value: float | None) -> str:
    """A measured number: whole where it is whole, else with two decimals."""
    return decimal(value, 0 if value is None or float(value).is_integer() else 2)


def kilometres(metres: float | None) -> str:
    """Metres as `3,4 km`; below 100 m as `<0,1 km`."""
    if metres is None:
        return "–"
    return f"<{decimal(NEAR_M / 1000)} km" if metres < NEAR_M else f"{decimal(metres / 1000)} km"


def published(row: Mapping[str, Any]) -> str:
    """A public figure: the count; where it is withheld, how many there are at least; else that it is withheld."""
    if not row["suppressed"]:
        return whole(row["businesses"])
    return f"≥ {whole(row['known'])}" if row["known"] else str(texts.WITHHELD)


def safe_counts(counts: Mapping[str, int], also: Collection[str] = ()) -> dict[str, int | None]:
    """A breakdown fit to publish beside its total: None where withheld.

    Counts from 1 to one below SMALL are withheld; if that is one count only, the next smallest goes too, or it could be
    computed from the total. Zero is published: it says nothing about anyone. also: those withheld for another reason.
    """
    hidden = {key for key, count in counts.items() if 0 < count < SMALL or (count and key in also)}
    if len(hidden) == 1:
        others = sorted((count, key) for key, count in counts.items() if count and key not in hidden)
        hidden |= {key for _, key in others[:1]}
    return {key: None if key in hidden else count for key, count in counts.items()}


def parts(counts: Mapping[str, int], title: Any, also: Collection[str] = ()) -> list[dict[str, Any]]:
    """Rows of a public breakdown, largest first: key, title, count (None if withheld).

    Those withheld come last, in the order of their keys: a place among the others would tell about how many they are.
    """
    safe = safe_counts(counts, also)
    order = sorted(counts, key=lambda key: (safe[key] is None, -(safe[key] or 0), key))
    return [{"key": key, "title": title(key), "count": safe[key]} for key in order if counts[key]]
