"""The audit log is kept as long as definitions/access says, and not for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.people import retention
from portal.people.models import Entry

DAYS = [
    (date(2026, 11, 27), date(2021, 11, 27)),
    (date(2028, 2, 29), date(2023, 2, 28)),
    (date(2027, 1, 1), date(2022, 1, 1)),
]


@pytest.mark.parametrize(("today", "kept_from"), DAYS)
def test_entries_of_five_years_are_kept(today: date, kept_from: date) -> None:
    assert retention.oldest_kept(today) == kept_from


def entry(subject: str, days_over: float) -> None:
    made = Entry.objects.create(by="rini", verb="saw-business", subject=subject)
    at = retention._midnight(retention.oldest_kept()) - timedelta(days=days_over)
    super(type(Entry.objects.all()), Entry.objects.filter(pk=made.pk)).update(at=at)


def test_only_older_ones_are_deleted_only_when_asked_and_that_is_written_down(capsys: pytest.CaptureFixture[str]) -> None:
    entry("old", 0.01)
    entry("kept", -0.01)
    call_command("prune_log")
    assert "1 catatan" in capsys.readouterr().out
    assert Entry.objects.count() == 2
    call_command("prune_log", "--yes")
    assert list(Entry.objects.order_by("id").values_list("verb", "subject")) == [("saw-business", "kept"), ("pruned-log", "")]
    assert Entry.objects.get(verb="pruned-log").detail == f"1, < {retention.oldest_kept().isoformat()}"
    call_command("prune_log", "--yes")
    assert Entry.objects.count() == 2, "nothing to do is no entry"


def test_the_log_says_how_long_it_is_kept(officer: Client) -> None:
    assert "Catatan disimpan 5 tahun" in officer.get("/petugas/catatan/").text
    assert timezone.localdate() > retention.oldest_kept()
