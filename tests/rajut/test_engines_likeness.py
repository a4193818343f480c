"""`resembles`: the Jaro-Winkler similarity has variants, and an engine's own is not another's."""

import random

import pyarrow as pa
import pytest

from rajut.engines import Engine


def similarity(a: str, b: str) -> float:
    """Winkler (1990) by the book, half a transposition being none."""
    window = max(max(len(a), len(b)) // 2, 1)
    places: list[int] = []
    for i, letter in enumerate(a):
        places += [j for j, other in enumerate(b) if other == letter and abs(i - j) < window and j not in places][:1]
    if not places:
        return 0.0
    matching = len(places)
    out_of_place = sum(b[one] != b[two] for one, two in zip(places, sorted(places), strict=True))
    jaro = (matching / len(a) + matching / len(b) + (matching - out_of_place // 2) / matching) / 3
    start = next((n for n in range(min(4, len(a), len(b))) if a[n] != b[n]), min(4, len(a), len(b)))
    return jaro + 0.1 * start * (1 - jaro)


@pytest.mark.parametrize(
    ("one", "two", "least", "alike"),
    [
        ("martha", "marhta", 0.961111, True),
        ("martha", "marhta", 0.961112, False),
        ("komputer mitra", "komputer purnama", 0.904, True),  # five letters out of place: 2.5 transpositions count as 2
        ("komputer mitra", "komputer purnama", 0.905, False),
        ("batik", "batik", 1.0, True),
        ("", "", 0.9, False),
        ("batik", None, 0.9, None),
    ],
)
def test_says_whether_two_texts_have_that_similarity(engine: Engine, one, two, least, alike):
    engine.put("texts", pa.table({"a": pa.array([one], pa.string()), "b": pa.array([two], pa.string())}))
    assert engine.value(f"SELECT resembles(a, b, {least}) FROM texts") is alike


@pytest.mark.parametrize("least", [0.82, 0.9])
def test_agrees_with_the_formula_on_any_texts(engine: Engine, least):
    chance = random.Random(1)
    pairs = []
    for _ in range(3000):
        letters = chance.choices("aeknrst ", k=chance.randint(3, 20))
        other = letters[: chance.randint(1, len(letters))] + chance.choices("aeknrst ", k=chance.randint(0, 4))
        middle = other[2:]
        chance.shuffle(middle)
        pairs.append(("".join(letters), "".join(other[:2] + middle)))
    engine.put("texts", pa.table({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}))
    found = {(row["a"], row["b"]) for row in engine.rows(f"SELECT a, b FROM texts WHERE resembles(a, b, {least})")}
    assert found == {(a, b) for a, b in pairs if round(similarity(a, b), 9) >= least}
    assert 200 < len(found) < 2800
