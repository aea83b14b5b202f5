"""Opening a case: what arrived becomes a case, or one more piece of evidence, or another text of one that is open.

It happens in the transaction that stores the arrival, so that nothing that was received can be without its case.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connections

from ibhxh.dossier import Content
from ibhxh.intake import Arrival, IntakeProblem, legal_day, receipt_of
from ibhxh.intake.errors import WrongTaxCode
from ibhxh.intake.verdict import PROVING
from ibhxh.sites.agency.cases.clock import resumed_due
from ibhxh.sites.agency.cases.models import Case, CaseLine
from ibhxh.sites.project.jobs.queue import enqueue
from ibhxh.sites.project.lifecycle import fire
from ibhxh.sites.project.sides import Side
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CASE, Actor, CaseState
from ibhxh.words import Words

#: The job that accepts a case.
ACCEPT = "agency.accept"
#: Who does what no person does.
GATEWAY = "Cổng tiếp nhận"
#: What a new case takes from the register, and whether the dossier has one: plain SQL, asked for every package.
_UNIT = """
SELECT mst, office_id, officer_id, EXISTS (SELECT 1 FROM cases_case WHERE filed_id = %s)
FROM register_registeredunit WHERE unit_code = %s
"""
_OVER = {state for state in CaseState if CASE.stage(state).final} | {CaseState.DECIDED}


class UnknownUnit(IntakeProblem):
    """A unit this agency does not have in its register."""

    code = "UNKNOWN_UNIT"
    field_code = "SE005"

    def __init__(self, unit_code: str) -> None:
        super().__init__(
            Words(
                f"Cơ quan BHXH này không quản lý đơn vị có mã {unit_code}.",
                f"This agency has no unit of code {unit_code}.",
            ),
            fix=Words(
                "Kiểm tra mã đơn vị và mã cơ quan BHXH quản lý, sửa rồi ký lại.",
                "Check the unit code and the agency code, mend them and sign again.",
            ),
        )


class DossierClosed(IntakeProblem):
    """Another text, or more evidence, of a dossier that is settled already."""

    code = "DOSSIER_CLOSED"

    def __init__(self, case: Case) -> None:
        label = CASE.stage(case.state).label
        super().__init__(
            Words(
                f"Hồ sơ {case} đã ở trạng thái “{label.vi}”, không nhận thêm.",
                f"Dossier {case} is “{label.en}”: nothing more is taken in for it.",
            ),
            fix=Words("Lập hồ sơ mới ở đợt sau rồi gửi.", "Make a new dossier in the next round and send it."),
        )


def take_up(arrival: Arrival, content: bytes) -> None:
    """Opens the case of an arrival, or brings the arrival to it. A copy that proves nobody opens none.

    Raises `UnknownUnit`, `WrongTaxCode`, `DossierClosed`: the arrival is not taken in then.
    """
    if arrival.kind not in PROVING:
        return
    with connections[Side.AGENCY].cursor() as cursor:
        cursor.execute(_UNIT, [arrival.dossier_id, arrival.key.unit_code])
        unit = cursor.fetchone()
    if unit is None:
        raise UnknownUnit(arrival.key.unit_code)
    complete = not receipt_of(arrival).still_needed
    mst, office_id, officer_id, is_open = unit
    if not is_open:
        if mst.replace("-", "") != arrival.mst.replace("-", ""):
            raise WrongTaxCode(arrival.mst, mst, where=Words("Danh bạ đơn vị", "Register of units"))
        case = _opened(arrival, content, (office_id, officer_id), complete=complete)
        if complete:
            _ask_to_accept(case, arrival)
        return
    case = Case.objects.select_for_update().get(filed=arrival.dossier_id)
    if case.state in _OVER:
        raise DossierClosed(case)
    if not complete:
        _bring(case, arrival, content)
    else:
        _bring_complete(case, arrival, content)


def case_lines(case: Case, content: Content) -> list[CaseLine]:
    """A line, not stored yet, for each row of a content's sheets."""
    return [
        CaseLine(
            case=case,
            sheet=number,
            row=row,
            person_name=str(cells.get("full_name") or "")[:120],
            plan=str(cells.get("plan") or "")[:10],
        )
        for number, sheet in enumerate(content.sheets(the_law()))
        for row, cells in enumerate(sheet.rows.iter_rows(named=True))
    ]


def _opened(arrival: Arrival, content: bytes, assigned: tuple[str, int | None], *, complete: bool) -> Case:
    office_id, officer_id = assigned
    case = Case.objects.create(
        filed_id=arrival.dossier_id,
        unit_id=arrival.key.unit_code,
        office_id=office_id,
        officer_id=officer_id,
        transaction_code=arrival.transaction_code,
        content=content,
        content_digest=arrival.content_digest,
        received_at=arrival.received_at,
        evidence_complete_at=arrival.received_at if complete else None,
    )
    hours = (
        the_law()
        .procedure(arrival.key.procedure, legal_day(arrival.received_at))
        .slip_hours(legal_day(arrival.received_at))
    )
    facts = {
        "received_at": arrival.received_at.isoformat(timespec="seconds"),
        "transaction_code": arrival.transaction_code,
        "slip_due_at": (arrival.received_at + timedelta(hours=hours)).isoformat(timespec="seconds"),
    }
    fire(case, CASE, "receive", actor=Actor.SYSTEM, by=GATEWAY, at=arrival.received_at, facts=facts)
    return case


def _ask_to_accept(case: Case, arrival: Arrival) -> None:
    enqueue(ACCEPT, {"case": str(case.pk)}, at=arrival.received_at, dedupe_key=f"{ACCEPT}:{case.pk}")


def _bring(case: Case, arrival: Arrival, content: bytes) -> None:
    """Evidence that is not enough: another text waits beside the first."""
    if arrival.content_digest != case.content_digest:
        case.other_content = content
        case.save(update_fields=["other_content"])


def _bring_complete(case: Case, arrival: Arrival, content: bytes) -> None:
    """Evidence by which the unit stands for this text: it starts the clock, or is what the unit was asked for."""
    if case.state == CaseState.RECEIVED:
        if arrival.content_digest != case.content_digest:
            # The first text waits for evidence of its own; what is proved is settled.
            case.other_content, case.content = case.content, content
            case.content_digest = arrival.content_digest
        case.evidence_complete_at = case.evidence_complete_at or arrival.received_at
        case.save(update_fields=["content", "content_digest", "other_content", "evidence_complete_at"])
        _ask_to_accept(case, arrival)
        return
    _bring(case, arrival, content)
    if case.state == CaseState.WAIT_SUPPLEMENT:
        due = resumed_due(case, arrival.received_at)
        facts = {"due_at": due.isoformat(timespec="seconds") if due else None}
        fire(case, CASE, "supply", actor=Actor.UNIT, by=case.unit.name, at=arrival.received_at, facts=facts)
        case.paused_at, case.due_at = None, due
        case.save(update_fields=["paused_at", "due_at"])
