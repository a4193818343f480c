"""What the words of a business say: fashion or not, product line, role, Muslim wear."""

import json

import pyarrow as pa
import pytest

from rajut.classifying import classify, sentences
from rajut.classifying.words import group_of, vocabulary
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Classes, Decisions, Identities, Links
from support.drawn import put, see


def classified(engine: Engine, businesses: str) -> None:
    put(engine, Businesses, businesses)
    for nothing in (Decisions, Identities, Links):
        put(engine, nothing)
    classify(engine, Silent())


def test_every_product_line_is_told_from_its_words(engine: Engine):
    classified(
        engine,
        """
        | business_id | business_name         | activity                          |
        | b01         | Batik Sekar           | membuat batik tulis               |
        | b02         | Tenun Ibu Sitti       | menenun sarung samarinda          |
        | b03         | Konveksi Maju         | konveksi kaos dan jaket           |
        | b04         | Penjahit Rahayu       | terima jahitan baju               |
        | b05         | Hijab Zahra           | membuat gamis dan mukena          |
        | b06         | Bordir Kudus          | jasa bordir komputer              |
        | b07         | Rajutan Bu Tini       | merajut tas rajut                 |
        | b08         | Sepatu Cibaduyut      | pengrajin sepatu kulit            |
        | b09         | Pengrajin Dompet      | membuat tas kulit                 |
        | b10         | Blangkon Pak Slamet   | membuat blangkon                  |
        | b11         | Toko Kain Sumber      | menjual kain tekstil              |
        | b12         | Kios Bu Narti         | jual pakaian bekas                |
        """,
    )
    see(
        engine,
        Classes,
        """
        | business_id | fashion | segment      | role       |
        | b01         | yes     | batik        | core       |
        | b02         | yes     | weaving      | core       |
        | b03         | yes     | garments     | core       |
        | b04         | yes     | tailoring    | core       |
        | b05         | yes     | muslim_wear  | core       |
        | b06         | yes     | embroidery   | core       |
        | b07         | yes     | knitwear     | core       |
        | b08         | yes     | footwear     | core       |
        | b09         | yes     | bags_leather | core       |
        | b10         | yes     | accessories  | core       |
        | b11         | yes     | textiles     | trade      |
        | b12         | yes     | trade        | trade      |
        """,
    )


@pytest.mark.parametrize(
    ("name", "activity", "role"),
    [
        ("Toko Batik Laris", "menjual batik", "trade"),
        ("Butik Ayu", "jual kebaya", "trade"),
        ("Toko Benang Abadi", "benang jahit dan kancing", "supplier"),
        ("Vermak Jeans Joko", None, "supporting"),
        ("LKP Modes", "kursus menjahit", "supporting"),
        ("Servis Pak Min", "mesin jahit dan mesin obras", "supporting"),
    ],
)
def test_the_role_follows_from_selling_supplying_and_supporting(engine: Engine, name, activity, role):
    classified(engine, f"| business_id | business_name | activity |\n| b1 | {name} | {activity or ''} |")
    assert engine.rows("SELECT fashion, role FROM classes") == [{"fashion": True, "role": role}]


@pytest.mark.parametrize(
    "activity",
    [
        "laundry pakaian",
        "jasa cuci baju dan setrika",
        "jahit jok motor",
        "jual kerupuk kulit",
        "membuat kulit lumpia",
        "benang layangan",
        "sablon plastik dan gelas",
        "kantong dan tas kresek",
        "tenun bambu",
        "menjual nasi goreng",
        "bengkel motor",
        "sulam alis dan rias pengantin",
    ],
)
def test_false_friends_are_not_fashion(engine: Engine, activity):
    classified(engine, f"| business_id | business_name | activity |\n| b1 | Berkah | {activity} |")
    answer = engine.rows("SELECT fashion, segment, role, muslim_wear FROM classes")[0]
    assert answer == {"fashion": False, "segment": None, "role": None, "muslim_wear": False}


def test_abstains_where_words_leave_it_open(engine: Engine):
    classified(
        engine,
        """
        | business_id | business_name      | activity                  | category |
        | clash       | Warung dan Penjahit|                           |          |
        | label_only  |                    |                           | Fashion  |
        | nothing     |                    |                           |          |
        | weak        | Aksesoris Malika   |                           |          |
        """,
    )
    asked = {row["business_id"]: row for row in engine.rows("SELECT * FROM classes")}
    assert [asked[name]["fashion"] for name in ("clash", "label_only", "nothing", "weak")] == [None] * 4
    assert all(row["segment"] is None and row["muslim_wear"] is None for row in asked.values())
    assert "CLS-NO-TEXT" in json.loads(asked["nothing"]["reason"])["notes"]
    assert "CLS-ASK" in json.loads(asked["clash"]["reason"])["notes"]


def test_a_label_is_evidence_but_not_trusted_wholly(engine: Engine):
    classified(
        engine,
        """
        | business_id | business_name | activity              | category |
        | agrees      | Siti          | menjual sandal        | Sandang  |
        | is_wrong    | Tiara         | membuat kue dan roti  | Fashion  |
        """,
    )
    see(engine, Classes, "| business_id | fashion |\n| agrees | yes |\n| is_wrong | no |")


@pytest.mark.parametrize(
    ("text", "muslim_wear"),
    [("membuat jilbab dan gamis", True), ("jual peci dan sajadah", True), ("konveksi baju koko", True), ("konveksi celana jeans", False)],
)
def test_muslim_wear_is_watched_separately(engine: Engine, text, muslim_wear):
    classified(engine, f"| business_id | business_name | activity |\n| b1 | Berkah | {text} |")
    assert engine.value("SELECT muslim_wear FROM classes") is muslim_wear


def test_the_reason_can_be_read_by_an_officer(engine: Engine):
    classified(engine, "| business_id | business_name | activity |\n| b1 | Penjahit Siti | terima jahitan baju |")
    told = sentences(engine.value("SELECT reason FROM classes"), "id")
    assert told == ["Kata yang menentukan: ‘penjahit’ (+6,0), ‘baju’ (+5,4). Angka positif mendukung fesyen, angka negatif menentangnya."]


def found_slowly(text: str | None) -> str | None:
    """Oracle: longest phrases first, each token used once, one text at a time."""
    if text is None:
        return None
    tokens, known, found = text.split(), group_of("name"), set()
    free = [True] * len(tokens)
    for length in (3, 2, 1):
        starts = [i for i in range(len(tokens) - length + 1) if all(free[i : i + length]) and " ".join(tokens[i : i + length]) in known]
        for start in starts:
            found.add(" ".join(tokens[start : start + length]))
            free[start : start + length] = [False] * length
    return ",".join(sorted(found))


def test_finds_the_same_words_as_the_slow_way():
    words = ["kulit", "lumpia", "jahit", "baju", "online", "shop", "tas", "alat", "menjahit", "kain", "batik", "xyz", "bed", "cover", "dan"]
    texts = [" ".join(words[(i * k + i // 7) % len(words)] for k in range(1, 2 + i % 6)) for i in range(400)]
    texts += [None, "", "kulit", "alat jahit menjahit", "tas kulit lumpia"]
    assert vocabulary("name").find(pa.array(texts, pa.string())).to_pylist() == [found_slowly(text) for text in texts]
