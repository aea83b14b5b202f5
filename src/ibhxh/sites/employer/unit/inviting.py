"""Who gets into a workspace, and out of it.

The link of an invitation sets an account's password, so whoever hands it out could sign in with it. An account that
works elsewhere too is therefore neither invited nor given a new link from here: it would open the other place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ibhxh.sites.employer.models import Membership, Workspace
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project.accounts import inviting as links
from ibhxh.sites.project.accounts.models import INVITATION_LASTS, Account
from ibhxh.sites.project.sides import Side
from ibhxh.words import Words

ROLES = {
    Role.READER: Words("Xem", "Reads"),
    Role.CLERK: Words("Lập hồ sơ", "Prepares"),
    Role.SIGNER: Words("Ký, nộp, quản lý người", "Signs, sends, manages people"),
}
_HERE = Words(
    "{name} đã có trong danh sách người làm việc ở đây với địa chỉ này.",
    "{name} works here already, with this address.",
)
_ELSEWHERE = Words(
    "Địa chỉ này đã có tài khoản ở nơi làm việc khác. Mời bằng một địa chỉ thư khác.",
    "This address has an account at another place of work. Invite with another address.",
)
_CLOSED = Words("Tài khoản của địa chỉ này đã bị khóa.", "The account of this address is closed.")


@dataclass(frozen=True, slots=True)
class Invited:
    """An account and the secret of its link, which is told here and never again; `until` it is good."""

    account: Account
    secret: str
    until: datetime


def why_not(email: str, workspace: Workspace) -> Words | None:
    """Why an address cannot be invited; None where it can."""
    account = Account.objects.filter(email=email).first()
    if account is None:
        return None
    if Membership.objects.filter(account=account, workspace=workspace).exists():
        return _HERE.fill(name=account.name)
    if Membership.objects.filter(account=account).exists():
        return _ELSEWHERE
    return None if account.is_active else _CLOSED


def invite(workspace: Workspace, *, email: str, name: str, role: Role, at: datetime) -> Invited:
    """A place in the workspace for an address that `why_not` has nothing against, and the link to it."""
    with transaction.atomic(using=Side.EMPLOYER):
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = Account.objects.create_account(email, name)
        else:
            # Whoever knew its old password was not invited.
            account.name = name
            account.set_unusable_password()
            account.save(update_fields=["name", "password"])
        Membership.objects.create(account=account, workspace=workspace, role=role)
        return _link(account, at)


def may_have_link(member: Membership) -> bool:
    """Whether a new link may be given out here: the account works nowhere else."""
    return not Membership.objects.filter(account=member.account_id).exclude(pk=member.pk).exists()


def new_link(member: Membership, *, at: datetime) -> Invited:
    """Another link for somebody who lost theirs or forgot the password; earlier ones end."""
    with transaction.atomic(using=Side.EMPLOYER):
        return _link(member.account, at)


def remove(member: Membership, *, at: datetime) -> None:
    """Takes the place away, at once: pages ask for it each time. The links of the account end with it."""
    with transaction.atomic(using=Side.EMPLOYER):
        links.end_links(member.account, at=at)
        member.delete()


def _link(account: Account, at: datetime) -> Invited:
    return Invited(account, links.new_link(account, at=at), at + INVITATION_LASTS)
