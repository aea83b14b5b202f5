"""Settling lines: accept, return with a reason, look at one again; nothing is final until the case is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ibhxh.problem import Problem
from ibhxh.sites.agency.cases.models import Case, CaseEntry, CaseLine, EntryKind
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.states import CASE, LINE, Actor, CaseState
from ibhxh.states.errors import NotFromHere
from ibhxh.words import Words

#: (sheet, row), both from 0.
LinePlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LineReason:
    """Why a line is returned: a sentence in both languages, the law it rests on, how the unit mends it."""

    code: str
    words: Words
    law: str | None = None
    guidance: Words | None = None

    def as_dict(self) -> dict[str, str | None]:
        """As a line keeps it."""
        guidance = self.guidance or Words("", "")
        return {
            "code": self.code,
            "vi": self.words.vi,
            "en": self.words.en,
            "law": self.law,
            "guidance_vi": guidance.vi,
            "guidance_en": guidance.en,
        }


class LinesSettled(Problem):
    """Lines that somebody settled in the meantime; none was changed by this."""

    code = "LINES_SETTLED"

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            Words("Dòng đã có kết quả: {names}.", "These lines have a result already: {names}.").fill(
                names=", ".join(names)
            ),
            fix=Words(
                "Bấm “Xem lại dòng” nếu muốn đổi kết quả, rồi chọn lại.",
                "Reopen a line to change its result, then choose again.",
            ),
        )


class NoLineChosen(Problem):
    """Nothing was chosen."""

    code = "NO_LINE_CHOSEN"

    def __init__(self) -> None:
        super().__init__(
            Words("Chưa chọn dòng nào.", "No line is chosen."),
            fix=Words("Đánh dấu các dòng ở cột đầu, rồi chọn việc.", "Tick lines in the first column, then choose."),
        )


def accept_lines(case: Case, places: Iterable[LinePlace], officer: Officer, *, at: datetime) -> int:
    """Accepts pending lines, all or none; how many. Raises `NoLineChosen`, `LinesSettled`, `MoveRefused`."""
    return _settle(case, places, "accept", officer, at=at, facts={}, reason=None)


def return_lines(case: Case, places: Iterable[LinePlace], reason: LineReason, officer: Officer, *, at: datetime) -> int:
    """Returns pending lines for one reason, all or none. Raises as `accept_lines`, `NotYet` without a reason."""
    facts = {"reason": reason.words.vi}
    return _settle(case, places, "return", officer, at=at, facts=facts, reason=reason)


def reopen_lines(case: Case, places: Iterable[LinePlace], officer: Officer, *, at: datetime) -> int:
    """Takes results back. Lines that have none are left as they are. Raises `NoLineChosen`, `MoveRefused`."""
    return _settle(case, places, "reopen", officer, at=at, facts={"case_open": True}, reason=None)


_ENTRY = {"accept": EntryKind.ACCEPTED, "return": EntryKind.RETURNED, "reopen": EntryKind.REOPENED}


def _settle(
    case: Case,
    places: Iterable[LinePlace],
    event: str,
    officer: Officer,
    *,
    at: datetime,
    facts: Mapping[str, str | bool],
    reason: LineReason | None,
) -> int:
    chosen = set(places)
    with transaction.atomic(using="agency"):
        held = Case.objects.select_for_update().get(pk=case.pk)
        if held.state != CaseState.IN_REVIEW:
            raise NotFromHere(CASE.stage(held.state), _act(event), CASE.may(held.state, Actor.OFFICER))
        lines = [line for line in held.lines.all() if (line.sheet, line.row) in chosen]
        if event == "reopen":
            lines = [line for line in lines if line.result != "pending"]
        elif settled := [line for line in lines if line.result != "pending"]:
            raise LinesSettled(line.person_name or f"{line.row + 1}" for line in settled)
        if not lines:
            raise NoLineChosen
        for line in lines:
            move = LINE.step(line.result, event, Actor.OFFICER, facts)
            line.result = move.target.value
            line.reason = reason.as_dict() if reason else None
            line.decided_by = officer.account.name if event != "reopen" else ""
            line.decided_at = at if event != "reopen" else None
        CaseLine.objects.bulk_update(lines, ["result", "reason", "decided_by", "decided_at"], 500)
        CaseEntry.objects.create(
            case=held,
            kind=_ENTRY[event],
            officer=officer,
            at=at,
            lines=[[line.sheet, line.row] for line in lines],
            text=reason.words.vi if reason else "",
        )
    return len(lines)


def _act(event: str) -> Words:
    return next(move.act for move in LINE.moves if move.event == event)
