"""Which records are taken for one business, which are asked about, and which stay apart."""

from __future__ import annotations

import json

from rajut.engines import Engine
from rajut.errors import sentence
from rajut.matching import match
from rajut.progress import Silent
from rajut.tables import Decisions, Identities, Pairs, Places, Records
from support.drawn import put, see
from support.matched import groups, place


def run(engine: Engine, records: str, villages: dict[str, str | None], decisions: str | None = None) -> dict[str, object]:
    put(engine, Records, records)
    place(engine, villages)
    put(engine, Decisions, decisions)
    put(engine, Identities)
    return match(engine, Silent())


def test_a_mistyped_name_with_the_same_phone_in_the_same_village_is_the_same_business(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name       | owner           | phone        |
        | r1        | oss      | UD Sarung Wahyuni   | Hj. Sri Wahyuni | +62811111111 |
        | r2        | dinas    | Tenun Wahuyni       |                 | +62811111111 |
        | r3        | dinas    | Tenun Hasanah       | Hasanah         | +62822222222 |
        """,
        {"r1": "baqa", "r2": "baqa", "r3": "baqa"},
    )
    assert groups(engine) == {"r1 r2", "r3"}
    see(engine, Pairs, "| record_a | record_b | verdict | decided_by |\n| r1 | r2 | same | model |")


def test_names_typed_with_a_space_after_every_letter_are_read_as_words(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name          | owner       | address           |
        | r1        | ikm      | Tenun                  | A R I N A   | Gg. Kenanga RT 5 |
        | r2        | ikm      | Tenun                  | T A H Y A I | Gg. Kenanga RT 5 |
        | r3        | dinas    | Tenun                  | Tahyai      | Gg. Kenanga RT 5 |
        """,
        {"r1": "tenun", "r2": "tenun", "r3": "tenun"},
    )
    assert groups(engine) == {"r1", "r2 r3"}


def test_evidence_says_why_in_levels_that_have_a_sentence(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name     | phone        |
        | r1        | oss      | UD Sarung Wahyuni | +62811111111 |
        | r2        | dinas    | Sarung Wahyuni    | +62811111111 |
        """,
        {"r1": "baqa", "r2": "baqa"},
    )
    evidence = json.loads(engine.value("SELECT evidence FROM pairs"))
    found = {item["comparison"]: item["level"] for item in evidence}
    assert found == {"actor": "same_phone", "name": "exact", "trade": "same", "place": "actor_here", "register": "other"}
    assert all(item["bits"] > 0 for item in evidence)
    assert sentence("MATCH-NAME-EXACT", "en") == "The business names are the same."


def test_the_same_generic_name_with_other_owners_in_one_village_stays_apart(engine: Engine):
    rows = "\n".join(
        f"| t{number:02} | ikm | Tenun | {owner} |" for number, owner in enumerate(["Aminah", "Halimah", "Rusmini", "Sitti Nurbaya"])
    )
    run(
        engine,
        f"""
        | record_id | register | business_name | owner     |
        {rows}
        | t90       | ikm      | Tenun         |           |
        | t91       | dinas    | Tenun         |           |
        | p1        | dinas    | Penjahit      | Jumiati   |
        | p2        | ikm      | Penjahit      | Wagiman   |
        """,
        {**{f"t{number:02}": "tenun" for number in range(4)}, "t90": "tenun", "t91": "tenun", "p1": "tenun", "p2": "tenun"},
    )
    assert len(groups(engine)) == 8
    assert engine.count("pairs") == 0


def test_stalls_of_one_market_share_a_coordinate_and_an_address_but_stay_apart(engine: Engine):
    names = ["Berkah", "Mawar", "Cahaya Abadi", "Setia Kawan", "Mulia", "Rejeki Lancar"]
    rows = "\n".join(
        f"| m{number} | {'oss' if number % 2 else 'dinas'} | Toko {name} | Pasar Segiri |" for number, name in enumerate(names)
    )
    put(engine, Records, f"| record_id | register | business_name | address |\n{rows}")
    spots = "\n".join(
        f"| m{number} | village | 64 | 6472 | 647207 | 6472071001 | 117.15 | -0.48 | coordinate | 0.9 |" for number in range(6)
    )
    columns = "| record_id | level | province_code | regency_code | district_code | village_code | lon | lat | point_source | confidence |"
    put(engine, Places, f"{columns}\n{spots}")
    put(engine, Decisions)
    put(engine, Identities)
    match(engine, Silent())
    assert len(groups(engine)) == 6


def test_what_people_decided_overrides_the_model(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name  | owner   | phone        |
        | r1        | oss      | Batik Kencana  | Suharti | +62811111111 |
        | r2        | dinas    | Batik Kencana  | Suharti | +62811111111 |
        | r3        | oss      | Toko Makmur    | Lestari | +62833333333 |
        | r4        | dinas    | Konveksi Ayu   | Rahma   | +62844444444 |
        | r5        | assoc    | Konveksi Anyar | Diah    | +62855555555 |
        """,
        {"r1": "laweyan", "r2": "laweyan", "r3": "laweyan", "r4": "baqa", "r5": "laweyan"},
        """
        | number | kind      | subject | other | by   |
        | 1      | same      | r1      | r2    | Ani  |
        | 2      | different | r2      | r1    | Budi |
        | 3      | same      | r4      | r3    | Ani  |
        | 4      | same      | r4      | gone  | Ani  |
        """,
    )
    assert groups(engine) == {"r1", "r2", "r3 r4", "r5"}
    see(
        engine,
        Pairs,
        """
        | record_a | record_b | verdict   | decided_by |
        | r1       | r2       | different | Budi       |
        | r3       | r4       | same      | Ani        |
        """,
    )


