"""Why a move is not made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.states.move import Actor, Guard, Move, Stage
from ibhxh.words import Words


class MoveRefused(Problem):
    """A move that the table does not allow now. `stage` is where the subject stands (None: not born yet)."""

    code: ClassVar[str] = "MOVE_REFUSED"

    def __init__(self, stage: Stage | None, what: Words, *, why: Words | None = None, fix: Words | None = None) -> None:
        super().__init__(what, where=stage.label if stage else None, why=why, fix=fix)
        self.stage = stage


class NotFromHere(MoveRefused):
    """The state has no such move at all."""

    code = "NOT_FROM_HERE"

    def __init__(self, stage: Stage | None, act: Words, possible: Sequence[Move]) -> None:
        label = stage.label if stage else Words("chưa có hồ sơ", "not begun")
        super().__init__(
            stage,
            Words(
                f"Không thể thực hiện “{act.vi}” khi hồ sơ ở trạng thái “{label.vi}”.",
                f"“{act.en}” cannot be done while the state is “{label.en}”.",
            ),
            fix=_instead(possible),
        )


class NotByThisActor(MoveRefused):
    """The state has the move, but somebody else makes it."""

    code = "NOT_BY_THIS_ACTOR"

    def __init__(self, stage: Stage | None, move: Move, actor: Actor, possible: Sequence[Move]) -> None:
        vi = " hoặc ".join(one.words.vi for one in move.actors)
        en = " or ".join(one.words.en for one in move.actors)
        super().__init__(
            stage,
            Words(
                f"“{move.act.vi}” là việc của {vi}, không phải của {actor.words.vi}.",
                f"“{move.act.en}” is done by: {en}; not by: {actor.words.en}.",
            ),
            fix=_instead(possible),
        )


class NotYet(MoveRefused):
    """The move is possible here, but its condition does not hold."""

    code = "NOT_YET"

    def __init__(self, stage: Stage | None, move: Move, guard: Guard) -> None:
        super().__init__(
            stage,
            Words(f"Chưa thể thực hiện “{move.act.vi}”.", f"“{move.act.en}” cannot be done yet."),
            why=Words(f"Điều kiện: {guard.words.vi}.", f"Condition: {guard.words.en}."),
        )


def _instead(possible: Sequence[Move]) -> Words:
    if not possible:
        return Words("Lúc này không phải làm gì.", "There is nothing to do now.")
    vi = ", ".join(f"“{move.act.vi}”" for move in possible)
    en = ", ".join(f"“{move.act.en}”" for move in possible)
    return Words(f"Có thể: {vi}.", f"Possible: {en}.")
