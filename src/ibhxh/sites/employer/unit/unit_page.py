"""The unit: what forms say of it, its keys, its gateway, and who works for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.dossier.text import normal_text
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.key_doctor import SOON
from ibhxh.sites.employer.models import KeyFile, Membership, Unit
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.inviting import ROLES, may_have_link
from ibhxh.sites.project import clock
from ibhxh.sites.project.wording import later, said
from ibhxh.trust import KeyRing, KnownKey
from ibhxh.trust.errors import KeyFileWrong
from ibhxh.words import Words, same

_WEEKS = {
    "5": Words("5 ngày, thứ Hai đến thứ Sáu", "5 days, Monday to Friday"),
    "5.5": Words("5,5 ngày, đến trưa thứ Bảy", "5½ days, to Saturday noon"),
    "6": Words("6 ngày, thứ Hai đến thứ Bảy", "6 days, Monday to Saturday"),
}
_CYCLES = {
    "1": Words("Hằng tháng", "Monthly"),
    "3": Words("3 tháng một lần", "Every 3 months"),
    "6": Words("6 tháng một lần", "Every 6 months"),
}
_REGIONS = {"01": "I", "02": "II", "03": "III", "04": "IV"}
_SAVED = Words("Đã lưu thông tin của đơn vị.", "The facts of the unit are saved.")
_PHONE = RegexValidator(
    r"^[0-9+(][0-9 ().-]{7,19}$",
    later("Số điện thoại gồm chữ số, ví dụ 028 3999 0016.", "A telephone number has digits, e.g. 028 3999 0016."),
)


class UnitForm(forms.Form):
    """What may be changed here: how the unit is reached, and its week."""

    address = forms.CharField(
        label=later("Địa chỉ liên hệ", "Contact address"),
        max_length=300,
        error_messages={"required": later("Ghi địa chỉ liên hệ của đơn vị.", "Write the unit's address.")},
    )
    representative = forms.CharField(
        label=later("Người đại diện", "Representative"),
        max_length=100,
        error_messages={"required": later("Ghi họ tên người đại diện.", "Write the representative's name.")},
    )
    phone = forms.CharField(
        label=later("Số điện thoại", "Telephone"),
        max_length=20,
        required=False,
        validators=[_PHONE],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(
        label=later("Địa chỉ thư điện tử", "E-mail address"),
        max_length=100,
        required=False,
        error_messages={
            "invalid": later(
                "Địa chỉ thư chưa đúng dạng, ví dụ nhansu@congty.vn.",
                "Not the shape of an e-mail address, such as hr@company.vn.",
            )
        },
    )
    work_week = forms.ChoiceField(
        label=later("Tuần làm việc", "Work week"),
        help_text=later(
            "Dùng cho quy tắc 14 ngày làm việc không hưởng lương; số phải đóng được tính lại theo tuần mới.",
            "Decides the rule of 14 unpaid working days in a month; what is due is reckoned anew by it.",
        ),
        choices=[(week, later(words.vi, words.en)) for week, words in _WEEKS.items()],
        error_messages={"required": later("Chọn tuần làm việc của đơn vị.", "Choose the unit's work week.")},
    )

    def clean(self) -> dict[str, Any]:
        """Texts in normal form, none for an empty one."""
        told = super().clean() or {}
        return {name: normal_text(text) for name, text in told.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A fact on the page."""

    name: Words
    value: Words | str | None


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key file of the unit; `tone` warns when it ends soon or has ended."""

    file: KeyFile
    now: datetime

    @property
    def ended(self) -> bool:
        """Whether its certificate is over."""
        return self.file.valid_until is not None and self.file.valid_until <= self.now

    @property
    def left(self) -> int | None:
        """Days it is still good, where they are few."""
        until = self.file.valid_until
        return (until - self.now).days if until and self.now < until <= self.now + SOON else None

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return "e" if self.ended else "w" if self.left is not None else "ok"

    @property
    def holder(self) -> str:
        """Whom the certificate names."""
        parts = dict(part.partition("=")[::2] for part in self.file.subject.split(","))
        return parts.get("CN", self.file.subject)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for the unit, as the reader may deal with them."""

    membership: Membership
    role: Words
    self: bool
    may_have_link: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit()
def unit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; with `sua`, the form instead of the facts it changes. Signers may post it."""
    asked = request.method == "POST"
    if asked and not desk.may_sign:
        raise PermissionDenied
    known = {name: getattr(desk.unit, name) for name in UnitForm.base_fields}
    form = UnitForm(data=request.POST if asked else None, initial=known, auto_id="%s")
    if asked and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(desk.unit, name, value)
        desk.unit.save(update_fields=list(form.cleaned_data))
        messages.success(request, said(_SAVED))
        return redirect("employer:unit", desk.unit.unit_code)
    keys = KeyFile.objects.for_workspace(desk.workspace).filter(unit=desk.unit).defer("data")
    context = {
        "desk": desk,
        "form": form if asked or (desk.may_sign and "sua" in request.GET) else None,
        "registered": _registered(desk.unit),
        "contact": _contact(desk.unit),
        "keys": [StoredKey(one, clock.now()) for one in keys.order_by("valid_until")],
        "gateway_keys": _pinned(desk.unit),
        "members": _members(desk),
    }
    return render(request, "employer/unit/unit.html", context, status=422 if asked else 200)


def _registered(unit: Unit) -> list[Row]:
    """What the unit is registered with; changed with the agency, not here."""
    region = _REGIONS.get(unit.wage_region, unit.wage_region)
    return [
        Row(Words("Tên đơn vị", "Name"), unit.unit_name),
        Row(Words("Mã đơn vị", "Unit code"), unit.unit_code),
        Row(Words("Mã số thuế", "Tax code"), unit.mst),
        Row(Words("Cơ quan BHXH quản lý", "Managing agency"), f"{unit.agency_name} ({unit.agency_code})"),
        Row(Words("Loại hình", "Kind"), unit.unit_kind),
        Row(Words("Ngành nghề chính", "Main trade"), unit.main_trade),
        Row(Words("Vùng lương tối thiểu", "Wage region"), Words(f"Vùng {region}", f"Region {region}")),
        Row(Words("Phương thức đóng", "Payment cycle"), _CYCLES.get(unit.payment_cycle)),
    ]


def _contact(unit: Unit) -> list[Row]:
    """What the form changes."""
    week = _WEEKS.get(unit.work_week, same(unit.work_week))
    return [
        Row(Words("Địa chỉ liên hệ", "Contact address"), unit.address),
        Row(Words("Người đại diện", "Representative"), unit.representative),
        Row(Words("Số điện thoại", "Telephone"), unit.phone),
        Row(Words("Thư điện tử", "E-mail"), unit.email),
        Row(Words("Tuần làm việc", "Work week"), week),
    ]


def _pinned(unit: Unit) -> list[KnownKey]:
    """The gateway's public keys that notices are verified by."""
    try:
        return list(KeyRing.read(bytes(unit.gateway_keys)).values())
    except KeyFileWrong:
        return []


def _members(desk: Desk) -> list[Member]:
    """Everybody of the workspace, those who may most first."""
    found = Membership.objects.filter(workspace=desk.workspace).select_related("account")
    order = list(reversed(ROLES))
    return [
        Member(one, ROLES[Role(one.role)], one.account == desk.account, desk.may_sign and may_have_link(one))
        for one in sorted(found, key=lambda one: (order.index(Role(one.role)), one.account.name))
    ]
