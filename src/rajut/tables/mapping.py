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


class Agglomeration(Table):
    """How concentrated each segment is over the country's regencies. Internal: not disclosure-controlled.

    Businesses are the plants. Those whose workers are not known are left out of the measures by workers, and none is
    guessed; the measure by businesses takes every one located to a regency, each as one.
    """

    table = "agglomeration"
    key = ("segment",)
    segment = text("product line", required=True)
    businesses = whole("fashion businesses of the segment located to a regency", required=True)
    workers_known = whole("of them with known workers: the plants of the next three columns", required=True)
    raw_concentration = number(
        "G by workers: squared differences between the segment's and all fashion's shares of regencies; null if none known"
    )
    plant_herfindahl = number("H: sum of the squared shares of businesses in the segment's workers; null if none known")
    ellison_glaeser = number("gamma by workers: 0 = as by chance, higher = more concentrated; null if not defined")
    ellison_glaeser_businesses = number("gamma with every business as one, workers known or not; null if not defined")
    regencies = whole("regencies with businesses enough for a quotient, over which I is computed", required=True)
    morans_i = number("Moran's I of their location quotients; null if not defined")
    morans_p = number("share of permutations with an I as large or larger; null if not defined")


class HotSpots(Table):
    """Where a segment's businesses gather: Getis-Ord Gi* and stars of each regency that has fashion businesses.

    Internal: not disclosure-controlled.
    """

    table = "hot_spots"
    key = ("regency_code", "segment")
    regency_code = text("official code, 4 digits", required=True)
    segment = text("product line", required=True)
    businesses = whole("fashion businesses of the segment, 0 if the registers have none", required=True)
    location_quotient = number("1 = as in the country", required=True)
    z = number("Gi* of the quotients of the regency and its neighbours; null if too few businesses or not defined")
    p = number("chance of a z as far from 0, two-sided, before adjustment; null as z")
    q = number("p adjusted for testing every regency (Benjamini-Hochberg); null as z")
    verdict = text("hot, cold or none, after adjustment; null where not tested")
    size_star = yes_no("among the regencies with most businesses of the segment", required=True)
    specialisation_star = yes_no("location quotient high enough", required=True)
    focus_star = yes_no("among the most businesses per inhabitant of all segments; null if inhabitants are not known")


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
