"""The data dictionary: every table handed from one stage to the next.

A table is a class; its columns are class attributes in the order they are written. Stages share these
classes and nothing else. Units: metres, rupiah, WGS 84 degrees (longitude before latitude). Lists and
mappings are JSON text, so that every engine and every reader of Parquet understands them. A column is
null where the fact is unknown; unknown is never written as 0 or "".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    type: pa.DataType
    meaning: str
    required: bool = False


def text(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.string(), meaning, required)


def whole(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.int64(), meaning, required)


def number(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.float64(), meaning, required)


def yes_no(meaning: str, *, required: bool = False) -> Column:
    return Column(pa.bool_(), meaning, required)


class Table:
    """Base of every table.

    `key` names the columns that identify a row, `order` those a file is sorted by (the key, unless
    readers look rows up by something else), `personal` those that only signed-in people may see.
    """

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    order: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def columns(cls) -> dict[str, Column]:
        return {name: value for name, value in vars(cls).items() if isinstance(value, Column)}

    @classmethod
    def schema(cls) -> pa.Schema:
        return pa.schema([pa.field(name, column.type, nullable=not column.required) for name, column in cls.columns().items()])


# --- reference ---------------------------------------------------------------------------------------


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


# --- reading -----------------------------------------------------------------------------------------


class Registers(Table):
    """One row per register file that a run read. rows_read = rows_accepted + rows_rejected, always."""

    table = "registers"
    key = ("register",)
    register = text("short name of the register, unique in the run", required=True)
    file_name = text("name of the file, without its folder", required=True)
    digest = text("SHA-256 of the file", required=True)
    format = text("csv, xlsx, xls, ods, parquet or geojson", required=True)
    encoding = text("character encoding, for text formats")
    delimiter = text("column delimiter, for CSV")
    layout_source = text("`file` if a layout lay beside the register, else `proposed`", required=True)
    layout = text("JSON: role -> column of the file", required=True)
    observed_on = text("date of its freshest row, YYYY-MM-DD or YYYY, where its layout or a column says so")
    rows_read = whole("rows of the file after its header", required=True)
    rows_accepted = whole("rows that became a record", required=True)
    rows_rejected = whole("rows that did not, each in `rejected`", required=True)


class Records(Table):
    """One accepted row of a register: its values under the field's own names, and the row as it stood."""

    table = "records"
    key = ("record_id",)
    personal = ("owner", "phone", "nik", "npwp", "original")
    record_id = text("stable id: the same row of the same register has it in every run, in any row order", required=True)
    register = text("register the row came from", required=True)
    row_number = whole("row in the file as a spreadsheet counts: the header is 1", required=True)
    source_id = text("the register's own id of the row")
    business_name = text("name of the business, trimmed")
    owner = text("name of the owner")
    phone = text("digits as +62…, or null if it cannot be a phone number")
    nik = text("16 digits; format and plausibility checked only")
    nib = text("13 digits")
    npwp = text("15 or 16 digits")
    address = text("street address or the whole address")
    village = text("village (desa/kelurahan) as written")
    district = text("district (kecamatan) as written")
    regency = text("regency or city as written")
    province = text("province as written")
    postal_code = text("5 digits")
    area_code = text("official area code as written, digits only (2, 4, 6 or 10)")
    lon = number("longitude as given, degrees; may be wrong")
    lat = number("latitude as given, degrees; may be wrong")
    activity = text("what the business does, in its own words")
    category = text("label the register gives the business")
    kbli = text("industry code as written, digits only")
    kbli_version = text("2015, 2020 or 2025 where the register or its layout says so")
    workers = whole("workers including the owner where counted")
    sales = number("yearly sales, rupiah")
    capital = number("capital or investment without land and buildings, rupiah")
    owner_sex = text("`F` or `M`")
    started = whole("year the business began")
    observed_on = text("date the row describes, YYYY-MM-DD or YYYY")
    original = text("JSON: the row as it stood, column -> value", required=True)


class Rejected(Table):
    """One row of a register that could not be used, with its reason."""

    table = "rejected"
    key = ("register", "row_number")
    personal = ("original",)
    register = text("register the row came from", required=True)
    row_number = whole("row in the file as a spreadsheet counts: the header is 1", required=True)
    code = text("stable code of the reason; its sentence is in the error catalogue", required=True)
    facts = text("JSON: the facts that fill the sentence; no personal data", required=True)
    original = text("JSON: the row as it stood", required=True)


# --- locating ----------------------------------------------------------------------------------------


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


# --- matching ----------------------------------------------------------------------------------------


