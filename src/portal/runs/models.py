"""Runs and scenarios started from the portal. What they do stands in the workspace; here is who started them and how they ended."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

RUNNING, DONE, FAILED, STOPPED, LOST = "running", "done", "failed", "stopped", "lost"
AGAIN, SCENARIO = "again", "scenario"


class Start(models.Model):
    """One start of a run or scenario in a process of its own. `process` is its id on this machine, `told` what it said when it failed.

    `scenario` is the one that is formed, or the one whose parameters the run adopts; empty if it keeps those it has.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    process = models.IntegerField(null=True)
    kind = models.CharField(max_length=10, default=AGAIN)
    scenario = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=RUNNING)
    told = models.TextField(blank=True)
    run_id = models.CharField(max_length=100, blank=True)
    decisions = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]
