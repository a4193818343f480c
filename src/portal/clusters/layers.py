"""Clusters as map layers: GeoJSON and GeoPackage, with the same features. Positions are those that may be published.

Names of properties are the library's own, in English, in both languages: programs read them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from portal.approvals.queries import Decree, decrees_of
from portal.clusters import profile
from portal.pages import figures, words
from rajut.published import PublishedRun

GEOJSON, GEOPACKAGE = "application/geo+json", "application/geopackage+sqlite3"
CRS = "EPSG:4326"
NUMBERS = {
    *("members", "fewer_than", "sentra", "radius_km", "location_quotient", "women_share", "muslim_wear_share", "workers"),
    *("median_km", "p90_km", "distance_m", "precision_m"),
}


def cluster_properties(row: dict[str, Any]) -> dict[str, Any]:
    """Of a row of `clusters` (JSON columns read): the figures its page publishes; null where withheld or unknown."""
    few = row["members"] < figures.SMALL
    women, muslim_wear = profile.women_of(row), profile.share(row["muslim_wear"], row["members"])
    return {
        "id": row["cluster_id"],
        "name": words.named(row),
        "segment": row["main_segment"],
        "province_code": row["province_code"],
        "regency_code": row["regency_code"],
        "district_code": row["district_code"],
        "members": None if few else row["members"],
        "fewer_than": figures.SMALL if few else None,
        "sentra": row["sentra"],
        "radius_km": round(row["radius_m"] / 1000, 1),
        "location_quotient": None if row["location_quotient"] is None else round(row["location_quotient"], 1),
        "women_share": None if women is None else round(women, 2),
        "muslim_wear_share": None if muslim_wear is None else round(muslim_wear, 2),
        "workers": row["workers"] if row["workers_known"] >= figures.SMALL else None,
        "missing_roles": ", ".join(part["role"] for part in row["missing_roles"]),
    }


def sentra_properties(row: dict[str, Any]) -> dict[str, Any]:
    """Of a sentra as `profile.page` gives it."""
    return {
        "id": row["sentra_id"],
        "cluster_id": row["cluster_id"],
        "name": words.named(row),
        "segment": row["segment"],
        "district_code": row["district_code"],
        "members": row["members"],
        "median_km": round(row["median_distance_m"] / 1000, 1),
        "p90_km": round(row["p90_distance_m"] / 1000, 1),
    }


def clusters_layer(run: PublishedRun, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """GeoJSON features of rows of `clusters`, with the decree of those that have one."""
    decrees = decrees_of(run, (row["cluster_id"] for row in rows))
    return [feature(cluster_properties(row) | _decree(decrees.get(row["cluster_id"])), *profile.rounded(row)) for row in rows]


def _decree(found: Decree | None) -> dict[str, Any]:
    return {"decree_number": found.number if found else None, "decree_date": found.on.isoformat() if found and found.on else None}


def sentra_layer(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [feature(sentra_properties(row), row["lon"], row["lat"]) for row in page["sentra"]]


def profile_layers(run: PublishedRun, page: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The layers of one cluster: itself with the counts of its page (null where withheld), and its sentra."""
    counts = {name: {part["key"]: part["count"] for part in page[name]} for name in ("segments", "roles", "sizes", "sexes")}
    own = clusters_layer(run, [page["cluster"]])[0]
    return {"cluster": [own | {"properties": own["properties"] | counts}], "sentra": sentra_layer(page)}


def geojson(layers: dict[str, list[dict[str, Any]]], run: PublishedRun) -> bytes:
    """One collection of every layer's features; `layer` of each says which. run: named in the file as its source."""
    features = [one | {"properties": {"layer": layer} | one["properties"]} for layer, found in layers.items() for one in found]
    whole = {"type": "FeatureCollection", "source": f"Rajut, run {run.id}", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def geopackage(layers: dict[str, list[dict[str, Any]]], run: PublishedRun) -> bytes:
    """A GeoPackage with a layer of points per name; layers without a feature are left out if another has one."""
    if run.finished_at:  # else GDAL writes the clock into the file, and no two files are the same
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": run.finished_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "layers.gpkg"
        for layer, features in layers.items():
            if features or not any(layers.values()):
                _write(file, layer, features)
        return file.read_bytes()


def _write(file: Path, layer: str, features: list[dict[str, Any]]) -> None:
    names = list(features[0]["properties"]) if features else []
    points = shapely.points(np.reshape([one["geometry"]["coordinates"] for one in features], (-1, 2)))
    pyogrio.raw.write(
        file,
        shapely.to_wkb(points),
        [_column(name, [one["properties"][name] for one in features]) for name in names],
        names,
        layer=layer,
        driver="GPKG",
        crs=CRS,
        geometry_type="Point",
        append=file.exists(),
    )


def _column(name: str, values: list[Any]) -> Any:
    """Numbers as numbers, with NaN for null; breakdowns as JSON; anything else as text."""
    if name in NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    told = [json.dumps(value) if isinstance(value, dict) else value for value in values]
    return np.array(told, dtype=object)


def feature(properties: dict[str, Any], lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}
