"""What to pay, by when, with which reference; and the payments the unit has made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.amounts import FUNDS
from ibhxh.dossier.text import normal_text
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.holidays import public_calendar
from ibhxh.law.months import month_of, month_text, month_words
from ibhxh.law.value import RATE_SCALE, Confidence, Value
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.models import Payment, Unit
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.due_parts import carried_parts
from ibhxh.sites.employer.unit.dues import MonthDue, months_due, payments_since
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words, money_text, number_text, percent_text

_MOST = 10**13
#: An amount without its blanks: plain digits, or dots between groups of three. 278.013.365,00 and 1.5 are no amounts:
#: they would be read a hundred times too big.
_DONG = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:đ|đồng)?")
#: Days before the due day from which the page warns.
_SOON = 5
_ENTERED = Words("Đã ghi lệnh nộp {order}, {amount}.", "The payment {order} of {amount} is entered.")
_REMOVED = Words("Đã bỏ lệnh nộp {order} khỏi sổ.", "The payment {order} is taken out of the books.")
_KNOWN = Words(
    "Lệnh này ngày {day} đã có trong sổ. Xem lại số lệnh và ngày nộp.",
    "This order of {day} is in the books already. Look at its number and day.",
)
_AHEAD = Words("Ngày nộp chưa tới. Ghi khi lệnh đã thực hiện.", "That day has not come. Enter it once it was paid.")
_BEFORE = Words(
    "Sổ của đơn vị bắt đầu từ tháng {month}; tiền nộp trước đó đã nằm trong số mang sang.",
    "The unit's register begins with {month}; what was paid before is in what it brought forward.",
)
_AMOUNT = later(
    "Chưa đọc được số tiền. Ghi bằng đồng, ví dụ 278.013.365.",
    "The amount cannot be read. Write it in đồng, e.g. 278.013.365.",
)
_ORDER = later("Chưa ghi số lệnh.", "The order number is missing.")


class PaymentForm(forms.Form):
    """One order of payment."""

    paid_on = forms.DateField(
        label=later("Ngày nộp", "Paid on"),
        help_text=later("Ngày ngân hàng ghi trên lệnh, ví dụ 28/01/2026.", "The bank's day, e.g. 28/01/2026."),
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": later("Chưa ghi ngày nộp.", "The day is missing."),
            "invalid": later(
                "Ngày nộp không có trong lịch. Ghi ngày/tháng/năm, ví dụ 28/01/2026.",
                "There is no such day. Write day/month/year, e.g. 28/01/2026.",
            ),
        },
    )
    amount = forms.CharField(
        label=later("Số tiền (đồng)", "Amount (đồng)"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"}),
        error_messages={"required": later("Chưa ghi số tiền.", "The amount is missing."), "max_length": _AMOUNT},
    )
    order_number = forms.CharField(
        label=later("Số ủy nhiệm chi", "Order number"),
        help_text=later("Như trên lệnh, để khớp với thông báo C12-TS.", "As on the order, so that C12-TS agrees."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _ORDER},
    )

    def __init__(self, unit: Unit, **given: Any) -> None:
        super().__init__(**given)
        self._unit = unit

    def clean_paid_on(self) -> date:
        """A day that has come, of a month that the register has."""
        day: date = self.cleaned_data["paid_on"]
        if day > clock.legal_today():
            raise forms.ValidationError(said(_AHEAD))
        if month_of(day) <= self._unit.opening_month:
            raise forms.ValidationError(said(_BEFORE.fill(month=month_words(self._unit.opening_month + 1))))
        return day

    def clean_amount(self) -> int:
        """Đồng."""
        written = _DONG.fullmatch("".join(str(self.cleaned_data["amount"]).split()).lower())
        amount = int(written[1].replace(".", "")) if written else 0
        if not 0 < amount < _MOST:
            raise forms.ValidationError(_AMOUNT)
        return amount

    def clean_order_number(self) -> str:
        """In normal form."""
        number = normal_text(self.cleaned_data["order_number"])
        if not number:
            raise forms.ValidationError(_ORDER)
        return number

    def clean(self) -> dict[str, Any]:
        """An order is entered once."""
        told = super().clean() or {}
        order, day = told.get("order_number"), told.get("paid_on")
        if order and day and Payment.objects.filter(unit=self._unit, order_number=order, paid_on=day).exists():
            self.add_error("order_number", said(_KNOWN.fill(day=f"{day:%d/%m/%Y}")))
        return told


@dataclass(frozen=True, slots=True)
class Asked:
    """A month's due as the page shows it: `days` left to its day, negative when over; `running` while the month is not
    over and no notice fixes it; `safe_on` the last working day before a due day on a day off; `notice_id` the stored
    notice that says so."""

    due: MonthDue
    days: int
    running: bool
    safe_on: date | None
    shares: list[tuple[Words, int, int, int]]
    carried: list[tuple[Words, int]]
    can_reconcile: bool
    notice_id: UUID | None = None

    @property
    def tone(self) -> str:
        """The colour of its clock."""
        if self.due.left <= 0:
            return "ok"
        return "e" if self.days < 0 else "w" if self.days <= _SOON else ""

    @property
    def over(self) -> int:
        """Days since the due day."""
        return -self.days

    @property
    def excess(self) -> int:
        """What was paid too much."""
        return -self.due.left

    @property
    def ky(self) -> str:
        """The month as addresses name it."""
        return month_text(self.due.month)

    @property
    def rule_months(self) -> int:
        """How many months after its own the month is due."""
        return self.due.rule.months_after

    @property
    def rule_read(self) -> bool:
        """Whether the rule was read in the act itself."""
        return self.due.rule.source.confidence is Confidence.HIGH

    @property
    def shares_sum(self) -> int:
        """What the people's shares add up to: B.3, unless the list is missing or disagrees."""
        return self.due.employer + self.due.worker


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs: the rate of the law, and about how many đồng a day the sum that is open comes to."""

    rate: Value
    a_day: int

    @property
    def percent(self) -> str:
        """0,03 %"""
        return percent_text(self.rate.amount)


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit()
def pay(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; whoever prepares may enter a payment."""
    posted = request.method == "POST"
    if posted and not desk.may_prepare:
        raise PermissionDenied
    form = PaymentForm(desk.unit, data=request.POST, auto_id="%s") if posted else None
    if form and form.is_valid():
        _enter(request, desk, form.cleaned_data)
        return redirect("employer:pay", desk.unit.unit_code)
    today = clock.legal_today()
    ledger = own_ledger(desk.unit, today, standing_by=False)
    asked = [_asked(desk.unit, due, today) for due in months_due(ledger)]
    open_ones = [one for one in asked if one.due.left > 0]
    first = open_ones[0] if open_ones else None
    counted = {
        (payment.order_number, payment.paid_on) for payment in payments_since(ledger.payments, asked[0].due.notice)
    }
    initial = {"amount": number_text(first.due.left)} if first and not first.running else {}
    context = {
        "desk": desk,
        "asked": asked,
        "first": first,
        "rest": open_ones[1:],
        "rest_sum": sum(one.due.left for one in open_ones[1:]),
        "last": asked[-1],
        "shown": first or asked[-1],
        "late": _late(first or asked[-1], today),
        "payments": [
            (payment, (payment.order_number, payment.paid_on) in counted)
            for payment in desk.unit.payments.order_by("-paid_on", "-pk")
        ],
        "form": form or PaymentForm(desk.unit, initial=initial, auto_id="%s"),
    }
    return render(request, "employer/unit/pay.html", context, status=422 if posted else 200)


