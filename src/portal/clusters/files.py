"""Which files there are, about how large each is, and the rows of lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.approvals.queries import decrees_of
from portal.clusters import layers, profile, tables, texts
from portal.clusters.tables import Cell, Table
from portal.pages import figures, words
from rajut.published import PublishedRun

# Kilobytes of a file: its beginning, and each sentra (of a profile) or cluster (of a list). Measured on a sampled
# country; a page says "about".
PROFILE = {"xlsx": (11.2, 0.2), "pdf": (47.0, 0.7), "geojson": (0.9, 0.3), "gpkg": (119.0, 0.0)}
LIST = {"xlsx": (6.5, 0.09), "geojson": (0.1, 0.43), "gpkg": (100.0, 0.2)}
LIST_NAMES = {"xlsx": "area-spreadsheet", "geojson": "area-geojson", "gpkg": "area-geopackage"}
PROFILE_NAMES = {"xlsx": "spreadsheet", "pdf": "booklet", "geojson": "geojson", "gpkg": "geopackage"}


def of_profile(page: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of a cluster's profile: title, address, size in KB."""
    cluster_id = page["cluster"]["cluster_id"]
    return [
        _one(kind, reverse(f"clusters:{PROFILE_NAMES[kind]}", args=[cluster_id]), *size, len(page["sentra"]))
        for kind, size in PROFILE.items()
    ]


def of_area(code: str, segment: str, total: int) -> list[dict[str, Any]]:
    """The files with the clusters of an area; none where there is no cluster."""
    asked = f"?lini={segment}" if segment else ""
    return [_one(kind, reverse(f"clusters:{LIST_NAMES[kind]}", args=[code]) + asked, *size, total) for kind, size in LIST.items() if total]


def _one(kind: str, address: str, base: float, each: float, rows: int) -> dict[str, Any]:
    size = base + each * rows
    return {"kind": kind, "title": texts.FILE_KINDS[kind], "address": address, "size": figures.whole(float(f"{size:.2g}"))}


def listed(title: str, run: PublishedRun, rows: list[dict[str, Any]]) -> Table:
    """Clusters one a row, with the figures their pages publish."""
    columns = (
        *(texts.CLUSTER, texts.NUMBER, texts.MAIN_LINE, texts.REGENCY, texts.PROVINCE, texts.MEMBERS, texts.SENTRA, texts.RADIUS_KM),
        *(
            texts.SPECIALISATION,
            texts.WOMEN,
            texts.MUSLIM_WEAR,
            texts.WORKERS,
            texts.MISSING,
            texts.LONGITUDE,
            texts.LATITUDE,
            texts.DECREE,
        ),
    )
    told = {cluster_id: found.told for cluster_id, found in decrees_of(run, (row["cluster_id"] for row in rows)).items()}
    return Table(title, tuple(str(column) for column in columns), [(*_row(row), told.get(row["cluster_id"], "")) for row in rows])


def _row(row: dict[str, Any]) -> tuple[Cell, ...]:
    workers = row["workers"] if row["workers_known"] >= figures.SMALL else None
    lon, lat = profile.rounded(row)
    return (
        words.named(row),
        row["cluster_id"],
        words.segment(row["main_segment"]),
        row["regency"] or "–",
        row["province"] or "–",
        tables.count(row["members"]),
        tables.Figure(row["sentra"], figures.whole(row["sentra"])),
        tables.kilometres(row["radius_m"]),
        tables.quotient(row["location_quotient"]),
        tables.percent(profile.women_of(row)),
        tables.percent(profile.share(row["muslim_wear"], row["members"])),
        tables.Figure(workers, figures.whole(workers)),
        ", ".join(words.role(part["role"]) for part in row["missing_roles"]),
        tables.Figure(lon, str(lon)),
        tables.Figure(lat, str(lat)),
    )


def members(title: str, rows: list[dict[str, Any]], *, identities: bool) -> Table:
    """For officers: the businesses of a cluster, one a row."""
    columns = (
        *(texts.BUSINESS, texts.NUMBER, texts.OWNER, texts.ADDRESS, texts.VILLAGE, texts.DISTRICT, texts.ACTIVITY, texts.LINE),
        *(texts.ROLE, texts.SIZE, texts.WORKERS_OWN, texts.HOME, texts.SENTRA, texts.TO_CENTRE_KM, *([texts.PHONE] if identities else [])),
    )
    return Table(title, tuple(str(column) for column in columns), [_member(row, identities) for row in rows])


def _member(row: dict[str, Any], identities: bool) -> tuple[Cell, ...]:
    told = (row["business_id"], row["owner"], row["address"], row["village"], row["district"], row["activity"])
    return (
        row["business_name"] or str(texts.NO_NAME),
        *(value or "" for value in told),
        words.segment(row["segment"]),
        words.role(row["role"]),
        words.size(row["size_class"]),
        tables.Figure(row["workers"], figures.whole(row["workers"])),
        str(texts.HOMES[row["status"]]),
        words.named(row),
        tables.metres_in_kilometres(row["distance_m"]),
        *([row["phone"] or ""] if identities else []),
    )


def members_layer(rows: list[dict[str, Any]], *, identities: bool) -> list[dict[str, Any]]:
    """For officers: those businesses as points, of the ones that have one."""
    names = ["business_id", "business_name", "owner", "address", "activity", "segment", "role", "size_class", "status"]
    names += ["distance_m", "precision_m", *(["phone"] if identities else [])]
    placed = [row for row in rows if row["lon"] is not None]
    return [
        layers.feature({name: row[name] for name in names} | {"sentra_name": words.named(row)}, row["lon"], row["lat"]) for row in placed
    ]
