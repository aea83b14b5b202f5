"""The unit's own register: the people it began with, the lines it filed, the payments it knows of.

It is reckoned anew from what is stored whenever it is asked, and never written. A line that the agency returned counts
as long as the unit stands by it, so that reconciliation can tell what it costs: until the same is brought again in a
later dossier, or given up. Pages that tell what the agency will charge leave such lines out (`standing_by=False`).
A line that reconciliation drafted tells the agency what is counted here already; it counts only in the place of a line
that was returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ibhxh.checks.plans import JOINS, LEAVES
from ibhxh.checks.working_days import WEEKS
from ibhxh.formats.notices import LineDecision
from ibhxh.law.holidays import WorkCalendar, WorkWeek, unit_calendar
from ibhxh.law.months import first_day, last_day, month_of
from ibhxh.register import (
    LineRef,
    Movement,
    Participant,
    ParticipantRow,
    Participants,
    Payment,
    Posting,
    Reckoning,
    close_month,
    movements_of_sheets,
    open_month,
    participants_of,
    post,
)
from ibhxh.register.account_lines import COLUMNS
from ibhxh.register.close_month import MonthClose, by_column
from ibhxh.register.errors import LineNotPlaced
from ibhxh.sites.employer.models import Unit
from ibhxh.sites.employer.unit.filed_lines import Filed, Place, filed_dossiers
from ibhxh.sites.employer.unit.month_notices import month_notices
from ibhxh.sites.project.the_law import the_law

#: The fund that stands for a column of an account where only the column's sum is known.
_FUND_OF_COLUMN = {"bhxh": "HTTT", "bhyt": "BHYT", "bhtn": "BHTN", "tnld": "TNLD"}


#: Plans of which a later one stands for an earlier one whatever its month: nobody is hired twice.
_ONCE = (*JOINS, *LEAVES)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A filed line as a movement. `returned` is the agency's word where it sent the line back; `corrects` says that
    reconciliation drafted it."""

    filed: Filed
    movement: Movement
    returned: LineDecision | None = None
    corrects: bool = False

    @property
    def place(self) -> Place:
        """Sheet and row."""
        source = self.movement.source
        assert source is not None  # noqa: S101 - it comes from a line
        return source.sheet, source.row

    def brings_again(self, earlier: OwnLine) -> bool:
        """Whether it stands for an earlier line of the same person: in a dossier that corrects that line's, or by the
        same plan."""
        if earlier.movement.person != self.movement.person or earlier.filed.dossier.pk == self.filed.dossier.pk:
            return False
        same_plan = earlier.movement.plan == self.movement.plan
        same_month = earlier.movement.from_month == self.movement.from_month
        return self.filed.dossier.corrects_id == earlier.filed.dossier.pk or (
            same_plan and (same_month or self.corrects or self.movement.plan in _ONCE)
        )


