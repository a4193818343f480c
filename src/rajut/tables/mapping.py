"""What mapping makes: spread, specialisation, density and what may be published."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, whole, yes_no


class Spread(Table):
    """How many fashion businesses of what kind are where. Internal: not disclosure-controlled."""

    table = "spread"
    key = ("level", "area_code", "segment", "size_class")
    level = text("country, province, regency, district or village", required=True)
    area_code = text("official code; `ID` for the country", required=True)
    segment = text("product line, `all` for every line, `unknown` where it abstained", required=True)
    size_class = text("size class, `all`, or `unknown`", required=True)
    businesses = whole("fashion businesses", required=True)
    muslim_wear = whole("of them in Muslim wear", required=True)
    workers = whole("workers of those that report them", required=True)
    workers_known = whole("businesses that report workers", required=True)


class Specialisation(Table):
    """Location quotients: share of a segment in an area over its share in the country."""

    table = "specialisation"
    key = ("level", "area_code", "segment")
    level = text("province, regency or district", required=True)
    area_code = text("official code", required=True)
    segment = text("product line", required=True)
    businesses = whole("fashion businesses of the segment in the area", required=True)
    location_quotient = number("1 = as in the country", required=True)
    low = number("lower end of its 95 % interval", required=True)
    high = number("upper end of its 95 % interval", required=True)


class Hexagons(Table):
    """Density of fashion businesses in H3 hexagons."""

    table = "hexagons"
    key = ("cell", "segment")
    cell = text("H3 index", required=True)
    segment = text("product line, or `all`", required=True)
    businesses = whole("fashion businesses", required=True)
    lon = number("centre, degrees", required=True)
    lat = number("centre, degrees", required=True)
    per_km2 = number("businesses per square kilometre", required=True)


class PublicSpread(Table):
    """The spread as it may be published: small cells suppressed so that none can be recomputed.

    An area with any fashion business has a row for every segment; an area without a row has none.
    """

    table = "public_spread"
    key = ("level", "area_code", "segment")
    level = text("country, province, regency or district", required=True)
    area_code = text("official code; `ID` for the country", required=True)
    segment = text("product line, `all` or `unknown`", required=True)
    businesses = whole("fashion businesses; null if suppressed")
    suppressed = yes_no("true if the figure is withheld", required=True)
    location_quotient = number("null if suppressed or not defined")