@require_POST
@at_unit(least=Role.CLERK)
def remove_payment(request: HttpRequest, desk: Desk, payment_id: int) -> HttpResponse:
    """Takes a payment that was entered by mistake out of the books."""
    found = Payment.objects.for_workspace(desk.workspace).filter(unit=desk.unit, pk=payment_id).first()
    if found is None:
        raise Http404
    order = found.order_number
    found.delete()
    messages.success(request, said(_REMOVED.fill(order=order)))
    return redirect("employer:pay", desk.unit.unit_code)


def _enter(request: HttpRequest, desk: Desk, told: dict[str, Any]) -> None:
    """Into the books; pressed twice, once."""
    with transaction.atomic(using=Side.EMPLOYER):
        Payment.objects.get_or_create(
            unit=desk.unit,
            order_number=told["order_number"],
            paid_on=told["paid_on"],
            defaults={
                "workspace": desk.workspace,
                "amount": told["amount"],
                "entered_by": desk.account.name,
                "entered_at": clock.now(),
            },
        )
    words = _ENTERED.fill(order=told["order_number"], amount=money_text(told["amount"]))
    messages.success(request, said(words))


def _asked(unit: Unit, due: MonthDue, today: date) -> Asked:
    stored = unit.notices.filter(kind=due.notice.TYPE, number=due.notice.head.number).first() if due.notice else None
    return Asked(
        due,
        days=(due.due_on - today).days,
        running=due.notice is None and due.month >= month_of(today),
        safe_on=_safe_day(due.due_on),
        shares=[(FUNDS[share.fund], share.employer, share.worker, share.total) for share in due.shares],
        carried=carried_parts(due),
        can_reconcile=stored is not None and due.month in told_months(unit),
        notice_id=stored.pk if stored else None,
    )


def _late(one: Asked, today: date) -> Late | None:
    """None where the law of the day does not charge late money by the day."""
    try:
        rate = the_law().parameter("late_money_daily_rate").on(max(today, one.due.due_on))
    except NoLawForDay:
        return None
    return Late(rate, max(one.due.left, 0) * rate.amount // RATE_SCALE)


def _safe_day(due_on: date) -> date | None:
    """The last working day before a due day on which nobody works; None where it is worked, or no calendar says."""
    calendar, day = public_calendar(the_law().holidays), due_on
    try:
        while not calendar.is_working(day):
            day -= timedelta(days=1)
    except NoLawForDay:
        return None
    return day if day != due_on else None
