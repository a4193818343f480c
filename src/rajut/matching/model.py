"""The Fellegi-Sunter model as Splink settings: conditions here, chances in definitions/matching.yaml.

Comparisons that see the same fact are one comparison with levels (Splink assumes independence given the
truth): NIK, NIB, NPWP, phone and the owner's name are one, and so are address, point, village and district.
"""

from __future__ import annotations

import math
from typing import Any

from rajut.matching.preparing import rules

Level = tuple[str, str, str | None]  # name, condition, column of its frequency


SAME_ACTOR = """(coalesce(person_l = person_r, false) OR coalesce(nib_l = nib_r, false) OR coalesce(taxpayer_l = taxpayer_r, false)
    OR coalesce(phone_l = phone_r, false))"""

# An actor's two businesses are rarely both called by their trade alone; of two actors that says nothing.
BOTH_PLAIN = f"({SAME_ACTOR} AND core_l IS NULL AND core_r IS NULL AND name_l IS NOT NULL AND name_r IS NOT NULL)"


def comparisons() -> dict[str, tuple[str, list[Level]]]:
    """Comparison -> (condition of no evidence, levels from the strongest to the weakest, the last without a condition)."""
    alike, metres = rules()["alike"], rules()["metres"]
    return {
        "actor": (_unknown("person", "taxpayer", "nib", "phone", "owner_words"), _actor(alike["owner"])),
        "name": (f"{_unknown('core')} AND NOT coalesce({BOTH_PLAIN}, false)", _names(alike["name"], _namesakes(alike["owner"]))),
        "trade": (
            _unknown("trade"),
            [
                ("same", "trade_l = trade_r", None),
                ("overlaps", "list_has_any(trade_list_l, trade_list_r)", None),
                ("differs", "", None),
            ],
        ),
        # Agreement is told by `actor`; here only that two numbers contradict each other.
        "phone": (
            f"{_unknown('phone')} OR {SAME_ACTOR}",
            [("typo", "damerau_levenshtein(phone_l, phone_r) = 1", "phone"), ("differs", "", None)],
        ),
        "place": (_unknown("province"), _places(metres, alike["address"])),
        "register": (_unknown("register"), [("same", "register_l = register_r", "register"), ("other", "", None)]),
    }


def _unknown(*columns: str) -> str:
    """No column is filled in on both sides."""
    return " AND ".join(f"({column}_l IS NULL OR {column}_r IS NULL)" for column in columns)


def _actor(similarity: float) -> list[Level]:
    """Who runs it. NIK, NIB (one per actor), NPWP, phone and name see one fact: the strongest of them speaks."""
    owner = f"({_similar('owner_words', similarity)} OR {_similar('owner', similarity)})"
    contained = _subset("owner_list", "owner_forms")
    namesakes = _namesakes(similarity)
    return [
        ("same_nik", "person_l = person_r", "person"),
        ("same_nib", "nib_l = nib_r", "nib"),
        ("same_npwp", "taxpayer_l = taxpayer_r", "taxpayer"),
        ("nik_typo", f"damerau_levenshtein(person_l, person_r) = 1 AND {namesakes}", "person"),
        ("other_nik", "person_l <> person_r", None),
        ("nib_typo", "damerau_levenshtein(nib_l, nib_r) = 1", "nib"),
        ("other_nib", "nib_l <> nib_r", None),
        ("same_phone", f"phone_l = phone_r AND coalesce({namesakes}, true)", "phone"),
        ("shared_phone", "phone_l = phone_r", "phone"),
        ("exact", "owner_words_l = owner_words_r", "owner_place"),
        ("alike", owner, "owner_place"),
        ("contained", contained, "owner_place"),
        ("differs", f"NOT ({_unknown('owner_words')})", None),
        ("unknown", "", None),
    ]


def _namesakes(similarity: float) -> str:
    """The owners' names are the same, alike, or one is part or a short form of the other; null if one is unknown."""
    alike = f"{_similar('owner_words', similarity)} OR {_similar('owner', similarity)}"
    return f"(owner_words_l = owner_words_r OR {alike} OR {_subset('owner_list', 'owner_forms')})"


def _names(similarity: float, namesakes: str) -> list[Level]:
    """The name. Where both are named after the owner, whose name agrees already, it says little more."""
    without_spaces = "replace(core_l, ' ', '') = replace(core_r, ' ', '')"
    after_owner = f"""({SAME_ACTOR} OR {namesakes}) AND {_subset("core_list")} AND (after_owner_l OR after_owner_r)
        OR NOT {SAME_ACTOR} AND {namesakes} AND after_owner_l AND after_owner_r"""
    return [
        ("both_plain", BOTH_PLAIN, None),
        ("after_owner", after_owner, None),
        ("exact", "core_l = core_r", "core_place"),
        ("reordered", f"core_words_l = core_words_r OR {without_spaces}", "core_place"),
        ("alike", f"{_similar('core_words', similarity)} OR {_similar('core', similarity)}", "core_place"),
        ("contained", _subset("core_list"), "core_place"),
        ("brand_or_owner", f"{SAME_ACTOR} AND after_owner_l <> after_owner_r", None),
        ("actor_differs", SAME_ACTOR, None),
        ("differs", "", None),
    ]