@dataclass(frozen=True)
class OwnLedger:
    """The register of a unit as known on the day `known_on`, as if the lines `without` had not been filed.

    Read once, then asked.
    """

    unit: Unit
    known_on: date
    standing_by: bool = True
    without: frozenset[LineRef] = frozenset()

    @cached_property
    def _taken(self) -> tuple[tuple[OwnLine, ...], tuple[Participant, ...], tuple[LineNotPlaced, ...]]:
        """All lines filed by the day, returned ones too; everybody known; the lines that say nothing here."""
        people = tuple(person.participant() for person in self.unit.people.all())
        lines: list[OwnLine] = []
        not_placed: list[LineNotPlaced] = []
        for filed in self.filed:
            if filed.filed_on > self.known_on:
                continue
            taken = movements_of_sheets(
                filed.sheets, the_law(), people, filed.filed_on, dossier_id=filed.dossier.pk, region=self.region
            )
            people += taken.newcomers
            not_placed += taken.not_placed
            for movement in taken.movements:
                place = OwnLine(filed, movement).place
                lines.append(OwnLine(filed, movement, filed.returned.get(place), filed.is_correction(place)))
        return tuple(lines), people, tuple(not_placed)

    @cached_property
    def filed(self) -> tuple[Filed, ...]:
        """The dossiers that were filed, later ones too, in the order of filing."""
        return filed_dossiers(self.unit)

    @property
    def all_lines(self) -> tuple[OwnLine, ...]:
        """Every line filed that says something of a person, in the order of filing."""
        return self._taken[0]

    @property
    def not_placed(self) -> tuple[LineNotPlaced, ...]:
        """Lines that the register does not understand; they count for nothing here."""
        return self._taken[2]

    @cached_property
    def lines(self) -> tuple[OwnLine, ...]:
        """The lines that count."""
        return tuple(line for place, line in enumerate(self.all_lines) if self._counts(line, place))

    def _counts(self, line: OwnLine, place: int) -> bool:
        if line.movement.source in self.without:
            return False
        if line.corrects and not self._stands_for_a_returned_line(line, place):
            return False
        return line.returned is None or (self.standing_by and self._is_stood_by(line, self.all_lines[place + 1 :]))

    def _stands_for_a_returned_line(self, line: OwnLine, place: int) -> bool:
        """Whether its dossier brings a returned line of the same person again."""
        beside = [other for other in self.lines_of(line.movement.person) if other.filed is line.filed]
        return any(
            earlier.returned and any(other.brings_again(earlier) for other in beside)
            for earlier in self.all_lines[:place]
        )

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Everybody known: the opening list, then whom a line brought."""
        return self._taken[1]

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What the lines that count say."""
        return tuple(line.movement for line in self.lines)

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """What the unit entered as paid since its register began."""
        entered = (payment.known() for payment in self.unit.payments.all())
        return tuple(payment for payment in entered if payment.booked_in > self.opening_month)

    @property
    def opening_month(self) -> int:
        """The month (index) the register begins with; where none was said, the month before the day."""
        return self.unit.opening_month or month_of(self.known_on) - 1

    @property
    def region(self) -> int:
        """The unit's wage region, 1–4."""
        return int(self.unit.wage_region)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The unit's working days."""
        return unit_calendar(the_law().holidays, WEEKS.get(self.unit.work_week, WorkWeek.MON_SAT))

    @cached_property
    def reckoning(self) -> Reckoning:
        """The law, and the unit's own week."""
        return Reckoning(the_law(), self.calendar)

    def people_in(self, month: int) -> Participants:
        """The list of a month (index) with what every person costs, as known on the day."""
        if month not in self._lists:
            self._lists[month] = self._list(month, self.people, self.movements, max(self.known_on, last_day(month)))
        return self._lists[month]

    @cached_property
    def _lists(self) -> dict[int, Participants]:
        return {}

    def person_in(self, person: Participant, month: int) -> ParticipantRow | None:
        """One person's row of a month (index); None where they are neither on the list nor charged."""
        listed = self._list(month, [person], self.movements_of(person.key), max(self.known_on, last_day(month)))
        return next(iter(listed), None)

    def movements_of(self, key: str) -> tuple[Movement, ...]:
        """What the lines that count say of a person."""
        return tuple(movement for movement in self.movements if movement.person == key)

    def lines_of(self, key: str) -> Iterator[OwnLine]:
        """Every line about a person, the last filed first."""
        return (line for line in reversed(self.all_lines) if line.movement.person == key)

    def close(self, month: int) -> MonthClose:
        """A month (index) as it would close on the day. Not before `opening_month`."""
        return self.closes(month)[-1]

    def closes(self, month: int) -> tuple[MonthClose, ...]:
        """Every month from the opening one to `month`, as each closed, the last as it would close on the day.

        A month that the agency has closed takes what was filed by that day, another what was filed by its last day.
        """
        if month not in self._closes:
            self._closes[month] = self._closed_up_to(month)
        return self._closes[month]

    @cached_property
    def _closes(self) -> dict[int, tuple[MonthClose, ...]]:
        return {}

    def _closed_up_to(self, month: int) -> tuple[MonthClose, ...]:
        close, booked, postings = self._opened()
        closes = [close]
        for current in range(self.opening_month + 1, month + 1):
            closes_on = self._closes_on(current, last=current == month)
            new = tuple(m for m in self.movements[len(booked) :] if m.recorded_on <= closes_on)
            opened_on = max((first_day(current), *(movement.recorded_on for movement in booked)))
            postings += open_month(self.people, booked, current, self.reckoning, recorded_on=opened_on)
            postings += post(self.people, booked, new, current, self.reckoning)
            booked += new
            listed = self._list(current, self.people, booked, closes_on)
            close = close_month(
                close, listed, postings, self.payments, self.reckoning, agency_code=self.unit.agency_code
            )
            closes.append(close)
        return tuple(closes)

    def _opened(self) -> tuple[MonthClose, tuple[Movement, ...], tuple[Posting, ...]]:
        """The register as it begins: the agency's account of the opening month where it is there, else its people."""
        month = self.opening_month
        listed = self._list(month, self.people, (), last_day(month))
        regular = open_month(self.people, (), month, self.reckoning, recorded_on=last_day(month))
        told = month_notices(self.unit, month)
        if told is None or told.account is None:
            close = close_month(None, listed, regular, (), self.reckoning, agency_code=self.unit.agency_code)
            return close, (), regular
        owed = told.account.account.closing
        if by_column((posting.fund, posting.amount) for posting in regular) != owed:
            regular = tuple(
                Posting("", month, _FUND_OF_COLUMN[column], "ER", owed[column], 0, last_day(month), month)
                for column in COLUMNS
                if owed[column]
            )
        return MonthClose(told.account.account, listed), (), regular

    def _list(
        self, month: int, people: Sequence[Participant], movements: Sequence[Movement], known_on: date
    ) -> Participants:
        return participants_of(
            self.unit.unit_code, month, people, movements, self.reckoning, closed_on=known_on
        )  # fmt: skip

    def _closes_on(self, month: int, *, last: bool) -> date:
        told = month_notices(self.unit, month)
        if told and told.account:
            return told.account.account.closed_on
        return max(self.known_on, last_day(month)) if last else last_day(month)

    @staticmethod
    def _is_stood_by(line: OwnLine, later: Sequence[OwnLine]) -> bool:
        """Whether the unit has neither given up a returned line nor brought it again."""
        return line.place not in line.filed.given_up and not any(other.brings_again(line) for other in later)
