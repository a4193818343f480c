"""Map data: the same figures as the table, rounded positions, sent once a day."""

from __future__ import annotations

import json
import re

from django.test import Client

from support.small_world import BATIK, LONELY


def test_boundaries_are_those_below_the_area(visitor: Client) -> None:
    answer = visitor.get("/peta/batas/33.geojson")
    codes = {feature["properties"]["code"] for feature in json.loads(answer.content)["features"]}
    assert "3372" in codes
    assert all(len(code) == 4 and code.startswith("33") for code in codes)
    assert len(json.loads(visitor.get("/peta/batas/ID.geojson").content)["features"]) == 38


def test_boundaries_are_sent_again_only_if_they_changed(visitor: Client) -> None:
    first = visitor.get("/peta/batas/33.geojson")
    assert "max-age=86400" in first.headers["Cache-Control"]
    assert visitor.get("/peta/batas/33.geojson", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert visitor.get("/peta/batas/33.geojson", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_positions_of_clusters_are_rounded(visitor: Client) -> None:
    features = json.loads(visitor.get("/peta/klaster/3372.geojson").content)["features"]
    points = {feature["properties"]["id"]: feature["geometry"]["coordinates"] for feature in features}
    assert points[BATIK] == [110.791, -7.571]
    assert points[LONELY] == [110.86, -7.56], "fewer than five members: rounded more"


def test_small_clusters_do_not_tell_their_size(visitor: Client) -> None:
    features = json.loads(visitor.get("/peta/klaster/3372.geojson").content)["features"]
    shown = {feature["properties"]["id"]: feature["properties"] for feature in features}
    assert shown[LONELY]["shown"] == "<5"
    assert shown[LONELY]["members"] == 5
    assert shown[BATIK]["shown"] == "97"


def test_points_lead_to_pages_in_the_readers_language(visitor: Client) -> None:
    def pages(language: str) -> list[str]:
        features = json.loads(visitor.get(f"/peta/klaster/3372.geojson?bahasa={language}").content)["features"]
        return [feature["properties"]["page"] for feature in features]

    assert f"/klaster/{BATIK}/" in pages("id")
    assert f"/en/klaster/{BATIK}/" in pages("en")


def test_the_table_names_every_province_and_its_shade(visitor: Client) -> None:
    page = visitor.get("/?lini=weaving").text
    shades = dict(re.findall(r'<tr data-code="(\d+)" data-class="(.)"', page))
    assert len(shades) == 38
    assert shades["33"] == "x"
    assert shades["64"] in "12345"
    assert shades["11"] == "0"
    assert "ditahan" in page


def test_points_follow_the_filter(visitor: Client) -> None:
    assert json.loads(visitor.get("/peta/klaster/3372.geojson?lini=weaving").content)["features"] == []
    assert len(json.loads(visitor.get("/peta/klaster/3372.geojson?lini=batik").content)["features"]) == 1
