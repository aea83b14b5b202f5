"""Reconciliation: the month's comparison, what is done about each difference, everybody line by line."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ibhxh.amounts import FUNDS
from ibhxh.client.reconcile import Difference
from ibhxh.law.months import month_index, month_text
from ibhxh.register import ParticipantRow
from ibhxh.register.account import Account
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.downloads import as_file
from ibhxh.sites.employer.dossiers.making import list_form
from ibhxh.sites.employer.models import GivenUpLine, Payment
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.comparison import Comparison, compare, gap_of, sums_by_fund
from ibhxh.sites.employer.unit.comparison_book import comparison_book
from ibhxh.sites.employer.unit.correcting_list import draft_correction
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.employer.unit.told_difference import Told
from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language, said
from ibhxh.words import Words, day_text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHOICE, _CORRECT = "choice:", "correct"
#: People on one page of the lines.
_A_PAGE = 200
_NONE_CHOSEN = Words("Chưa chọn chênh lệch nào để điều chỉnh.", "No difference was chosen to be corrected.")
_DRAFTED = Words(
    "Hồ sơ điều chỉnh đã lập trước đó, không lập thêm.",
    "The correcting dossier is there already; no other was made.",
)
_OTHER_AMOUNT = Words(
    "Sổ của đơn vị đã có lệnh nộp {order} ngày {day} với số tiền khác. Sửa ở trang Phải đóng.",
    "The books have the payment {order} of {day} with another amount. Mend it on the page To pay.",
)
_PAYMENT_ENTERED = Words("Đã ghi lệnh nộp {order} vào sổ của đơn vị.", "The payment {order} is entered in the books.")
_GIVEN_UP = Words(
    "Đã bỏ dòng bị trả lại của {name}: sổ của đơn vị nay theo quyết định của cơ quan BHXH.",
    "The returned line of {name} is given up: the books now follow the agency's decision.",
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody on either list, and what differs for them."""

    own: ParticipantRow | None
    theirs: ParticipantRow | None
    differences: tuple[Difference, ...]

    @property
    def person(self) -> ParticipantRow | None:
        """Whom it is about."""
        return self.own or self.theirs

    @property
    def gap(self) -> int:
        """What the agency has more, đồng."""
        return gap_of((self.own, self.theirs))

    @property
    def is_off(self) -> bool:
        """Whether anything differs."""
        return bool(self.differences or self.gap)


@require_GET
@at_unit()
def reconciliation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The month asked for (`ky`), or the latest one that both notices are there for."""
    months = told_months(desk.unit)
    if not months:
        return render(request, "employer/unit/reconcile_none.html", {"desk": desk})
    comparison = _comparison(desk, request.GET.get("ky", ""), months)
    gap, answer_by = comparison.found.gap["total"], comparison.notice.answer_by
    days_left = (answer_by - comparison.today).days if answer_by else 0
    more = sum(-told.more for told in comparison.correctable)
    context = {
        "desk": desk,
        "comparison": comparison,
        "month": comparison.month,
        "month_text": month_text(comparison.month),
        "months": [(month, month_text(month)) for month in months],
        "funds": _funds(comparison),
        "money": _money(comparison.own.account, comparison.theirs.account),
        "gap": gap,
        "apart": abs(gap),
        "days_left": days_left,
        "days_over": -days_left,
        "more": more,
        "more_or_less": abs(more),
        "form": list_form(the_law(), comparison.today).form,
        "unread": comparison.ledger.not_placed,
    }
    return render(request, "employer/unit/reconcile.html", context)


@require_GET
@at_unit()
def lines(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody on either list, side by side; with `lech` those alone for whom something differs."""
    comparison = _comparison(desk, request.GET.get("ky", ""), told_months(desk.unit))
    only_off = "lech" in request.GET
    named: dict[tuple[str | None, str | None], list[Difference]] = {}
    for one in comparison.found.open:
        named.setdefault((one.own_key, one.their_key), []).append(one)
    rows = [
        PersonLine(own, theirs, tuple(named.get((_key(own), _key(theirs)), ()))) for own, theirs in comparison.pairs
    ]
    off = [row for row in rows if row.is_off]
    context = {
        "desk": desk,
        "comparison": comparison,
        "month": comparison.month,
        "month_text": month_text(comparison.month),
        "page": Paginator(off if only_off else rows, _A_PAGE).get_page(request.GET.get("page")),
        "all": len(rows),
        "off": len(off),
        "only_off": only_off,
        "totals": (
            _total(comparison.own),
            _total(comparison.theirs),
            _total(comparison.theirs) - _total(comparison.own),
        ),
    }
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
    if made is not None:
        return redirect("employer:grid", desk.unit.unit_code, made.pk)
    now = _comparison(desk, month_text(comparison.month), [comparison.month])
    there = next((told.correction for told in now.told if told.correction and told.id in chosen), None)
    if there is None:
        messages.warning(request, said(_NONE_CHOSEN))
        return _back(desk, comparison)
    messages.info(request, said(_DRAFTED))
    return redirect("employer:dossier", desk.unit.unit_code, there.pk)


@require_POST
@at_unit(least=Role.CLERK)
def give_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The unit agrees that a line was returned: it counts no more."""
    comparison = _comparison(desk, request.POST.get("ky", ""), told_months(desk.unit))
    told = _chosen(comparison, request.POST.get("difference", ""))
    if not told.may_be_given_up:
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
        entered, _ = Payment.objects.get_or_create(
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
    if entered.amount == payment.amount:
        messages.success(request, said(_PAYMENT_ENTERED.fill(order=payment.order_number)))
    else:
        other = _OTHER_AMOUNT.fill(order=payment.order_number, day=day_text(payment.paid_on))
        messages.warning(request, said(other))
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


def _key(row: ParticipantRow | None) -> str | None:
    return row.key if row else None


def _chosen(comparison: Comparison, difference: str) -> Told:
    for told in comparison.told:
        if told.id == difference:
            return told
    raise Http404


def _back(desk: Desk, comparison: Comparison) -> HttpResponse:
    address = reverse("employer:reconcile", args=[desk.unit.unit_code])
    return redirect(f"{address}?ky={month_text(comparison.month)}")


def _funds(comparison: Comparison) -> list[tuple[Words, int, int, int]]:
    """The lines of the second sheet: fund, own list, their list, difference."""
    own, theirs = (sums_by_fund(side, list(FUNDS)) for side in (comparison.own, comparison.theirs))
    return [(FUNDS[fund], a, b, b - a) for fund, a, b in zip(FUNDS, own, theirs, strict=True)]


def _total(close: MonthClose) -> int:
    return sum(row.total for row in close.participants)


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
