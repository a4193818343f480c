"""What the portal itself remembers about people: who is an officer, and what each of them did and looked at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from portal.people import texts
from portal.people.roles import AREA_LENGTHS, ROLES
from rajut.areas.lookup import names


class Officer(models.Model):
    """A person with an account, what they are and which area they serve (`""` is the whole country)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="officer")
    role = models.CharField(max_length=20)
    area_code = models.CharField(max_length=10, blank=True, db_index=True)

    def clean(self) -> None:
        """Raises ValidationError for an unknown role, an unknown area, or an area of a level the role cannot have."""
        if self.role not in ROLES:
            raise ValidationError(texts.NO_SUCH_ROLE)
        if self.area_code and not (self.area_code.isdigit() and self.area_code in names()):
            raise ValidationError(texts.NO_SUCH_AREA)
        if len(self.area_code) not in AREA_LENGTHS[self.role]:
            raise ValidationError(texts.AREA_UNFIT[self.role])


class Kept(models.QuerySet["Entry"]):
    """Entries can be added and read."""

    def update(self, **values: Any) -> int:
        raise TypeError("an entry of the audit log is never edited")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the audit log is never deleted")


class Entry(models.Model):
    """One look at personal data or one decision: who, what, about what, where. Added once, never edited or deleted.

    It holds ids, never the name or number of an owner. `by_role` and `by_area` are what the person was then.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.CharField(max_length=150, db_index=True)
    by_role = models.CharField(max_length=20, blank=True)
    by_area = models.CharField(max_length=10, blank=True)
    verb = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    area_code = models.CharField(max_length=10, blank=True, db_index=True)
    detail = models.TextField(blank=True)
    shown = models.TextField(blank=True)  # ids of the businesses a list showed, with spaces

    objects = Kept.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]

    def save(self, *parts: Any, **named: Any) -> None:
        if self.pk is not None:
            raise TypeError("an entry of the audit log is never edited")
        super().save(*parts, **named)

    def delete(self, *parts: Any, **named: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the audit log is never deleted")
