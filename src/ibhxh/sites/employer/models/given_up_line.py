"""Returned lines that the unit does not insist on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ibhxh.sites.employer.models.dossier import Dossier


class GivenUpLine(models.Model):
    """A line of a dossier that the agency returned and the unit agrees is not to be brought again. `sheet` and `row`
    count from 0 in the content filed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="given_up")
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "sheet", "row"], name="line_given_up_once")]

    def __str__(self) -> str:
        return f"{self.sheet}/{self.row}"
