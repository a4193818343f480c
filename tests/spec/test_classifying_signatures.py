"""All that the model sees of the texts and the code of a business, as one text."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from rajut.classifying.signatures import PARTS, parts, sign
from rajut.classifying.words import FIELDS, vocabulary

COLUMNS = pa.schema([*((name, pa.string()) for name in (*FIELDS, "given_kbli", "given_version")), ("year", pa.int64())])
WORDS = ["penjahit", "batik", "tulis", "warung", "gamis", "zaenab", "pejahit", "kulit", "lumpia"]
text = st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
row = st.fixed_dictionaries(
    {
        "name": text,
        "activity": text,
        "category": text,
        "given_kbli": st.sampled_from([None, "14302", "1"]),
        "given_version": st.sampled_from([None, "2020", "menurut pemilik"]),
        "year": st.sampled_from([None, 2024, 2025]),
    }
)


def signed(*rows: dict) -> list[str]:
    return sign(pa.RecordBatch.from_pylist([dict.fromkeys(COLUMNS.names) | row for row in rows], schema=COLUMNS)).to_pylist()


def test_no_text_is_not_a_text_without_a_known_word():
    silent, unknown = (parts(signature) for signature in signed({}, {"name": "zaenab"}))
    assert (silent["name_words"], unknown["name_words"]) == (None, "")
    assert silent == dict.fromkeys(PARTS)


def test_texts_with_the_same_known_words_have_one_signature():
    one, other, misspelt = signed({"name": "batik sekar"}, {"name": "mawar batik"}, {"name": "batik", "activity": "pejahit"})
    assert one == other
    assert parts(misspelt)["activity_words"] == "penjahit"


@given(st.lists(row, min_size=1, max_size=8))
def test_the_parts_of_a_signature_are_what_was_signed(rows):
    """Oracle: each text looked up alone."""
    for told, signature in zip(rows, signed(*rows), strict=True):
        words = {f"{field}_words": vocabulary(field).find(pa.array([told[field]], pa.string()))[0].as_py() for field in FIELDS}
        given_code = {name: told[name] for name in ("given_kbli", "given_version", "year")}
        assert parts(signature) == words | given_code
