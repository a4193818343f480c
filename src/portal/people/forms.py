"""The forms about people, with our own sentences."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError

from portal.people import texts
from portal.people.access import Sight
from portal.people.models import Officer
from portal.people.roles import below
from rajut.areas.lookup import names


class SignInForm(AuthenticationForm):
    error_messages: ClassVar = {"invalid_login": texts.WRONG, "inactive": texts.WRONG}

    def __init__(self, *parts: object, **named: object) -> None:
        super().__init__(*parts, **named)
        self.fields["username"].label = texts.USERNAME
        self.fields["password"].label = texts.PASSWORD


class NewPasswordForm(SetPasswordForm):
    error_messages: ClassVar = {"password_mismatch": texts.PASSWORDS_DIFFER}

    def __init__(self, *parts: object, **named: object) -> None:
        super().__init__(*parts, **named)
        self.fields["new_password1"].label = texts.NEW_PASSWORD
        self.fields["new_password1"].help_text = texts.PASSWORD_RULES
        self.fields["new_password2"].label = texts.NEW_PASSWORD_AGAIN


class PostForm(forms.Form):
    """What an officer is and where: a role below the manager's own, an area inside theirs."""

    role = forms.ChoiceField(label=texts.ROLE)
    area_code = forms.CharField(label=texts.AREA, required=False, max_length=13, help_text=texts.AREA_HELP)

    def __init__(self, *parts: Any, manager: Sight, **named: Any) -> None:
        super().__init__(*parts, **named)
        self.manager = manager
        self.fields["role"].choices = [(role, texts.ROLES[role]) for role in below(manager.role)]
        self.fields["area_code"].widget.attrs |= {"list": "daftar-wilayah", "inputmode": "numeric", "autocomplete": "off"}

    def clean_area_code(self) -> str:
        """The code without the dots people write in it: `33.72` is 3372."""
        return str(self.cleaned_data["area_code"]).replace(".", "").strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "role" in given and "area_code" in given:
            Officer(role=given["role"], area_code=given["area_code"]).clean()
            if not self.manager.covers(given["area_code"]):
                raise ValidationError(texts.AREA_NOT_YOURS)
        return given

    def areas(self) -> list[tuple[str, str]]:
        """Provinces and regencies inside the manager's area, to choose from; finer codes are typed."""
        known = names().items()
        return sorted((code, name) for code, name in known if code.isdigit() and len(code) <= 4 and self.manager.covers(code))


class NewOfficerForm(PostForm):
    username = forms.CharField(label=texts.USERNAME, max_length=150, help_text=texts.USERNAME_HELP)
    field_order: ClassVar = ["username", "role", "area_code"]

    def clean_username(self) -> str:
        people = get_user_model()
        username = str(people.normalize_username(self.cleaned_data["username"]))
        people.username_validator(username)
        if people.objects.filter(username__iexact=username).exists():
            raise ValidationError(texts.EXISTS % {"username": username})
        return username
