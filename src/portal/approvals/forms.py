"""What an officer gives with a step: a reason, or the number and date of the decree."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.approvals import texts
from portal.approvals.acts import ACTS

EARLIEST = date(2005, 1, 1)  # Permen 23/2005 is the first rule by which a cluster could be determined


class StepForm(forms.Form):
    """The fields that `act` needs; the act itself is checked against the state by the action."""

    act = forms.ChoiceField(choices=[(name, name) for name in ACTS])
    reason = forms.CharField(max_length=500, required=False)
    number = forms.CharField(max_length=100, required=False)
    on = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], error_messages={"invalid": texts.DATE_UNREAD})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        rule = ACTS.get(given.get("act", ""))
        if rule and rule.reason and not given.get("reason"):
            raise ValidationError(texts.REASON_NEEDED)
        if rule and rule.decree:
            _check_decree(given, self.errors)
        return given


class TakeBackForm(forms.Form):
    reason = forms.CharField(max_length=500, error_messages={"required": texts.REASON_NEEDED})


def _check_decree(given: dict[str, Any], errors: Any) -> None:
    if "on" in errors:
        return
    number, on = given.get("number"), given.get("on")
    if not number or not on:
        raise ValidationError(texts.DECREE_NEEDED)
    if not number.isprintable():
        raise ValidationError(texts.DECREE_NEEDED)
    if not EARLIEST <= on <= timezone.localdate():
        raise ValidationError(texts.DATE_OUTSIDE)
