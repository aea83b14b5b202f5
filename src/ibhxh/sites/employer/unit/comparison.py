"""A month of the unit's own register beside the agency's C12-TS and D09-TS: what differs, why, what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ibhxh.client.reconcile import CorrectingRow, Difference, Reconciliation, State, correcting_rows, reconcile
from ibhxh.client.reconcile.match import Pair, matched
from ibhxh.formats.notices import AccountNotice
from ibhxh.law.months import month_of
from ibhxh.register import Movement, ParticipantRow
from ibhxh.register.account import Columns
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.employer.dossiers.making import list_form
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.sites.employer.unit.corrections import Corrections, Name, corrections_of
from ibhxh.sites.employer.unit.kept_ledger import own_ledger
from ibhxh.sites.employer.unit.month_notices import month_notices
from ibhxh.sites.employer.unit.own_ledger import OwnLedger, OwnLine
from ibhxh.sites.employer.unit.told_difference import Told
from ibhxh.sites.project.the_law import the_law

#: Differences of people that count among those whose wages differ.
_WAGES = "R03"


@dataclass(frozen=True)
class Comparison:
    """Both sides of a month, compared. `today` decides the month and the form in which a correction would be filed."""

    ledger: OwnLedger
    notice: AccountNotice
    own: MonthClose
    theirs: MonthClose
    today: date

    @property
    def month(self) -> int:
        """The month compared (index)."""
        return self.theirs.account.month

    @cached_property
    def found(self) -> Reconciliation:
        """The differences, which add up to the gap."""
        waiting = [
            line.movement
            for line in self.ledger.all_lines
            if line.returned is None and line.filed.waits_after(self.month)
        ]
        keys = {movement.person for movement in waiting}
        people = [person for person in self.ledger.people if person.key in keys]
        return reconcile(self.own, self.theirs, waiting=people, brought=self._brought(waiting), law=the_law())

    def _brought(self, waiting: Sequence[Movement]) -> Columns:
        """What lines that wait for a decision add to the opening balance: those of earlier months do."""
        earlier = frozenset(line.source for line in waiting if line.source and line.from_month < self.month)
        if not earlier:
            return Columns()
        ledger = replace(self.ledger, without=earlier)
        return self.own.account.opening - ledger.close(self.month).account.opening

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The differences that somebody must see to, as they are told."""
        return tuple(self._tell(difference) for difference in self.found.open)

    def _tell(self, difference: Difference) -> Told:
        own, theirs = self._own.get(difference.own_key or ""), self._theirs.get(difference.their_key or "")
        return Told(
            difference,
            own,
            theirs,
            self._returned.get(difference.own_key or "", ()),
            tuple(row for row in self._rows if row.difference is difference),
            self._corrections.dossiers.get(_name(own or theirs)),
        )

    @cached_property
    def _own(self) -> Mapping[str, ParticipantRow]:
        return {row.key: row for row in self.own.participants}

    @cached_property
    def _theirs(self) -> Mapping[str, ParticipantRow]:
        return {row.key: row for row in self.theirs.participants}

    @cached_property
    def _returned(self) -> Mapping[str, tuple[OwnLine, ...]]:
        """Person → their returned lines that the unit stands by."""
        found: dict[str, tuple[OwnLine, ...]] = {}
        for line in self.ledger.lines:
            if line.returned:
                found[line.movement.person] = (*found.get(line.movement.person, ()), line)
        return found

    @property
    def period(self) -> int:
        """The month (index) in which a correction is filed."""
        return max(self.month, month_of(self.today))

    @cached_property
    def _rows(self) -> tuple[CorrectingRow, ...]:
        version = list_form(the_law(), self.today)
        ledger, settled = self.ledger, self._corrections.settled_from
        return correcting_rows(
            self.found,
            self.own,
            self.theirs,
            ledger.people,
            ledger.movements,
            period=self.period,
            version=version,
            settled_from={key: settled[_name(row)] for key, row in self._own.items() if _name(row) in settled},
        )

    @cached_property
    def _corrections(self) -> Corrections:
        return corrections_of(self.ledger.unit, self.month, self.ledger.filed)

    @property
    def corrections(self) -> tuple[Dossier, ...]:
        """The dossiers that correct something of this month."""
        return tuple(dict.fromkeys(told.correction for told in self.told if told.correction))

    @property
    def correctable(self) -> tuple[Told, ...]:
        """What a new correcting dossier would clear."""
        return tuple(told for told in self.told if told.correctable)

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Everybody on either list, met."""
        return tuple(matched(self.own.participants, self.theirs.participants))

    @property
    def rounding(self) -> int:
        """What is off by rounding alone, đồng: nobody has to see to it."""
        return sum(one.amounts["total"] for one in self.found.differences if one.state is State.EXPLAINED)

    @property
    def people_off(self) -> int:
        """How many people something differs for."""
        return len({(d.own_key, d.their_key) for d in self.found.open if d.own_key or d.their_key})

    @property
    def only_own(self) -> int:
        """People on the unit's list alone."""
        return sum(theirs is None for _, theirs in self.pairs)

    @property
    def only_theirs(self) -> int:
        """People on the agency's list alone."""
        return sum(own is None for own, _ in self.pairs)

    @property
    def other_wages(self) -> int:
        """People whose wages differ."""
        return sum(difference.code == _WAGES for difference in self.found.open)

    @property
    def alike(self) -> int:
        """People met on both lists for whom nothing differs."""
        met_off = {d.own_key for d in self.found.open if d.own_key and d.their_key}
        return self.found.compared - len(met_off)


def compare(unit: Unit, month: int, *, today: date) -> Comparison | None:
    """The comparison of a month (index), as the unit knew it when the agency closed it; None without both notices."""
    notices = month_notices(unit, month)
    theirs = notices.close if notices else None
    if notices is None or notices.account is None or theirs is None:
        return None
    ledger = own_ledger(unit, known_on=theirs.account.closed_on)
    return Comparison(ledger, notices.account, ledger.close(month), theirs, today)


def gap_of(pair: Pair) -> int:
    """What the agency has more for a person than the unit, đồng."""
    own, theirs = pair
    return (theirs.total if theirs else 0) - (own.total if own else 0)


def sums_by_fund(close: MonthClose, funds: Iterator[str] | Sequence[str]) -> list[int]:
    """What the list of a month makes due, fund by fund."""
    return [sum(row.of_fund(fund) for row in close.participants) for fund in funds]


def _name(row: ParticipantRow | None) -> Name:
    return (row.full_name, row.birth_date) if row else ("", None)
