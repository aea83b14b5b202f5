"""A difference as pages tell it: what each side has, whence it comes, what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ibhxh.client.reconcile import CorrectingRow, Difference
from ibhxh.law.months import month_words
from ibhxh.register import ParticipantRow, Payment
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.employer.unit.own_ledger import OwnLine
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import DOSSIER, Stage
from ibhxh.states.clock import legal_day
from ibhxh.words import NO_BREAK, Words, day_text, money_text

_RETURNED = Words(
    f"Dòng{NO_BREAK}{{line}} của hồ sơ {{number}} bị trả lại ngày {{day}}: {{reason}}",
    f"Line{NO_BREAK}{{line}} of dossier {{number}} was returned on {{day}}: {{reason}}",
)
_NOBODY = Words("không có", "not there")
_CHARGED = Words("chỉ còn tính tiền", "charged only")
_FROM, _IN = Words("{plan} từ {month}", "{plan} from {month}"), Words("{plan} {month}", "{plan} {month}")
#: The kind of an order of payment that the unit's books do not have.
_UNKNOWN = "R16"
#: The kinds of somebody who stands on one list alone.
_ONE_SIDED = ("R01", "R02")


@dataclass(frozen=True, slots=True)
class Sides:
    """Two figures or short texts, the unit's and the agency's. `say_all`: no sentence is needed beside them."""

    own: object
    theirs: object
    say_all: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """`lines` are the returned lines it comes from and that the unit stands by, `rows` the lines a correcting dossier
    would have, `correction` the dossier that has them."""

    difference: Difference
    own: ParticipantRow | None
    theirs: ParticipantRow | None
    lines: tuple[OwnLine, ...]
    rows: tuple[CorrectingRow, ...]
    correction: Dossier | None

    @property
    def id(self) -> str:
        """What forms name it by; the same as long as register and notices are."""
        one = self.difference
        given = f"{one.payment.order_number}/{one.payment.paid_on:%Y%m%d}" if one.payment else ""
        return ":".join((one.code, one.own_key or "", one.their_key or "", given))

    @property
    def payment(self) -> Payment | None:
        """What the unit may enter: an order that the agency has and the unit does not know."""
        return self.difference.payment if self.difference.code == _UNKNOWN else None

    @property
    def more(self) -> int:
        """What the agency has more than the unit, đồng."""
        return self.difference.amounts["total"]

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
    def sides(self) -> Sides | None:
        """What the unit and what the agency has; None where there is no figure to set against another."""
        told = self.difference.values
        if isinstance(told.get("own"), str | int):
            return Sides(f"{told['own']}", f"{told['theirs']}")
        if order := self.difference.payment:
            amount = money_text(order.amount)
            return Sides(_NOBODY if self.payment else amount, amount if self.payment else _NOBODY, say_all=False)
        if self.difference.code in _ONE_SIDED:
            return Sides(_wage(self.own), _wage(self.theirs))
        if self.person and self.more:
            return Sides(_total(self.own), _total(self.theirs), say_all=False)
        return None

    @property
    def brings(self) -> tuple[Words, ...]:
        """What a correcting dossier would say, line by line: plan and months."""
        return tuple(self._brings())

    def _brings(self) -> Iterator[Words]:
        for row in self.rows:
            plan, first, last = (row.cells.get(name) for name in ("plan", "from_month", "to_month"))
            assert isinstance(plan, str) and isinstance(first, int)  # noqa: S101 - every row has them
            until = f"–{month_words(last)}" if isinstance(last, int) and last != first else ""
            words = _IN if isinstance(last, int) else _FROM
            yield words.fill(plan=the_law().codes["plans"].words(plan), month=f"{month_words(first)}{until}")

    @property
    def correctable(self) -> bool:
        """Whether a list can clear it and none does yet."""
        return bool(self.rows) and self.correction is None

    @property
    def may_be_given_up(self) -> bool:
        """Whether it comes from a returned line that the unit need not insist on."""
        return bool(self.lines) and self.correction is None

    @property
    def stage(self) -> Stage | None:
        """Where the correcting dossier stands."""
        return DOSSIER.stage(self.correction.state) if self.correction else None


def _wage(row: ParticipantRow | None) -> object:
    if row is None:
        return _NOBODY
    return money_text(row.declared_wage) if row.head else _CHARGED


def _total(row: ParticipantRow | None) -> object:
    return money_text(row.total) if row else _NOBODY
