"""The case: status, lines with their results, one line looked at closely, evidence, and what happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ibhxh.checks import Severity
from ibhxh.law.months import month_words
from ibhxh.problem import Problem
from ibhxh.register.matching import Known, identity_of
from ibhxh.sites.agency.cases import reach
from ibhxh.sites.agency.cases.asking import deadline_of
from ibhxh.sites.agency.cases.clock import clock_of_case
from ibhxh.sites.agency.cases.evidence import pieces_of, still_needed_of
from ibhxh.sites.agency.cases.lines import CaseLines, LineView, Told, plan_words
from ibhxh.sites.agency.cases.models import Case, CaseEntry, EntryKind
from ibhxh.sites.agency.cases.reasons import line_reasons
from ibhxh.sites.agency.cases.settling import LineReason, NoLineChosen, accept_lines, reopen_lines, return_lines
from ibhxh.sites.agency.cases.texts import text_names
from ibhxh.sites.agency.cases.timeline import PURPOSES, timeline
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.agency.staff.access import at_office
from ibhxh.sites.agency.staff.models import Officer, Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import telling_of
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE, CaseState
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, same

_A_PAGE = 100
#: So long a person's numbers stay shown to who asked for them.
_SHOWN_FOR = timedelta(minutes=15)
_OWN = "own"


@dataclass(frozen=True, slots=True)
class _Segment:
    key: str
    words: Words
    count: int


@dataclass(frozen=True, slots=True)
class _Choice:
    """A reason the form for returning lines offers: the value it is sent as, what it says, how the unit mends it."""

    value: str
    words: Words
    guidance: Words | None = None


@require_GET
@at_office()
def show(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """The page of a case."""
    return case_page(request, officer, reach.case_of(officer, case_id))


@require_POST
@at_office(Role.OFFICER, Role.HEAD)
def settle(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """Accept, return or reopen lines: those ticked, or the one whose button was pressed ("accept:0.4")."""
    case = reach.case_of(officer, case_id)
    if not reach.may_settle(officer, case):
        return case_page(request, officer, case, Problem(_NOT_YOURS, fix=_NOT_YOURS_FIX), status=409)
    act, _, one = request.POST.get("act", "").partition(":")
    keys = one.split(",") if one else request.POST.getlist("line")
    try:
        places = [_place(key) for key in keys]
    except ValueError as error:
        raise Http404 from error
    if act == "return" and not _have(case, keys):
        raise Http404
    if act == "return" and keys and "text" not in request.POST:
        return case_page(request, officer, case, returning=tuple(keys))
    try:
        if act == "accept":
            accept_lines(case, places, officer, at=clock.now())
        elif act == "reopen":
            reopen_lines(case, places, officer, at=clock.now())
        elif act == "return":
            if not keys:
                raise NoLineChosen
            reason = _reason_of(request, case, keys)
            if reason is None:
                return case_page(
                    request, officer, case, Problem(_NO_REASON, fix=_NO_REASON_FIX), returning=tuple(keys), status=422
                )
            return_lines(case, places, reason, officer, at=clock.now())
        else:
            raise Http404
    except Problem as problem:
        now = Case.objects.get(pk=case.pk)
        left = _still_open(now, keys) if act == "return" and reach.may_settle(officer, now) else ()
        return case_page(request, officer, now, problem, returning=left, status=409)
    return redirect(_after(request, case, keys))


@require_POST
@at_office()
def reveal(request: HttpRequest, officer: Officer, case_id: str) -> HttpResponse:
    """Shows a person's numbers for a quarter of an hour, and writes down who asked and what for."""
    case = reach.case_of(officer, case_id)
    purpose = PURPOSES.get(request.POST.get("purpose", ""))
    key = request.POST.get("line", "")
    try:
        CaseLines(case)[key]
    except KeyError as error:
        raise Http404 from error
    if purpose is not None:
        CaseEntry.objects.create(
            case=case,
            kind=EntryKind.REVEALED,
            officer=officer,
            at=clock.now(),
            lines=[list(_place(key))],
            text=purpose.vi,
        )
    return redirect(f"{reverse('agency:case', args=[case.pk])}?dong={key}")


