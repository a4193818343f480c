"""How far a cluster is on its way to a decree, and every step that was taken. Nothing here is ever deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

SUGGESTED, PROPOSED, COORDINATED, DECIDED, RETURNED = "suggested", "proposed", "coordinated", "decided", "returned"
SUCCEEDED = "succeeded"  # it ended, and officers decided anew about the cluster that goes on with it
STATES = (SUGGESTED, PROPOSED, COORDINATED, DECIDED, RETURNED, SUCCEEDED)


class Approval(models.Model):
    """Where one cluster stands now, under the id it has in the runs. A cluster nobody took up has no row: it is `suggested`.

    `names` are what it was called when it was last taken up, for when a later run no longer has it. The decree's number and
    date are there only while the cluster is `decided`.
    """

    cluster_id = models.CharField(max_length=100, unique=True)
    area_code = models.CharField(max_length=10, db_index=True)
    names = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default=SUGGESTED, db_index=True)
    decree_number = models.CharField(max_length=100, blank=True)
    decree_date = models.DateField(null=True)
    changed_on = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-changed_on", "cluster_id"]

    def delete(self, *parts: object, **named: object) -> tuple[int, dict[str, int]]:
        raise TypeError("an approval is returned or taken back, never deleted")


class Step(models.Model):
    """One step: from which state to which, who took it, when and why; `members` and `run_id` say what the cluster was then.

    Taking a step back is a step too (`takes_back`), with its own reason. `because` is the step about the cluster that goes on with
    this one, of which it came; taken back, it takes this one back too.
    """

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    takes_back = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="taken_back_by")
    because = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="brought")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    decree_number = models.CharField(max_length=100, blank=True)
    decree_date = models.DateField(null=True)
    members = models.IntegerField(null=True)
    run_id = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def save(self, *parts: Any, **named: Any) -> None:
        if self.pk is not None:
            raise TypeError("a step is never edited")
        super().save(*parts, **named)

    def delete(self, *parts: object, **named: object) -> tuple[int, dict[str, int]]:
        raise TypeError("a step is taken back, never deleted")
