"""What to pay, by when, with which reference; and the payments the unit has made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.amounts import FUNDS
from ibhxh.dossier.text import normal_text
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.models import Payment, Unit
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.dues import MonthDue, months_due
from ibhxh.sites.employer.unit.own_ledger import OwnLedger
from ibhxh.sites.project import clock
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words, money_text

_MOST = 10**13
_ENTERED = Words("Đã ghi lệnh nộp {order}, {amount}.", "The payment {order} of {amount} is entered.")
_REMOVED = Words("Đã bỏ lệnh nộp {order} khỏi sổ.", "The payment {order} is taken out of the books.")
_KNOWN = Words("Lệnh này đã có trong sổ.", "This payment is in the books already.")
_AHEAD = Words("Ngày nộp chưa tới.", "That day has not come.")
_AMOUNT = later("Ghi số tiền bằng đồng, ví dụ 278.013.365.", "Write the amount in đồng, e.g. 278.013.365.")


class PaymentForm(forms.Form):
    """One order of payment."""

    paid_on = forms.DateField(
        label=later("Ngày nộp", "Paid on"),
        help_text=later("Ngày giá trị trên lệnh.", "The value date of the order."),
        input_formats=["%d/%m/%Y"],
        error_messages={
            "required": later("Chưa ghi ngày nộp.", "The day is missing."),
            "invalid": later("Ghi ngày/tháng/năm, ví dụ 28/01/2026.", "Write day/month/year, e.g. 28/01/2026."),
        },
    )
    amount = forms.CharField(
        label=later("Số tiền", "Amount"),
        error_messages={"required": later("Chưa ghi số tiền.", "The amount is missing.")},
    )
    order_number = forms.CharField(
        label=later("Số ủy nhiệm chi", "Order number"),
        max_length=40,
        error_messages={"required": later("Chưa ghi số lệnh.", "The order number is missing.")},
    )

    def __init__(self, unit: Unit, **given: Any) -> None:
        super().__init__(**given)
        self._unit = unit

    def clean_paid_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["paid_on"]
        if day > clock.legal_today():
            raise forms.ValidationError(said(_AHEAD))
        return day

    def clean_amount(self) -> int:
        """Đồng; dots and blanks between the digits are as people write them."""
        digits = "".join(str(self.cleaned_data["amount"]).replace(".", "").removesuffix("đ").split())
        if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < _MOST):
            raise forms.ValidationError(_AMOUNT)
        return int(digits)

    def clean_order_number(self) -> str:
        """In normal form."""
        return normal_text(self.cleaned_data["order_number"]) or ""

    def clean(self) -> dict[str, Any]:
        """An order is entered once."""
        told = super().clean() or {}
        order, day = told.get("order_number"), told.get("paid_on")
        if day and Payment.objects.filter(unit=self._unit, order_number=order, paid_on=day).exists():
            self.add_error("order_number", said(_KNOWN))
        return told


@dataclass(frozen=True, slots=True)
class Asked:
    """A month's due as the page shows it: days left to its day, negative when over."""

    due: MonthDue
    days: int
    shares: list[tuple[Words, int, int, int]]

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


_SOON = 5


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit()
def pay(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; whoever prepares may enter a payment."""
    form = PaymentForm(desk.unit, data=request.POST or None, auto_id="%s")
    if request.method == "POST":
        if not desk.may_prepare:
            return HttpResponse(status=403)
        if form.is_valid():
            told = form.cleaned_data
            Payment.objects.create(
                workspace=desk.workspace,
                unit=desk.unit,
                entered_by=desk.account.name,
                entered_at=clock.now(),
                **told,
            )
            words = _ENTERED.fill(order=told["order_number"], amount=money_text(told["amount"]))
            messages.success(request, said(words))
            return redirect("employer:pay", desk.unit.unit_code)
    today = clock.legal_today()
    asked = [_asked(due, today) for due in months_due(OwnLedger(desk.unit, today, standing_by=False))]
    open_ones = [one for one in asked if one.due.left > 0]
    context = {
        "desk": desk,
        "asked": asked,
        "first": open_ones[0] if open_ones else None,
        "payments": desk.unit.payments.order_by("-paid_on", "-pk"),
        "form": form,
    }
    return render(request, "employer/unit/pay.html", context, status=422 if form.errors else 200)


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


def _asked(due: MonthDue, today: date) -> Asked:
    shares = [(FUNDS[share.fund], share.employer, share.worker, share.total) for share in due.shares]
    return Asked(due, (due.due_on - today).days, shares)
