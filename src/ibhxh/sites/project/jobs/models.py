"""A job: what is to be done, from when on, who has it now, how often it was tried."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """`done_at` and `parked_at` empty: waiting, or at work while `leased_until` lies ahead.

    `parked_at` is set when it was tried often enough, or cannot succeed: a person has to look. `dedupe_key` is unique
    among jobs that are not done: what is asked for twice is done once.
    """

    name = models.CharField(max_length=80)
    payload: Any = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, null=True)
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run_at", "id"], name="waiting", condition=Q(done_at=None, parked_at=None)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dedupe_key"], name="asked_for_once", condition=Q(done_at=None, dedupe_key__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"
