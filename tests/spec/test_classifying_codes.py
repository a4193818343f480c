"""Given industry codes: always with their version, because numbers are reused."""

import csv
import json

import pytest

from rajut import definitions
from rajut.classifying import classify, codes
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links
from support.drawn import put


def answer(engine: Engine, kbli: str, version: str = "", observed: str = "", activity: str = "", name: str = "Sumber Rejeki"):
    put(
        engine,
        Businesses,
        f"""| business_id | business_name | activity   | kbli   | kbli_version | observed_on |
            | b1          | {name}        | {activity} | {kbli} | {version}    | {observed}  |""",
    )
    for nothing in (Decisions, Identities, Links):
        put(engine, nothing)
    classify(engine, Silent())
    row = engine.rows("SELECT * FROM classes")[0]
    return row | {"notes": json.loads(row["reason"])["notes"]}


def test_a_given_code_tells_what_a_bare_name_does_not(engine: Engine):
    row = answer(engine, "13134", "2020")
    assert (row["fashion"], row["segment"], row["role"]) == (True, "batik", "core")
    assert (row["kbli_code"], row["kbli_version"], row["kbli_source"]) == ("13134", "2020", "given")


def test_a_code_of_another_industry_speaks_against_fashion(engine: Engine):
    row = answer(engine, "56101", "2020")
    assert (row["fashion"], row["kbli_code"], row["kbli_version"]) == (False, "56101", "2020")


@pytest.mark.parametrize(("version", "segment"), [("2020", "embroidery"), ("2025", "knitwear")])
def test_14302_is_embroidery_in_2020_and_hosiery_in_2025(engine: Engine, version, segment):
    row = answer(engine, "14302", version)
    assert (row["segment"], row["kbli_version"]) == (segment, version)


def test_14302_without_version_is_dated_settled_by_words_or_left_open(engine: Engine):
    dated = answer(engine, "14302", observed="2023-05-01")
    assert (dated["segment"], dated["kbli_version"]) == ("embroidery", "2020")
    by_words = answer(engine, "14302", observed="2026-02-01", activity="jasa bordir")
    assert (by_words["kbli_code"], by_words["kbli_version"]) == ("14302", "2020")
    assert "CLS-CODE-VERSION-FROM-WORDS" in by_words["notes"]
    left_open = answer(engine, "14302", observed="2026-02-01")
    assert (left_open["fashion"], left_open["segment"], left_open["kbli_code"], left_open["kbli_version"]) == (True, None, None, None)
    assert "CLS-CODE-VERSION-UNCLEAR" in left_open["notes"]


def test_a_code_without_version_is_less_sure(engine: Engine):
    stated, dated, same = answer(engine, "14111", "2020"), answer(engine, "14111", observed="2022"), answer(engine, "14111")
    assert stated["kbli_confidence"] > dated["kbli_confidence"] > same["kbli_confidence"]
    assert (same["kbli_code"], same["kbli_version"]) == ("14111", "2020")


def test_a_code_that_only_the_new_version_has_tells_the_version(engine: Engine):
    row = answer(engine, "46496")
    assert (row["kbli_code"], row["kbli_version"], row["segment"], row["role"]) == ("46496", "2025", "bags_leather", "trade")


def test_a_number_that_is_no_code_is_not_used(engine: Engine):
    row = answer(engine, "14999", "2020", activity="penjahit")
    assert (row["fashion"], row["kbli_code"], row["kbli_source"]) == (True, "14120", "inferred")
    assert "CLS-CODE-UNKNOWN" in row["notes"]


def test_code_and_words_in_conflict_lower_confidence_and_are_told(engine: Engine):
    row = answer(engine, "14120", "2020", activity="laundry pakaian")
    assert row["fashion"] is not True
    assert row["kbli_confidence"] < answer(engine, "14120", "2020", activity="penjahit")["kbli_confidence"]
    assert "CLS-CODE-AGAINST-WORDS" in row["notes"]


def test_a_missing_code_is_inferred_in_the_version_in_force(engine: Engine):
    row = answer(engine, "", activity="membuat batik tulis")
    assert (row["kbli_code"], row["kbli_version"], row["kbli_source"]) == ("13133", "2025", "inferred")


def test_our_table_of_codes_is_consistent():
    segments, roles = definitions.load("segments").content["segments"], definitions.load("roles").content["roles"]
    for (version, code), entry in codes.table().items():
        assert len(code) == 5, code
        assert entry.segment in segments, code
        assert entry.role in roles, code
        other = codes.VERSIONS[1 - codes.VERSIONS.index(version)]
        for counterpart in entry.other:
            assert code in codes.table()[other, counterpart].other, f"{version} {code} names {counterpart}, which does not name it back"
    inferred = definitions.load("kbli").content["inferred"]
    for segment, by_role in inferred.items():
        for role, code in by_role.items():
            assert segment in segments
            assert role in roles
            assert ("2025", code) in codes.table(), code


def test_every_code_of_ours_is_in_the_published_lists_and_none_of_13_to_15_is_missing(kbli_reference):
    with (kbli_reference / "kbli2020.csv").open(encoding="utf-8") as file:
        published = {"2020": {row["kode"] for row in csv.DictReader(file) if row["digit"] == "5"}}
    with (kbli_reference / "kbli2025_codes_titles.csv").open(encoding="utf-8") as file:
        published["2025"] = {row["code"] for row in csv.DictReader(file)}
    for version, known in published.items():
        ours = {code for own, code in codes.table() if own == version}
        assert ours <= known
        assert {code for code in known if code[:2] in ("13", "14", "15")} <= ours
        assert all(codes.lookup(code, version) for code in known if len(code) == 5)
        everything = {code for _, code in codes.table()}
        assert not [code for code in everything - known if codes.lookup(code, version)]
