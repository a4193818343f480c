"""Decisions that cannot all be true are named when deciding, not silently kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.registry import actions
from portal.registry.models import Decision
from support.officers import sign_in


@pytest.fixture
def dewi(db: None) -> Any:
    sign_in("dewi", "regency", "3372")
    return get_user_model().objects.get(username="dewi")


def decide(by: Any, one: str, relation: str, two: str) -> Decision:
    return actions.decide_pair(by=by, one=one, two=two, same=relation == "=")


def against(fault: pytest.ExceptionInfo[actions.Contradicts]) -> set[tuple[str, str]]:
    return {(decision.subject, decision.other) for decision in fault.value.decisions}


def test_what_decisions_join_cannot_be_different(dewi: Any) -> None:
    decide(dewi, "a", "=", "b")
    decide(dewi, "b", "=", "c")
    with pytest.raises(actions.Contradicts) as fault:
        decide(dewi, "c", "≠", "a")
    assert against(fault) == {("a", "b"), ("b", "c")}
    assert Decision.objects.count() == 2, "nothing is kept"


def test_what_decisions_hold_apart_cannot_be_joined_through_others(dewi: Any) -> None:
    decide(dewi, "a", "=", "b")
    decide(dewi, "c", "=", "d")
    decide(dewi, "a", "≠", "d")
    with pytest.raises(actions.Contradicts) as fault:
        decide(dewi, "b", "=", "c")
    assert against(fault) == {("a", "b"), ("c", "d"), ("a", "d")}


def test_an_undone_decision_contradicts_nothing(dewi: Any) -> None:
    first = decide(dewi, "a", "=", "b")
    decide(dewi, "b", "=", "c")
    actions.undo(by=dewi, decision=first)
    assert decide(dewi, "a", "≠", "c").kind == "different"


def test_an_older_decision_about_the_same_pair_is_replaced_not_contradicted(dewi: Any) -> None:
    decide(dewi, "a", "=", "b")
    assert decide(dewi, "b", "≠", "a").kind == "different"
    assert decide(dewi, "a", "=", "b").kind == "same"


def test_undoing_twice_is_undoing_once(dewi: Any) -> None:
    decision = decide(dewi, "a", "=", "b")
    actions.undo(by=dewi, decision=decision)
    decision.refresh_from_db()
    when = decision.undone_on
    actions.undo(by=dewi, decision=decision)
    decision.refresh_from_db()
    assert decision.undone_on == when


def test_the_page_names_the_decisions_and_lets_them_be_undone(officer: Client, dewi: Any) -> None:
    decide(dewi, "R-A2", "=", "R-A1")
    decide(dewi, "R-A1", "=", "R-B2")
    answer = officer.post("/petugas/meragukan/putuskan/", {"record_a": "R-A2", "record_b": "R-B2", "verdict": "different"})
    assert answer.status_code == 409
    assert "daftar dinas, baris 2 dan daftar dinas, baris 3 usaha yang sama" in answer.text
    assert "(dewi," in answer.text
    assert answer.text.count("/batalkan/") == 2
