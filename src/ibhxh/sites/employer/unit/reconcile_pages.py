"""Reconciliation: the month's comparison, what is done about each difference, everybody line by line."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ibhxh.amounts import FUNDS
from ibhxh.law.months import month_index, month_text
from ibhxh.register.account import Account
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.downloads import as_file
from ibhxh.sites.employer.models import GivenUpLine, Payment
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.comparison import Comparison, Told, compare, gap_of, sums_by_fund
from ibhxh.sites.employer.unit.comparison_book import comparison_book
from ibhxh.sites.employer.unit.correcting_list import draft_correction
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.wording import language, said
from ibhxh.words import Words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHOICE, _CORRECT = "choice:", "correct"
_NONE_CHOSEN = Words("Chưa chọn chênh lệch nào để điều chỉnh.", "No difference was chosen to be corrected.")
_PAYMENT_ENTERED = Words("Đã ghi lệnh nộp {order} vào sổ của đơn vị.", "The payment {order} is entered in the books.")
_GIVEN_UP = Words(
    "Đã bỏ dòng của {name}: sổ của đơn vị nay theo quyết định của cơ quan BHXH.",
    "The line of {name} is given up: the books now follow the agency's decision.",
)


@require_GET
@at_unit()
def reconciliation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The month asked for (`ky`), or the latest one that both notices are there for."""
    months = told_months(desk.unit)
    if not months:
        return render(request, "employer/unit/reconcile_none.html", {"desk": desk})
    comparison = _comparison(desk, request.GET.get("ky", ""), months)
    context = {
        "desk": desk,
        "comparison": comparison,
        "months": months,
        "funds": list(
            zip(
                FUNDS.values(),
                *(sums_by_fund(side, list(FUNDS)) for side in (comparison.own, comparison.theirs)),
                strict=True,
            )
        ),
        "money": _money(comparison.own.account, comparison.theirs.account),
        "rounding": [one for one in comparison.found.differences if one not in comparison.found.open],
        "more": sum(-told.difference.amounts["total"] for told in comparison.correctable),
        "unread": comparison.ledger.not_placed,
    }
    return render(request, "employer/unit/reconcile.html", context)


@require_GET
@at_unit()
def lines(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody on either list, side by side."""
    comparison = _comparison(desk, request.GET.get("ky", ""), told_months(desk.unit))
    only_off = "lech" in request.GET
    rows = [(own, theirs, gap_of((own, theirs))) for own, theirs in comparison.pairs]
    off = {(told.difference.own_key, told.difference.their_key) for told in comparison.told}
    shown = [
        (own, theirs, gap)
        for own, theirs, gap in rows
        if not only_off or gap or (own and own.key, theirs and theirs.key) in off
    ]
    context = {"desk": desk, "comparison": comparison, "rows": shown, "all": len(rows), "only_off": only_off}
    return render(request, "employer/unit/reconcile_lines.html", context)


@require_GET
@at_unit()
def workbook(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The comparison as .xlsx."""
    comparison = _comparison(desk, request.GET.get("ky", ""), told_months(desk.unit))
    name = f"doi-chieu-{desk.unit.unit_code}-{month_text(comparison.month)}.xlsx"
    return as_file(comparison_book(comparison, language()), name, _XLSX)


@require_POST
@at_unit(least=Role.CLERK)
def correct(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Drafts the correcting dossier for the differences chosen, and opens its grid."""
    comparison = _comparison(desk, request.POST.get("ky", ""), told_months(desk.unit))
    chosen = {
        name.removeprefix(_CHOICE)
        for name, choice in request.POST.items()
        if name.startswith(_CHOICE) and choice == _CORRECT
    }
    made = draft_correction(comparison, chosen, actor=desk.actor, by=desk.account.name, at=clock.now())
    if made is None:
        messages.warning(request, said(_NONE_CHOSEN))
        return _back(desk, comparison)
    return redirect("employer:grid", desk.unit.unit_code, made.pk)


@require_POST
@at_unit(least=Role.CLERK)
def give_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The unit agrees that a line was returned: it counts no more."""
    comparison = _comparison(desk, request.POST.get("ky", ""), told_months(desk.unit))
    told = _chosen(comparison, request.POST.get("difference", ""))
    if not told.lines:
        raise Http404
    with transaction.atomic(using=Side.EMPLOYER):
        for line in told.lines:
            sheet, row = line.place
            GivenUpLine.objects.get_or_create(
                dossier=line.filed.dossier, sheet=sheet, row=row, defaults={"by": desk.account.name, "at": clock.now()}
            )
    messages.success(request, said(_GIVEN_UP.fill(name=told.person.full_name if told.person else "…")))
    return _back(desk, comparison)


@require_POST
@at_unit(least=Role.CLERK)
def take_payment(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Enters an order that the agency's notice has and the unit's books do not."""
    comparison = _comparison(desk, request.POST.get("ky", ""), told_months(desk.unit))
    payment = _chosen(comparison, request.POST.get("difference", "")).payment
    if payment is None:
        raise Http404
    with transaction.atomic(using=Side.EMPLOYER):
        Payment.objects.get_or_create(
            unit=desk.unit,
            order_number=payment.order_number,
            paid_on=payment.paid_on,
            defaults={
                "workspace": desk.workspace,
                "amount": payment.amount,
                "reference": payment.reference,
                "entered_by": desk.account.name,
                "entered_at": clock.now(),
            },
        )
    messages.success(request, said(_PAYMENT_ENTERED.fill(order=payment.order_number)))
    return _back(desk, comparison)


def _comparison(desk: Desk, asked: str, months: list[int]) -> Comparison:
    """The comparison of the month asked for as yyyy-mm, of the latest where none is. Raises Http404."""
    try:
        month = month_index(asked) if asked else months[0]
    except (ValueError, IndexError):
        raise Http404 from None
    comparison = compare(desk.unit, month, today=clock.legal_today())
    if comparison is None:
        raise Http404
    return comparison


def _chosen(comparison: Comparison, difference: str) -> Told:
    for told in comparison.told:
        if told.id == difference:
            return told
    raise Http404


def _back(desk: Desk, comparison: Comparison) -> HttpResponse:
    address = reverse("employer:reconcile", args=[desk.unit.unit_code])
    return redirect(f"{address}?ky={month_text(comparison.month)}")


def _money(own: Account, theirs: Account) -> list[tuple[Words, int, int, int]]:
    """The lines of the third sheet: name, own, theirs, difference; the last is what is owed."""
    lines = (
        (Words("A Kỳ trước mang sang", "A Brought forward"), own.opening, theirs.opening),
        (Words("B.3 Phải đóng trong kỳ", "B.3 Of the month"), own["B.3"], theirs["B.3"]),
        (Words("B.4 Điều chỉnh kỳ trước", "B.4 Adjustments"), own["B.4"], theirs["B.4"]),
        (Words("C Đã nộp", "C Paid"), own["C"], theirs["C"]),
        (Words("Tiền lãi chậm đóng", "Late money"), own["A.3"] + own["B.5.3"], theirs["A.3"] + theirs["B.5.3"]),
        (Words("Đ Chuyển kỳ sau", "Đ Carried forward"), own.closing + own["Đ.3"], theirs.closing + theirs["Đ.3"]),
    )
    return [(name, a["total"], b["total"], b["total"] - a["total"]) for name, a, b in lines]
