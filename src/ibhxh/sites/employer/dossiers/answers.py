"""Check your answers: all that will be declared, what the checks say, and a reason for each warning that stays.

What the unit's own past says stands beside: its errors keep the dossier from being frozen, the rest asks for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ibhxh.checks import Finding, Severity, dossier_of_draft, examine_draft
from ibhxh.checks.report import Found
from ibhxh.checks.rule import D02
from ibhxh.dossier import Draft
from ibhxh.problem import Problem
from ibhxh.sites.employer.access import Desk, at_unit
from ibhxh.sites.employer.dossiers.freezing import (
    finding_key,
    freeze_now,
    frozen_of,
    keep,
    shared_key,
    unexplained,
    warnings_of,
    whole_draft,
)
from ibhxh.sites.employer.dossiers.status import standing_of
from ibhxh.sites.employer.drafting import LineAmounts, editable, line_amounts
from ibhxh.sites.employer.drafting.findings import look_back
from ibhxh.sites.employer.drafting.sheets import rows_of
from ibhxh.sites.employer.models import Dossier, Membership
from ibhxh.sites.employer.models.workspace import Role
from ibhxh.sites.employer.unit.own_past import own_past
from ibhxh.sites.project import clock
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import said
from ibhxh.states import DOSSIER, DossierState, Facts
from ibhxh.words import Words

_REASON = "reason-"
_LONGEST_REASON = 300
_MOST_SHOWN = 200
#: From so many on, warnings of one rule may be given one reason.
_MANY_ALIKE = 3
#: Kinds of declaration by the effect of their plans.
_KINDS = (
    (Words("Tăng lao động", "Increase of people"), ("start", "resume")),
    (Words("Giảm lao động, nghỉ tạm thời", "Decrease of people, leave"), ("stop", "suspend")),
    (Words("Điều chỉnh tiền lương", "Wage changes"), ("wage",)),
    (Words("Truy đóng, hoàn trả", "Arrears and refunds"), ("arrears", "reversal")),
    (Words("Điều chỉnh khác", "Other changes"), ("none", "cover")),
)


_UNSAID = Words("{place}: ghi lý do giữ nguyên, hoặc sửa dòng này.", "{place}: say why it stays, or mend the line.")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding on the page."""

    key: str
    place: Words
    text: Words
    url: str
    reason: str
    missing: bool
    #: How many warnings of the rule there are, told at the first of them where one reason may do for all.
    alike: int = 0
    shared_key: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class KindTotal:
    """Lines of one kind of declaration: how many people, wages declared, and what is due."""

    name: Words
    people: int
    wages: int
    due: int


@dataclass(frozen=True, slots=True)
class Part:
    """A form of the dossier."""

    name: Words
    form: str
    act: Words
    rows: int
    place: int
    is_list: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_unit()
def answers(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """Look over before signing. A post checks, keeps the reasons and freezes."""
    dossier = desk.dossier(dossier_id)
    if request.method == "POST" and not desk.may_prepare:
        raise PermissionDenied
    open_now = editable(dossier)
    if not open_now and dossier.state not in (DossierState.READY, DossierState.SIGNING):
        return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)
    tried = request.method == "POST" and open_now
    if tried:
        _keep_reasons(dossier, request)
    draft, law, today = whole_draft(dossier), the_law(), clock.legal_today()
    kept = None if open_now else frozen_of(dossier)
    report = kept.report if kept else examine_draft(draft, law, filed_on=today)
    looked = look_back(dossier_of_draft(draft, law, filed_on=today), own_past(dossier, today))
    found = (report, looked) if looked else (report,)
    errors = sum(len(one.errors) for one in found)
    missing = unexplained(warnings_of(report), dossier.reasons)
    trouble: Problem | None = None
    if tried and not errors and not missing:
        try:
            return _go_on(dossier, desk)
        except Problem as problem:
            trouble = problem
    amounts = line_amounts(dossier)
    warnings = _told(dossier, draft, report, Severity.WARNING, missing=missing if tried else ())
    context = {
        "desk": desk,
        "dossier": dossier,
        "standing": standing_of(dossier, desk.actor, now=clock.now()),
        "open": open_now,
        "procedure": law.procedure(dossier.procedure, today),
        "parts": _parts(draft),
        "people": sum(part.rows for part in _parts(draft) if part.is_list),
        "totals": _totals(draft, amounts),
        "amounts": amounts,
        "files": dossier.files.defer("data"),
        "errors": [told for one in found for told in _told(dossier, draft, one, Severity.ERROR, missing=())],
        "warnings": warnings,
        "faults": [(f"r{n}", said(_UNSAID.fill(place=one.place))) for n, one in enumerate(warnings, 1) if one.missing],
        "notes": _told(dossier, draft, report, Severity.INFO, missing=()),
        "of_past": _told(dossier, draft, looked, Severity.WARNING, missing=()) if looked else [],
        "notes_of_past": _told(dossier, draft, looked, Severity.INFO, missing=()) if looked else [],
        "warning_count": report.counts[Severity.WARNING],
        "error_count": errors,
        "trouble": trouble,
        "frozen": kept,
        "signers": _signers(dossier),
    }
    failed = tried or trouble is not None
    return render(request, "employer/dossiers/answers.html", context, status=422 if failed else 200)


