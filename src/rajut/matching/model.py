"""The Fellegi-Sunter model of two register rows: conditions here, prior chances in definitions/matching.yaml.

Comparisons that see the same fact are one comparison with levels (the model assumes independence given the
truth): NIK, NIB, NPWP, phone and the owner's name are one, and so are address, point, village and district. An owner's
name at an address is nearly a number: two businesses of one owner share both, so their agreement is one fact.

One value is a slip of the other if one edit makes it (four of five misspellings are one: Damerau 1964). That two businesses have values so
near takes somebody who really has the rarer one, however common the other is; so the rarer value's frequency counts, times the
number of slips a name can suffer. Of a name and a short form of it the commoner one's counts.
"""

from __future__ import annotations

from rajut.matching.blocking import Rule
from rajut.matching.comparing import CANDIDATES, Comparison, Family, Level, similar, subset, unknown
from rajut.matching.preparing import rules

# What many conditions ask is found once a pair, under these names (see `_asked`).
SAME_ACTOR, NAMESAKES = "same_actor", "(owner_alike OR owner_part)"

# An owner's name at an address; without a house number there is no street.
SMALLEST = "coalesce(district_{0}, regency_{0}, province_{0}, '')"
OWNER_AT = f"(owner_words_l = owner_words_r AND street_l = street_r AND {SMALLEST.format('l')} = {SMALLEST.format('r')})"

# An actor's two businesses are rarely both called by their trade alone; of two actors that says nothing.
BOTH_PLAIN = f"({SAME_ACTOR} AND core_l IS NULL AND core_r IS NULL AND named_l AND named_r)"

ONE_PLAIN = f"({SAME_ACTOR} AND (core_l IS NULL) <> (core_r IS NULL) AND named_l AND named_r)"


def comparisons() -> tuple[Comparison, ...]:
    """What is compared of two rows of registers of businesses."""
    alike, metres, chances = rules()["alike"], rules()["metres"], rules()["comparisons"]
    asked = _asked(alike["owner"], alike["name"])
    made = (
        ("actor", unknown("person", "taxpayer", "nib", "phone", "owner_words"), _actor()),
        ("name", f"{unknown('core')} AND NOT coalesce({BOTH_PLAIN} OR {ONE_PLAIN}, false)", _names()),
        ("trade", unknown("trade"), _trades()),
        # Agreement is told by `actor`; here only that two numbers contradict each other.
        ("phone", f"{unknown('phone')} OR {SAME_ACTOR}", _phones()),
        ("place", unknown("province"), _places(metres, alike["address"])),
        (
            "register",
            unknown("register"),
            # How often a register holds a business twice is how it is kept: where registers do not overlap, all candidates are of one
            # register, and what they would teach is that a register of weavers holds everyone twice.
            (Family("register", "", (Level("same", "register_l = register_r", "register"), Level("other", "")), learnt=False),),
        ),
    )
    return tuple(Comparison.of(name, nothing, families, chances[name], asked) for name, nothing, families in made)


def _asked(similarity: float, name_similarity: float) -> dict[str, str]:
    """Whether a number, or an owner's name at an address, says that one actor runs both; and whether the owners' names are the same,
    alike, or one is part or a short form of the other (null if one is unknown); and whether one name is part of the other."""
    numbers = (f"{number}_l = {number}_r" for number in ("person", "nib", "taxpayer", "phone"))
    core_alike = f"({similar('core_words', name_similarity)} OR {similar('core', name_similarity)})"

    def of_owners(condition: str) -> str:
        """SQL: whether the owners are the same, else the condition, which is asked of no others: null if one is unknown."""
        return f"CASE WHEN {unknown('owner_words')} THEN NULL WHEN owner_words_l = owner_words_r THEN true ELSE {condition} END"

    return {
        SAME_ACTOR: f"CASE WHEN {' OR '.join(numbers)} OR {OWNER_AT} THEN true ELSE false END",
        "owner_alike": of_owners(f"{similar('owner_words', similarity)} OR {similar('owner', similarity)}"),
        "owner_part": of_owners(subset("owner", "owner_forms")),
        "core_alike": core_alike,
        "core_part": subset("core"),
    }