def test_a_decision_different_keeps_whole_groups_apart_and_contradicting_decisions_are_told(engine: Engine):
    facts = run(
        engine,
        """
        | record_id | register | business_name |
        | r1        | oss      | Batik Kencana |
        | r2        | dinas    | Toko Makmur   |
        | r3        | assoc    | Konveksi Ayu  |
        """,
        {"r1": "laweyan", "r2": "laweyan", "r3": "laweyan"},
        """
        | number | kind      | subject | other | by  |
        | 1      | different | r1      | r3    | Ani |
        | 2      | same      | r1      | r2    | Ani |
        | 3      | same      | r2      | r3    | Ani |
        """,
    )
    assert groups(engine) == {"r1", "r2 r3"}
    assert [(warning.code, warning.facts) for warning in facts["warnings"]] == [("MATCH-DECISIONS-CONTRADICT", {"count": 1})]
    assert engine.value("SELECT verdict FROM pairs WHERE record_a = 'r1' AND record_b = 'r2'") == "ask"


def test_an_unsure_pair_is_asked_about(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name | owner    |
        | r1        | oss      | Toko Seruni   | Joko     |
        | r2        | dinas    | Seruni        | Maimunah |
        """,
        {"r1": "baqa", "r2": "tenun"},
    )
    assert groups(engine) == {"r1", "r2"}
    see(engine, Pairs, "| record_a | record_b | verdict |\n| r1 | r2 | ask |")


def test_other_identity_numbers_keep_records_apart_unless_a_person_joins_them(engine: Engine):
    records = """
        | record_id | register | business_name      | owner       | phone        | nik              |
        | r1        | oss      | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472021212800001 |
        | r2        | dinas    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472025503750003 |
        | r3        | oss      | Bordir Kasih Ibu   | Rohana      | +62822222222 | 6472024101650002 |
        | r4        | dinas    | Bordir Kasih Ibu   | Rohana      | +62822222222 | 6472024101650007 |
        """
    villages = dict.fromkeys(("r1", "r2", "r3", "r4"), "baqa")
    run(engine, records, villages)
    assert groups(engine) == {"r1", "r2", "r3 r4"}, "one mistyped digit with the same owner is not another person"
    run(engine, records, villages, "| number | kind | subject | other | by |\n| 1 | same | r2 | r1 | Ani |")
    assert groups(engine) == {"r1 r2", "r3 r4"}


def test_a_record_between_two_persons_joins_one_and_the_other_pair_is_asked_about_with_the_reason(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name      | owner       | phone        | nik              |
        | r1        | oss      | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472021212800001 |
        | r2        | dinas    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472025503750003 |
        | r3        | assoc    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 |                  |
        """,
        dict.fromkeys(("r1", "r2", "r3"), "baqa"),
    )
    assert groups(engine) == {"r1 r3", "r2"}
    pair = engine.rows("SELECT verdict, evidence FROM pairs WHERE record_a = 'r2' AND record_b = 'r3'")[0]
    assert pair["verdict"] == "ask"
    assert json.loads(pair["evidence"])[-1] == {"comparison": "held", "level": "other_person", "bits": 0.0}


