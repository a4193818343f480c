"""What clustering makes: sentra, clusters, the rules they meet and homes."""

from __future__ import annotations

import re

from rajut.tables.base import Table, number, text, whole, yes_no

UNIT = re.compile(r"([SK])\d*-\w+")  # `S3372-1f0c…` is a sentra, `K3372-…` a cluster; no business id looks like that


def kind_of(name: str) -> str:
    """What an id names: sentra, cluster or business."""
    found = UNIT.fullmatch(name)
    return {"S": "sentra", "K": "cluster"}[found[1]] if found else "business"


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


class ClusterBounds(Table):
    """How near the sentra of a regency and segment are to the shortest ways that any division of the same members could have."""

    table = "cluster_bounds"
    key = ("regency_code", "segment")
    regency_code = text("4 digits", required=True)
    segment = text("product line", required=True)
    settlements = whole("settlements with sentra: members that hang together at the first linking distance", required=True)
    sentra = whole("sentra in them", required=True)
    members = whole("members of these sentra", required=True)
    bounded_members = whole("of these, in settlements small enough to bound", required=True)
    travel_m = number("sum of bounded members' distances to the median member of their sentra, metres", required=True)
    bound_m = number("no division of each settlement into as many sentra within the size bounds has a smaller sum, metres", required=True)
    gap = number("travel over bound, less 1; null where nothing is bounded, or the bound is 0 and the travel is not")


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
    learning_group = whole("number of its learning group in the sentra, from 1, for members")
    distance_m = number("to the centre of its cluster (member, linked, scattered), metres")
    over_water = yes_no("of a scattered one: whether that cluster is on another island, because its own has none")


class ClusteringSettings(Table):
    """Numbers of definitions/clustering that a person adopted other values for; empty unless someone did."""

    table = "clustering_settings"
    key = ("name",)
    name = text("section and name, such as sentra.aim", required=True)
    value = number("the value in its place; metres or businesses as in the definition", required=True)


class FormerHomes(Table):
    """The homes of the run published before; empty at the first run. Keeps sentra and clusters together."""

    table = "former_homes"
    key = ("business_id",)
    business_id = text("business", required=True)
    status = text("as in homes", required=True)
    cluster_id = text("as in homes")
    sentra_id = text("as in homes")


class FormerUnits(Table):
    """The unit records of the run published before, and which of them are to be formed anew; empty at the first run."""

    table = "former_units"
    key = ("unit_id",)
    unit_id = text("sentra id or cluster id", required=True)
    unit = text("sentra or cluster", required=True)
    state = text("standing or ended", required=True)
    regency_code = text("4 digits", required=True)
    segment = text("product line, of a sentra")
    name_id = text("name in Indonesian", required=True)
    name_en = text("name in English", required=True)
    became = text("of an ended unit the one most of its members went to; null if none did")
    split_by = text("JSON list: digests of the decisions by which it was split", required=True)
    anew = yes_no("whether a person asked to forget it and form its members anew", required=True)


class UnitRecords(Table):
    """Every sentra and cluster there is or ever was, so that no id is given to another unit."""

    table = "unit_records"
    key = ("unit_id",)
    unit_id = text("sentra id or cluster id", required=True)
    unit = text("sentra or cluster", required=True)
    state = text("standing or ended", required=True)
    regency_code = text("4 digits", required=True)
    segment = text("product line, of a sentra")
    name_id = text("name in Indonesian, the last it had", required=True)
    name_en = text("name in English, the last it had", required=True)
    became = text("of an ended unit the one most of its members went to; null if none did")
    split_by = text("JSON list: digests of the decisions by which it was split", required=True)


class ClusterChanges(Table):
    """What happened to sentra and clusters since the run published before; nothing at the first run."""

    table = "cluster_changes"
    key = ("unit_id", "change")
    unit_id = text("sentra id or cluster id", required=True)
    unit = text("sentra or cluster", required=True)
    change = text(
        "born (new), ended, split (goes on, and `others` were born of it), merged (goes on with the members of `others`, which ended), "
        "members (goes on, some came or went)",
        required=True,
    )
    regency_code = text("4 digits", required=True)
    segment = text("product line, of a sentra")
    name_id = text("name in Indonesian; of an ended unit the last", required=True)
    name_en = text("name in English; of an ended unit the last", required=True)
    before = whole("businesses it had (of a cluster with the linked ones); 0 if born", required=True)
    members = whole("businesses it has; 0 if ended", required=True)
    joined = whole("of those it has, those it had not", required=True)
    gone = whole("of those it had, those it has no more", required=True)
    moved_in = whole("of the joined, those that were in another unit of its kind", required=True)
    moved_out = whole("of the gone, those that are in another unit of its kind now", required=True)
    others = text(
        "JSON list of unit ids: those born of it (split), those it took in (merged), those half of its members came from (born), "
        "the one most of its members went to (ended)",
        required=True,
    )
