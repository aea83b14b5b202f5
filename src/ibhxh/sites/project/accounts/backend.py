"""Signing in with e-mail address and password."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from ibhxh.sites.project.accounts.models import Account


class EmailBackend(BaseBackend):
    """Whom a password proves. An unknown address takes as long to refuse as a wrong password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        email, password = credentials.get("username") or "", credentials.get("password") or ""
        account = Account.objects.filter(email=email.strip().lower()).first()
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: UUID) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