class Decisions(Table):
    """What people decided; an input of every run. The latest row about the same subject wins."""

    table = "decisions"
    key = ("number",)
    number = whole("order in which they were made", required=True)
    kind = text("same, different, place, class (more kinds come with the stages that read them)", required=True)
    subject = text("record id (same, different, place) or business id (class)", required=True)
    other = text("the other record id, for same and different")
    value = text("JSON: the values decided, for place and class")
    by = text("who decided", required=True)
    on = text("date, YYYY-MM-DD", required=True)
    reason = text("why, in the person's words")


class Identities(Table):
    """The business id each record had in the run before; empty at the first run. Keeps ids stable."""

    table = "identities"
    key = ("record_id",)
    record_id = text("record", required=True)
    business_id = text("business it belonged to", required=True)


class Pairs(Table):
    """Two records compared and found alike enough to be told about."""

    table = "pairs"
    key = ("record_a", "record_b")
    record_a = text("the smaller record id", required=True)
    record_b = text("the larger record id", required=True)
    probability = number("that both are the same business, 0 to 1", required=True)
    verdict = text("same, ask or different", required=True)
    decided_by = text("`model`, or who decided", required=True)
    evidence = text("JSON list: per comparison its name, level and weight in bits", required=True)


class Links(Table):
    """The business each record belongs to; every record has exactly one."""

    table = "links"
    key = ("record_id",)
    record_id = text("record", required=True)
    business_id = text("business", required=True)


class Businesses(Table):
    """One real business, its values chosen from its records by stated rules."""

    table = "businesses"
    key = ("business_id",)
    personal = ("owner", "phone", "nik", "npwp")
    business_id = text("stable id: survives a re-run and the addition of a register", required=True)
    record_count = whole("records it was resolved from", required=True)
    registers = text("JSON list of the registers that hold it", required=True)
    business_name = text("name of the business")
    owner = text("name of the owner")
    phone = text("as +62…")
    nik = text("16 digits")
    nib = text("13 digits")
    npwp = text("15 or 16 digits")
    address = text("address as written")
    activity = text("what it does; of several records all distinct texts joined by ` | `")
    category = text("labels given by registers, joined by ` | `")
    kbli = text("industry code as written")
    kbli_version = text("version of the code")
    workers = whole("workers")
    sales = number("yearly sales, rupiah")
    capital = number("capital without land and buildings, rupiah")
    owner_sex = text("`F` or `M`")
    started = whole("year it began")
    observed_on = text("date of the freshest record")
    level = text("finest area level known", required=True)
    province_code = text("2 digits")
    regency_code = text("4 digits")
    district_code = text("6 digits")
    village_code = text("10 digits")
    lon = number("longitude, degrees")
    lat = number("latitude, degrees")
    precision_m = number("metres")
    place_confidence = number("0 to 1", required=True)
    chosen_from = text("JSON: column -> record id its value came from; null where there is one record only")


# --- classifying -------------------------------------------------------------------------------------


class Classes(Table):
    """What each business is. A null answer is an abstention: a person should be asked."""

    table = "classes"
    key = ("business_id",)
    business_id = text("business", required=True)
    fashion = yes_no("belongs to fashion, textiles or their derivatives")
    fashion_confidence = number("0 to 1", required=True)
    segment = text("product line, see definitions/segments; null unless fashion")
    segment_confidence = number("0 to 1", required=True)
    role = text("core, supplier, supporting or trade; null unless fashion")
    role_confidence = number("0 to 1", required=True)
    kbli_code = text("five-digit industry code")
    kbli_version = text("2020 or 2025; always beside the code")
    kbli_source = text("given or inferred")
    kbli_confidence = number("0 to 1", required=True)
    muslim_wear = yes_no("makes or sells Muslim wear")
    muslim_wear_confidence = number("0 to 1", required=True)
    size_class = text("micro, small, medium or large; by workers, BPS classes; null if unknown")
    legal_size_class = text("micro, small, medium or (above medium) large; PP 7/2021 by yearly sales; null if unknown")
    reason = text("JSON: the words and codes that decided", required=True)
    decided_by = text("`model`, or who decided", required=True)


# --- mapping -----------------------------------------------------------------------------------------


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


# --- clustering --------------------------------------------------------------------------------------


class Sentra(Table):
    """Businesses of one segment close to each other, small enough for one facilitator."""

    table = "sentra"
    key = ("sentra_id",)
    sentra_id = text("id", required=True)
    cluster_id = text("cluster it belongs to", required=True)
    name_id = text("name in Indonesian: segment and place", required=True)
    name_en = text("name in English", required=True)
    segment = text("product line", required=True)
    regency_code = text("4 digits", required=True)
    district_code = text("6 digits, of most members")
    village_code = text("10 digits, of most members")
    lon = number("centre, degrees", required=True)
    lat = number("centre, degrees", required=True)
    members = whole("businesses", required=True)
    median_distance_m = number("of members to the centre, metres", required=True)
    p90_distance_m = number("ninth decile, metres", required=True)


