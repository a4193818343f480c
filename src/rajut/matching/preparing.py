"""Records as the comparisons want them: clean names, one person, keys of places."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine


def rules() -> dict[str, Any]:
    return definitions.load("matching").content


def without(text: str, words: list[str]) -> str:
    """SQL: a plain text without some words; null if nothing is left."""
    return f"nullif(trim(regexp_replace(regexp_replace({text}, '{_any_of(words)}', ' ', 'g'), ' +', ' ', 'g')), '')"


def only(text: str, words: list[str]) -> str:
    """SQL: of a plain text only those words, in its order; null if there are none."""
    marked = f"regexp_replace(' ' || {text} || ' ', '{_any_of(words)}', '<\\1>', 'g')"
    kept = f"regexp_replace(regexp_replace({marked}, '(^|>)[^<]*(<|$)', ' ', 'g'), ' +', ' ', 'g')"
    return f"nullif(trim({kept}), '')"


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return r"\b(" + "|".join(longest_first) + r")\b"


def prepare(engine: Engine) -> None:
    """Make `matching_input`: one row per record, numbered in the order of record ids.

    `core` is the name without legal forms and trade words, `trade` only the trade words: a name made of
    trade words alone ("Penjahit") has no core and is no evidence. `person` is the owner's NIK, which a
    16-digit NPWP that does not begin with 0 is too. Points of areas are not points of businesses, so
    `lon`, `lat` and the cells are those of coordinates only.
    """
    words = rules()
    generic = words["legal_words"] + words["trade_words"]
    engine.create(
        "matching_plain",
        f"""SELECT row_number() OVER (ORDER BY r.record_id) AS n, r.record_id, r.register,
              plain_text(r.business_name) AS name,
              {without("plain_text(r.owner)", words["title_words"])} AS owner,
              {without("plain_text(r.address)", words["address_words"])} AS address,
              coalesce(r.nik, CASE WHEN length(r.npwp) = 16 AND r.npwp NOT LIKE '0%' THEN r.npwp END) AS person,
              CASE WHEN length(r.npwp) = 15 THEN r.npwp WHEN r.npwp LIKE '0%' THEN substr(r.npwp, 2) END AS taxpayer,
              r.nib, r.phone,
              p.village_code AS village, p.district_code AS district, p.regency_code AS regency, p.province_code AS province,
              CASE WHEN p.point_source = 'coordinate' THEN p.lon END AS lon,
              CASE WHEN p.point_source = 'coordinate' THEN p.lat END AS lat
            FROM records r JOIN places p ON p.record_id = r.record_id""",
    )
    engine.create(
        "matching_cleaned",
        f"""SELECT *, {without("name", generic)} AS core, {only("name", words["trade_words"])} AS trade FROM matching_plain""",
    )
    engine.drop("matching_plain")
    where = "coalesce(district, regency, province, '')"
    engine.create(
        "matching_input",
        f"""SELECT * EXCLUDE (address, trade), sorted_words(core) AS core_words, sorted_words(owner) AS owner_words,
              sorted_words(trade) AS trade, {where} AS locality,
              sorted_words(core) || '|' || {where} AS core_place, sorted_words(owner) || '|' || {where} AS owner_place,
              address || '|' || coalesce(district, regency) AS address_place,
              {_cell(500)} AS cell, {_cell(100)} AS wide_cell
            FROM matching_cleaned""",
    )
    engine.drop("matching_cleaned")


def _cell(per_degree: int) -> str:
    """SQL: the square of 1/per_degree degrees a coordinate lies in (1/500 is about 220 m)."""
    return f"CAST(floor(lon * {per_degree}) AS BIGINT) || ':' || CAST(floor(lat * {per_degree}) AS BIGINT)"
