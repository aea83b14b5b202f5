"""One question put to a table: which move is this? And what a table must not be like."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import pytest

from ibhxh.states import Actor, Guard, Machine, Move, Stage
from ibhxh.states.errors import NotByThisActor, NotFromHere, NotYet
from ibhxh.words import Words, same

pytestmark = pytest.mark.unit


class Lamp(StrEnum):
    """A lamp, which is lit when it has oil."""

    OFF = "off"
    LIT = "lit"
    BROKEN = "broken"


def stage(state: Lamp, sentence: Words | None = None, *, final: bool = False) -> Stage:
    return Stage(state, "", None, same(state.value), sentence or same("-"), same("-"), final)


OIL = Guard(Words("có dầu", "there is oil"), lambda facts: facts["oil"] is True)
STAGES = (
    stage(Lamp.OFF),
    stage(Lamp.LIT, Words("{event_by} thắp bằng {match}", "lit by {event_by} with {match}")),
    stage(Lamp.BROKEN, final=True),
)
MOVES = (
    Move(None, "hang", (Actor.CLERK,), Lamp.OFF, Words("Treo đèn", "Hang the lamp")),
    Move(Lamp.OFF, "light", (Actor.CLERK,), Lamp.LIT, Words("Thắp đèn", "Light the lamp"), OIL, ("oil", "match")),
    Move(Lamp.LIT, "blow", (Actor.CLERK, Actor.SYSTEM), Lamp.OFF, Words("Tắt đèn", "Blow it out")),
    Move(Lamp.LIT, "drop", (Actor.OFFICER,), Lamp.BROKEN, Words("Đánh rơi đèn", "Drop the lamp")),
)
LAMP = Machine(same("lamp"), Lamp, STAGES, MOVES)


def test_a_move_that_the_table_allows() -> None:
    assert LAMP.step(None, "hang", Actor.CLERK, {}).target is Lamp.OFF
    assert LAMP.step("off", "light", Actor.CLERK, {"oil": True, "match": "Thống Nhất"}).target is Lamp.LIT
    assert LAMP.step("lit", "blow", Actor.SYSTEM, {}).target is Lamp.OFF


def test_what_an_actor_may_do_is_in_the_order_of_the_table() -> None:
    assert [move.event for move in LAMP.may("lit", Actor.CLERK)] == ["blow"]
    assert [move.event for move in LAMP.may("lit", Actor.CLERK, Actor.OFFICER)] == ["blow", "drop"]
    assert LAMP.may("broken", *Actor) == ()


def test_a_move_from_elsewhere_says_what_is_possible_instead() -> None:
    with pytest.raises(NotFromHere) as problem:
        LAMP.step("off", "blow", Actor.CLERK, {})
    assert problem.value.stage == STAGES[0]
    assert "“Tắt đèn”" in problem.value.text("vi")
    assert "“Thắp đèn”" in problem.value.text("vi")
    with pytest.raises(NotFromHere, match="fly"):
        LAMP.step("off", "fly", Actor.CLERK, {})
    with pytest.raises(NotFromHere) as problem:
        LAMP.step(None, "light", Actor.CLERK, {})
    assert "“Treo đèn”" in problem.value.text("vi")


def test_a_move_of_somebody_else() -> None:
    with pytest.raises(NotByThisActor) as problem:
        LAMP.step("lit", "drop", Actor.CLERK, {})
    assert "cán bộ" in problem.value.text("vi")
    assert "“Blow it out”" in problem.value.text("en")


def test_a_condition_that_does_not_hold_is_said() -> None:
    with pytest.raises(NotYet) as problem:
        LAMP.step("off", "light", Actor.CLERK, {"oil": False, "match": "x"})
    assert "có dầu" in problem.value.text("vi")
    assert "there is oil" in problem.value.text("en")


def test_a_fact_left_out_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="match"):
        LAMP.step("off", "light", Actor.CLERK, {"oil": True})


def test_a_state_of_another_machine_is_refused() -> None:
    with pytest.raises(KeyError):
        LAMP.step("sent", "blow", Actor.CLERK, {})


HANG, LIGHT, BLOW, DROP = MOVES
STAYS = Move(Lamp.LIT, "trim", (Actor.CLERK,), Lamp.LIT, same("trim"))


@pytest.mark.parametrize(
    ("stages", "moves", "fault"),
    [
        (STAGES[:2], MOVES, "broken: 0 stages"),
        ((*STAGES, STAGES[0]), MOVES, "off: 2 stages"),
        ((replace(STAGES[0], label=Words("tắt", "")), *STAGES[1:]), MOVES, "off: a text is missing"),
        (STAGES, MOVES[1:], "never reached"),
        (STAGES, (HANG, BLOW, DROP), "lit is never reached"),
        (STAGES, MOVES[:3], "broken is never reached"),
        ((*STAGES[:2], stage(Lamp.BROKEN)), MOVES, "off is a dead end"),
        (STAGES, (*MOVES, replace(BLOW, target=Lamp.BROKEN)), "lit: blow twice"),
        (STAGES, (HANG, LIGHT, replace(BLOW, actors=()), DROP), "blow: who"),
        (STAGES, (*MOVES, STAYS), "trim stays and tells nothing"),
        (STAGES, (HANG, replace(LIGHT, needs=("oil",)), BLOW, DROP), "nobody knows ['match']"),
        (STAGES, (*MOVES, Move(None, "find", (Actor.CLERK,), Lamp.LIT, same("x"))), "after find nobody knows"),
        (
            (STAGES[0], stage(Lamp.LIT, Words("{event_by}", "lit")), STAGES[2]),
            MOVES,
            "lit: the two languages name different facts",
        ),
        (
            STAGES,
            (*MOVES, Move(None, "blow", (Actor.CLERK,), Lamp.OFF, same("x"), sentence=same("y"))),
            "off: blow tells two things",
        ),
    ],
)
def test_a_table_that_does_not_hold_together(stages: tuple[Stage, ...], moves: tuple[Move, ...], fault: str) -> None:
    with pytest.raises(ValueError) as found:
        Machine(same("lamp"), Lamp, stages, moves)
    assert fault in str(found.value)
