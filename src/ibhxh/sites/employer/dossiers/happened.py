"""Telling what happened: one short form an event, which adds its rows to the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.dossier import Cell, Sheet
from ibhxh.formats.excel.names import plain_key
from ibhxh.law import FieldId
from ibhxh.law.months import month_words
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.asking import EventForm
from ibhxh.sites.employer.dossiers.events import EVENTS, Event, Row, Setting, whole, why_month
from ibhxh.sites.employer.drafting import append, editable, sheet_of
from ibhxh.sites.employer.models import Person
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language, said
from ibhxh.words import Words

_WHO = Words("Chọn người trong danh sách của đơn vị.", "Choose someone of the unit.")
_ADDED = Words("Đã thêm {n} dòng cho {name}: {what}.", "{n} {n:row|rows} added for {name}: {what}.")
_ROW = Words("{plan} từ {month}", "{plan} from {month}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A row already in the draft, as the list beside the form shows it."""

    number: int
    name: str
    plan: Words
    month: int | None
    why: Words | None


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.CLERK)
def event(request: HttpRequest, desk: Desk, dossier_id: str, code: str) -> HttpResponse:
    """The form of one event of a draft, and what the draft holds so far."""
    dossier = desk.dossier(dossier_id)
    if code not in EVENTS or not dossier.sheets.exists():
        raise Http404
    if not editable(dossier):
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    kind, law = EVENTS[code], the_law()
    stored = dossier.sheets.first()
    assert stored is not None  # noqa: S101 - asked above
    sheet = sheet_of(stored)
    setting = Setting(desk.unit.facts(), sheet.version, law, dossier.period)
    on_list = Person.objects.for_workspace(desk.workspace).filter(unit=desk.unit, on_list=True)
    people = sorted(on_list, key=lambda one: plain_key(one.full_name))
    person = _person(people, request.POST.get("person") or request.GET.get("nguoi", ""))
    posted = request.POST if request.method == "POST" else None
    form = EventForm(
        kind, sheet.version, law, newcomer=kind.newcomer, data=posted, initial=_preset(kind, person), auto_id="%s"
    )
    faults: list[tuple[str, Words | str]] = []
    if posted is not None:
        if not kind.newcomer and person is None:
            faults.append(("person", _WHO))
        if form.is_valid() and not faults:
            try:
                rows = kind.rows({**_known(kind, person), **_told(form)}, setting)
            except Problem as problem:
                form.add_error("effective_on", problem.text(language()))
            else:
                append(dossier, 0, rows, at=clock.now())
                messages.success(request, said(_added(rows, law_plans(), setting)))
                again = "them" in request.POST
                address = ("employer:event", desk.unit.unit_code, dossier.pk, code)
                return redirect(*address) if again else redirect("employer:answers", desk.unit.unit_code, dossier.pk)
        faults += [(name, str(error)) for name, errors in form.errors.items() for error in errors]
    context = {
        "desk": desk,
        "dossier": dossier,
        "kind": kind,
        "events": EVENTS.values(),
        "form": form,
        "faults": faults,
        "people": [(one, _told_apart(one)) for one in people],
        "person": person,
        "drafted": _drafted(sheet, setting),
    }
    return render(request, "employer/dossiers/event.html", context, status=422 if faults else 200)


def law_plans() -> dict[str, Words]:
    """The names of the plans."""
    codes = the_law().codes["plans"]
    return {code: codes.words(code) for code in codes}


def _person(people: list[Person], key: str) -> Person | None:
    return next((person for person in people if str(person.pk) == key), None)


def _told_apart(person: Person) -> str:
    """Name · insurance number · birth date: enough to tell people of one name apart."""
    born = "/".join(reversed((person.birth_date or "").split("-")))
    return " · ".join(part for part in (person.full_name, person.si_number, born) if part)


def _preset(kind: Event, person: Person | None) -> dict[str, Any]:
    if kind.newcomer:
        return {"nationality": "VN", "engagement": "full_time", "contract_kind": "fixed"}
    return {"job_title": person.job_title} if person and "job_title" in kind.asks else {}


def _known(kind: Event, person: Person | None) -> dict[FieldId, Cell]:
    """What the unit knows of whom it is about, under the form's names."""
    if person is None:
        return {}
    details: dict[FieldId, Cell] = {name: person.details[name] for name in ("workplace",) if name in person.details}
    return {
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "nationality": person.nationality,
        "personal_id": person.personal_id,
        "passport_number": person.passport_number,
        "si_number": person.si_number,
        "job_title": person.job_title,
        "engagement": "second_contract" if person.participant_class == "tnld_only" else "full_time",
        "old_wage": person.wage,
        "old_allowance": person.allowance,
        **details,
    }


def _told(form: EventForm) -> Row:
    """What was answered; what was left empty does not overwrite what is known."""
    return {name: value for name, value in form.values.items() if value is not None}


def _added(rows: list[Row], plans: dict[str, Words], setting: Setting) -> Words:
    told = [_ROW.fill(plan=plans[str(row["plan"])], month=month_words(whole(row, "from_month"))) for row in rows]
    what = Words("; ".join(t.vi for t in told), "; ".join(t.en for t in told))
    added = _ADDED.fill(n=len(rows), name=rows[0]["full_name"], what=what)
    reasons = [why for row in rows if (why := why_month(row, setting))]
    return Words(" ".join((added.vi, *(w.vi for w in reasons))), " ".join((added.en, *(w.en for w in reasons))))


def _drafted(sheet: Sheet, setting: Setting) -> list[Drafted]:
    plans = law_plans()
    rows = sheet.rows.select("full_name", "plan", "from_month", "effective_on").iter_rows(named=True)
    return [_one_drafted(number, row, plans, setting) for number, row in enumerate(rows, 1)]


def _one_drafted(number: int, row: dict[str, Any], plans: dict[str, Words], setting: Setting) -> Drafted:
    plan = row["plan"] or "…"
    name, known = row["full_name"] or "…", plans.get(plan, Words(plan, plan))
    return Drafted(number, name, known, row["from_month"], why_month(row, setting))
