"""Inviting: an account, and the link by which whoever holds it sets its password."""

from __future__ import annotations

from datetime import datetime

from ibhxh.sites.project.accounts.models import Account, Invitation


def invite(email: str, name: str, *, at: datetime) -> tuple[Account, str | None]:
    """The account of an address, made where there is none, and the secret of its link. None for an account with a
    password: its holder signs in as before, and a link would only let somebody else in."""
    known = Account.objects.filter(email=email.strip().lower()).first()
    account = known or Account.objects.create_account(email, name)
    return account, None if account.has_usable_password() else new_link(account, at=at)


def new_link(account: Account, *, at: datetime) -> str:
    """The secret of another link, told here and never again; earlier ones end."""
    end_links(account, at=at)
    return Invitation.issue(account, at=at)


def end_links(account: Account, *, at: datetime) -> None:
    """No link of the account works any more."""
    Invitation.objects.filter(account=account, used_at=None).update(used_at=at)
