"""Who may sign in, and how someone comes to: by an invitation with a link that works once."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

INVITATION_LASTS = timedelta(days=7)


class AccountManager(BaseUserManager["Account"]):
    """Makes and finds accounts; an e-mail address is the same in any case."""

    def create_account(self, email: str, name: str, password: str | None = None) -> Account:
        """A new account; without a password nobody can sign in with it yet."""
        account = self.model(email=email.strip().lower(), name=name)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Someone who works on one side. What they may do there is said by that side's own tables."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link by which its holder sets the first password of an account. Only the hash of its secret is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @classmethod
    def issue(cls, account: Account, *, at: datetime) -> str:
        """A new invitation from the instant (aware); the secret of its link is given once, here."""
        secret = secrets.token_urlsafe(32)
        cls.objects.create(account=account, secret_hash=_hash(secret), expires_at=at + INVITATION_LASTS)
        return secret

    @classmethod
    def open_one(cls, secret: str, *, at: datetime) -> Invitation | None:
        """The invitation of a link, while it is good."""
        return cls.objects.filter(secret_hash=_hash(secret), used_at=None, expires_at__gt=at).first()

    def use(self, *, at: datetime) -> bool:
        """Use it up; False where somebody else just did."""
        return bool(Invitation.objects.filter(pk=self.pk, used_at=None).update(used_at=at))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