def case_page(
    request: HttpRequest,
    officer: Officer,
    case: Case,
    problem: Problem | None = None,
    *,
    returning: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, with a problem at its head or the form for returning lines open."""
    now = clock.now()
    lines = CaseLines(case, now)
    events = list(case.events.all())
    entries = list(case.entries.select_related("officer__account"))
    segment = request.GET.get("xem", "")
    shown = [view for view in lines.views if _in(segment, view)]
    page = Paginator(shown, _A_PAGE).get_page(request.GET.get("trang"))
    selected = _selected(request, lines, shown, returning)
    may_settle, may_resume = reach.may_settle(officer, case), reach.may_resume(officer, case)
    answer_until = deadline_of(case) if may_resume else None
    counted = Counter(view.line.result for view in lines.views)
    choices = _choices(lines[returning[0]]) if returning else []
    chosen = request.POST.get("reason", "") or (choices[0].value if choices and choices[0].guidance is None else "")
    return render(
        request,
        "agency/cases/case.html",
        {
            "officer": officer,
            "case": case,
            "procedure": the_law().procedure(case.filed.procedure, legal_day(case.received_at)),
            "telling": telling_of(CASE, events),
            "clock": clock_of_case(case, now),
            "problem": problem,
            "page": page,
            "segment": segment,
            "segments": _segments(lines.views, counted),
            "selected": selected,
            "shown_numbers": selected is not None and _was_revealed(entries, selected, officer, now),
            "purposes": PURPOSES.items(),
            "person": _in_register(case, selected) if selected else None,
            "alike": _alike(lines.views, selected) if selected else (),
            "clean": [v.key for v in lines.views if v.line.result == "pending" and not v.worst],
            "returning": [lines[key] for key in returning],
            "choices": choices,
            "chosen": chosen,
            "typed": request.POST,
            "of_the_whole": lines.of_the_whole,
            "against_register": lines.against_register,
            "pieces": pieces_of(case),
            "needed": still_needed_of(case),
            "notices": case.notices.order_by("seq"),
            "happenings": timeline(
                events,
                entries,
                reasons=[view.reason for view in lines.views if view.reason],
                texts=text_names(case),
            ),
            "pending": counted["pending"],
            "settled": len(lines.views) - counted["pending"],
            "total": len(lines.views),
            "may_settle": may_settle,
            "may_take": reach.may_take(officer, case),
            "may_ask": reach.may_ask(officer, case),
            "may_resume": may_resume,
            "answer_until": answer_until,
            "answer_over": answer_until is None or legal_day(now) > answer_until,
            "may_hand_over": reach.may_hand_over(officer, case),
            "is_open": case.state in reach.OPEN,
            "in_review": case.state == CaseState.IN_REVIEW,
        },
        status=status,
    )


def _selected(
    request: HttpRequest, lines: CaseLines, shown: list[LineView], returning: tuple[str, ...]
) -> LineView | None:
    """The line asked for, else the first that is still to be settled, else the first."""
    key = returning[0] if returning else request.GET.get("dong", "")
    try:
        return lines[key]
    except KeyError:
        pending = next((view for view in shown if view.line.result == "pending"), None)
        return pending or (shown[0] if shown else None)


_SEGMENTS = {
    "": Words("Tất cả", "All"),
    "can-xet": Words("Chưa xét", "To settle"),
    "canh-bao": Words("Có cảnh báo", "With findings"),
    "nhan": Words("Đã chấp nhận", "Accepted"),
    "tra": Words("Trả lại", "Returned"),
}


def _segments(views: tuple[LineView, ...], counted: Counter[str]) -> list[_Segment]:
    return [_Segment(key, words, sum(_in(key, view) for view in views)) for key, words in _SEGMENTS.items()]


def _in(segment: str, view: LineView) -> bool:
    match segment:
        case "can-xet":
            return view.line.result == "pending"
        case "canh-bao":
            return bool(view.worst)
        case "nhan":
            return view.line.result == "accepted"
        case "tra":
            return view.line.result == "returned"
    return True


def _alike(views: tuple[LineView, ...], selected: LineView) -> list[str]:
    """The other lines that are still open and of the same plan with the same findings."""
    if selected.line.result != "pending":
        return []
    return [v.key for v in views if v.line.result == "pending" and v.alike == selected.alike]


def _was_revealed(entries: list[CaseEntry], view: LineView, officer: Officer, now: datetime) -> bool:
    place = [view.line.sheet, view.line.row]
    return any(
        entry.kind == EntryKind.REVEALED
        and entry.officer_id == officer.pk
        and place in entry.lines
        and now - entry.at < _SHOWN_FOR
        for entry in entries
    )


def _in_register(case: Case, view: LineView) -> dict[str, Any]:
    """What the register has of the person: their standing in the open month and every movement so far."""
    ledger = Ledger(case.unit)
    found = Known(ledger.people).find(identity_of(view.cells))
    if len(found) != 1:
        return {"known": False}
    person = found[0]
    return {
        "known": True,
        "person": person,
        "wage": person.wage + person.allowance,
        "since": month_words(case.unit.opening_month) if person.on_list else None,
        "movements": [
            {
                "plan": plan_words(m.plan),
                "month": m.from_month,
                "wage": m.wage,
                "on": m.recorded_on,
                "dossier": m.source.dossier_id[:8] if m.source else "",
            }
            for m in ledger.movements
            if m.person == person.key
        ],
    }


def _place(key: str) -> tuple[int, int]:
    sheet, row = key.split(".")
    return int(sheet), int(row)


def _have(case: Case, keys: list[str]) -> bool:
    known = {f"{sheet}.{row}" for sheet, row in case.lines.values_list("sheet", "row")}
    return known.issuperset(keys)


def _still_open(case: Case, keys: list[str]) -> tuple[str, ...]:
    """Those of the lines that have no result yet: what was typed for them is not lost because of the others."""
    places = set(case.lines.filter(result="pending").values_list("sheet", "row"))
    return tuple(key for key in keys if _place(key) in places)


def _findings(view: LineView) -> dict[str, Told]:
    """What is said of a line and may be a reason, by the value of its button; a rule may say two things of one line."""
    found: dict[str, Told] = {}
    for told in view.told:
        if told.severity is not Severity.INFO:
            number = sum(one.code == told.code for one in found.values())
            found[f"finding:{told.code}" + (f":{number + 1}" if number else "")] = told
    return found


def _choices(view: LineView) -> list[_Choice]:
    """What the checks say of the line, then the reasons of the list; one of the officer's own comes last."""
    said = [_Choice(value, told.words) for value, told in _findings(view).items()]
    return said + [_Choice(known.code, known.words, known.guidance) for known in line_reasons().values()]


def _reason_of(request: HttpRequest, case: Case, keys: list[str]) -> LineReason | None:
    """What was chosen, the officer's own words in place of its sentence and guidance; None: nothing was said."""
    code, text = request.POST.get("reason", ""), request.POST.get("text", "").strip()
    guidance = request.POST.get("guidance", "").strip()
    chosen = line_reasons().get(code)
    if told := _findings(CaseLines(case, clock.now())[keys[0]]).get(code):
        chosen = LineReason(told.code, told.words)
    if text:
        # The law was named for the sentence of the list, not for this one.
        chosen = LineReason(chosen.code if chosen else _OWN, same(text), None, chosen.guidance if chosen else None)
    if chosen and guidance:
        chosen = replace(chosen, guidance=same(guidance))
    return chosen


def _after(request: HttpRequest, case: Case, keys: list[str]) -> str:
    """The next line to settle after the last one chosen."""
    segment = request.POST.get("xem", "")
    lines = CaseLines(Case.objects.get(pk=case.pk)).views
    last = max((i for i, view in enumerate(lines) if view.key in keys), default=-1)
    later = next((v for v in (*lines[last + 1 :], *lines[: last + 1]) if v.line.result == "pending"), None)
    query = "&".join(
        part for part in (f"xem={segment}" if segment else "", f"dong={later.key}" if later else "") if part
    )
    return reverse("agency:case", args=[case.pk]) + (f"?{query}" if query else "")


_NOT_YOURS = Words(
    "Hồ sơ này không còn chờ anh/chị xét từng dòng.", "The lines of this case do not wait for you any more."
)
_NOT_YOURS_FIX = Words("Xem trạng thái bên dưới; cán bộ đang giữ hồ sơ mới được xét.", "See its state below.")
_NO_REASON = Words("Chưa có lý do trả lại.", "There is no reason for returning.")
_NO_REASON_FIX = Words("Chọn một lý do mẫu hoặc ghi lý do.", "Choose a reason or write one.")
