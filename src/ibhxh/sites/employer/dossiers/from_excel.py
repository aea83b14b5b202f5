"""A dossier from a spreadsheet: read, shown as it was understood, and only then kept.

Until it is kept nothing is stored: the file goes back and forth with the form.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ibhxh.checks import Report, Severity, examine_draft
from ibhxh.dossier import BusinessKey, Cell, Draft, Sheet
from ibhxh.formats.errors import FormatProblem
from ibhxh.formats.excel import Imported, read_workbook
from ibhxh.law import FieldId
from ibhxh.law.months import month_index
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.beginning import PeriodForm
from ibhxh.sites.employer.dossiers.making import LIST_PROCEDURE, make_dossier
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.project import clock
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import later, said
from ibhxh.words import Words

#: A list of ten thousand people is some 2 MB.
LARGEST = 4 << 20
_NO_FILE = Words("Chưa chọn tệp Excel.", "No Excel file was chosen.")
_TOO_LARGE = Words(
    "Tệp lớn hơn 4 MB. Xóa trang tính và hình không cần, lưu lại rồi chọn lại.",
    "The file is larger than 4 MB. Remove sheets and pictures not needed, save it and choose it again.",
)
_ANSWER = "answer-"
_NOTES_SHOWN, _ALIKE = 12, 3
_NOT_KEPT_YET = "0" * 32


class FileForm(PeriodForm):
    """Month, round and the file: chosen anew, or carried along from the page before."""

    file = forms.FileField(label=later("Tệp Excel (.xlsx, .csv)", "Excel file (.xlsx, .csv)"), required=False)
    carried = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    carried_name = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """`data` and `name` of the file."""
        told = super().clean()
        given = told.get("file")
        if given is not None:
            told["name"] = given.name
            if given.size > LARGEST:
                self.add_error("file", said(_TOO_LARGE))
                return told
            told["data"] = given.read()
        else:
            told["name"] = told.get("carried_name", "")
            try:
                told["data"] = base64.b64decode(told.get("carried", ""), validate=True)
            except ValueError:
                told["data"] = b""
        if not told["data"]:
            self.add_error("file", said(_NO_FILE))
        elif len(told["data"]) > LARGEST:
            self.add_error("file", said(_TOO_LARGE))
        return told


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says, as the page shows it before anything is kept."""

    imported: Imported
    draft: Draft
    report: Report
    name: str
    carried: str

    @property
    def template(self) -> Words:
        """Which template it follows."""
        return _TEMPLATES[self.imported.template]

    @property
    def people(self) -> int:
        """Rows of the list."""
        return self.draft.sheets[0].rows.height if self.draft.sheets else 0

    @property
    def notes(self) -> list[Words]:
        """What was repaired or left behind, and in which cell; of many alike the first few."""
        alike: Counter[str] = Counter()
        shown = []
        for note in self.imported.notes:
            alike[note.code] += 1
            if alike[note.code] <= _ALIKE:
                shown.append(self.imported.told(note))
        return shown[:_NOTES_SHOWN]

    @property
    def more_notes(self) -> int:
        """How many are not shown."""
        return len(self.imported.notes) - len(self.notes)

    @property
    def unread(self) -> int:
        """Cells that could not be read; they are kept word for word."""
        return sum(len(sheet.unread) for sheet in self.draft.sheets)

    @property
    def errors(self) -> int:
        """Findings that will have to be mended."""
        return self.report.counts[Severity.ERROR]

    @property
    def warnings(self) -> int:
        """Findings that will need a reason."""
        return self.report.counts[Severity.WARNING]

    @property
    def sample(self) -> list[dict[str, Cell]]:
        """The first rows, to see that the columns are right."""
        rows = self.draft.sheets[0].rows.select("full_name", "si_number", "plan", "wage", "from_month")
        return rows.head(5).to_dicts()


_TEMPLATES: Mapping[str, Words] = {
    "vnpt-d02-tk1": Words("Tệp D02-TK1 của VNPT", "VNPT's D02-TK1 file"),
    "ibhxh-d02": Words("Mẫu nhập D02 của iBHXH", "The D02 template of iBHXH"),
    "headings": Words("Danh sách nhận ra theo tiêu đề cột", "A list, recognised by its headings"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit(least=Role.CLERK)
def from_excel(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose the file, see what was understood, answer what it does not say, keep it."""
    posted = request.POST if request.method == "POST" else None
    form = FileForm(
        desk.unit, data=posted, files=request.FILES or None, initial=_asked_for(request), auto_id="%s"
    )  # fmt: skip
    understood: Understood | None = None
    trouble: Problem | None = None
    if posted is not None and form.is_valid():
        told = form.cleaned_data
        answers = {name.removeprefix(_ANSWER): text for name, text in posted.items() if name.startswith(_ANSWER)}
        try:
            understood = _understood(desk, told, {name: str(text) for name, text in answers.items() if text})
        except FormatProblem as problem:
            trouble = problem
        else:
            if "keep" in posted:
                dossier = make_dossier(
                    desk.unit,
                    understood.draft.sheets,
                    period=told["period"],
                    round=told["round"],
                    actor=desk.actor,
                    by=desk.account.name,
                    at=clock.now(),
                )
                return redirect("employer:grid", desk.unit.unit_code, dossier.pk)
    failed = bool(form.errors) or trouble is not None
    context = {"desk": desk, "form": form, "understood": understood, "trouble": trouble}
    return render(request, "employer/dossiers/from_excel.html", context, status=422 if failed else 200)


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """Month and round as the page before was told."""
    try:
        return {"period": month_index(request.GET.get("ky", "")), "round": request.GET.get("dot", "")}
    except ValueError:
        return {}


def _understood(desk: Desk, told: Mapping[str, Any], answers: Mapping[FieldId, Cell]) -> Understood:
    unit, law, today = desk.unit.facts(), the_law(), clock.legal_today()
    known: dict[FieldId, Cell] = {"work_week": unit.work_week, "wage_region": unit.wage_region}
    imported = read_workbook(told["data"], told["name"], law, filed_on=today, answers=known | dict(answers))
    sheets = tuple(_with_unit(sheet, unit.header(sheet.version)) for sheet in imported.sheets)
    key = BusinessKey(unit.unit_code, LIST_PROCEDURE, told["period"], told["round"])
    draft = Draft(_NOT_KEPT_YET, key, unit.mst, unit.agency_code, sheets)
    report = examine_draft(draft, law, filed_on=today)
    return Understood(imported, draft, report, told["name"], base64.b64encode(told["data"]).decode())


def _with_unit(sheet: Sheet, own: Mapping[FieldId, Cell]) -> Sheet:
    """The unit's own facts fill what the file's header leaves open."""
    told = {name: value for name, value in sheet.header.items() if value is not None}
    return replace(sheet, header={**sheet.header, **own, **told})
