"""Labels of people teach: the answers for alike businesses follow, and go back when the labels go."""

import json

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut.classifying import classify, sentences
from rajut.classifying.coder import Coder, once
from rajut.classifying.teaching import Label, learn, lessons_of
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Classes, Decisions, Identities, Links
from support.drawn import put, see

TOWNS = ["Laweyan", "Jebres", "Serengan", "Banjarsari", "Kliwon"]
SOMEONE = ["Siti", "Sri", "Ani", "Wati", "Dewi", "Rini", "Yanti", "Narti", "Tini", "Lastri"]


def businesses(*more: str) -> str:
    """Fifty gas-lamp mantle sellers (kaos lampu, no clothes) and fifty tailors with activities of their own, and those drawn."""
    head = "| business_id | business_name | activity |"
    lamps = [f"| lamp{i:02} | {SOMEONE[i % 10]} {TOWNS[i // 10]} | jual kaos lampu petromaks |" for i in range(50)]
    tailors = [f"| sews{i:02} | {SOMEONE[i % 10]} {TOWNS[i // 10]} | menjahit kebaya |" for i in range(50)]
    return "\n".join([head, *lamps, *tailors, *more])


def labels(**said: str) -> str:
    """A decision for each of the named groups: lamp='{"fashion": false}' labels lamp00 to lamp39."""
    head = "| number | kind | subject | value | by | on |"
    rows = [(f"{group}{i:02}", value) for group, value in said.items() for i in range(40)]
    return "\n".join([head, *(f"| {n} | class | {subject} | {value} | Dewi | 2026-01-01 |" for n, (subject, value) in enumerate(rows))])


LABELS = labels(lamp='{"fashion": false}', sews='{"segment": "tailoring", "role": "core"}')
ALIKE = (
    "| new_lamp | Toko Terang | jual kaos lampu petromaks |",
    "| new_dress | Ibu Ratmi | menjahit kebaya |",
    "| other | Pak Karto | membuat gamis |",
)


def classified(engine: Engine, pictured: str, decisions: str | None) -> dict:
    put(engine, Businesses, pictured)
    put(engine, Decisions, decisions)
    put(engine, Identities)
    put(engine, Links)
    return classify(engine, Silent())


def test_labels_change_the_answers_of_alike_businesses_and_undoing_them_changes_back(engine: Engine):
    classified(engine, businesses(*ALIKE), None)
    before = engine.rows("SELECT * FROM classes ORDER BY business_id")
    facts = classified(engine, businesses(*ALIKE), LABELS)
    assert facts["labels_taught"] == 80
    taught = {row["business_id"]: row for row in engine.rows("SELECT * FROM classes")}
    assert {row["business_id"]: row["fashion"] for row in before}["new_lamp"] is True
    assert taught["new_lamp"]["fashion"] is False
    assert taught["lamp45"]["fashion"] is False
    assert taught["new_dress"]["fashion"] is True
    assert taught["other"]["fashion"] is True
    assert taught["new_lamp"]["decided_by"] == "model"
    classified(engine, businesses(*ALIKE), None)
    assert engine.rows("SELECT * FROM classes ORDER BY business_id") == before


def test_a_taught_answer_says_which_word_spoke(engine: Engine):
    classified(engine, businesses(*ALIKE), LABELS)
    reason = engine.value("SELECT reason FROM classes WHERE business_id = 'new_lamp'")
    assert json.loads(reason)["labels"]["word"] == "lampu"
    assert json.loads(reason)["labels"]["weight"] < -1
    assert any("lampu" in told and "petugas" in told for told in sentences(reason, "id"))
    assert any("lampu" in told and "labels" in told for told in sentences(reason, "en"))


def test_labels_teach_line_and_role(engine: Engine):
    """People here call the sewing of kebaya embroidery; other sewing stays tailoring."""
    said = labels(sews='{"segment": "embroidery", "role": "core"}', lamp='{"segment": "garments", "role": "trade"}')
    classified(engine, businesses(*ALIKE, "| jeans | Pak Joko | permak jeans |"), said)
    found = {row["business_id"]: (row["segment"], row["role"]) for row in engine.rows("SELECT business_id, segment, role FROM classes")}
    assert found["new_dress"] == ("embroidery", "core")
    assert found["jeans"] == ("tailoring", "supporting")


def test_a_few_labels_decide_their_own_businesses_and_teach_nothing(engine: Engine):
    few = """| number | kind  | subject | value              | by   | on         |
             | 1      | class | lamp00  | {"fashion": false} | Dewi | 2026-01-01 |"""
    assert classified(engine, businesses(), few)["labels_taught"] == 0
    see(
        engine,
        Classes,
        "\n".join(
            [
                "| business_id | fashion | decided_by |",
                "| lamp00 | no | Dewi |",
                *(f"| lamp{i:02} | yes | model |" for i in range(1, 50)),
                *(f"| sews{i:02} | yes | model |" for i in range(50)),
            ]
        ),
    )


def test_a_persons_label_wins_over_what_other_labels_teach(engine: Engine):
    one_more = LABELS + '\n| 99 | class | new_lamp | {"segment": "garments"} | Budi | 2026-01-02 |'
    classified(engine, businesses(*ALIKE), one_more)
    row = engine.rows("SELECT fashion, fashion_confidence, segment, decided_by FROM classes WHERE business_id = 'new_lamp'")[0]
    assert row == {"fashion": True, "fashion_confidence": 1.0, "segment": "garments", "decided_by": "Budi"}


