"""What each role may do, and that nobody may rewrite the audit log."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory

from portal.people import access, audit
from portal.people.models import Entry, Officer
from support.drawn import drawn
from support.portal_addresses import PASSWORD

WHO_MAY = """
| right            | ministry | province | regency | facilitator | viewer |
| sees_people      | yes      | yes      | yes     | yes         | no     |
| sees_identities  | yes      | yes      | yes     | no          | no     |
| decides          | yes      | yes      | yes     | no          | no     |
| publishes        | yes      | no       | no      | no          | no     |
| manages_accounts | yes      | yes      | no      | no          | no     |
| sees_log         | yes      | yes      | yes     | no          | no     |
| proposes         | no       | no       | yes     | no          | no     |
| coordinates      | no       | yes      | no      | no          | no     |
| determines       | yes      | no       | no      | no          | no     |
| approves         | yes      | yes      | yes     | no          | no     |
"""
AREAS = {"ministry": "", "province": "33", "regency": "3372", "facilitator": "337201", "viewer": "33"}
UNFIT = """
| role        | area   |
| ministry    | 33     |
| province    |        |
| province    | 3372   |
| province    | ID     |
| regency     | 33     |
| regency     | 3399   |
| facilitator |        |
| facilitator | 33     |
| king        |        |
"""


def sight_of(role: str, area_code: str) -> access.Sight:
    request = RequestFactory().get("/")
    request.user = get_user_model().objects.create_user(role, password=PASSWORD)
    Officer.objects.create(user=request.user, role=role, area_code=area_code)
    return access.sight(request)


@pytest.mark.parametrize("role", AREAS)
def test_who_may_what(role: str) -> None:
    seen = sight_of(role, AREAS[role])
    assert {row["right"]: "yes" if getattr(seen, str(row["right"])) else "no" for row in drawn(WHO_MAY)} == {
        row["right"]: row[role] for row in drawn(WHO_MAY)
    }


def test_an_area_covers_what_lies_in_it() -> None:
    seen = sight_of("regency", "3372")
    assert [seen.covers(code) for code in ("3372", "337201", "3372011001", "3371", "33", "", None)] == [True] * 3 + [False] * 4
    assert sight_of("ministry", "").covers(None)


@pytest.mark.parametrize("row", drawn(UNFIT), ids=str)
def test_an_area_must_fit_the_role(row: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Officer(role=row["role"], area_code=row["area"] or "").clean()


def test_the_command_takes_a_role_and_an_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAJUT_OFFICER_PASSWORD", PASSWORD)
    call_command("make_officer", username="rini", role="regency", area="3372", verbosity=0)
    officer = Officer.objects.get(user__username="rini")
    assert (officer.role, officer.area_code) == ("regency", "3372")
    assert Entry.objects.get().verb == "made-account"
    with pytest.raises(CommandError, match="2 angka"):
        call_command("make_officer", username="dewi", role="province", area="3372", verbosity=0)
    assert not get_user_model().objects.filter(username="dewi").exists()


def test_an_entry_is_never_edited_or_deleted(officer: Client) -> None:
    entry = audit.record(by=get_user_model().objects.get(username="siti"), verb="saw-business", subject="B-1", area_code="3372")
    assert (entry.by, entry.by_role, entry.by_area) == ("siti", "ministry", "")
    for act in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(by="nobody")):
        with pytest.raises(TypeError):
            act()


def test_every_act_has_a_sentence(officer: Client) -> None:
    with pytest.raises(ValueError, match="no sentence"):
        audit.record(by=get_user_model().objects.get(username="siti"), verb="danced")