class Clusters(Table):
    """Sentra of one locality with their suppliers, supporters and trade: the unit of coaching."""

    table = "clusters"
    key = ("cluster_id",)
    cluster_id = text("id", required=True)
    name_id = text("name in Indonesian", required=True)
    name_en = text("name in English", required=True)
    province_code = text("2 digits", required=True)
    regency_code = text("4 digits", required=True)
    district_code = text("6 digits, of most members")
    lon = number("centre, degrees", required=True)
    lat = number("centre, degrees", required=True)
    radius_m = number("ninth decile of members' distance to the centre, metres", required=True)
    members = whole("businesses", required=True)
    sentra = whole("sentra in it", required=True)
    main_segment = text("segment of most core members", required=True)
    segments = text("JSON: segment -> members", required=True)
    roles = text("JSON: role -> members", required=True)
    sizes = text("JSON: size class -> members, `unknown` included", required=True)
    missing_roles = text("JSON list: role with no member, with the nearest business of it and its distance in metres", required=True)
    women_owned = whole("members known to be owned by a woman", required=True)
    sex_known = whole("members whose owner's sex is known", required=True)
    muslim_wear = whole("members in Muslim wear", required=True)
    workers = whole("workers of members that report them", required=True)
    workers_known = whole("members that report workers", required=True)
    location_quotient = number("of the main segment in the cluster's regency; null if not defined")


class ClusterRules(Table):
    """Which legal predicates of a sentra or klaster each unit meets."""

    table = "cluster_rules"
    key = ("unit_id", "rule")
    unit_id = text("sentra id or cluster id", required=True)
    unit = text("sentra or cluster", required=True)
    rule = text("id of the rule in definitions/sentra_rules", required=True)
    met = yes_no("null where the facts needed are unknown")
    measured = number("what was measured")
    needed = number("what the rule asks")


class Homes(Table):
    """The home of every fashion business: a sentra and cluster, a cluster only, or scattered."""

    table = "homes"
    key = ("business_id",)
    order = ("cluster_id", "business_id")
    business_id = text("business", required=True)
    status = text(
        "member (of a sentra and its cluster), linked (of the cluster only), scattered, or unplaced (no point known)", required=True
    )
    cluster_id = text("its cluster; for scattered the nearest cluster; null if there is none")
    sentra_id = text("its sentra, for members")
    distance_m = number("to the centre of its cluster (member, linked, scattered), metres")


# --- planning ----------------------------------------------------------------------------------------


class Partners(Table):
    """Organisations that train or mentor (an input)."""

    table = "partners"
    key = ("partner_id",)
    partner_id = text("id", required=True)
    name = text("name of the organisation", required=True)
    kind = text("association, company, campus or bank", required=True)
    services = text("JSON list of services it gives", required=True)
    segments = text("JSON list of segments it knows; empty = any", required=True)
    regency_code = text("where it is, 4 digits", required=True)
    capacity = whole("clusters it can serve in a year", required=True)
    reach_km = number("how far it travels, kilometres", required=True)


class Venues(Table):
    """Training centres, galleries and halls (an input)."""

    table = "venues"
    key = ("venue_id",)
    venue_id = text("id", required=True)
    name = text("name of the venue", required=True)
    kind = text("training_centre, gallery or hall", required=True)
    regency_code = text("where it is, 4 digits", required=True)
    capacity = whole("people at once", required=True)


class Needs(Table):
    """How much each cluster needs each service."""

    table = "needs"
    key = ("cluster_id", "service")
    cluster_id = text("cluster", required=True)
    service = text("one of the coaching services", required=True)
    score = number("0 to 1: higher is more urgent", required=True)
    reasons = text("JSON: indicator -> its part of the score; null where unknown", required=True)


class Assignments(Table):
    """Who serves which cluster with what, or why nobody can."""

    table = "assignments"
    key = ("cluster_id", "service")
    cluster_id = text("cluster", required=True)
    service = text("service", required=True)
    partner_id = text("null if unmet")
    venue_id = text("nearest venue of enough capacity; null if none or unmet")
    distance_km = number("partner to cluster, kilometres")
    status = text("assigned or unmet", required=True)
    reason = text("stable code of the reason; its sentence is in the error catalogue", required=True)


class Roadshow(Table):
    """The cities of the roadshow, chosen to cover the most fashion businesses."""

    table = "roadshow"
    key = ("stop",)
    stop = whole("order, largest gain first", required=True)
    regency_code = text("city", required=True)
    covered = whole("fashion businesses within reach of this and the stops before", required=True)
    share = number("of all placed fashion businesses, 0 to 1", required=True)
