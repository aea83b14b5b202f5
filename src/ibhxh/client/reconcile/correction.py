"""The lines of a list (D02) that bring the agency's register to what the unit reckons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.client.reconcile.difference import Difference, Reconciliation
from ibhxh.dossier import Cell
from ibhxh.law import FieldId, FormVersion
from ibhxh.law.months import first_day, last_day, month_words
from ibhxh.register.close_month import MonthClose
from ibhxh.register.matching import Known
from ibhxh.register.movement import Movement
from ibhxh.register.participant import Participant
from ibhxh.register.participant_list import ParticipantRow
from ibhxh.register.person_month import in_effect_order, person_month
from ibhxh.register.plans import FUND_BEGINS, FUND_ENDS, INJURY_ONLY, LESS_WAGE, MORE_WAGE

#: What the remark of a correcting row says before its month; whoever finds it knows that the row only brings the
#: agency's register to what the unit's has already.
MARK = "Đối chiếu C12-TS tháng "
#: Kinds of declaration: 1 more people, 2 more wage, 3 fewer people, 4 less wage.
_MORE_PEOPLE, _MORE_WAGE, _FEWER_PEOPLE, _LESS_WAGE = "1", "2", "3", "4"
_INJURY_CLASS = "tnld_only"


@dataclass(frozen=True, slots=True)
class CorrectingRow:
    """One row of a draft list and the difference it clears. A clerk completes what a register does not hold."""

    difference: Difference
    cells: Mapping[FieldId, Cell]


def remark(month: int) -> str:
    """The remark of rows that clear a difference of a month (index)."""
    return f"{MARK}{month_words(month)}"


def correcting_rows(
    found: Reconciliation,
    own: MonthClose,
    theirs: MonthClose,
    people: Iterable[Participant],
    movements: Iterable[Movement],
    *,
    period: int,
    version: FormVersion,
    settled_from: Mapping[str, int] | None = None,
) -> tuple[CorrectingRow, ...]:
    """Rows for the differences that a list can clear: R01, R02, R03, R05, R06 and R11 of the month compared.

    `people` and `movements` are the unit's own; `period` is the month (index) in which the list is filed, not before
    the month compared. A wage that was wrong in past months becomes arrears or a reversal up to the month before the
    period, and a wage change from the period; `settled_from` says from which month (index) on a person's wage is set
    right by another list already. Accepted by the agency, the rows book the differences away. A decrease counts as
    late unless the agency takes it as first reported in time, so health insurance may stay due after R02.
    """
    book = _Book(
        month=found.month,
        period=period,
        people={person.key: person for person in people},
        movements=tuple(movements),
        own={row.key: row for row in own.participants},
        theirs={row.key: row for row in theirs.participants},
        settled_from=settled_from or {},
    )
    fields = {field.id for field in version.wire.row}
    note = {"note": remark(found.month)}
    rows = ((difference, cells) for difference in found.open for cells in book.rows(difference))
    return tuple(
        CorrectingRow(difference, {name: cell for name, cell in {**cells, **note}.items() if name in fields})
        for difference, cells in rows
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """What the rows are written from."""

    month: int
    period: int
    people: Mapping[str, Participant]
    movements: tuple[Movement, ...]
    own: Mapping[str, ParticipantRow]
    theirs: Mapping[str, ParticipantRow]
    settled_from: Mapping[str, int]

    def rows(self, difference: Difference) -> Iterator[dict[FieldId, Cell]]:
        own = self.own.get(difference.own_key or "")
        theirs = self.theirs.get(difference.their_key or "")
        match difference.code:
            case "R01" if own:
                yield from self._joins(own)
            case "R02" if theirs:
                yield self._leaves(_known(self.people, theirs))
            case "R03" if own and theirs:
                yield from self._earns(own, theirs)
            case "R05" if own and theirs and own.participant_class != theirs.participant_class:
                yield from self._joins(own)
            case "R06" if own and theirs:
                yield from self._covers(own, theirs)
            case "R11" if own:
                yield from self._is_away(own)

    def _joins(self, own: ParticipantRow) -> Iterator[dict[FieldId, Cell]]:
        """The increase as the unit first reported it, from the month compared, and the absences since."""
        joined = next((m for m in reversed(self._of(own.key)) if m.plan in JOINS), None)
        plan = joined.plan if joined and joined.plan != INJURY_ONLY else "TM"
        if own.participant_class == _INJURY_CLASS:
            plan = INJURY_ONLY
        since = joined.effective_on if joined and joined.effective_on else first_day(self.month)
        pay = _pay(own.wage, own.allowance)
        yield _line(self.people[own.key], plan, _MORE_PEOPLE, from_month=self.month, effective_on=since, **pay)
        yield from self._absences(own)

    def _leaves(self, person: Participant) -> dict[FieldId, Cell]:
        """The decrease as the unit first reported it, from the month compared."""
        left = next((m for m in reversed(self._of(person.key)) if m.plan in LEAVES), None)
        on = left.effective_on if left and left.effective_on else first_day(self.month)
        plan = left.plan if left else LEAVES[0]
        return _line(person, plan, _FEWER_PEOPLE, from_month=self.month, effective_on=on)

    def _earns(self, own: ParticipantRow, theirs: ParticipantRow) -> Iterator[dict[FieldId, Cell]]:
        """Arrears or a reversal for the months before the period, then the wage as it is in the period."""
        more = own.declared_wage - theirs.declared_wage
        kind = _MORE_WAGE if more > 0 else _LESS_WAGE
        settled = self.settled_from.get(own.key)
        last = min(self.period, settled or self.period) - 1
        if self.month <= last:
            plan = MORE_WAGE[0] if more > 0 else LESS_WAGE[0]
            months = {"from_month": self.month, "to_month": last}
            yield _line(self.people[own.key], plan, kind, **months, wage=abs(more), effective_on=first_day(self.month))
        if settled:
            return
        now = person_month(self.people[own.key], self._of(own.key), self.period)
        if now and not now.left:
            pay = _pay(now.wage, now.allowance)
            yield _line(self.people[own.key], WAGE_CHANGE, kind, from_month=self.period, **pay)

    def _covers(self, own: ParticipantRow, theirs: ParticipantRow) -> Iterator[dict[FieldId, Cell]]:
        """The funds the agency has too many end, those it lacks begin, where there is a plan that says so."""
        for plan, fund in FUND_ENDS.items():
            if fund in theirs.bases and fund not in own.bases:
                yield _line(self.people[own.key], plan, _LESS_WAGE, from_month=self.month)
        for plan, fund in FUND_BEGINS.items():
            if fund in own.bases and fund not in theirs.bases:
                yield _line(
                    self.people[own.key], plan, _MORE_WAGE, from_month=self.month, **_pay(own.wage, own.allowance)
                )

    def _is_away(self, own: ParticipantRow) -> Iterator[dict[FieldId, Cell]]:
        """The absences of the month again; where the unit has none, the return that ends what the agency has."""
        absences = list(self._absences(own))
        if not absences:
            pay = _pay(own.wage, own.allowance)
            yield _line(self.people[own.key], RETURN, _MORE_PEOPLE, from_month=self.month, **pay)
        yield from absences

    def _absences(self, own: ParticipantRow) -> Iterator[dict[FieldId, Cell]]:
        """The unit's lines of leave that reach into the month or past it, each return after them."""
        away = False
        for movement in self._of(own.key):
            if movement.plan in ABSENCES and (movement.absent_to or date.max) >= first_day(self.month):
                away = True
                yield self._again(own, movement, _FEWER_PEOPLE)
            elif movement.plan == RETURN and away:
                yield self._again(own, movement, _MORE_PEOPLE)

    def _again(self, own: ParticipantRow, movement: Movement, kind: str) -> dict[FieldId, Cell]:
        pay = _pay(movement.wage, movement.allowance) if movement.wage is not None else {}
        return _line(
            self.people[own.key],
            movement.plan,
            kind,
            from_month=movement.from_month,
            to_month=movement.to_month,
            absent_from=movement.absent_from,
            absent_to=movement.absent_to,
            effective_on=movement.effective_on or first_day(movement.from_month),
            **pay,
        )

    def _of(self, key: str) -> list[Movement]:
        """The person's movements up to the period, in effect order."""
        until = last_day(self.period)
        return in_effect_order(m for m in self.movements if m.person == key and m.recorded_on <= until)


def _line(person: Participant, plan: str, kind: str, **cells: Cell) -> dict[FieldId, Cell]:
    """A row about the person with what the register holds of them; `cells` has `from_month` at least."""
    from_month = cells["from_month"]
    assert isinstance(from_month, int)  # noqa: S101 - every caller gives it
    return {
        "full_name": person.full_name,
        "si_number": person.si_number,
        "personal_id": person.personal_id,
        "passport_number": person.passport_number,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "nationality": person.nationality,
        "declaration_kind": kind,
        "plan": plan,
        "engagement": "second_contract" if plan == INJURY_ONLY else None,
        "job_title": person.job_title,
        "effective_on": first_day(from_month),
        **cells,
    }


def _pay(wage: int | None, allowance: int) -> dict[str, Cell]:
    return {"wage": wage, "wage_allowance": allowance or None}


def _known(people: Mapping[str, Participant], theirs: ParticipantRow) -> Participant:
    """Whom the agency means: the unit's own person where it knows one, else what the agency's list says."""
    said = Participant(
        theirs.key, theirs.full_name, theirs.birth_date, si_number=theirs.si_number, personal_id=theirs.personal_id
    )
    return next(iter(Known(people.values()).find(said)), said)
