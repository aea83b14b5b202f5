"""A unit's dossiers: sheets and rows while they are drafted, frozen content, what is sent, and every event."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from ibhxh.dossier import Attachment
from ibhxh.sites.employer.models.unit import Unit
from ibhxh.sites.employer.models.workspace import InWorkspace
from ibhxh.sites.project.lifecycle import LifeEvent, Lived


def new_dossier_id() -> str:
    """128 random bits, hex: minted with the draft."""
    return secrets.token_hex(16)


class Dossier(Lived, InWorkspace):
    """One dossier. `state` moves by `fire` alone; `content` is what was frozen when it was last checked for signing.

    `number`, `accepted_at`, `due_at` are the agency's, from its sealed acceptance; for an exported dossier they are
    entered by hand, and `elsewhere` says so.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_dossier_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    procedure = models.CharField(max_length=10)
    period = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField(null=True)
    content_digest = models.CharField(max_length=64, default="")
    report = models.BinaryField(null=True)
    filed_at = models.DateTimeField(null=True)
    transaction_code = models.CharField(max_length=40, default="")
    number = models.CharField(max_length=40, default="")
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    elsewhere = models.BooleanField(default=False)
    #: What the gateway last said of the case's progress. It informs; only sealed notices move the dossier.
    followed: Any = models.JSONField(null=True)
    #: Reasons for warnings that are sent as they are, by what the warning is about: {"rule:sheet:row:field": text}.
    reasons: Any = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["unit", "period", "round"])]

    def __str__(self) -> str:
        return f"{self.unit.unit_code} {self.procedure} {self.period} {self.round}"


class DossierEvent(LifeEvent):
    """What happened to a dossier."""

    subject = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")

    class Meta(LifeEvent.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "seq"], name="dossier_event_order")]


class DraftSheet(models.Model):
    """A sheet of a draft: form version and header. Cells are stored as JSON: dates and months as ISO text."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sheets")
    place = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=20)
    act = models.CharField(max_length=30)
    rev = models.PositiveSmallIntegerField()
    header: Any = models.JSONField(default=dict)
    #: What was typed into the header and could not be read, by field id.
    header_unread: Any = models.JSONField(default=dict)
    #: Raised by every change of a row; a writer says which one he saw.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "place"], name="sheet_order")]

    def __str__(self) -> str:
        return f"{self.form} {self.act}"


class DraftRow(models.Model):
    """A row as it is being filled in: values by field id, and beside them what was typed and could not be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(DraftSheet, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    cells: Any = models.JSONField(default=dict)
    unread: Any = models.JSONField(default=dict)
    #: A removed row is kept until the dossier is frozen, so that removal can be undone.
    removed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["place"]
        indexes: ClassVar = [models.Index(fields=["sheet", "place"], condition=Q(removed=False), name="rows_in_order")]

    def __str__(self) -> str:
        return f"row {self.place}"


class AttachedFile(models.Model):
    """A paper filed with the dossier. The frozen content names it by digest; its bytes travel in the package."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["place"]

    def __str__(self) -> str:
        return self.name

    def attachment(self) -> Attachment:
        """The paper as drafts and packages take it."""
        return Attachment(self.kind, self.name, self.media_type, bytes(self.data))


class Parcel(models.Model):
    """A package to be sent by a job, and the receipt it brought. The same bytes are sent however often it is tried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="parcels")
    package = models.BinaryField()
    digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    #: It answers a request of the agency: a second text of a dossier that is being worked on.
    supplement = models.BooleanField(default=False)
    #: Some attempt may have reached the gateway, though no answer came back.
    maybe_there = models.BooleanField(default=False)
    #: Set when trying was given up: a person has to look.
    parked_at = models.DateTimeField(null=True)
    #: The gateway's refusal (RFC 9457 problem), or what went wrong on the way.
    trouble: Any = models.JSONField(null=True)
    receipt = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.digest[:12]
