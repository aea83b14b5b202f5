"""What the agency knows of units: the unit, its people, postings, money, closed months. Postings are never changed."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from ibhxh.sites.agency.staff.models import Office, Officer


class RegisteredUnit(models.Model):
    """A unit as the agency has it, its office and its managing officer."""

    unit_code = models.CharField(primary_key=True, max_length=20)
    mst = models.CharField(max_length=14)
    name = models.CharField(max_length=250)
    #: The facts of `client.Unit` as far as the agency has them: work week, wage region, payment cycle, address …
    facts: Any = models.JSONField(default=dict)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="units")
    officer = models.ForeignKey(Officer, on_delete=models.SET_NULL, null=True, related_name="units")
    #: SHA-256 (hex) of the key by which the unit fetches its notices.
    access_hash = models.CharField(max_length=64, default="", db_index=True)
    opening_month = models.PositiveIntegerField(default=0)
    #: The account (C12) of the opening month, as `register.Account.as_dict()`.
    opening_account: Any = models.JSONField(default=dict)
    #: The last month (index) whose regular obligation is booked.
    opened_through = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} ({self.unit_code})"


class RegisteredPerson(models.Model):
    """Someone at a unit: as they stood when the register was opened, or as the line that brought them said.

    Columns are those of `register.Participant`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="people")
    key = models.CharField(max_length=40)
    standing: Any = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "key"], name="person_once_a_unit")]

    def __str__(self) -> str:
        return self.key


class AcceptedMovement(models.Model):
    """An accepted line, as `register.Movement.as_dict()`: what the fold of the month is made from."""

    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="movements")
    dossier_id = models.CharField(max_length=32)
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    movement: Any = models.JSONField()
    recorded_at = models.DateTimeField()
    officer = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier_id", "sheet", "row"], name="a_line_moves_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id[:8]} {self.sheet}.{self.row}"


class PostingRow(models.Model):
    """One posting: a person's amount for a month and fund, booked in an open month. Appended, never changed."""

    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="postings")
    person = models.CharField(max_length=40)
    month = models.PositiveIntegerField()
    booked_in = models.PositiveIntegerField()
    fund = models.CharField(max_length=10)
    payer = models.CharField(max_length=2)
    amount = models.BigIntegerField()
    base = models.BigIntegerField(default=0)
    dossier_id = models.CharField(max_length=32, default="")
    sheet = models.PositiveSmallIntegerField(null=True)
    row = models.PositiveIntegerField(null=True)
    officer = models.CharField(max_length=120, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "booked_in"])]

    def __str__(self) -> str:
        return f"{self.person} {self.month} {self.fund} {self.amount}"


class Payment(models.Model):
    """Money that came for a unit."""

    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    order_number = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=200, default="")
    #: The day it counts in the account from, where the month of `paid_on` was closed already when it was entered.
    posted_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    officer = models.CharField(max_length=120, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "paid_on", "order_number"], name="an_order_counts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order_number} {self.amount}"


class ClosedMonth(models.Model):
    """A month of a unit that is closed: its account and its list of people, as they were sealed."""

    unit = models.ForeignKey(RegisteredUnit, on_delete=models.PROTECT, related_name="closed_months")
    month = models.PositiveIntegerField()
    account: Any = models.JSONField()
    participants: Any = models.JSONField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "month"], name="a_month_closes_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class ClosingRun(models.Model):
    """The close of a month for many units of an office: how far it is. `failed`: unit code → why, in both languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="closing_runs")
    month = models.PositiveIntegerField()
    units: Any = models.JSONField(default=list)  # codes, in the order in which they are closed
    done = models.PositiveIntegerField(default=0)
    failed: Any = models.JSONField(default=dict)
    started_by = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.office_id} {self.month}: {self.done}/{len(self.units)}"
