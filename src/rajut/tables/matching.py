"""What people decided, and what matching makes: pairs, links and businesses."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, whole


class Decisions(Table):
    """What people decided; an input of every run. The latest row about the same subject wins."""

    table = "decisions"
    key = ("number",)
    number = whole("order in which they were made", required=True)
    kind = text("same, different, place, class, lock, apart, together, split, exclude or rename", required=True)
    subject = text(
        "record id (same, different, place), business id of a run before (class, exclude), sentra id (split), sentra or cluster id "
        "(lock, rename), business or sentra id (apart, together)",
        required=True,
    )
    other = text("the other record id (same, different), the other business or sentra id (apart, together)")
    value = text("JSON: the values decided (place, class, rename), parts (split), how (together)")
    by = text("who decided", required=True)
    on = text("date, YYYY-MM-DD", required=True)
    reason = text("why, in the person's words")
    source = text("`portal` if the portal sent it, which sends all of its own anew for each run; else null")


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
    worth = number("records whose business an answer is expected to change: the queue's order; 0 once decided", required=True)
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
