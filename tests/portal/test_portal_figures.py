"""Numbers as people read them, and which of them are withheld."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.areas.scale import classed, scale
from portal.pages import figures


def test_numbers_are_written_the_readers_way() -> None:
    with override("id"):
        assert (figures.whole(1234567), figures.decimal(3.14159), figures.percent(0.625)) == ("1.234.567", "3,1", "62 %")
    with override("en"):
        assert (figures.whole(1234567), figures.decimal(3.14159), figures.percent(0.625)) == ("1,234,567", "3.1", "62 %")


def test_unknown_is_not_zero() -> None:
    assert figures.whole(None) == figures.decimal(None) == figures.percent(None) == figures.kilometres(None) == "–"


@pytest.mark.parametrize(("share", "shown"), [(0, "0 %"), (1, "100 %"), (0.999, ">99 %"), (0.001, "<1 %"), (0.996, ">99 %")])
def test_almost_is_not_all(share: float, shown: str) -> None:
    assert figures.percent(share) == shown


def test_numbers_are_rounded_not_cut() -> None:
    with override("en"):
        assert figures.decimal(1.96) == "2.0"
        assert figures.kilometres(1990) == "2.0 km"


def test_a_single_small_count_takes_another_with_it() -> None:
    assert figures.safe_counts({"batik": 90, "trade": 6, "textiles": 3}) == {"batik": 90, "trade": None, "textiles": None}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1))
def test_no_small_count_can_be_computed_from_the_total(counts: dict[str, int]) -> None:
    safe = figures.safe_counts(counts)
    assert all(safe[key] is None for key, count in counts.items() if 0 < count < figures.SMALL)
    hidden = [key for key, count in safe.items() if count is None]
    withheld_something = any(0 < count < figures.SMALL for count in counts.values())
    others = [count for count in counts.values() if count >= figures.SMALL]
    assert bool(hidden) == withheld_something
    assert len(hidden) != 1 or not others


def rows(*values: int | None) -> list[dict[str, object]]:
    return [{"businesses": value, "known": value, "suppressed": value is None} for value in values]


def test_classes_of_the_map() -> None:
    shaded, chosen = classed(rows(0, None, 7, 10, 100, 1000, 5000))
    assert [row["class"] for row in shaded] == ["0", "x", "1", "2", "3", "4", "5"]
    assert [step["name"] for step in chosen.legend()] == ["1", "2", "3", "4", "5"]


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), max_size=60))
def test_more_businesses_never_get_a_lighter_shade(values: list[int | None]) -> None:
    shaded, chosen = classed(rows(*values))
    known = sorted((row["businesses"], row["class"]) for row in shaded if row["businesses"])
    assert [shade for _, shade in known] == sorted(shade for _, shade in known)
    assert all(shade in "12345" for _, shade in known)
    assert len(chosen.legend()) == len(chosen.starts) <= 5


def test_an_empty_map_has_no_legend() -> None:
    assert scale(rows(0, None)).legend() == []


def test_a_withheld_figure_says_what_is_known_at_least() -> None:
    with override("id"):
        assert figures.published({"businesses": None, "suppressed": True, "known": 1534}) == "≥ 1.534"
        assert figures.published({"businesses": None, "suppressed": True, "known": None}) == "ditahan"
        assert figures.published({"businesses": 0, "suppressed": False, "known": 0}) == "0"
    shaded, _ = classed([*rows(7, 100), {"businesses": None, "suppressed": True, "known": 100}])
    assert shaded[2]["class"] == shaded[1]["class"]


@pytest.mark.parametrize(("share", "shown"), [(1.0, ">99 %"), (0.0, "<1 %"), (0.51, "51 %"), (None, "–")])
def test_no_model_is_certain(share: float | None, shown: str) -> None:
    assert figures.chance(share) == shown
