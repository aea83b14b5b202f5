"""Cases: one for each dossier, with its lines, what was asked of the unit, and every event."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from ibhxh.sites.agency.gateway.models import Filed
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.staff.models import Office, Officer
from ibhxh.sites.project.lifecycle import LifeEvent, Lived


class Case(Lived):
    """One dossier at the agency. `state` moves by `fire` alone.

    `content` is the text that is being settled; `evidence_complete_at` starts the legal clock; `paused_at` is set while
    the unit has to answer, `paused_days` counts the working days it had.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    filed = models.OneToOneField(Filed, on_delete=models.PROTECT, related_name="case")
    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey(Officer, on_delete=models.SET_NULL, null=True, related_name="cases")
    number = models.CharField(max_length=20, null=True, unique=True)
    transaction_code = models.CharField(max_length=40)
    content = models.BinaryField()
    content_digest = models.CharField(max_length=64)
    #: A second text of the same dossier that waits for the officer's choice.
    other_content = models.BinaryField(null=True)
    report = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    evidence_complete_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_days = models.PositiveIntegerField(default=0)
    supplements_asked = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "state", "due_at"])]

    def __str__(self) -> str:
        return self.number or self.transaction_code


class CaseEvent(LifeEvent):
    """What happened to a case."""

    subject = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")

    class Meta(LifeEvent.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "seq"], name="case_event_order")]


class LineResult(models.TextChoices):
    """What becomes of a line."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class CaseLine(models.Model):
    """One row of a case's sheets and its result."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lines")
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    person_name = models.CharField(max_length=120, default="")
    plan = models.CharField(max_length=10, default="")
    result = models.CharField(max_length=10, choices=LineResult, default=LineResult.PENDING)
    reason: Any = models.JSONField(null=True)  # {"code", "vi", "en"}
    decided_by = models.CharField(max_length=120, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["sheet", "row"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "sheet", "row"], name="line_once_a_case")]

    def __str__(self) -> str:
        return f"{self.sheet}.{self.row} {self.person_name}"


class EntryKind(models.TextChoices):
    """What an officer did on a case that did not move it."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REOPENED = "reopened"
    REVEALED = "revealed"
    TEXT_CHOSEN = "text_chosen"


class CaseEntry(models.Model):
    """One act on lines, or one look at a person's numbers: who, when, which lines, why. Added, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lines: Any = models.JSONField(default=list)  # [[sheet, row], …]
    text = models.TextField(default="")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["case", "id"])]

    def __str__(self) -> str:
        return f"{self.kind} {len(self.lines)}"

    def save(self, *args: Any, **options: Any) -> None:
        """Adds the entry. RuntimeError for one that is stored already."""
        if not self._state.adding:
            raise RuntimeError("an entry is never changed")
        super().save(*args, **options)


class PaperScan(models.Model):
    """Pages scanned at the counter, until they give a whole dossier. `result` is what the reading found, JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="scans")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    #: None while pages wait to be read.
    read_at = models.DateTimeField(null=True)
    result: Any = models.JSONField(default=dict)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="scans")

    def __str__(self) -> str:
        return str(self.id)


class ScanFile(models.Model):
    """One file of scanned pages: PDF or picture."""

    scan = models.ForeignKey(PaperScan, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class NumberCounter(models.Model):
    """The last dossier number given, one counter for each agency and legal year."""

    agency_code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency_code", "year"], name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.agency_code}/{self.year}: {self.last}"
