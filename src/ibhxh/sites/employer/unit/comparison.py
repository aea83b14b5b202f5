"""A month of the unit's own register beside the agency's C12-TS and D09-TS: what differs, why, what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ibhxh.client.reconcile import CorrectingRow, Difference, Reconciliation, correcting_rows, reconcile
from ibhxh.client.reconcile.match import Pair, matched
from ibhxh.formats.notices import AccountNotice
from ibhxh.law.months import month_of
from ibhxh.register import ParticipantRow, Payment
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.employer.dossiers.making import list_form
from ibhxh.sites.employer.models import Dossier, DraftRow, Unit
from ibhxh.sites.employer.unit.month_notices import month_notices
from ibhxh.sites.employer.unit.own_ledger import OwnLedger, OwnLine
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DossierState
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, day_text

#: Differences of people that count among those whose wages differ.
_WAGES = "R03"
_RETURNED = Words(
    "Dòng {line} của hồ sơ {number} bị trả lại ngày {day}: {reason}",
    "Line {line} of dossier {number} was returned on {day}: {reason}",
)
#: Drafts that came to nothing correct nothing.
_DEAD = (DossierState.GATE_REJECTED, DossierState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Told:
    """A difference as the page tells it. `lines` are the returned lines it comes from, `correction` the dossier that
    brings it in order, `rows` the lines such a dossier would have, `payment` what the unit may enter."""

    difference: Difference
    own: ParticipantRow | None
    theirs: ParticipantRow | None
    lines: tuple[OwnLine, ...]
    rows: tuple[CorrectingRow, ...]
    correction: Dossier | None
    payment: Payment | None

    @property
    def id(self) -> str:
        """What forms name it by; the same as long as register and notices are."""
        given = self.payment.order_number if self.payment else ""
        return ":".join((self.difference.code, self.difference.own_key or "", self.difference.their_key or "", given))

    @property
    def cause(self) -> Words:
        """The returned line it comes from, or whence such differences usually come."""
        for line in self.lines:
            dossier, decision = line.filed.dossier, line.filed.decision
            if decision and line.returned:
                return _RETURNED.fill(
                    line=line.place[1] + 1,
                    number=dossier.number or dossier.transaction_code,
                    day=day_text(legal_day(decision.decided_at)),
                    reason=line.returned.reason.text if line.returned.reason else "…",
                )
        return self.difference.kind.cause

    @property
    def person(self) -> ParticipantRow | None:
        """Whom it is about."""
        return self.own or self.theirs

    @property
    def correctable(self) -> bool:
        """Whether a list can clear it and none does yet."""
        return bool(self.rows) and self.correction is None


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
        waiting = {
            line.movement.person
            for line in self.ledger.lines
            if line.returned is None and line.filed.waits_after(self.month)
        }
        return reconcile(self.own, self.theirs, waiting=waiting, law=the_law())

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The differences that somebody must see to, as they are told."""
        own = {row.key: row for row in self.own.participants}
        theirs = {row.key: row for row in self.theirs.participants}
        return tuple(
            Told(
                difference,
                own.get(difference.own_key or ""),
                theirs.get(difference.their_key or ""),
                self._returned.get(difference.own_key or "", ()),
                tuple(row for row in self._rows if row.difference is difference),
                self._corrections.get(
                    _name(own.get(difference.own_key or "") or theirs.get(difference.their_key or ""))
                ),
                self._payment(difference),
            )
            for difference in self.found.open
        )

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
        ledger = self.ledger
        return correcting_rows(
            self.found, self.own, self.theirs, ledger.people, ledger.movements, period=self.period, version=version
        )

    @cached_property
    def _corrections(self) -> Mapping[tuple[str, str | None], Dossier]:
        """Person → the dossier in which a line corrects this month, told by the note such lines carry."""
        notes = {str(row.cells["note"]) for row in self._rows if "note" in row.cells}
        if not notes:
            return {}
        rows = DraftRow.objects.filter(
            sheet__dossier__unit=self.ledger.unit, removed=False, cells__note__in=sorted(notes)
        ).exclude(sheet__dossier__state__in=_DEAD)
        return {
            (row.cells.get("full_name", ""), row.cells.get("birth_date")): row.sheet.dossier
            for row in rows.select_related("sheet__dossier").order_by("sheet__dossier__created_at")
        }

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

    def _payment(self, difference: Difference) -> Payment | None:
        """The order of the notice that the unit does not know."""
        if difference.code != "R16":
            return None
        order = difference.values["order"]
        return next((payment for payment in self.theirs.account.payments if payment.order_number == order), None)


def compare(unit: Unit, month: int, *, today: date) -> Comparison | None:
    """The comparison of a month (index), as the unit knew it when the agency closed it; None without both notices."""
    notices = month_notices(unit, month)
    theirs = notices.close if notices else None
    if notices is None or notices.account is None or theirs is None:
        return None
    ledger = OwnLedger(unit, known_on=theirs.account.closed_on)
    return Comparison(ledger, notices.account, ledger.close(month), theirs, today)


def gap_of(pair: Pair) -> int:
    """What the agency has more for a person than the unit, đồng."""
    own, theirs = pair
    return (theirs.total if theirs else 0) - (own.total if own else 0)


def sums_by_fund(close: MonthClose, funds: Iterator[str] | Sequence[str]) -> list[int]:
    """What the list of a month makes due, fund by fund."""
    return [sum(row.of_fund(fund) for row in close.participants) for fund in funds]


def _name(row: ParticipantRow | None) -> tuple[str, str | None]:
    return (row.full_name, row.birth_date) if row else ("", None)
