"""The unit's people in a month, and one person through the months."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ibhxh.amounts import FUNDS, contributions
from ibhxh.law.months import first_day, last_day, month_index, month_of, month_text
from ibhxh.register import Participant, ParticipantRow, month_standing
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.status import tone_of
from ibhxh.sites.employer.drafting.why_data import why_as_data
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.own_ledger import OwnLedger, OwnLine
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language
from ibhxh.states import DOSSIER
from ibhxh.words import Words

_A_PAGE = 100
#: Months shown of a person, the latest first.
_MONTHS = 12
#: Months ahead of this one that can be looked at: what was reported for the next month.
_AHEAD = 1
_FULL = "full"


@dataclass(frozen=True, slots=True)
class InMonth:
    """A person's month: the register's row and its status in words."""

    month: int
    row: ParticipantRow
    status: Words

    @property
    def usual(self) -> bool:
        """At work the whole month."""
        return self.row.status == _FULL

    @property
    def base(self) -> int | None:
        """The base of social insurance, of another fund where that is not due."""
        return next((self.row.bases[fund] for fund in FUNDS if fund in self.row.bases), None)


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line about a person, and what became of it: `tone` of its tag and the words on it."""

    line: OwnLine
    plan: Words
    result: Words
    tone: str


@require_GET
@at_unit()
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everybody on the list of a month (`ky`), with what they cost; `q` looks for names and numbers."""
    ledger = own_ledger(desk.unit, clock.legal_today(), standing_by=False)
    month = _month(request, ledger)
    listed = ledger.people_in(month)
    wanted = plain(request.GET.get("q", "").strip())
    rows = [row for row in listed if not wanted or wanted in _searched(row)]
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "month": month,
        "before": month - 1 if month > ledger.opening_month else None,
        "after": month + 1 if month < _last_month(ledger) else None,
        "page": page,
        "rows": [_in_month(month, row) for row in page.object_list],
        "q": request.GET.get("q", "").strip(),
        "listed": listed,
        "found": len(rows),
        "wages": sum(row.declared_wage for row in rows),
        "employer": sum(row.total_er for row in rows),
        "worker": sum(row.total_ee for row in rows),
        "total": sum(row.total for row in rows),
        "month_text": month_text(month),
    }
    template = "employer/unit/people_rows.html" if request.headers.get("HX-Request") else "employer/unit/people.html"
    return render(request, template, context)


@require_GET
@at_unit()
def person(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Facts, months and lines of a person; `ky` chooses the month whose amounts are explained."""
    ledger = own_ledger(desk.unit, clock.legal_today(), standing_by=False)
    found = next((one for one in ledger.people if one.key == key), None)
    if found is None:
        raise Http404
    months = _months_of(ledger, found)
    chosen = _month(request, ledger)
    if not any(one.month == chosen for one in months) and months:
        chosen = months[0].month
    context = {
        "desk": desk,
        "person": found,
        "months": months,
        "chosen": next((one for one in months if one.month == chosen), None),
        "why": _why(ledger, found, chosen),
        "lines": [_filed_line(line) for line in ledger.lines_of(key)],
    }
    return render(request, "employer/unit/person.html", context)


def plain(text: str) -> str:
    """Without tone marks, in small letters, so that they need not be typed."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


def _searched(row: ParticipantRow) -> str:
    return plain(" ".join((row.full_name, row.si_number or "", row.personal_id or "")))


def _last_month(ledger: OwnLedger) -> int:
    return month_of(ledger.known_on) + _AHEAD


def _month(request: HttpRequest, ledger: OwnLedger) -> int:
    """The month asked for, this one where none is. Raises Http404 for one the register does not have."""
    asked = request.GET.get("ky", "")
    try:
        month = month_index(asked) if asked else month_of(ledger.known_on)
    except ValueError:
        raise Http404 from None
    if not ledger.opening_month <= month <= _last_month(ledger):
        raise Http404
    return month


def _in_month(month: int, row: ParticipantRow) -> InMonth:
    return InMonth(month, row, the_law().month_status(row.status, first_day(month)).words)


def _months_of(ledger: OwnLedger, person: Participant) -> list[InMonth]:
    """The person's months, the latest first."""
    last = _last_month(ledger)
    first = max(ledger.opening_month, last - _MONTHS + 1)
    rows = ((month, ledger.person_in(person, month)) for month in range(last, first - 1, -1))
    return [_in_month(month, row) for month, row in rows if row]


def _why(ledger: OwnLedger, person: Participant, month: int) -> dict[str, object] | None:
    """The steps behind what the month costs; None where the person is not in it."""
    standing = month_standing(
        [person],
        ledger.movements_of(person.key),
        month,
        known_on=max(ledger.known_on, last_day(month)),
        calendar=ledger.calendar,
        law=the_law(),
    )
    if standing.is_empty():
        return None
    return why_as_data([contributions(standing, the_law()).why(0)], language())


def _filed_line(line: OwnLine) -> FiledLine:
    plans = the_law().codes["plans"]
    words = plans.words(line.movement.plan)
    stage = DOSSIER.stage(line.filed.dossier.state)
    if line.returned:
        return FiledLine(line, words, Words("Trả lại", "Returned"), "e")
    if line.filed.decision:
        return FiledLine(line, words, Words("Đã chấp nhận", "Accepted"), "ok")
    return FiledLine(line, words, stage.label, tone_of(line.filed.dossier.state))
