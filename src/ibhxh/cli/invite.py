"""`ibhxh invite`: the first account of a side, by whoever runs the sites. Later ones are invited on the sites' own
pages: by the head of an office, by a signer of a workspace."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ibhxh.cli.options import not_empty, tell
from ibhxh.dossier.text import normal_text
from ibhxh.problem import Problem
from ibhxh.sites.project import serving
from ibhxh.sites.project.sides import SITES, Side, working_for
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, instant_text

if TYPE_CHECKING:
    from ibhxh.sites.project.accounts.models import Account

#: side → its roles
_ROLES = {"agency": ("head", "officer", "desk"), "employer": ("signer", "clerk", "reader")}
_OFFICE_CODE = re.compile(r"\d{5}", re.ASCII)


class InvitationUnclear(Problem):
    """Something that the side needs was not told, or does not exist there."""

    code = "INVITATION_UNCLEAR"


class OfficerElsewhere(Problem):
    """An account that works at another office."""

    code = "OFFICER_ELSEWHERE"

    def __init__(self, email: str, office: str) -> None:
        super().__init__(
            Words(f"{email} đã là cán bộ của {office}.", f"{email} is an officer of {office} already."),
            fix=Words("Dùng địa chỉ thư khác.", "Take another address."),
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    role: str
    email: str
    name: str
    office: str
    office_name: str
    title: str
    workspace: str


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="thư mục dữ liệu · folder of data",
)
@click.option("--side", type=click.Choice([*_ROLES]), required=True, help="phía nào · which side")
@click.option(
    "--role",
    type=click.Choice([role for roles in _ROLES.values() for role in roles]),
    help="mặc định: head, signer · default",
)
@click.option("--email", required=True, callback=not_empty, help="địa chỉ thư để đăng nhập · address for signing in")
@click.option("--name", required=True, callback=not_empty, help="họ và tên · name")
@click.option("--office", default="", help="mã cơ quan, 5 chữ số · office code, 5 digits")
@click.option("--office-name", default="", help="tên cơ quan, khi tạo mới · the office's name, when it is new")
@click.option("--title", default="", help="chức danh · title")
@click.option("--workspace", default="", help="tên nơi làm việc của đơn vị · the employer's workspace")
@click.option(
    "--address", default="http://localhost:8000", show_default=True, help="địa chỉ của trang · the sites' address"
)
@click.pass_context
def invite(ctx: click.Context, /, data: Path, side: str, role: str | None, address: str, **told: Any) -> None:
    """Tạo tài khoản đầu tiên của một phía và in liên kết đặt mật khẩu · the first account of a side, and the link that
    sets its password.

    Cơ quan hoặc nơi làm việc chưa có thì được tạo. Chạy lại thì cấp liên kết mới · an office or workspace that is not
    there is made; run again it gives a new link.
    """
    texts = {name: normal_text(text) or "" for name, text in told.items()}
    wanted = _Wanted(role or _ROLES[side][0], texts.pop("email").lower(), **texts)
    _look_over(wanted, side)
    with serving.sole_writer(data.resolve()):
        serving.prepare(data.resolve(), sides=side, environment="production")
        with working_for(Side(side)):
            account, secret, until = _give(_PLACES[side], wanted, Side(side))
    tell(ctx, _MADE.fill(name=account.name, email=account.email, until=instant_text(until.astimezone(VIETNAM))))
    click.echo(f"  {address.rstrip('/')}{SITES[Side(side)].prefix}loi-moi/{secret}")
    tell(ctx, _ONCE)


def _look_over(wanted: _Wanted, side: str) -> None:
    """Raises `InvitationUnclear`."""
    roles, name = ", ".join(_ROLES[side]), SITES[Side(side)].words
    if wanted.role not in _ROLES[side]:
        raise InvitationUnclear(
            Words(f"Phía {name.vi} không có vai trò {wanted.role}.", f"The {side} side has no role {wanted.role}."),
            fix=Words(f"Chọn một trong: {roles}.", f"Choose one of: {roles}."),
        )
    if side == Side.AGENCY and not _OFFICE_CODE.fullmatch(wanted.office):
        raise InvitationUnclear(
            Words("Chưa có mã cơ quan gồm 5 chữ số.", "There is no office code of 5 digits."),
            fix=Words("Thêm --office, ví dụ --office 07999.", "Add --office, such as --office 07999."),
        )
    if side == Side.EMPLOYER and not wanted.workspace:
        raise InvitationUnclear(
            Words("Chưa có tên nơi làm việc của đơn vị.", "There is no name of the workspace."),
            fix=Words(
                "Thêm --workspace, ví dụ tên công ty hoặc đại lý.", "Add --workspace, such as the name of the company."
            ),
        )


def _give(place: Callable[[Account, _Wanted], None], wanted: _Wanted, side: Side) -> tuple[Account, str, datetime]:
    """The account in its place, the secret of its link, and until when that is good."""
    from django.db import transaction  # noqa: PLC0415 - Django is set up by now

    from ibhxh.sites.project import clock  # noqa: PLC0415
    from ibhxh.sites.project.accounts.inviting import new_link  # noqa: PLC0415
    from ibhxh.sites.project.accounts.models import INVITATION_LASTS, Account  # noqa: PLC0415

    now = clock.now()
    with transaction.atomic(using=side.value):
        known = Account.objects.filter(email=wanted.email).first()
        account = known or Account.objects.create_account(wanted.email, wanted.name)
        place(account, wanted)
        return account, new_link(account, at=now), (now + INVITATION_LASTS).replace(microsecond=0)


def _at_the_office(account: Account, wanted: _Wanted) -> None:
    from ibhxh.sites.agency.staff.models import Office, Officer  # noqa: PLC0415

    office = Office.objects.filter(code=wanted.office).first()
    if office is None:
        if not wanted.office_name:
            raise InvitationUnclear(
                Words(f"Cơ quan {wanted.office} chưa có trong dữ liệu.", f"Office {wanted.office} is not there yet."),
                fix=Words("Thêm --office-name để tạo.", "Add --office-name to make it."),
            )
        office = Office.objects.create(code=wanted.office, name=wanted.office_name)
    officer = Officer.objects.filter(account=account).select_related("office").first()
    if officer is not None and officer.office_id != wanted.office:
        raise OfficerElsewhere(account.email, officer.office.name)
    Officer.objects.update_or_create(
        account=account, defaults={"office": office, "role": wanted.role, "title": wanted.title}
    )


def _in_the_workspace(account: Account, wanted: _Wanted) -> None:
    from ibhxh.sites.employer.models import Membership, Workspace  # noqa: PLC0415

    known = Workspace.objects.filter(name=wanted.workspace).first()
    workspace = known or Workspace.objects.create(name=wanted.workspace)
    Membership.objects.update_or_create(account=account, workspace=workspace, defaults={"role": wanted.role})


_PLACES: dict[str, Callable[[Account, _Wanted], None]] = {"agency": _at_the_office, "employer": _in_the_workspace}
_MADE = Words(
    "Tài khoản của {name} ({email}). Liên kết đặt mật khẩu, dùng được một lần đến {until}:",
    "The account of {name} ({email}). The link that sets its password works once, until {until}:",
)
_ONCE = Words(
    "Liên kết không được lưu lại: gửi riêng cho người nhận. Chạy lại lệnh này nếu cần liên kết khác.",
    "The link is kept nowhere: send it to its receiver alone. Run this again for another.",
)
