"""The life of one line of a case: the result is given line by line (form 03/TB-TS)."""

from __future__ import annotations

from enum import StrEnum

from ibhxh.states.machine import Machine
from ibhxh.states.move import Actor, Guard, Move, Stage
from ibhxh.words import Words


class LineState(StrEnum):
    """What the agency made of a line."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    RETURNED = "returned"


_S = LineState
_DESK = (Actor.OFFICER, Actor.SYSTEM)

STAGES = (
    Stage(
        _S.PENDING,
        "L0",
        None,
        Words("Chờ", "Pending"),
        Words("Dòng chưa được giải quyết.", "The line is not settled yet."),
        Words("Chấp nhận dòng, hoặc trả lại kèm lý do.", "Accept the line, or return it with a reason."),
    ),
    Stage(
        _S.ACCEPTED,
        "L1",
        None,
        Words("Chấp nhận", "Accepted"),
        Words("Dòng được chấp nhận.", "The line is accepted."),
        Words("Ghi nhận khi quyết định hồ sơ.", "Posted when the case is decided."),
        final=True,
    ),
    Stage(
        _S.RETURNED,
        "L2",
        None,
        Words("Trả lại", "Returned"),
        Words("Dòng bị trả lại: {reason}", "The line is returned: {reason}"),
        Words("Đơn vị sửa dòng này ở hồ sơ sau.", "The unit mends this line in a later dossier."),
        final=True,
    ),
)

_REASON = Guard(Words("có ghi lý do trả lại", "a reason is given"), lambda facts: bool(str(facts["reason"]).strip()))
_CASE_OPEN = Guard(
    Words("hồ sơ chưa được quyết định", "the case is not decided yet"), lambda facts: facts["case_open"] is True
)

_ACCEPT = Words("Chấp nhận dòng", "Accept line")
_RETURN = Words("Trả lại dòng", "Return line")
_REOPEN = Words("Xem lại dòng", "Reopen line")

MOVES = (
    Move(None, "open", (Actor.SYSTEM,), _S.PENDING, Words("Ghi dòng", "Enter the line")),
    Move(_S.PENDING, "accept", _DESK, _S.ACCEPTED, _ACCEPT),
    Move(_S.PENDING, "return", _DESK, _S.RETURNED, _RETURN, _REASON, ("reason",)),
    Move(_S.ACCEPTED, "reopen", (Actor.OFFICER,), _S.PENDING, _REOPEN, _CASE_OPEN, ("case_open",)),
    Move(_S.RETURNED, "reopen", (Actor.OFFICER,), _S.PENDING, _REOPEN, _CASE_OPEN, ("case_open",)),
)

LINE = Machine(Words("dòng", "line"), LineState, STAGES, MOVES)