def test_neither_the_order_of_businesses_nor_of_labels_matters_and_twice_is_once(engine: Engine):
    pictured = businesses(*ALIKE).splitlines()
    classified(engine, "\n".join(pictured), LABELS)
    once = engine.rows("SELECT * FROM classes ORDER BY business_id")
    head, *rows = LABELS.splitlines()
    classified(engine, "\n".join([pictured[0], *pictured[:0:-1]]), "\n".join([head, *rows[::-1]]))
    assert engine.rows("SELECT * FROM classes ORDER BY business_id") == once


def test_too_few_of_one_answer_teach_nothing():
    alike = [Label(f"b{i:02}", f"penjahit {SOMEONE[i % 10]}", True, None, None) for i in range(60)]
    assert learn(alike, ("garments",), ("core",)) is None


def test_the_definitions_are_lessons_for_every_line_and_role():
    assert {answer for _, answer in lessons_of("fashion")} == {"fashion", "other"}
    assert len({answer for _, answer in lessons_of("segment")}) == 12
    assert {answer for _, answer in lessons_of("role")} == {"core", "supplier", "supporting", "trade"}


TEXTS = ["jual kaos lampu", "jual kaos", "jahit kebaya", "jahit baju", "", "sate kambing", "kaos kaos", "lampu hias"]
CODES = ["other", "fashion", "fashion", "fashion", "other", "food", "fashion", "other"]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(TEXTS))))
def test_the_coder_does_not_mind_the_order(order):
    one, other = Coder().fit(TEXTS, CODES), Coder().fit([TEXTS[i] for i in order], [CODES[i] for i in order])
    asked = pa.array(["kaos lampu", "sate", None, "lampuu"])
    assert np.array_equal(one.scores(asked), other.scores(asked))


@pytest.mark.parametrize("codes", [CODES, ["fashion" if code == "fashion" else "other" for code in CODES]])
def test_scoring_by_words_is_the_linear_machine(codes):
    """Oracle: the vector of each text times the machine's weights."""
    coder = Coder().fit(TEXTS, codes)
    asked = [*TEXTS, "kaos lampu petromaks", "kaos kaos baju", "xyz"]
    weights = np.vstack([coder._word_weights, coder._pair_weights, coder._run_weights])
    assert np.allclose(coder.scores(pa.array(asked)), coder.vectors(asked) @ weights + coder._shift)
    assert coder.predict(pa.array(TEXTS[:4])) == codes[:4]


def test_the_loudest_word_and_none_for_no_words():
    coder = Coder().fit(TEXTS, CODES)
    asked = pa.array(["sate enak", "", None, "kaos"])
    assert coder.loudest(asked, coder.classes.index("food"), np.ones(4)).to_pylist() == ["sate", None, None, None]
    assert coder.loudest(asked, coder.classes.index("food"), -np.ones(4)).to_pylist()[3] == "kaos"


def test_spelling_speaks_for_words_never_seen():
    coder = Coder().fit(["penjahit", "penjahitan", "warung", "warungan"], ["fashion", "fashion", "other", "other"])
    assert coder.predict(pa.array(["penjahittt", "warunge"])) == ["fashion", "other"]


CODED = [("sepatu kulit", "1521"), ("sandal kulit", "1521"), ("sepatu kain", "1522"), ("tas kulit", "1512"), ("kue basah", "1071")]


@pytest.mark.parametrize("levels", [(), (2,), (2, 3)])
def test_codes_are_told_by_machines_of_their_first_digits_too(levels):
    """Oracle: the vector of each text times the summed weights of the machines; the order of the lessons makes no difference."""
    coder = Coder(levels=levels).fit(*zip(*CODED, strict=True))
    again = Coder(levels=levels).fit(*zip(*CODED[::-1], strict=True))
    asked = ["sepatu kulit", "tas kain", "kue", "zzz", ""]
    weights = np.vstack([coder._word_weights, coder._pair_weights, coder._run_weights])
    assert np.allclose(coder.scores(pa.array(asked)), coder.vectors(asked) @ weights + coder._shift)
    assert np.array_equal(coder.scores(pa.array(asked)), again.scores(pa.array(asked)))
    assert coder.predict(pa.array(["sepatu kulit", "kue enak"])) == ["1521", "1071"]


def test_a_code_is_the_sum_of_what_its_group_and_itself_say():
    texts, codes = zip(*CODED, strict=True)
    both, group = Coder(levels=(2,)).fit(texts, codes), Coder().fit(texts, [code[:2] for code in codes])
    asked = pa.array(["sepatu", "kue"])
    alone = both.classes.index("1071")  # the only code of its group: nothing more to tell
    assert np.allclose(both.scores(asked)[:, alone], group.scores(asked)[:, group.classes.index("10")])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=30))
def test_what_a_text_holds_counts_once(held):
    """Oracle: a set."""
    held = sorted(held, key=lambda pair: pair[0])
    at, what = (np.array([pair[i] for pair in held], np.int64) for i in (0, 1))
    found = list(zip(*(part.tolist() for part in once(at, what)), strict=True))
    assert sorted(found) == sorted(set(held))