def _actor() -> tuple[Family, ...]:
    """Who runs it. NIK, NIB (one per actor), NPWP, phone and name see one fact: the strongest of them speaks."""
    return (
        Family("nik", _known("person"), (Level("same_nik", "person_l = person_r", "person"),)),
        Family("nib", _known("nib"), (Level("same_nib", "nib_l = nib_r", "nib"),)),
        Family("npwp", _known("taxpayer"), (Level("same_npwp", "taxpayer_l = taxpayer_r", "taxpayer"),)),
        Family(
            "nik",
            _known("person"),
            (
                Level("nik_typo", f"one_slip(person_l, person_r) AND {NAMESAKES}", "person"),
                Level("other_nik", "person_l <> person_r"),
            ),
        ),
        Family(
            "nib",
            _known("nib"),
            (Level("nib_typo", "one_slip(nib_l, nib_r)", "nib"), Level("other_nib", "nib_l <> nib_r")),
        ),
        Family(
            "phone",
            _known("phone"),
            (
                Level("same_phone", f"phone_l = phone_r AND coalesce({NAMESAKES}, true)", "phone"),
                Level("shared_phone", "phone_l = phone_r", "phone"),
            ),
        ),
        Family("owner_at", f"{_known('owner_words')} AND {_known('street')}", (Level("owner_at", OWNER_AT, "owner_at"),)),
        Family(
            "owner",
            _known("owner_words"),
            (
                Level("exact", "owner_words_l = owner_words_r", "owner_place"),
                Level("slip", "owner_alike AND one_slip(owner_l, owner_r)", "owner_place", rarer=True),
                Level("contained", "owner_part", "owner_place"),
                Level("alike", "owner_alike", "owner_place"),
                Level("differs", f"NOT ({unknown('owner_words')})"),
            ),
        ),
        Family("rest", "", (Level("unknown", ""),)),
    )


def _names() -> tuple[Family, ...]:
    """The name. Where both are named after the owner, whose name agrees already, it says little more."""
    after_owner = f"""({SAME_ACTOR} OR {NAMESAKES}) AND core_part AND (after_owner_l OR after_owner_r)
        OR NOT {SAME_ACTOR} AND {NAMESAKES} AND after_owner_l AND after_owner_r"""
    return (
        Family(
            "of_actor",
            SAME_ACTOR,
            (Level("both_plain", BOTH_PLAIN), Level("one_plain", ONE_PLAIN), Level("after_owner", after_owner)),
            CANDIDATES,
        ),
        Family(
            "name",
            _known("core"),
            (
                Level("exact", "core_l = core_r", "core_place"),
                Level("reordered", "core_words_l = core_words_r OR replace(core_l, ' ', '') = replace(core_r, ' ', '')", "core_place"),
                Level("slip", "core_alike AND one_slip(core_l, core_r)", "core_place", rarer=True),
                Level("contained", "core_part", "core_place"),
                Level("alike", "core_alike", "core_place"),
            ),
        ),
        Family(
            "of_actor",
            SAME_ACTOR,
            (Level("brand_or_owner", f"{SAME_ACTOR} AND after_owner_l <> after_owner_r"), Level("actor_differs", SAME_ACTOR)),
            CANDIDATES,
        ),
        Family("name", _known("core"), (Level("differs", ""),)),
    )


def _trades() -> tuple[Family, ...]:
    overlaps = Level("overlaps", "(trade_l & trade_r) <> 0")
    return (Family("trade", "", (Level("same", "trade_l = trade_r", "trade_place"), overlaps, Level("differs", "")), CANDIDATES),)


def _phones() -> tuple[Family, ...]:
    return (Family("phone", "", (Level("typo", "one_slip(phone_l, phone_r)", "phone"), Level("differs", ""))),)


