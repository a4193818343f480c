"""What locating makes: the place of every record."""

from __future__ import annotations

from rajut.tables.base import Table, number, text


class Places(Table):
    """Where each record is: finest area code supported by its evidence, a point, how precise, and why."""

    table = "places"
    key = ("record_id",)
    record_id = text("record", required=True)
    level = text("village, district, regency, province or none: the finest level known", required=True)
    province_code = text("2 digits")
    regency_code = text("4 digits")
    district_code = text("6 digits")
    village_code = text("10 digits")
    lon = number("longitude, degrees: the (repaired) coordinate if there is one, else the area's point")
    lat = number("latitude, degrees")
    precision_m = number("radius that holds the true place in about nine of ten cases, metres")
    point_source = text("coordinate, village, district, regency, province or none", required=True)
    coordinate = text("given, swapped, sign_flipped, scaled (all three: repaired), contradicts, outside or missing", required=True)
    confidence = number("0 to 1: that the finest area code is right", required=True)
    reason = text("stable code of the reason; its sentence is in the error catalogue", required=True)
    facts = text("JSON: the facts that fill the sentence", required=True)