def test_an_owner_written_with_initials_is_the_owner_written_in_full(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name  | owner              | phone        | address         |
        | r1        | oss      | Tenun          | Marjuki Ade Rohman | +62811111111 | Jl. Tenun No. 3 |
        | r2        | dinas    | Tenun          | Marjuki R.         | +62811111111 | Jl. Tenun No. 3 |
        | r3        | dinas    | Tenun          | Marjuki S.         | +62822222222 | Jl. Tenun No. 7 |
        """,
        {"r1": "baqa", "r2": "baqa", "r3": "baqa"},
    )
    rows = engine.rows("SELECT record_a, record_b, evidence FROM pairs WHERE record_a = 'r1' AND record_b = 'r2'")
    assert {"comparison": "actor", "level": "same_phone"}.items() <= json.loads(rows[0]["evidence"])[0].items()
    assert groups(engine) == {"r1 r2", "r3"}


def test_two_rows_of_one_actor_called_by_their_trade_alone_are_the_same_business(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name | owner  | nik              | address         | activity |
        | r1        | oss      | Penjahit      | Tahyai | 6472021212800001 | Jl. Tenun No. 3 | menjahit |
        | r2        | dinas    | Penjahit      | Tahyai | 6472021212800001 |                 | menjahit |
        """,
        {"r1": "baqa", "r2": "baqa"},
    )
    assert groups(engine) == {"r1 r2"}
    evidence = json.loads(engine.value("SELECT evidence FROM pairs"))
    assert "both_plain" in {step["level"] for step in evidence if step["comparison"] == "name"}


def test_names_after_two_owners_who_are_alike_are_not_more_evidence_than_the_owners(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name       | owner          | address           |
        | r1        | oss      | Tenun Wayan Sudana  | I Wayan Sudana | Jl. Pattimura 108 |
        | r2        | dinas    | Tenun Wayan Sudarta | Wayan Sudarta  | Jl. Pasar 24      |
        """,
        {"r1": "baqa", "r2": "baqa"},
    )
    assert groups(engine) == {"r1", "r2"}


def test_a_mistyped_trade_word_is_no_name_of_its_own(engine: Engine):
    others = "\n".join(f"| s{i} | oss | Songket Nomor{i} | Pemilik{i} | | |" for i in range(20))
    run(
        engine,
        f"""
        | record_id | register | business_name | owner  | phone        | address         |
        | r1        | oss      | Songket       | Tahyai | +62811111111 | Jl. Tenun No. 3 |
        | r2        | dinas    | Sognket       | Tahyai | +62811111111 | Jl. Tenun No. 3 |
        {others}
        """,
        {"r1": "baqa", "r2": "baqa"} | {f"s{i}": "tenun" for i in range(20)},
    )
    assert "r1 r2" in groups(engine)
    evidence = json.loads(engine.value("SELECT evidence FROM pairs WHERE record_a = 'r1' AND record_b = 'r2'"))
    assert "both_plain" in {step["level"] for step in evidence}


def test_two_of_one_name_in_two_villages_are_asked_about_not_joined(engine: Engine):
    run(
        engine,
        """
        | record_id | register | business_name  | owner        | phone        |
        | r1        | oss      | Batik Kenanga  | Rahmat Idris |              |
        | r2        | dinas    | Batik Kenanga  | Rahmat Idris |              |
        | r3        | oss      | Batik Mawardi  | Nur Mawardi  | +62811111111 |
        | r4        | dinas    | Batik Mawardi  | Nur Mawardi  | +62811111111 |
        """,
        {"r1": "baqa", "r2": "tenun", "r3": "baqa", "r4": "tenun"},
    )
    assert groups(engine) == {"r1", "r2", "r3 r4"}
    evidence = json.loads(engine.value("SELECT evidence FROM pairs WHERE record_a = 'r1' AND record_b = 'r2'"))
    assert evidence[-1] == {"comparison": "held", "level": "other_place", "bits": 0.0}
