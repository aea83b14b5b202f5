"""Sealed notices of the agency, kept byte for byte as they came."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from ibhxh.sites.employer.models.dossier import Dossier
from ibhxh.sites.employer.models.unit import Unit
from ibhxh.sites.employer.models.workspace import InWorkspace


class Notice(InWorkspace):
    """One notice whose seal was verified when it came. `kind` is the payload's; `month` of C12 and D09."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    month = models.PositiveIntegerField(null=True)
    statement = models.BinaryField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-issued_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "digest"], name="notice_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
