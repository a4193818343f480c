"""The Fellegi-Sunter model as Splink settings: conditions here, chances in definitions/matching.yaml.

Comparisons that see the same fact are one comparison with levels (Splink assumes independence given the
truth): NIK, NPWP and the owner's name are one, and so are address, point, village, district and regency.
"""

from __future__ import annotations

import math
from typing import Any

from rajut.matching.preparing import rules

Level = tuple[str, str, str | None]  # name, condition, column of its frequency


def comparisons() -> dict[str, tuple[str, list[Level]]]:
    """Comparison -> (condition of no evidence, levels from the strongest to the weakest, the last without a condition)."""
    alike, metres = rules()["alike"], rules()["metres"]
    return {
        "name": ("core_l IS NULL OR core_r IS NULL", _names("core", "core_words", "core_place", alike["name"])),
        "trade": (
            "trade_l IS NULL OR trade_r IS NULL",
            [
                ("same", "trade_l = trade_r", None),
                ("overlaps", _subset("trade"), None),
                ("differs", "", None),
            ],
        ),
        "owner": (
            """(person_l IS NULL OR person_r IS NULL) AND (taxpayer_l IS NULL OR taxpayer_r IS NULL)
               AND (owner_words_l IS NULL OR owner_words_r IS NULL)""",
            [
                ("same_nik", "person_l = person_r", "person"),
                ("same_npwp", "taxpayer_l = taxpayer_r", "taxpayer"),
                ("nik_typo", f"damerau_levenshtein(person_l, person_r) = 1 AND {_similar('owner_words', alike['owner'])}", "person"),
                ("other_nik", "person_l <> person_r", None),
                *(level for level in _names("owner", "owner_words", "owner_place", alike["owner"]) if level[0] != "reordered"),
            ],
        ),
        "nib": (
            "nib_l IS NULL OR nib_r IS NULL",
            [("same", "nib_l = nib_r", "nib"), ("typo", "damerau_levenshtein(nib_l, nib_r) = 1", "nib"), ("differs", "", None)],
        ),
        "phone": (
            "phone_l IS NULL OR phone_r IS NULL",
            [
                ("same", "phone_l = phone_r", "phone"),
                ("typo", "damerau_levenshtein(phone_l, phone_r) = 1", "phone"),
                ("differs", "", None),
            ],
        ),
        "place": ("province_l IS NULL OR province_r IS NULL", _places(metres)),
    }


def _names(plain: str, words: str, frequency: str, similarity: float) -> list[Level]:
    without_spaces = f"replace({plain}_l, ' ', '') = replace({plain}_r, ' ', '')"
    exact = f"{words}_l = {words}_r" if plain == "owner" else f"{plain}_l = {plain}_r"
    return [
        ("exact", exact, frequency),
        ("reordered", f"{words}_l = {words}_r OR {without_spaces}", frequency),
        ("alike", f"{_similar(words, similarity)} OR {_similar(plain, similarity)}", frequency),
        ("contained", _subset(words), frequency),
        ("differs", "", None),
    ]


def _similar(column: str, similarity: float) -> str:
    return f"(least(length({column}_l), length({column}_r)) >= 4 AND jaro_winkler_similarity({column}_l, {column}_r) >= {similarity})"


def _subset(words: str) -> str:
    left, right = f"string_split({words}_l, ' ')", f"string_split({words}_r, ' ')"
    return f"(list_has_all({left}, {right}) OR list_has_all({right}, {left}))"


def _places(metres: dict[str, int]) -> list[Level]:
    distance = "great_circle_m(lon_l, lat_l, lon_r, lat_r)"
    return [
        ("address", "address_place_l = address_place_r AND coalesce(village_l = village_r, true)", "address_place"),
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
