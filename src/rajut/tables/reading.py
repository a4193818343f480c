"""What reading makes: registers, records and rejected rows."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, whole


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
    layout_rules = text("JSON: what else its layout says: multiply, observed_on, kbli_version")
    observed_on = text("date of its freshest row, YYYY-MM-DD or YYYY, where its layout or a column says so")
    area_code = text("province or regency it is of by its layout, title or file name, where its rows do not say; 2 or 4 digits")
    rows_read = whole("rows of the file after its header", required=True)
    rows_accepted = whole("rows that became a record", required=True)
    rows_rejected = whole("rows that did not, each in `rejected`", required=True)


class Records(Table):
    """One accepted row of a register: its values under the field's own names. How the row stood is in `originals`."""

    table = "records"
    key = ("record_id",)
    order = ("register", "row_number")  # as they are read: written at once, a country's records need not be held and sorted
    sought = ("record_id",)
    personal = ("owner", "phone", "nik", "npwp")
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


class Originals(Table):
    """An accepted row as it stood in its register: as much text as all its values together, and read by people only."""

    table = "originals"
    key = ("register", "row_number")
    personal = ("original",)
    register = text("register the row came from", required=True)
    row_number = whole("row in the file as a spreadsheet counts: the header is 1", required=True)
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


class Mended(Table):
    """One rejected row that a person mended and that is a record now: where it came from and what stood there before."""

    table = "mended"
    key = ("register", "row_number")
    personal = ("before",)
    register = text("register the row belongs to", required=True)
    row_number = whole("row in the register's file", required=True)
    record_id = text("the record it became", required=True)
    file_name = text("name of the sheet of mended rows", required=True)
    digest = text("SHA-256 of that sheet", required=True)
    code = text("why the row was rejected before", required=True)
    before = text("JSON: the row as it stood before", required=True)
