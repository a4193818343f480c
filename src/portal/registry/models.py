"""What people decided about records and businesses. A decision is never deleted: undoing it says who and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from rajut.decisions import ABOUT_CLUSTERS

SAME, DIFFERENT, PLACE, CLASS = "same", "different", "place", "class"
LOCK, APART, TOGETHER, SPLIT, EXCLUDE, RENAME = ABOUT_CLUSTERS
PAIRS = (SAME, DIFFERENT)
KINDS = (SAME, DIFFERENT, PLACE, CLASS, *ABOUT_CLUSTERS)


class Decision(models.Model):
    """One decision. It holds from the next run on, until it is undone.

    `subject` and `other` are the two records of a pair (the smaller id first); for a place or a class `subject` is the
    business and `records` are the records it had then, so that the decision follows them wherever a later run puts them.
    About clusters `subject` and `other` are ids of sentra, clusters or businesses, as `rajut.decisions` says for each kind.
    `value` is what was decided, with the columns the library knows. `area_code` is where the subject lay.
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    subject = models.CharField(max_length=100, db_index=True)
    other = models.CharField(max_length=100, blank=True, db_index=True)
    records = models.JSONField(default=list)
    value = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    area_code = models.CharField(max_length=10, blank=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    on = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "undone_on"])]

    def delete(self, *parts: object, **named: object) -> tuple[int, dict[str, int]]:
        raise TypeError("a decision is undone, never deleted")


class SentSheet(models.Model):
    """A sheet of rejected rows that an officer mended. `checked` until the officer sends it; then the next run reads it."""

    CHECKED, SENT, DROPPED = "checked", "sent", "dropped"

    register = models.CharField(max_length=200)
    file_name = models.CharField(max_length=300, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default=CHECKED)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
