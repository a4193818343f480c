"""Reference data that every stage may read."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, whole


class Areas(Table):
    """Every official area; reference data that every stage may read, not an output of one."""

    table = "areas"
    key = ("code",)
    code = text("official code: 2, 4, 6 or 10 digits", required=True)
    level = text("province, regency, district or village", required=True)
    name = text("official name; regencies with `Kabupaten` or `Kota` before it", required=True)
    kind = text("provinsi, kabupaten, kota, kecamatan, kelurahan, desa or desa adat", required=True)
    parent_code = text("code one level up; empty for a province", required=True)
    lon = number("point of the area, degrees")
    lat = number("point of the area, degrees")
    population = whole("inhabitants; provinces and regencies only")
    postal_code = text("5 digits; villages only")


class OfficialBoundaries(Table):
    """Official boundaries that were imported; empty where areas are approximated. Reference data, not an output of a stage."""

    table = "official_boundaries"
    key = ("level", "code")
    code = text("official code: 2, 4 or 6 digits", required=True)
    level = text("province, regency or district", required=True)
    shape = text("(multi)polygon in degrees, longitude first: well-known binary in hexadecimal", required=True)


class Islands(Table):
    """Which island every village stands on; islands that a bridge joins are one. Reference data, not an output of a stage."""

    table = "islands"
    key = ("village_code",)
    village_code = text("10 digits; villages whose point is not known or doubtful have no row", required=True)
    island = text("its island, named by the smallest village code on it", required=True)
