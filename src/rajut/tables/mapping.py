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


class Coverage(Table):
    """How many fashion businesses there are, held by a register or not, as an interval. Internal: not disclosure-controlled.

    A product line's estimate speaks of the businesses that truly are of it, whatever they were classed as; `observed`, `doubled` and
    `overlap` of those classed so. Lines share out what there is as a whole.
    """

    table = "coverage"
    key = ("level", "area_code", "segment")
    level = text("country, province or regency", required=True)
    area_code = text("official code; `ID` for the country", required=True)
    segment = text("product line, or `all`", required=True)
    lists = whole("registers that hold a business here; registers of different places count as one", required=True)
    observed = whole("fashion businesses of the registers, as in `spread`", required=True)
    doubled = number("of them probably counted twice, from the chances of pairs left apart", required=True)
    overlap = number("in two registers or more, those counted twice joined", required=True)
    estimate = whole("all businesses there are: the middle of the draws; null if refused")
    low = whole("lower end of its 95 % interval; null if refused")
    high = whole("upper end; null if refused")
    held = number("share of what there is that the registers hold, of a line called whatever; null if refused")
    held_low = number("lower end of its 95 % interval; null if refused")
    held_high = number("upper end; null if refused")
    lower_bound = number("Chao's lower bound, without any pooling; for `all` only, null if refused")
    reason = text("stable code: how it was estimated or why not; its sentence is in the error catalogue", required=True)
    facts = text("JSON: the facts that fill the sentence", required=True)


class Accuracy(Table):
    """The accuracy sheet of an area: coverage, duplicates, places and dates of its fashion businesses. Internal."""

    table = "accuracy"
    key = ("level", "area_code")
    level = text("country, province, regency or district", required=True)
    area_code = text("official code; `ID` for the country", required=True)
    businesses = whole("fashion businesses of the registers", required=True)
    records = whole("rows of registers they were resolved from", required=True)
    doubled = number("of the businesses probably counted twice; null for districts")
    lists = whole("registers that hold one; null for districts")
    overlap = number("businesses in two registers or more; null for districts")
    estimate = whole("all there are; null if refused")
    low = whole("lower end of the 95 % interval; null if refused")
    high = whole("upper end; null if refused")
    held = number("share that the registers hold; null if refused")
    held_low = number("its lower end; null if refused")
    held_high = number("its upper end; null if refused")
    lower_bound = number("Chao's lower bound; null if refused")
    reason = text("stable code: how it was estimated or why not", required=True)
    facts = text("JSON: the facts that fill its sentence", required=True)
    to_village = whole("businesses located to a village", required=True)
    doubtful = whole("businesses whose place is less sure than the definition asks", required=True)
    misplaced = number("expected businesses whose finest area is wrong: the sum of one minus the confidence of each place", required=True)
    dated = whole("businesses with the date of a record; the rest is unknown", required=True)
    fresh = whole("of them with a record hardly older than the freshest of the run", required=True)
    observed_from = text("date of the oldest; null if none has one")
    observed_to = text("date of the freshest; null if none has one")


class PublicAccuracy(Table):
    """The accuracy sheet as it may be published: rounded, and nothing where the area's businesses are withheld."""

    table = "public_accuracy"
    key = ("level", "area_code")
    level = text("country, province, regency or district", required=True)
    area_code = text("official code; `ID` for the country", required=True)
    businesses = whole("fashion businesses of the registers, as in `public_spread`; null if withheld")
    estimate = whole("all there are, to three leading digits; null if withheld or refused")
    low = whole("lower end of the interval, rounded down; null as estimate")
    high = whole("upper end, rounded up; null as estimate")
    held_low = number("share that the registers hold at least, rounded down; null as estimate")
    held_high = number("share they hold at most, rounded up; null as estimate")
    reason = text("stable code: how it was estimated, why not, or that it is withheld", required=True)
    facts = text("JSON: the facts that fill its sentence", required=True)
    doubled_share = number("share of businesses probably counted twice; null if withheld or too few to round safely")
    misplaced_share = number("expected share whose finest area is wrong; null as doubled_share")
    to_village_share = number("share located to a village; the country only")
    dated_share = number("share with the date of a record; null as doubled_share")
    fresh_share = number("of these, share with a fresh record; null as doubled_share")
