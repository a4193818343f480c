"""What the national page shows."""

from __future__ import annotations

from typing import Any

from rajut.published import PublishedRun, accuracy, areas, clusters, runs


def country(run: PublishedRun, segment: str) -> dict[str, Any]:
    """Provinces for one product line, the country's total of it, its clusters, and the registers read."""
    return run.kept(("country", segment), lambda: _country(run, segment))


def _country(run: PublishedRun, segment: str) -> dict[str, Any]:
    _, clusters_total = clusters.search(run, segment="" if segment == "all" else segment, limit=0)
    registers = runs.registers(run)
    return {
        "provinces": areas.children(run, areas.COUNTRY, segment),
        "total": areas.by_segment(run, areas.COUNTRY).get(segment, areas.NOTHING),
        "clusters_total": clusters_total,
        "coverage": accuracy.public(run, areas.COUNTRY),
        "registers": registers,
        "observed": _observed([row["observed_on"] for row in registers]),
    }


def _observed(dates: list[str | None]) -> str:
    """The years the registers describe, as far as they say: `2021–2023`; empty if none does."""
    years = sorted({date[:4] for date in dates if date})
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
