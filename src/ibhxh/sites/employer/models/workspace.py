"""Workspaces: nobody sees a row of a workspace they are not a member of."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self, TypeVar

from django.db import models

from ibhxh.sites.project.accounts.models import Account

M = TypeVar("M", bound=models.Model)


class Workspace(models.Model):
    """Where an employer, or an agent for many, keeps its work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do. A clerk prepares; a signer also signs, sends and withdraws; a reader looks."""

    READER = "reader"
    CLERK = "clerk"
    SIGNER = "signer"


class Membership(models.Model):
    """An account's place in a workspace."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "workspace"], name="one_role_a_workspace")]

    def __str__(self) -> str:
        return f"{self.account} – {self.workspace}"


class InWorkspaceQuerySet(models.QuerySet[M]):
    """Rows of workspaces; `for_workspace` is how pages reach them."""

    def for_workspace(self, workspace: Workspace) -> Self:
        """Only the rows of this workspace."""
        return self.filter(workspace=workspace)


class InWorkspace(models.Model):
    """A row that belongs to a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT)

    objects: ClassVar = InWorkspaceQuerySet.as_manager()

    class Meta:
        abstract = True
