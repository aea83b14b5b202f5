"""Officers: an account's place at an office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ibhxh.sites.project.accounts.models import Account


class Role(models.TextChoices):
    """What an officer may do. The desk takes in and asks for supplements; a managing officer settles the cases of the
    units assigned to them; the head assigns, decides in their place, and closes the month."""

    DESK = "desk"
    OFFICER = "officer"
    HEAD = "head"


class Office(models.Model):
    """One office of the agency, by its 5-digit code."""

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=100, default="")

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """An account's place at an office."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    role = models.CharField(max_length=10, choices=Role)
    title = models.CharField(max_length=100, default="")

    objects: ClassVar[models.Manager[Officer]] = models.Manager()

    def __str__(self) -> str:
        return self.account.name
