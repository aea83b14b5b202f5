"""One unit in the register: its account of the open month, its people, postings, money, closed months."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ibhxh.amounts import FUNDS
from ibhxh.law.months import first_day, last_day
from ibhxh.problem import Problem
from ibhxh.register import ACCOUNT_LINES, COLUMNS, Account, Measure, Participants
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.agency.cases.lines import mask
from ibhxh.sites.agency.faults import Fault
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.register.live import live_month
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.register.paying import enter_payment
from ibhxh.sites.agency.register.reach import may_enter, unit_of
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.days import read_day
from ibhxh.sites.project.sent import month_sent
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Words

_A_PAGE = 100
VIEWS = {
    "": Words("Số phải đóng (C12)", "Account (C12)"),
    "nguoi": Words("Người tham gia (D09)", "People (D09)"),
    "but-toan": Words("Bút toán", "Postings"),
    "tien": Words("Tiền đã nộp", "Money paid"),
}


@require_GET
@at_office()
def unit(request: HttpRequest, officer: Officer, unit_code: str) -> HttpResponse:
    """The unit's page."""
    return unit_page(request, officer, unit_of(officer, unit_code))


@require_POST
@at_office(Role.OFFICER, Role.HEAD)
def pay(request: HttpRequest, officer: Officer, unit_code: str) -> HttpResponse:
    """Enters an order of payment."""
    found = unit_of(officer, unit_code)
    if not may_enter(officer, found):
        raise PermissionDenied
    paid_on, amount, faults = _read(request)
    if paid_on is None or amount is None or faults:
        return unit_page(request, officer, found, faults=faults, view="tien", status=422)
    try:
        enter_payment(
            found,
            paid_on=paid_on,
            order_number=request.POST["order_number"].strip(),
            amount=amount,
            reference=request.POST.get("reference", "").strip()[:200],
            officer=officer,
            at=clock.now(),
        )
    except Problem as problem:
        return unit_page(request, officer, found, problem, view="tien", status=409)
    return redirect(f"{request.path.removesuffix('/nop-tien')}?xem=tien")


def unit_page(
    request: HttpRequest,
    officer: Officer,
    found: RegisteredUnit,
    problem: Problem | None = None,
    *,
    faults: list[Fault] | None = None,
    view: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, live for the open month or as it was closed."""
    ledger = Ledger(found)
    today = clock.legal_today()
    closed = {row.month: row for row in found.closed_months.all()}
    asked = month_sent(request.GET.get("ky"))
    month = ledger.open_month if asked is None or asked not in closed else asked
    view = view if view is not None else request.GET.get("xem", "")
    context: dict[str, Any] = {
        "officer": officer,
        "unit": found,
        "problem": problem,
        "faults": faults or [],
        "view": view if view in VIEWS else "",
        "views": VIEWS.items(),
        "month": month,
        "open_month": ledger.open_month,
        "closed": closed.get(month),
        "months": sorted(closed, reverse=True),
        "is_head": officer.role == Role.HEAD,
        "may_enter": may_enter(officer, found),
        "month_over": today >= last_day(ledger.open_month),
        "typed": request.POST,
        "columns": COLUMNS.values(),
    }
    if not found.opening_month:
        return render(request, "agency/register/unit.html", context, status=status)
    row = closed.get(month)
    if row:
        told = MonthClose(Account.from_dict(row.account), Participants.from_dict(row.participants))
    else:
        live = live_month(ledger, today)
        told, context["broken"] = live.close, [broken.text() for broken in live.broken]
    context["heads"] = told.participants.heads
    context["due"], context["carried"] = told.account["B.3"].total, told.account["Đ.2.2"].total
    match context["view"]:
        case "nguoi":
            rows = Paginator(told.participants.rows, _A_PAGE).get_page(request.GET.get("trang"))
            context["page"] = rows
            context["people"] = [
                (person, mask(person.si_number or person.personal_id or ""), _status(person.status, month))
                for person in rows
            ]
        case "but-toan":
            context |= _postings(request, ledger, found, month)
        case "tien":
            context["payments"] = found.payments.order_by("-paid_on", "-pk")
        case _:
            context["lines"] = _account_lines(told.account)
    return render(request, "agency/register/unit.html", context, status=status)


def _status(name: str, month: int) -> Words:
    return the_law().month_status(name, first_day(month)).words


def _account_lines(account: Account) -> list[dict[str, Any]]:
    """The lines of C12-TS for the table: each with its figures, headings without."""
    found = []
    for line in ACCOUNT_LINES:
        figures = None if line.measure is Measure.HEADING else account[line.code]
        cells = [figures[column] for column in COLUMNS] if figures is not None else []
        found.append(
            {
                "line": line,
                "cells": cells,
                "total": figures.total if figures is not None else None,
                "nought": figures is not None and not figures,
                "is_money": line.measure in {Measure.MONEY, Measure.PAYROLL},
            }
        )
    return found


def _postings(request: HttpRequest, ledger: Ledger, found: RegisteredUnit, month: int) -> dict[str, Any]:
    """What was booked in a month, newest first, each with the line it comes from."""
    person = request.GET.get("nguoi", "")
    rows = found.postings.filter(booked_in=month).order_by("-pk")
    rows = rows.filter(person=person) if person else rows
    names = {participant.key: participant.full_name for participant in ledger.people}
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("trang"))
    cases = {
        case.filed_id: case
        for case in found.cases.filter(filed__in={row.dossier_id for row in page if row.dossier_id}).defer(
            "content", "other_content", "report"
        )
    }
    return {
        "page": page,
        "postings": [
            (row, names.get(row.person, row.person), FUNDS[row.fund], cases.get(row.dossier_id)) for row in page
        ],
        "person": names.get(person, ""),
        "person_key": person,
    }


_MONEY = re.compile(r"[0-9][0-9. ]*")


def _read(request: HttpRequest) -> tuple[date | None, int | None, list[Fault]]:
    faults: list[Fault] = []
    amount = None
    paid_on = read_day(request.POST.get("paid_on", ""))
    if paid_on is None:
        faults.append(
            Fault("paid_on", Words("Ngày nộp chưa đúng dạng ngày/tháng/năm.", "The day paid is no day/month/year."))
        )
    if not request.POST.get("order_number", "").strip():
        faults.append(Fault("order_number", Words("Chưa ghi số ủy nhiệm chi.", "The order has no number.")))
    typed = request.POST.get("amount", "").strip()
    if _MONEY.fullmatch(typed) and 0 < (value := int(typed.replace(".", "").replace(" ", ""))) < 2**53:
        amount = value
    else:
        faults.append(
            Fault(
                "amount",
                Words("Số tiền phải là số đồng, ví dụ 275.636.160.", "The amount is in đồng, such as 275.636.160."),
            )
        )
    return paid_on, amount, faults
