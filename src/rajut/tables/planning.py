"""What planning is given and makes: partners, venues, needs, assignments, roadshow."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, whole


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
