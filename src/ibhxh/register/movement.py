"""A movement: what one line of a list changes for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LineRef:
    """The line that says so: sheet and row of a dossier, both from 0."""

    dossier_id: str
    sheet: int
    row: int


@dataclass(frozen=True, slots=True)
class Movement:
    """What happens to the person `person` (a participant's key) from `from_month` on. Months are indices, money đồng.

    `wage` and `allowance` are the month's pay, for arrears and reversals the difference; None where the line names no
    wage. `absent_from` and `absent_to` are both inside. `recorded_on` is the day the register knows it from, and
    `reported_on` the day the unit first said so, which decides whether a decrease came late. `participant_class` is
    what a joining line makes of the person, None for the class they had.
    """

    person: str
    plan: str
    from_month: int
    recorded_on: date
    reported_on: date
    to_month: int | None = None
    wage: int | None = None
    allowance: int = 0
    absent_from: date | None = None
    absent_to: date | None = None
    effective_on: date | None = None
    participant_class: str | None = None
    source: LineRef | None = None
