"""Entering money that came for a unit."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ibhxh.law.months import first_day, month_of, month_words
from ibhxh.problem import Problem
from ibhxh.sites.agency.register.booking import open_unit
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.models import Payment, RegisteredUnit
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, day_text


class OrderEntered(Problem):
    """An order of payment that was entered before."""

    code = "ORDER_ENTERED"

    def __init__(self, number: str, day: date) -> None:
        super().__init__(
            Words(
                f"Ủy nhiệm chi {number} ngày {day_text(day)} đã được ghi.",
                f"Order {number} of {day_text(day)} is entered already.",
            ),
            fix=Words("Kiểm tra lại số và ngày của ủy nhiệm chi.", "Check number and day of the order."),
        )


class PaidLater(Problem):
    """A value date that has not come."""

    code = "PAID_LATER"

    def __init__(self, day: date) -> None:
        super().__init__(
            Words(f"Ngày {day_text(day)} chưa đến.", f"The day {day_text(day)} has not come."),
            fix=Words("Ghi ngày tiền vào tài khoản.", "Give the day on which the money arrived."),
        )


class PaidBefore(Problem):
    """A value date of a month before the register began."""

    code = "PAID_BEFORE"

    def __init__(self, day: date, first_month: int) -> None:
        super().__init__(
            Words(
                f"Sổ của đơn vị bắt đầu từ tháng {month_words(first_month)}, ngày {day_text(day)} ở trước đó.",
                f"The unit's register begins with {month_words(first_month)}; {day_text(day)} lies before.",
            ),
            fix=Words(
                "Kiểm tra năm đã gõ. Tiền nộp trước đó đã nằm trong số dư đầu kỳ.",
                "Check the year. Money of before is in the balance the register began with.",
            ),
        )


def enter_payment(
    unit: RegisteredUnit,
    *,
    paid_on: date,
    order_number: str,
    amount: int,
    reference: str,
    officer: Officer,
    at: datetime,
) -> Payment:
    """Enters an order; one whose month is closed counts in the open month.

    Raises `OrderEntered`, `PaidLater`, `PaidBefore`.
    """
    if paid_on > legal_day(at):
        raise PaidLater(paid_on)
    if month_of(paid_on) < unit.opening_month:
        raise PaidBefore(paid_on, unit.opening_month)
    try:
        with transaction.atomic(using="agency"):
            # Held, so that the month cannot close between being asked for and the money being in it.
            held = open_unit(unit, at=at)
            opened = Ledger(held).open_month
            return Payment.objects.create(
                unit=held,
                paid_on=paid_on,
                order_number=order_number,
                amount=amount,
                reference=reference,
                posted_on=first_day(opened) if month_of(paid_on) < opened else None,
                recorded_at=at,
                officer=officer.account.name,
            )
    except IntegrityError as error:
        raise OrderEntered(order_number, paid_on) from error
