"""Records as the comparisons want them: clean names, one person, keys of places."""

from __future__ import annotations

from typing import Any

from rajut import definitions
from rajut.engines import Engine
from rajut.matching.spelling import respell
from rajut.matching.trades import phrased, tell_trades


def rules() -> dict[str, Any]:
    return definitions.load("matching").content


def without(text: str, words: list[str]) -> str:
    """SQL: a plain text without some words and the spaces before them; null if nothing is left."""
    return f"nullif(trim(regexp_replace({text}, ' ?{_any_of(words)}', '', 'g')), '')"


def _unspaced(text: str) -> str:
    """SQL: a name typed with a space after every letter ("A M I N A H") as the one word it is: its letters are no words."""
    return f"CASE WHEN regexp_matches({text}, '^([a-z] ){{2,}}[a-z]$') THEN replace({text}, ' ', '') ELSE {text} END"


def _shortened(name: str) -> str:
    """SQL: the words of a name, and the initials of the second to fifth: how it may be written in short ("Siti Aminah", "Siti A")."""
    initials = ", ".join(f"nullif(left(split_part({name}, ' ', {word}), 1), '')" for word in (2, 3, 4, 5))
    return f"CASE WHEN strpos({name}, ' ') > 0 THEN concat_ws(' ', {name}, {initials}) ELSE {name} END"


def _initials(name: str) -> str:
    """SQL: the letters with which the first three words of a plain name begin, as bits (of a 1, of b 2, …); null if there are none."""
    first = (f"ascii(split_part({name}, ' ', {word}))" for word in (1, 2, 3))
    bits = (f"CASE WHEN {letter} BETWEEN 97 AND 122 THEN 1 << ({letter} - 97) ELSE 0 END" for letter in first)
    return f"nullif({' | '.join(bits)}, 0)"


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return r"\b(" + "|".join(longest_first) + r")\b"


def prepare(engine: Engine) -> None:
    """Make `matching_input`: one row per record, numbered from place to place then by record id: most pairs are near.

    `core` is the name without legal forms, titles and trade words: a name made of trade words alone
    ("Penjahit") has no core and is no evidence. `trade` are the lines of trade that name, activity and
    category speak of. `person` is the owner's NIK, which a
    16-digit NPWP that does not begin with 0 is too. Points of areas are not points of businesses, so
    `lon`, `lat` and the cells are those of coordinates only.
    """
    words = rules()
    generic = [*words["legal_words"], *words["title_words"], *(word for line in words["trade_words"].values() for word in line)]
    engine.create("matching_plain", _plain(words))
    engine.view("matching_said", "SELECT n, unnest(string_split(told, ' ')) AS word FROM matching_plain WHERE told IS NOT NULL")
    tell_trades(engine, words, respell(engine, generic, words["misspelt"]))
    engine.view(
        "matching_cleaned",
        f"""SELECT * EXCLUDE (address), {without("name", generic)} AS core, address AS whole_address,
              nullif(regexp_extract(address, '^.*?[0-9]+[a-z]?( |$)'), '') AS numbered
            FROM (SELECT p.* EXCLUDE (name, told, kbli), CASE WHEN m.n IS NULL THEN p.name ELSE m.name END AS name, t.trade
                  FROM matching_plain p LEFT JOIN matching_respelt m ON m.n = p.n LEFT JOIN matching_trades t ON t.n = p.n) meant""",
    )
    engine.create(
        "matching_input",
        f"""SELECT * EXCLUDE (name, numbered, whole_address), name IS NOT NULL AS named,
              coalesce(district, regency, province, '') AS locality, sorted_words(core) AS core_words, sorted_words(owner) AS owner_words,
              trim(numbered) AS street, regexp_extract(numbered, '[0-9]+') AS house,
              key_of(trim(coalesce(numbered, whole_address)) || '|' || province) AS address_place,
              list_has_all(string_split(owner, ' '), string_split(core, ' ')) AS after_owner,
              {_shortened("owner")} AS owner_forms, {_initials("owner")} AS owner_initials,
              {_cell(500)} AS cell, {_cell(100)} AS wide_cell
            FROM matching_cleaned""",
    )
    engine.drop("matching_cleaned", "matching_said", "matching_plain", "matching_respelt", "matching_trades")


def _plain(words: dict[str, Any]) -> str:
    """SQL: the numbered records with plain texts. Numbered apart, because sorting whole rows takes longer than finding them again."""
    told = phrased("concat_ws(' ', name, activity, category)", words)
    return f"""
        SELECT n, record_id, register, {_unspaced("name")} AS name, {told} AS told, kbli,
          {without(_unspaced("owner"), words["title_words"])} AS owner, {without("address", words["address_words"])} AS address,
          coalesce(nik, CASE WHEN length(npwp) = 16 AND npwp NOT LIKE '0%' THEN npwp END) AS person,
          CASE WHEN length(npwp) = 15 THEN npwp WHEN npwp LIKE '0%' THEN substr(npwp, 2) END AS taxpayer,
          nib, phone, village, district, regency, province, lon, lat
        FROM (
          SELECT i.n, r.record_id, r.register, plain_text(r.business_name) AS name, plain_text(r.activity) AS activity,
            plain_text(r.category) AS category, r.kbli, plain_text(r.owner) AS owner, plain_text(r.address) AS address,
            r.nik, r.npwp, r.nib, r.phone, {_trusted("village")}, {_trusted("district")}, {_trusted("regency")}, {_trusted("province")},
            CASE WHEN p.point_source = 'coordinate' THEN p.lon END AS lon,
            CASE WHEN p.point_source = 'coordinate' THEN p.lat END AS lat
          FROM (SELECT record_id, row_number() OVER (ORDER BY province_code, regency_code, district_code, village_code, record_id) AS n
                FROM places) i
          JOIN records r ON r.record_id = i.record_id JOIN places p ON p.record_id = i.record_id) plain"""


def _trusted(level: str) -> str:
    """SQL: the code of a place's level; null if it is the finest level known and not sure enough."""
    return f"CASE WHEN p.level <> '{level}' OR p.confidence >= {rules()['trusted_place']} THEN p.{level}_code END AS {level}"


def _cell(per_degree: int) -> str:
    """SQL: a number for the square of 1/per_degree degrees a coordinate lies in (1/500 is about 220 m)."""
    return f"CAST(floor(lon * {per_degree}) * 1000000 + floor(lat * {per_degree}) AS BIGINT)"
