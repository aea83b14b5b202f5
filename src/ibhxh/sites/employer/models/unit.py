"""The units of a workspace, the people they have, and the keys they sign with."""

from __future__ import annotations

import uuid
from dataclasses import fields
from typing import Any, ClassVar

from django.db import models

from ibhxh.client import Unit as UnitFacts
from ibhxh.register import Participant
from ibhxh.sites.employer.models.workspace import InWorkspace


class Unit(InWorkspace):
    """One registered unit, under the names `client.Unit` gives its facts, and the gateway it files at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.CharField(max_length=20)
    mst = models.CharField(max_length=14)
    unit_name = models.CharField(max_length=250)
    agency_code = models.CharField(max_length=5)
    agency_name = models.CharField(max_length=200, default="")
    work_week = models.CharField(max_length=3)
    wage_region = models.CharField(max_length=2)
    payment_cycle = models.CharField(max_length=1, default="1")
    address = models.CharField(max_length=300, null=True, blank=True)
    representative = models.CharField(max_length=120, null=True, blank=True)
    phone = models.CharField(max_length=20, null=True, blank=True)
    email = models.EmailField(null=True, blank=True)
    representative_id = models.CharField(max_length=12, null=True, blank=True)
    unit_kind = models.CharField(max_length=200, null=True, blank=True)
    main_trade = models.CharField(max_length=200, null=True, blank=True)
    #: The address of the gateway it files at, the agency's public keys as they were when the unit was set up (KeyRing
    #: JSON), and the key by which the gateway gives this unit its notices.
    gateway = models.URLField()
    gateway_keys = models.BinaryField(default=bytes)
    access_key = models.CharField(max_length=100, default="")
    #: The last notice fetched, by the gateway's count.
    notices_seen = models.PositiveIntegerField(default=0)
    #: The month (index) whose people `Person` lists as the state before the first dossier kept here.
    opening_month = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "unit_code"], name="unit_once_a_workspace")
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} ({self.unit_code})"

    def facts(self) -> UnitFacts:
        """What the forms' headers say of it."""
        said = {field.name: getattr(self, field.name, None) for field in fields(UnitFacts)}
        return UnitFacts(**said)  # type: ignore[arg-type] # the same names


class Person(InWorkspace):
    """Someone who takes part at a unit, as the unit's own list says before any dossier kept here.

    What later dossiers changed is folded over it (`ibhxh.register`), never written into it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="people")
    key = models.CharField(max_length=40)
    full_name = models.CharField(max_length=120)
    birth_date = models.CharField(max_length=10, null=True, blank=True)
    sex = models.CharField(max_length=10, null=True, blank=True)
    si_number = models.CharField(max_length=10, null=True, blank=True)
    personal_id = models.CharField(max_length=12, null=True, blank=True)
    passport_number = models.CharField(max_length=20, null=True, blank=True)
    nationality = models.CharField(max_length=3, default="VN")
    job_title = models.CharField(max_length=200, null=True, blank=True)
    participant_class = models.CharField(max_length=30, default="vn_employee")
    region = models.PositiveSmallIntegerField(default=1)
    wage = models.BigIntegerField(default=0)
    allowance = models.BigIntegerField(default=0)
    on_list = models.BooleanField(default=True)
    #: What forms ask beside: contract, care facility, ethnic group … by wire field id.
    details: Any = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "key"], name="key_once_a_unit")]

    def __str__(self) -> str:
        return self.full_name

    def participant(self) -> Participant:
        """The person as the register takes them."""
        return Participant(**{field.name: getattr(self, field.name) for field in fields(Participant)})


class KeyFile(InWorkspace):
    """A PKCS#12 key file of a unit, as it was given: locked by a passphrase that is never kept."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="key_files")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    subject = models.CharField(max_length=300, default="")
    mst = models.CharField(max_length=14, default="")
    valid_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
