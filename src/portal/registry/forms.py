"""What officers may send: every field is checked here before an action sees it."""

from __future__ import annotations

from django import forms

from portal.registry.models import PAIRS

RECORD = r"^[A-Za-z0-9._-]{1,64}$"
SKIP = "skip"


class PairForm(forms.Form):
    """A verdict about two records: same, different, or not now."""

    record_a = forms.RegexField(RECORD)
    record_b = forms.RegexField(RECORD)
    verdict = forms.ChoiceField(choices=[(verdict, verdict) for verdict in (*PAIRS, SKIP)])
    reason = forms.CharField(max_length=500, required=False)
