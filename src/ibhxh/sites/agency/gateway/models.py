"""What a gateway remembers: dossiers by identity, every arrival with its bytes and the receipt it was given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Filed(models.Model):
    """A dossier somebody filed. The business key is held while it is proved and not refused."""

    dossier_id = models.CharField(primary_key=True, max_length=32)
    mst = models.CharField(max_length=14)
    unit_code = models.CharField(max_length=20)
    procedure = models.CharField(max_length=10)
    period = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField()
    proved = models.BooleanField()
    refused = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit_code", "procedure", "period", "round"],
                name="one_dossier_a_round",
                condition=Q(proved=True, refused=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.procedure} {self.period} {self.round}"


class ArrivalRow(models.Model):
    """One arrival, as `intake.Arrival`, with the bytes that came and the canonical content."""

    transaction_code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    digest = models.CharField(max_length=64, unique=True)
    content_digest = models.CharField(max_length=64, db_index=True)
    dossier = models.ForeignKey(Filed, on_delete=models.PROTECT, related_name="arrivals")
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)
    received_at = models.DateTimeField()
    receipt = models.BinaryField()
    body = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.transaction_code
