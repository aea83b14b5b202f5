"""One thing that waits for the unit, as its home lists it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ibhxh.words import Words

#: Within so many days a firm day is near, within so many it is pressing.
NEAR, PRESSING = 10, 2
#: Advice is near later: nobody is late by not following it.
_ADVICE_NEAR = 5


class Urgency(StrEnum):
    """The colour of a task's dot; the words beside it say the same."""

    BLOCKS = "e"
    NEAR = "w"
    CALM = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a task is to be done by, seen on `today`. `words` stand before the day; advice is not `firm`."""

    day: date
    today: date
    words: Words
    firm: bool = True

    @property
    def left(self) -> int:
        """Days until it, negative when it is over."""
        return (self.day - self.today).days

    @property
    def over(self) -> int:
        """Days since it."""
        return -self.left

    @property
    def urgency(self) -> Urgency:
        """By the days left alone."""
        if self.firm and self.left <= PRESSING:
            return Urgency.BLOCKS
        return Urgency.NEAR if self.left <= (NEAR if self.firm else _ADVICE_NEAR) else Urgency.CALM


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence that begins with its verb, one line of why, a day if there is one, one button that leads to
    `address`. `blocks`: nothing goes on before it is done, whatever the day."""

    sentence: Words
    why: Words
    button: Words
    address: str
    deadline: Deadline | None = None
    blocks: bool = False

    @property
    def urgency(self) -> Urgency:
        """The colour of its dot."""
        if self.blocks:
            return Urgency.BLOCKS
        return self.deadline.urgency if self.deadline else Urgency.CALM


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What blocks without a day, then the nearest day first, then what has no day."""
    return sorted(
        tasks,
        key=lambda task: (
            (0 if task.blocks else 2) if task.deadline is None else 1,
            task.deadline.day if task.deadline else date.min,
        ),
    )