def _similar(column: str, similarity: float) -> str:
    return f"(least(length({column}_l), length({column}_r)) >= 4 AND jaro_winkler_similarity({column}_l, {column}_r) >= {similarity})"


def _subset(words: str, among: str = "") -> str:
    """All words of one are among the other's (or its `among`, which may hold more); lists, split once and not for every pair."""
    among = among or words
    return f"(list_has_all({among}_l, {words}_r) OR list_has_all({among}_r, {words}_l))"


def _places(metres: dict[str, int], similarity: float) -> list[Level]:
    """Where it is. Another business of the same actor is mostly next door, so for one actor only addresses tell them apart."""
    distance = "great_circle_m(lon_l, lat_l, lon_r, lat_r)"
    district = "coalesce(district_l = district_r, regency_l = regency_r, province_l = province_r)"
    address_alike = f"(house_l = house_r AND {_similar('street', similarity)})"
    return [
        ("actor_address", f"{SAME_ACTOR} AND (street_l = street_r OR {address_alike})", None),
        ("actor_other_address", f"{SAME_ACTOR} AND street_l <> street_r", None),
        ("actor_here", f"{SAME_ACTOR} AND {district}", None),
        ("actor_elsewhere", SAME_ACTOR, None),
        ("address", f"address_place_l = address_place_r AND {district}", "address_place"),
        ("address_alike", f"{address_alike} AND {district}", "address_place"),
        ("other_address", "village_l = village_r AND street_l <> street_r", "village"),
        ("near", f"{distance} <= {metres['near']}", "cell"),
        ("close", f"{distance} <= {metres['close']}", "wide_cell"),
        ("village", "village_l = village_r", "village"),
        ("district_only", "district_l = district_r AND (village_l IS NULL OR village_r IS NULL)", "district"),
        ("district", "district_l = district_r", "district"),
        ("regency_only", "regency_l = regency_r AND (district_l IS NULL OR district_r IS NULL)", "regency"),
        ("regency", "regency_l = regency_r", "regency"),
        ("province_only", "province_l = province_r AND (regency_l IS NULL OR regency_r IS NULL)", "province"),
        ("elsewhere", "", None),
    ]


def settings(rows: int) -> dict[str, Any]:
    """Splink settings for a table of `rows` rows. Nothing is trained: the same rows always get the same weights."""
    known = rules()
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "n",
        "probability_two_random_records_match": known["partners_per_record"] / (rows + known["rows_elsewhere"]),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(name, *parts, known["comparisons"][name]) for name, parts in comparisons().items()],
        "linker_uid": "rajut",
    }


def _comparison(name: str, no_evidence: str, levels: list[Level], chances: dict[str, Any]) -> dict[str, Any]:
    nothing = {"sql_condition": no_evidence, "label_for_charts": "none", "is_null_level": True}
    made = [_level(place, level, chances[level[0]]) for place, level in enumerate(levels)]
    return {"output_column_name": name, "comparison_levels": [nothing, *made]}


def _level(place: int, level: Level, chance: dict[str, float]) -> dict[str, Any]:
    name, condition, frequency = level
    m, u = _chances(place, level, chance)
    made: dict[str, Any] = {"sql_condition": condition or "ELSE", "label_for_charts": name, "m_probability": m, "u_probability": u}
    if frequency is not None:
        made |= {"tf_adjustment_column": frequency, "tf_adjustment_weight": 1.0, "disable_tf_exact_match_detection": True}
    return made


def _chances(place: int, level: Level, chance: dict[str, float]) -> tuple[float, float]:
    """m and u. Splink weighs m / u and then u / frequency: where there is a frequency u cancels, so it is free to mark the level."""
    m = chance["m"] / chance.get("looseness", 1)
    return m, chance["u"] if level[2] is None else m / 2 ** (32 + place)


def level_weights() -> dict[str, dict[str, float]]:
    """Comparison -> level -> the part of its weight (bits) that does not depend on frequencies; all different.

    Splink keeps the weight of a level but not its name (unless it keeps every compared value too), so the
    weight is how a level is known again.
    """
    chances = rules()["comparisons"]
    weights = {}
    for name, (_, levels) in comparisons().items():
        parts = [_chances(place, level, chances[name][level[0]]) for place, level in enumerate(levels)]
        weights[name] = {level[0]: math.log2(m / u) for level, (m, u) in zip(levels, parts, strict=True)}
        if len({round(weight, 6) for weight in (0.0, *weights[name].values())}) <= len(levels):
            raise ValueError(f"definitions/matching.yaml: two levels of {name} weigh the same, or one weighs nothing")
    return weights
