"""The unit's home: what waits to be done, what is new, what comes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ibhxh.law.months import month_of, month_words
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.models import Notice
from ibhxh.sites.employer.unit.coming_days import coming_days
from ibhxh.sites.employer.unit.due_chart import due_chart, months_of
from ibhxh.sites.employer.unit.dues import MonthDue, months_due
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.notice_pages import Listed, listed
from ibhxh.sites.employer.unit.tasks import tasks_of
from ibhxh.sites.project import clock
from ibhxh.words import Words, money_text, number_text

_NOTICES = 5
_DUE = Words("Phải đóng {m} (tạm\u00a0tính)", "Due for {m} (so far)")
_DUE_TOLD = Words("Phải đóng {m} (theo\u00a0C12-TS)", "Due for {m} (by C12-TS)")
_PEOPLE = Words("Người trên danh sách tháng\u00a0{m}", "People on the list of {m}")


@require_GET
@at_unit()
def to_do(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Tasks with the nearest day first; beside them figures, new results, coming days; below the months' amounts."""
    now, today = clock.now(), clock.legal_today()
    ledger = own_ledger(desk.unit, today, standing_by=False)
    dues, unread = months_due(ledger), _unread(desk)
    tasks = tasks_of(desk, dues, unread, now=now)
    closes = ledger.closes(dues[-1].month)
    context = {
        "desk": desk,
        "today": today,
        "month": month_words(month_of(today)),
        "tasks": tasks,
        "figures": _figures(desk, dues[-1], closes[-1]),
        "unread": unread[:_NOTICES],
        "days": coming_days(desk, dues, today=today),
        "chart": due_chart(months_of(closes)),
    }
    return render(request, "employer/unit/desk.html", context)


def _unread(desk: Desk) -> list[Listed]:
    found = Notice.objects.for_workspace(desk.workspace).filter(unit=desk.unit, read_at=None)
    return [listed(one) for one in found.select_related("dossier").defer("statement").order_by("-issued_at")]


def _figures(desk: Desk, due: MonthDue, close: MonthClose) -> list[dict[str, object]]:
    unit, month = desk.unit.unit_code, month_words(due.month)
    return [
        {
            "name": (_DUE_TOLD if due.notice else _DUE).fill(m=month),
            "value": money_text(due.arising),
            "url": reverse("employer:pay", args=[unit]),
        },
        {
            "name": _PEOPLE.fill(m=month),
            "value": number_text(close.participants.heads),
            "url": reverse("employer:people", args=[unit]),
        },
    ]