@require_POST
@at_unit(least=Role.CLERK)
def pass_for_signing(request: HttpRequest, desk: Desk, dossier_id: str) -> HttpResponse:
    """What is ready goes to the signer; whoever signs goes on by themselves."""
    dossier = desk.dossier(dossier_id)
    signer = request.POST.get("signer", "")
    facts = {"signer": signer if signer in _signers(dossier) else desk.account.name}
    fire(
        dossier, DOSSIER, "request_signature", actor=desk.actor, by=desk.account.name, at=clock.now(), facts=facts
    )  # fmt: skip
    return redirect("employer:dossier", desk.unit.unit_code, dossier.pk)


def _go_on(dossier: Dossier, desk: Desk) -> HttpResponse:
    """Freezes; a draft becomes ready, a supplement goes on to be signed. Raises what freezing and `fire` raise."""
    at = clock.now()
    with transaction.atomic(using=Side.EMPLOYER):
        # Held, so that nothing is saved in the draft between its being frozen and its being closed to changes.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        frozen = freeze_now(dossier, the_law(), at=at)
        if dossier.state == DossierState.DRAFT:
            facts: Facts = {
                "errors": frozen.report.counts[Severity.ERROR],
                "unexplained_warnings": len(unexplained(warnings_of(frozen.report), dossier.reasons)),
                "content_digest": frozen.content.digest,
            }
            fire(dossier, DOSSIER, "check", actor=desk.actor, by=desk.account.name, at=at, facts=facts)
            keep(dossier, frozen, at=at)
    name = "employer:sign" if desk.may_sign else "employer:answers"
    return redirect(name, desk.unit.unit_code, dossier.pk)


def _keep_reasons(dossier: Dossier, request: HttpRequest) -> None:
    """The reasons typed stay, whatever else is wrong."""
    typed = {
        name.removeprefix(_REASON): str(text).strip()[:_LONGEST_REASON]
        for name, text in request.POST.items()
        if name.startswith(_REASON)
    }
    dossier.reasons = {key: text for key, text in {**dossier.reasons, **typed}.items() if text}
    dossier.save(update_fields=["reasons"])


def _parts(draft: Draft) -> list[Part]:
    return [
        Part(
            sheet.version.face.title,
            sheet.version.form,
            sheet.version.reference,
            sheet.rows.height,
            place,
            sheet.version.form in D02,
        )
        for place, sheet in enumerate(draft.sheets)
    ]


def _totals(draft: Draft, amounts: LineAmounts) -> list[KindTotal]:
    """The lists' lines by kind; a line that makes nothing due counts its people."""
    effects = {code: row["effect"] for code, row in the_law().codes["plans"].rows.items()}
    by_kind: dict[int, list[tuple[int, int, str]]] = {n: [] for n in range(len(_KINDS))}
    for place, sheet in enumerate(draft.sheets):
        if sheet.version.form not in D02:
            continue
        people = pl.coalesce("personal_id", "si_number", "passport_number", "full_name").fill_null("")
        for row, (plan, person) in enumerate(sheet.rows.select("plan", people.alias("who")).iter_rows()):
            effect = effects.get(plan, "none")
            kind = next(n for n, (_, effects_of) in enumerate(_KINDS) if effect in effects_of)
            by_kind[kind].append((place, row, person))
    return [total for n, lines in by_kind.items() if lines and (total := _total(_KINDS[n][0], lines, amounts))]


def _total(name: Words, lines: list[tuple[int, int, str]], amounts: LineAmounts) -> KindTotal:
    places = {(place, row) for place, row, _ in lines}
    found = [line for line in amounts.lines if (line.sheet, line.row) in places]
    wages = sum(line.declared_wage for line in found if not line.arrears)
    return KindTotal(name, len({who for _, _, who in lines}), wages, sum(line.total for line in found))


def _told(
    dossier: Dossier, draft: Draft, report: Found, severity: Severity, *, missing: tuple[Finding, ...]
) -> list[Told]:
    return list(_each_told(dossier, draft, report, severity, {finding_key(finding) for finding in missing}))


def _each_told(dossier: Dossier, draft: Draft, report: Found, severity: Severity, missing: set[str]) -> Iterator[Told]:
    found = [finding for finding in report.findings if finding.severity is severity]
    of_rule = Counter(finding.rule for finding in found)
    cells = _Cells(dossier)
    met: set[str] = set()
    for finding in found[:_MOST_SHOWN]:
        sheet = finding.place.sheet
        version = None if sheet is None else draft.sheets[sheet].version
        key = finding_key(finding)
        alike = of_rule[finding.rule] if finding.rule not in met and of_rule[finding.rule] >= _MANY_ALIKE else 0
        met.add(finding.rule)
        yield Told(
            key,
            finding.place.words(version),
            finding.words(version),
            cells.url(finding),
            dossier.reasons.get(key, ""),
            key in missing,
            alike,
            shared_key(finding),
            dossier.reasons.get(shared_key(finding), ""),
        )


class _Cells:
    """Where a finding's cell is mended: in the grid, by the id of its row."""

    def __init__(self, dossier: Dossier) -> None:
        self._at = (dossier.unit.unit_code, dossier.pk)
        self._rows = {sheet.place: [row.pk for row in rows_of(sheet)] for sheet in dossier.sheets.all()}

    def url(self, finding: Finding) -> str:
        place = finding.place
        if place.sheet is None:
            return reverse("employer:grid", args=self._at)
        sheet = reverse("employer:grid-sheet", args=(*self._at, place.sheet))
        return sheet if place.row is None else f"{sheet}#{self._rows[place.sheet][place.row]}/{place.field}"


def _signers(dossier: Dossier) -> list[str]:
    members = Membership.objects.filter(workspace=dossier.workspace, role=Role.SIGNER).select_related("account")
    return [member.account.name for member in members]
