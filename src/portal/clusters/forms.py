"""What a visitor may search clusters by."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from portal.areas.forms import chosen_segment


@dataclass(frozen=True)
class Search:
    """`segment` and `area` are empty where none is chosen."""

    words: str
    segment: str
    area: str


def search(request: HttpRequest) -> Search:
    """Raises Http404 for a product line or an area code that cannot be."""
    segment = chosen_segment(request)
    area = request.GET.get("wilayah", "")
    if area and not (area.isascii() and area.isdigit() and len(area) in (2, 4, 6)):
        raise Http404
    return Search(request.GET.get("cari", "")[:100].replace("\x00", ""), "" if segment == "all" else segment, area)