def _places(metres: dict[str, int], similarity: float) -> tuple[Family, ...]:
    """Where it is. Another business of the same actor is mostly next door, so for one actor only addresses tell them apart."""
    distance = "great_circle_m(lon_l, lat_l, lon_r, lat_r)"
    district = "coalesce(district_l = district_r, regency_l = regency_r, province_l = province_r)"
    address_alike = f"(house_l = house_r AND {similar('street', similarity)})"
    actor = (
        Level("actor_address", f"{SAME_ACTOR} AND (street_l = street_r OR {address_alike})"),
        Level("actor_other_address", f"{SAME_ACTOR} AND street_l <> street_r"),
        Level("actor_here", f"{SAME_ACTOR} AND {district}"),
        Level("actor_elsewhere", SAME_ACTOR),
    )
    address = (
        Level("address", f"address_place_l = address_place_r AND {district}", "address_here"),
        Level("address_alike", f"{address_alike} AND {district}", "address_here"),
    )
    near = Level("near", f"{distance} <= {metres['near']}", "cell"), Level("close", f"{distance} <= {metres['close']}", "wide_cell")
    # Families without levels begin here what their levels further down are a share of.
    return (
        Family("of_actor", SAME_ACTOR, actor, CANDIDATES),
        Family("anywhere", _known("regency"), ()),
        Family("village_with_address", f"{_known('street')} AND village_l = village_r", ()),
        Family("address", _known("address_place"), address),
        _place_family("village_with_address", "other_address", "street_l <> street_r", "village"),
        Family("point", _known("lon"), near),
        _place_family("village", "village", "", "village"),
        _place_family("district_only", "district_only", "(village_l IS NULL OR village_r IS NULL)", "district"),
        _place_family("village", "district", "", "district"),
        _place_family("regency_only", "regency_only", "(district_l IS NULL OR district_r IS NULL)", "regency"),
        _place_family("anywhere", "regency", "", "regency"),
        _place_family("province_only", "province_only", "(regency_l IS NULL OR regency_r IS NULL)", "province"),
        Family("anywhere", _known("regency"), (Level("elsewhere", ""),)),
    )


def _place_family(family: str, level: str, when: str, area: str) -> Family:
    """A level of agreement on an area, and when it can be seen."""
    sees = f"{when} AND {_known(area)}" if when else _known(area)
    return Family(family, sees, (Level(level, f"{area}_l = {area}_r" + (f" AND {when}" if when else ""), area),))


def _known(column: str) -> str:
    return f"{column}_l IS NOT NULL AND {column}_r IS NOT NULL"


def blocking_rules() -> tuple[Rule, ...]:
    """What rows of one business mostly share. Names and streets count within a village, district or province only.

    Where a part of the name alone brings rows together, owners none of whose words begin alike are two: half of the pairs need no look.
    """
    word = "split_part(core_words, ' ', {})"
    words = tuple(f"CASE WHEN length({word.format(i)}) > 2 THEN {word.format(i)} || '|' || district END" for i in (1, 2, 3))
    named = ("core_words || '|' || coalesce(district, regency)", "core_words || '|' || regency || '|' || CAST(trade AS VARCHAR)")
    cell = "CAST(cell AS VARCHAR) || '|' || coalesce(left(core_words, 1), left(owner_words, 1))"
    initials = "owner_initials"
    either = "coalesce(left(core_words, {}), left(owner_words, {}))"
    return (
        Rule("nik", ("person",), "village"),
        Rule("npwp", ("taxpayer",), "village"),
        Rule("nib", ("nib",), "village"),
        Rule("phone", ("phone",), "coalesce(core_words, owner_words)"),
        Rule("name", named, "village || '|' || coalesce(left(owner_words, 3), '')"),
        Rule("name_word", words, "village || '|' || coalesce(left(owner_words, 2), left(core_words, 5))", initials),
        Rule("name_start", ("left(core, 3) || '|' || village",), "left(core, 5)", initials),
        Rule("name_and_owner", ("core_words || '|' || owner_words || '|' || province",), "phone"),
        Rule("street_and_owner", ("street || '|' || split_part(owner, ' ', 1) || '|' || province",), "left(core_words, 3)"),
        Rule("street_and_name", ("street || '|' || split_part(core, ' ', 1) || '|' || province",), "left(owner_words, 3)"),
        Rule("owner", ("owner_words || '|' || coalesce(district, regency)",), "village || '|' || coalesce(left(core_words, 3), '')"),
        Rule("address", ("street || '|' || village",), either.format(3, 3)),
        Rule("house", ("house || '|' || village || '|' || left(coalesce(owner, core), 2)",), "left(core_words, 3)"),
        Rule("cell", (cell,), either.format(4, 4)),
    )
