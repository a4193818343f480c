"""What the national page shows."""

from __future__ import annotations

from typing import Any

from rajut.published import PublishedRun, areas, clusters, runs

NONE = {"businesses": 0, "suppressed": False, "location_quotient": None}


def country(run: PublishedRun, segment: str) -> dict[str, Any]:
    """Provinces for one product line, the country's total of it, its clusters, and the registers read."""
    return run.kept(("country", segment), lambda: _country(run, segment))


def _country(run: PublishedRun, segment: str) -> dict[str, Any]:
    _, clusters_total = clusters.search(run, segment="" if segment == "all" else segment, limit=0)
    return {
        "provinces": areas.children(run, areas.COUNTRY, segment),
        "total": areas.by_segment(run, areas.COUNTRY).get(segment, NONE),
        "clusters_total": clusters_total,
        "registers": runs.registers(run),
    }
