"""Which records are taken for one business, which are asked about, and which stay apart.

Examples are drawn, then asked. They are run each alone, and all in one country: on Spark a run costs the same, however few its rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rajut.errors import sentence
from support.matched import WAYS, Example, Seen, run_all

EXAMPLES: list[Example] = []


def example(*drawn: object, **more: object) -> Example:
    EXAMPLES.append(Example(*drawn, **more))
    return EXAMPLES[-1]


@pytest.fixture(scope="module", params=WAYS)
def seen(request: pytest.FixtureRequest) -> Iterator[dict[Example, Seen]]:
    yield from run_all(EXAMPLES, request.param)


MISTYPED = example(
    """
    | record_id | register | business_name       | owner           | phone        |
    | r1        | oss      | UD Sarung Wahyuni   | Hj. Sri Wahyuni | +62811111111 |
    | r2        | dinas    | Tenun Wahuyni       |                 | +62811111111 |
    | r3        | dinas    | Tenun Hasanah       | Hasanah         | +62822222222 |
    """,
    {"r1": "baqa", "r2": "baqa", "r3": "baqa"},
)


def test_a_mistyped_name_with_the_same_phone_in_the_same_village_is_the_same_business(seen):
    assert seen[MISTYPED].groups == {"r1 r2", "r3"}
    assert seen[MISTYPED].verdicts() == {"r1 r2": ("same", "model")}


SPACED = example(
    """
    | record_id | register | business_name          | owner       | address           |
    | r1        | ikm      | Tenun                  | A R I N A   | Gg. Kenanga RT 5 |
    | r2        | ikm      | Tenun                  | T A H Y A I | Gg. Kenanga RT 5 |
    | r3        | dinas    | Tenun                  | Tahyai      | Gg. Kenanga RT 5 |
    """,
    {"r1": "tenun", "r2": "tenun", "r3": "tenun"},
)


def test_names_typed_with_a_space_after_every_letter_are_read_as_words(seen):
    assert seen[SPACED].groups == {"r1", "r2 r3"}


EXPLAINED = example(
    """
    | record_id | register | business_name     | phone        |
    | r1        | oss      | UD Sarung Wahyuni | +62811111111 |
    | r2        | dinas    | Sarung Wahyuni    | +62811111111 |
    """,
    {"r1": "baqa", "r2": "baqa"},
)


def test_evidence_says_why_in_levels_that_have_a_sentence(seen):
    evidence = seen[EXPLAINED].pairs["r1 r2"]["evidence"]
    found = {comparison: step["level"] for comparison, step in evidence.items()}
    assert found == {"actor": "same_phone", "name": "exact", "trade": "same", "place": "actor_here", "register": "other"}
    assert all(step["bits"] > 0 for step in evidence.values())
    assert sentence("MATCH-NAME-EXACT", "en") == "The business names are the same; words such as “shop” are not counted."


GENERIC = example(
    """
    | record_id | register | business_name | owner         |
    | t00       | ikm      | Tenun         | Aminah        |
    | t01       | ikm      | Tenun         | Halimah       |
    | t02       | ikm      | Tenun         | Rusmini       |
    | t03       | ikm      | Tenun         | Sitti Nurbaya |
    | t90       | ikm      | Tenun         |               |
    | t91       | dinas    | Tenun         |               |
    | p1        | dinas    | Penjahit      | Jumiati       |
    | p2        | ikm      | Penjahit      | Wagiman       |
    """,
    dict.fromkeys(("t00", "t01", "t02", "t03", "t90", "t91", "p1", "p2"), "tenun"),
)


def test_the_same_generic_name_with_other_owners_in_one_village_stays_apart(seen):
    assert len(seen[GENERIC].groups) == 8
    assert seen[GENERIC].pairs == {}


MARKET = example(
    """
    | record_id | register | business_name      | address      |
    | m0        | dinas    | Toko Berkah        | Pasar Segiri |
    | m1        | oss      | Toko Mawar         | Pasar Segiri |
    | m2        | dinas    | Toko Cahaya Abadi  | Pasar Segiri |
    | m3        | oss      | Toko Setia Kawan   | Pasar Segiri |
    | m4        | dinas    | Toko Mulia         | Pasar Segiri |
    | m5        | oss      | Toko Rejeki Lancar | Pasar Segiri |
    """,
    dict.fromkeys(("m0", "m1", "m2", "m3", "m4", "m5"), "sidodadi"),
    coordinate=(117.15, -0.48),
)


def test_stalls_of_one_market_share_a_coordinate_and_an_address_but_stay_apart(seen):
    assert len(seen[MARKET].groups) == 6


DECIDED = example(
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


def test_what_people_decided_overrides_the_model(seen):
    assert seen[DECIDED].groups == {"r1", "r2", "r3 r4", "r5"}
    assert seen[DECIDED].verdicts() == {"r1 r2": ("different", "Budi"), "r3 r4": ("same", "Ani")}


CONTRADICTING = example(
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


def test_a_decision_different_keeps_whole_groups_apart_and_contradicting_decisions_are_told(seen):
    made = seen[CONTRADICTING]
    assert made.groups == {"r1", "r2 r3"}
    assert [(warning.code, warning.facts) for warning in made.facts["warnings"]] == [("MATCH-DECISIONS-CONTRADICT", {"count": 1})]
    assert made.pairs["r1 r2"]["verdict"] == "ask"


UNSURE = example(
    """
    | record_id | register | business_name | owner    |
    | r1        | oss      | Toko Seruni   | Joko     |
    | r2        | dinas    | Seruni        | Maimunah |
    """,
    {"r1": "baqa", "r2": "tenun"},
)


def test_an_unsure_pair_is_asked_about(seen):
    assert seen[UNSURE].groups == {"r1", "r2"}
    assert seen[UNSURE].verdicts() == {"r1 r2": ("ask", "model")}


NUMBERS = """
    | record_id | register | business_name      | owner       | phone        | nik              |
    | r1        | oss      | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472021212800001 |
    | r2        | dinas    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472025503750003 |
    | r3        | oss      | Bordir Kasih Ibu   | Rohana      | +62822222222 | 6472024101650002 |
    | r4        | dinas    | Bordir Kasih Ibu   | Rohana      | +62822222222 | 6472024101650007 |
    """
OTHER_NUMBERS = example(NUMBERS, dict.fromkeys(("r1", "r2", "r3", "r4"), "baqa"))
JOINED_BY_A_PERSON = example(
    NUMBERS,
    dict.fromkeys(("r1", "r2", "r3", "r4"), "baqa"),
    "| number | kind | subject | other | by |\n| 1 | same | r2 | r1 | Ani |",
)


def test_other_identity_numbers_keep_records_apart_unless_a_person_joins_them(seen):
    assert seen[OTHER_NUMBERS].groups == {"r1", "r2", "r3 r4"}, "one mistyped digit with the same owner is not another person"
    assert seen[JOINED_BY_A_PERSON].groups == {"r1 r2", "r3 r4"}


BETWEEN = example(
    """
    | record_id | register | business_name      | owner       | phone        | nik              |
    | r1        | oss      | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472021212800001 |
    | r2        | dinas    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 | 6472025503750003 |
    | r3        | assoc    | Sarung Puteri Jaya | Sri Wahyuni | +62811111111 |                  |
    """,
    dict.fromkeys(("r1", "r2", "r3"), "baqa"),
)


def test_a_record_between_two_persons_joins_one_and_the_other_pair_is_asked_about_with_the_reason(seen):
    assert seen[BETWEEN].groups == {"r1 r3", "r2"}
    pair = seen[BETWEEN].pairs["r2 r3"]
    assert pair["verdict"] == "ask"
    assert list(pair["evidence"].values())[-1] == {"comparison": "held", "level": "other_person", "bits": 0.0}


def test_a_sure_pair_is_worth_little_to_ask_and_one_a_rule_holds_half_of_the_records_it_touches(seen):
    pairs = seen[BETWEEN].pairs
    assert pairs["r1 r3"]["worth"] < 0.1
    assert pairs["r2 r3"]["worth"] == 1.5, "three records, and model and rule contradict each other"


PARTED_BY_A_PERSON = example(
    BETWEEN.records,
    BETWEEN.villages,
    "| number | kind | subject | other | by |\n| 1 | different | r2 | r3 | Ani |",
)


def test_a_decided_pair_is_worth_nothing(seen):
    assert seen[PARTED_BY_A_PERSON].verdicts() == {"r1 r3": ("same", "model"), "r2 r3": ("different", "Ani")}
    assert {pair: row["worth"] for pair, row in seen[PARTED_BY_A_PERSON].pairs.items()} == {"r1 r3": 0.0, "r2 r3": 0.0}


INITIALS = example(
    """
    | record_id | register | business_name  | owner              | phone        | address         |
    | r1        | oss      | Tenun          | Marjuki Ade Rohman | +62811111111 | Jl. Tenun No. 3 |
    | r2        | dinas    | Tenun          | Marjuki R.         | +62811111111 | Jl. Tenun No. 3 |
    | r3        | dinas    | Tenun          | Marjuki S.         | +62822222222 | Jl. Tenun No. 7 |
    """,
    {"r1": "baqa", "r2": "baqa", "r3": "baqa"},
)


def test_an_owner_written_with_initials_is_the_owner_written_in_full(seen):
    assert seen[INITIALS].groups == {"r1 r2", "r3"}
    assert seen[INITIALS].pairs["r1 r2"]["evidence"]["actor"]["level"] == "same_phone"


PLAIN = example(
    """
    | record_id | register | business_name | owner  | nik              | address         | activity |
    | r1        | oss      | Penjahit      | Tahyai | 6472021212800001 | Jl. Tenun No. 3 | menjahit |
    | r2        | dinas    | Penjahit      | Tahyai | 6472021212800001 |                 | menjahit |
    """,
    {"r1": "baqa", "r2": "baqa"},
)


def test_two_rows_of_one_actor_called_by_their_trade_alone_are_the_same_business(seen):
    assert seen[PLAIN].groups == {"r1 r2"}
    assert seen[PLAIN].pairs["r1 r2"]["evidence"]["name"]["level"] == "both_plain"


ALIKE_OWNERS = example(
    """
    | record_id | register | business_name       | owner          | address           |
    | r1        | oss      | Tenun Wayan Sudana  | I Wayan Sudana | Jl. Pattimura 108 |
    | r2        | dinas    | Tenun Wayan Sudarta | Wayan Sudarta  | Jl. Pasar 24      |
    """,
    {"r1": "baqa", "r2": "baqa"},
)


def test_names_after_two_owners_who_are_alike_are_not_more_evidence_than_the_owners(seen):
    assert seen[ALIKE_OWNERS].groups == {"r1", "r2"}


MISTYPED_TRADE = example(
    """
    | record_id | register | business_name | owner  | phone        | address         |
    | r1        | oss      | Songket       | Tahyai | +62811111111 | Jl. Tenun No. 3 |
    | r2        | dinas    | Sognket       | Tahyai | +62811111111 | Jl. Tenun No. 3 |
    """
    + "\n".join(f"| s{i} | oss | Songket Nomor{i} | Pemilik{i} | | |" for i in range(20)),
    {"r1": "baqa", "r2": "baqa"} | {f"s{i}": "tenun" for i in range(20)},
)


def test_a_mistyped_trade_word_is_no_name_of_its_own(seen):
    assert "r1 r2" in seen[MISTYPED_TRADE].groups
    assert seen[MISTYPED_TRADE].pairs["r1 r2"]["evidence"]["name"]["level"] == "both_plain"


TWO_VILLAGES = example(
    """
    | record_id | register | business_name  | owner        | phone        |
    | r1        | oss      | Batik Kenanga  | Rahmat Idris |              |
    | r2        | dinas    | Batik Kenanga  | Rahmat Idris |              |
    | r3        | oss      | Batik Mawardi  | Nur Mawardi  | +62811111111 |
    | r4        | dinas    | Batik Mawardi  | Nur Mawardi  | +62811111111 |
    """,
    {"r1": "baqa", "r2": "tenun", "r3": "baqa", "r4": "tenun"},
)


def test_two_of_one_name_in_two_villages_are_asked_about_not_joined(seen):
    assert seen[TWO_VILLAGES].groups == {"r1", "r2", "r3 r4"}
    assert list(seen[TWO_VILLAGES].pairs["r1 r2"]["evidence"].values())[-1] == {"comparison": "held", "level": "other_place", "bits": 0.0}
