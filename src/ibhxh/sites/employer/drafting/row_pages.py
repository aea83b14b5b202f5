"""One row as a plain form: the way without the grid, for small screens, screen readers and browsers without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.law import Field, FormVersion
from ibhxh.law.months import month_words
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.drafting.cells import entry_of, shown
from ibhxh.sites.employer.drafting.changes import LONGEST_TEXT, AddRows, Change, RemoveRows, RestoreRows, SetCells
from ibhxh.sites.employer.drafting.columns import columns_as_data
from ibhxh.sites.employer.drafting.grid_data import sheet_or_404
from ibhxh.sites.employer.drafting.sheets import editable, version_of
from ibhxh.sites.employer.drafting.state import SheetState, sheet_state
from ibhxh.sites.employer.drafting.writing import Conflict, write
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import language
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form: its column as the grid has it, what it holds, and what is said of it."""

    column: dict[str, object]
    text: str
    seen: str
    findings: tuple[tuple[str, str], ...]
    conflict: str | None = None

    @property
    def strange(self) -> bool:
        """Whether it holds a text that is none of the choices offered."""
        choices = self.column["choices"]
        return bool(self.text) and isinstance(choices, dict) and self.text not in choices


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit()
def row(request: HttpRequest, desk: Desk, dossier_id: str, place: int, row: UUID) -> HttpResponse:
    """Shows a row; POST saves it, and comes back with what the checks say."""
    dossier = desk.dossier(dossier_id)
    _row_or_404(dossier, place, row)
    typed: dict[str, str] = {}
    conflicts: dict[str, Conflict] = {}
    problem: Problem | None = None
    if request.method == "POST":
        if not desk.may_prepare:
            return HttpResponse(status=403)
        version = version_of(sheet_or_404(dossier, place))
        typed = {f.id: request.POST.get(f.id, "")[:LONGEST_TEXT] for f in version.wire.row if f.id in request.POST}
        seen = tuple(request.POST.get(f"seen-{name}", "")[:LONGEST_TEXT] for name in typed)
        change = SetCells((str(row),), tuple(typed), (tuple(typed.values()),), (seen,))
        try:
            written = write(dossier, place, [change], at=clock.now())
        except Problem as refused:
            problem = refused
        else:
            conflicts = {met.field: met for met in written.conflicts}
            if not conflicts:
                messages.success(request, Words("Đã lưu dòng.", "The row is saved.").text(language()))
                return redirect(request.path)
    found = sheet_state(dossier, sheet_or_404(dossier, place), filed_on=clock.legal_today())
    number = next((n for n, stored in enumerate(found.rows) if stored.pk == row), None)
    if number is None:
        raise Http404
    questions = _questions(found, number, typed, conflicts)
    said = _Said(problem, [q for q in questions if q.conflict is not None or any(s == "error" for s, _ in q.findings)])
    context = {
        "desk": desk,
        "dossier": dossier,
        "place": place,
        "row_id": str(row),
        "number": number + 1,
        "rows": len(found.rows),
        "before": str(found.rows[number - 1].pk) if number else "",
        "after": str(found.rows[number + 1].pk) if number + 1 < len(found.rows) else "",
        "title": version_of(found.sheet).face.title,
        "month": month_words(dossier.period),
        "grid_url": _grid_address(desk, dossier, place),
        "usual": [q for q in questions if q.column["usual"] or q.text or q.findings],
        "others": [q for q in questions if not (q.column["usual"] or q.text or q.findings)],
        "said": said,
        "may_edit": editable(dossier) and desk.may_prepare,
    }
    return render(request, "employer/drafting/row.html", context, status=409 if conflicts or problem else 200)


@require_POST
@at_unit(least=Role.CLERK)
def add(request: HttpRequest, desk: Desk, dossier_id: str, place: int) -> HttpResponse:
    """A new empty row at the end, opened."""
    dossier, new = desk.dossier(dossier_id), str(uuid4())
    if not _written(request, dossier, place, AddRows((new,), None)):
        return _to_grid(desk, dossier, place)
    return redirect("employer:row", unit_code=desk.unit.unit_code, dossier_id=dossier.pk, place=place, row=new)


@require_POST
@at_unit(least=Role.CLERK)
def remove(request: HttpRequest, desk: Desk, dossier_id: str, place: int, row: UUID) -> HttpResponse:
    """The row out of the list, which offers to bring it back."""
    dossier = desk.dossier(dossier_id)
    _row_or_404(dossier, place, row)
    done = _written(request, dossier, place, RemoveRows((str(row),)))
    return _to_grid(desk, dossier, place, f"?bo={row}" if done else "")


@require_POST
@at_unit(least=Role.CLERK)
def restore(request: HttpRequest, desk: Desk, dossier_id: str, place: int, row: UUID) -> HttpResponse:
    """A removed row back in its place."""
    dossier = desk.dossier(dossier_id)
    _row_or_404(dossier, place, row)
    _written(request, dossier, place, RestoreRows((str(row),)))
    return _to_grid(desk, dossier, place)


@dataclass(frozen=True, slots=True)
class _Said:
    """The error summary."""

    problem: Problem | None
    questions: list[Question]

    @property
    def any(self) -> bool:
        return self.problem is not None or bool(self.questions)


def _row_or_404(dossier: Dossier, place: int, row: UUID) -> None:
    # A removed row is still there: it can be brought back.
    if not sheet_or_404(dossier, place).rows.filter(pk=row).exists():
        raise Http404


def _written(request: HttpRequest, dossier: Dossier, place: int, change: Change) -> bool:
    sheet_or_404(dossier, place)
    try:
        write(dossier, place, [change], at=clock.now())
    except Problem as problem:
        messages.error(request, problem.text(language()))
        return False
    return True


def _grid_address(desk: Desk, dossier: Dossier, place: int) -> str:
    here = {"unit_code": desk.unit.unit_code, "dossier_id": dossier.pk, "place": place}
    return reverse("employer:grid-sheet", kwargs=here)


def _to_grid(desk: Desk, dossier: Dossier, place: int, query: str = "") -> HttpResponse:
    return redirect(_grid_address(desk, dossier, place) + query)


def _questions(found: SheetState, number: int, typed: dict[str, str], conflicts: dict[str, Conflict]) -> list[Question]:
    version, lang, stored = version_of(found.sheet), language(), found.rows[number]
    fields: dict[str, Field] = {f.id: f for f in version.wire.row}
    # Of a row in which nothing is written yet nothing is said to whoever is about to write.
    said = _findings_of(found, version, number) if stored.cells or stored.unread else {}
    questions = []
    for column in columns_as_data(version, the_law(), lang):
        name = str(column["id"])
        stands = shown(fields[name], entry_of(stored.cells, stored.unread, name))
        met = conflicts.get(name)
        text = met.mine if met else typed.get(name, stands)
        theirs = None if met is None else met.theirs or ""
        questions.append(Question(column, text, stands, said.get(name, ()), theirs))
    return questions


def _findings_of(found: SheetState, version: FormVersion, number: int) -> dict[str, tuple[tuple[str, str], ...]]:
    said: dict[str, tuple[tuple[str, str], ...]] = {}
    for finding in found.examined.findings:
        if (finding.place.sheet, finding.place.row) == (found.sheet.place, number):
            told = (finding.severity.value, finding.words(version).text(language()))
            said[finding.place.field] = (*said.get(finding.place.field, ()), told)
    return said
