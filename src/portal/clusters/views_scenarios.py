"""For the ministry: scenarios of clustering beside what is published, two side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from portal.clusters import texts
from portal.pages import figures
from portal.pages.show import show
from portal.people.access import publishers_only
from portal.registry.steps import steps
from portal.runs.queries import with_run
from rajut.published import PublishedRun, scenarios

PUBLISHED = ""  # the name of what is published, among those of scenarios


def _metres(value: float | None) -> str:
    return "–" if value is None else f"{figures.whole(value)} m"


def _tenths(share: float | None) -> str:
    """A share to a tenth of a percent: scenarios differ by little."""
    return "–" if share is None else f"{figures.decimal(100 * share)} %"


SHOWN = {
    "share_in_sentra": _tenths,
    "share_in_cluster": _tenths,
    "sentra": figures.whole,
    "clusters": figures.whole,
    "member": figures.whole,
    "linked": figures.whole,
    "scattered": figures.whole,
    "unplaced": figures.whole,
    "median_m": _metres,
    "p90_m": _metres,
    "smallest": figures.whole,
    "median_size": figures.whole,
    "largest": figures.whole,
    "gap": _tenths,
}


@publishers_only
@with_run
def compare(request: HttpRequest, run: PublishedRun) -> HttpResponse:
    """Two of them, the published one and the first scenario unless chosen."""
    known = {one["name"]: one for one in scenarios.every(run.folder)}
    chosen = [request.GET.get("a", PUBLISHED), request.GET.get("b", next(iter(known), PUBLISHED))]
    if any(name not in (PUBLISHED, *known) for name in chosen):
        raise Http404
    context: dict[str, Any] = {"names": list(known), "chosen": chosen}
    if known:
        columns = [_column(known, name) for name in chosen]
        measured = [column["measures"] for column in columns]
        context |= {
            "columns": columns,
            "rows": [{"title": texts.MEASURES[name], "cells": [told(one[name]) for one in measured]} for name, told in SHOWN.items()],
            "sizes": [
                {"title": title, "cells": list(cells)}
                for title, *cells in zip(texts.SIZE_BINS, *(one["sizes"] for one in measured), strict=True)
            ],
            "most": max(max(one["sizes"]) for one in measured),
        }
    return show(request, "clusters/scenarios.html", texts, run=run, **context, here="desk", steps=steps(texts.SCENARIOS_TITLE))


def _column(known: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    """One side: its title, settings, measures and how many homes differ from what is published."""
    if name == PUBLISHED:
        return {"title": texts.PUBLISHED_NOW, "settings": {}, "measures": next(iter(known.values()))["published"], "changed": 0}
    one = known[name]
    return {"title": name, "settings": one["settings"], "measures": one["measures"], "changed": one["changed_homes"]}
