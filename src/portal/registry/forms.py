"""What officers may send: every field is checked here before an action sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.pages import words
from portal.people.access import Sight
from portal.registry import texts
from portal.registry.models import PAIRS
from rajut.areas import bounds
from rajut.areas.lookup import level_of, names

RECORD = r"^[A-Za-z0-9._-]{1,64}$"
SKIP = "skip"
SHEET_BYTES = 2_000_000  # about 20,000 rows; more are split
MARGIN = 0.05  # degrees: our boundaries are approximate


class PairForm(forms.Form):
    """A verdict about two records: same, different, or not now."""

    record_a = forms.RegexField(RECORD)
    record_b = forms.RegexField(RECORD)
    verdict = forms.ChoiceField(choices=[(verdict, verdict) for verdict in (*PAIRS, SKIP)])
    reason = forms.CharField(max_length=500, required=False)


class Degrees(forms.FloatField):
    """A coordinate with a point or a comma before its decimals, whichever the page's language writes."""

    def to_python(self, value: Any) -> float | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class PlaceForm(forms.Form):
    """Where a business is: an official area inside the officer's own, and a point in it where one is known."""

    area = forms.CharField(max_length=10, error_messages={"required": texts.AREA_NEEDED})
    lat = Degrees(required=False, min_value=-12, max_value=7, label=texts.LATITUDE)
    lon = Degrees(required=False, min_value=94, max_value=142, label=texts.LONGITUDE)
    reason = forms.CharField(max_length=500, label=texts.WHY, error_messages={"required": texts.REASON_NEEDED})

    def __init__(self, sight: Sight, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        self.sight = sight

    def clean_area(self) -> str:
        code = str(self.cleaned_data["area"])
        if code not in names() or not code.isdigit() or len(code) < 4 or not self.sight.covers(code):
            raise ValidationError(texts.AREA_NOT_YOURS)
        return code

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lon, lat = said.get("lon"), said.get("lat")
        if (lon is None) != (lat is None):
            raise ValidationError(texts.POINT_HALF)
        if lon is not None and "area" in said and not _near(said["area"], lon, lat):
            raise ValidationError(texts.POINT_ELSEWHERE)
        return said

    def value(self) -> dict[str, Any]:
        """What the library is told."""
        said = self.cleaned_data
        point = {"lon": said["lon"], "lat": said["lat"]} if said["lon"] is not None else {}
        return {f"{level_of(said['area'])}_code": said["area"]} | point


class ClassForm(forms.Form):
    """What a business is. A product line and a role are said of fashion businesses only."""

    fashion = forms.ChoiceField(choices=[("yes", ""), ("no", "")], error_messages={"required": texts.FASHION_NEEDED})
    segment = forms.ChoiceField(required=False, label=texts.LINE)
    role = forms.ChoiceField(required=False, label=texts.ROLE)
    reason = forms.CharField(max_length=500, label=texts.WHY, error_messages={"required": texts.REASON_NEEDED})

    def __init__(self, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        self.fields["segment"].choices = [("", texts.NOT_SAID), *words.titles("segments").items()]
        self.fields["role"].choices = [("", texts.NOT_SAID), *words.titles("roles").items()]

    def value(self) -> dict[str, Any]:
        """What the library is told; what the officer did not say stays the model's."""
        said = self.cleaned_data
        if said["fashion"] == "no":
            return {"fashion": False}
        return {"fashion": True} | {name: said[name] for name in ("segment", "role") if said[name]}


class SheetForm(forms.Form):
    """A sheet of mended rows: small enough that even one made to harm is read quickly and in little memory."""

    sheet = forms.FileField(max_length=200, error_messages={"required": texts.SHEET_NEEDED, "empty": texts.SHEET_EMPTY})

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > SHEET_BYTES:
            raise ValidationError(texts.SHEET_TOO_BIG)
        return sheet


def _near(code: str, lon: float, lat: float) -> bool:
    """Whether a point lies in or beside the box of an area's regency; true where its shape is not known."""
    try:
        west, south, east, north = bounds(code[:4])
    except KeyError:
        return True
    return west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN
