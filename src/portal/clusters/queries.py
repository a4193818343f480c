"""Clusters on the map and, for officers, their members."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.clusters.profile import rounded
from portal.pages import figures
from rajut.published import PublishedRun, businesses, clusters, doubts
from rajut.published.scope import Scope


def points(run: PublishedRun, code: str, segment: str, language: str) -> dict[str, Any]:
    """GeoJSON of the clusters of an area. Members are rounded up to the smallest published count."""
    prefix = "" if language == "id" else f"/{language}"
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": rounded(row)},
            "properties": {
                "id": row["cluster_id"],
                "name": row[f"name_{language}"],
                "members": max(row["members"], figures.SMALL),
                "shown": f"<{figures.SMALL}" if row["members"] < figures.SMALL else str(row["members"]),
                "segment": row["main_segment"],
                "page": prefix + _plain_address(row["cluster_id"]),
            },
        }
        for row in clusters.points(run, code, segment)
    ]
    return {"type": "FeatureCollection", "features": features}


def _plain_address(cluster_id: str) -> str:
    return reverse("clusters:cluster", args=[cluster_id]).removeprefix("/en")


def members(run: PublishedRun, scope: Scope, cluster_id: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """For signed-in officers: the businesses of a cluster. Rows and their total."""
    return businesses.members_for_officer(run, scope, cluster_id, first, limit)


def missing_roles(run: PublishedRun, scope: Scope, found: dict[str, Any]) -> list[dict[str, Any]]:
    """For signed-in officers: roles a cluster lacks with the nearest business of each, `open` if it lies in their area."""
    parts = found["missing_roles"]
    inside = doubts.open_businesses_for_officer(run, scope, [part["business_id"] for part in parts if part.get("business_id")])
    return [part | {"open": part.get("business_id") in inside} for part in parts]
