"""Sealed notices, numbered for each unit in the order in which it may fetch them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.register.models import RegisteredUnit


class IssuedNotice(models.Model):
    """One notice: the sealed statement, byte for byte. `seq` counts a unit's notices from 1 without a gap."""

    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="notices")
    seq = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    month = models.PositiveIntegerField(null=True)
    statement = models.BinaryField()
    issued_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["unit", "seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "seq"], name="notices_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class NoticeCounter(models.Model):
    """The last number given to a notice, one counter for each office, legal year and mark."""

    office = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "mark"], name="one_notice_counter_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.office}/{self.year}/{self.mark}: {self.last}"
