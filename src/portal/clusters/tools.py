"""What an officer may ask of sentra, clusters and businesses: every field is checked here before an action sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.clusters import texts
from portal.pages import words
from portal.registry.models import APART, EXCLUDE, LOCK, RENAME, SPLIT, TOGETHER
from rajut.decisions import LONGEST_NAME, MOST_PARTS
from rajut.published import PublishedRun, clusters

MERGE = "merge"  # two sentra become one; a `together` that says so
ACTS = (LOCK, SPLIT, RENAME, APART, TOGETHER, MERGE)
ABOUT_MEMBERS = (EXCLUDE, APART, TOGETHER)
AROUND = 40  # sentra of other clusters to choose from
BUSINESS = r"^[A-Za-z0-9._-]{1,64}$"


def units(run: PublishedRun, found: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from: `own` (the cluster and its sentra), `sentra` (its sentra), `around` (others of the regency)."""
    sentra = [(row["sentra_id"], words.named(row)) for row in clusters.sentra_of(run, found["cluster_id"])]
    around = [(row["sentra_id"], words.named(row)) for row in clusters.sentra_around(run, found, AROUND)]
    return {"own": [(found["cluster_id"], words.named(found)), *sentra], "sentra": sentra, "around": [*sentra, *around]}


class UnitForm(forms.Form):
    """A decision about the cluster or its sentra."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    subject = forms.ChoiceField(error_messages={"required": texts.UNIT_NEEDED, "invalid_choice": texts.UNIT_NEEDED})
    other = forms.ChoiceField(required=False, error_messages={"invalid_choice": texts.UNIT_NEEDED})
    parts = forms.IntegerField(required=False, min_value=2, max_value=MOST_PARTS, error_messages={"invalid": texts.PARTS_NEEDED})
    name_id = forms.CharField(required=False, max_length=LONGEST_NAME)
    name_en = forms.CharField(required=False, max_length=LONGEST_NAME)
    reason = forms.CharField(max_length=500, error_messages={"required": texts.REASON_NEEDED})

    def __init__(self, choices: dict[str, list[tuple[str, str]]], *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        own = choices["own"] if self.data.get("act") in (LOCK, RENAME) else choices["sentra"]
        self.fields["subject"].choices = own
        self.fields["other"].choices = [("", ""), *choices["around"]]
        for name in ("parts",):
            self.fields[name].error_messages |= {"min_value": texts.PARTS_NEEDED, "max_value": texts.PARTS_NEEDED}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        act = said.get("act")
        if act in (APART, TOGETHER, MERGE) and "subject" in said and (not said.get("other") or said["other"] == said["subject"]):
            raise ValidationError(texts.TWO_NEEDED)
        if act == RENAME and not (said.get("name_id") or said.get("name_en")):
            raise ValidationError(texts.NAME_NEEDED)
        if any(not str(said.get(name) or "").isprintable() for name in ("name_id", "name_en")):
            raise ValidationError(texts.NAME_NEEDED)
        return said

    def decision(self) -> dict[str, Any]:
        """What the library is told: kind, subject, other, value."""
        said = self.cleaned_data
        kind = TOGETHER if said["act"] == MERGE else said["act"]
        values = {
            SPLIT: {"parts": said.get("parts") or 2},
            MERGE: {"as": "sentra"},
            RENAME: {name: said[name] for name in ("name_id", "name_en") if said.get(name)},
        }
        other = said["other"] if said["act"] in (APART, TOGETHER, MERGE) else ""
        return {"kind": kind, "subject": said["subject"], "other": other, "value": values.get(said["act"])}


class MembersForm(forms.Form):
    """A decision about one business, several, or two of them."""

    act = forms.ChoiceField(choices=[(act, act) for act in ABOUT_MEMBERS])
    other = forms.RegexField(BUSINESS, required=False, error_messages={"invalid": texts.BUSINESS_UNKNOWN})
    reason = forms.CharField(max_length=500, error_messages={"required": texts.REASON_NEEDED})

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.chosen = list(dict.fromkeys(data.getlist("business")))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("other"):
            self.chosen = list(dict.fromkeys([*self.chosen, said["other"]]))
        if not self.chosen:
            raise ValidationError(texts.MEMBER_NEEDED)
        if said.get("act") in (APART, TOGETHER) and len(self.chosen) != 2:
            raise ValidationError(texts.TWO_MEMBERS_NEEDED)
        return said

    def decisions(self) -> list[dict[str, str]]:
        """One for each excluded business, or one about the two."""
        kind = self.cleaned_data["act"]
        if kind == EXCLUDE:
            return [{"kind": kind, "subject": business_id} for business_id in self.chosen]
        return [{"kind": kind, "subject": self.chosen[0], "other": self.chosen[1]}]
