"""A unit's register kept through the months, as either side keeps it: opened, posted to, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ibhxh.law.months import first_day, month_index, month_of
from ibhxh.register import (
    MonthClose,
    Movement,
    Participant,
    Payment,
    Posting,
    Reckoning,
    close_month,
    open_month,
    participants_of,
    post,
)
from ibhxh.sample.factory import FACTORY_UNIT, factory_movements, factory_participants
from ibhxh.sample.month_days import own_calendar
from tests.build.sheets import LAW

DECEMBER, JANUARY, FEBRUARY = (month_index(month) for month in ("2025-12", "2026-01", "2026-02"))
JULY, AUGUST = month_index("2026-07"), month_index("2026-08")
RECKONING = Reckoning(LAW, own_calendar(FACTORY_UNIT.work_week))


@dataclass
class Register:
    """One side's register of the factory. `postings` and `closes` grow month by month."""

    people: tuple[Participant, ...] = field(default_factory=factory_participants)
    movements: tuple[Movement, ...] = field(default_factory=factory_movements)
    payments: tuple[Payment, ...] = ()
    reckoning: Reckoning = RECKONING
    booked: tuple[Movement, ...] = ()
    postings: tuple[Posting, ...] = ()
    closes: tuple[MonthClose, ...] = ()

    def run(self, months: Iterable[int]) -> Register:
        """Each month opened, what becomes known in it posted day by day, closed."""
        for month in months:
            self.open(month)
            of_month = [m for m in self.movements if month_of(m.recorded_on) == month]
            for day in sorted({m.recorded_on for m in of_month}):
                self.post([m for m in of_month if m.recorded_on == day], month)
            self.close(month)
        return self

    def open(self, month: int) -> None:
        self.postings += open_month(self.people, self.booked, month, self.reckoning)

    def post(self, new: Sequence[Movement], month: int) -> None:
        self.postings += post(self.people, self.booked, new, month, self.reckoning)
        self.booked += tuple(new)

    def close(self, month: int) -> MonthClose:
        listed = participants_of(FACTORY_UNIT.unit_code, month, self.people, self.booked, self.reckoning)
        previous = self.closes[-1] if self.closes else None
        closed = close_month(
            previous, listed, self.postings, self.payments, self.reckoning, agency_code=FACTORY_UNIT.agency_code
        )
        self.closes += (closed,)
        return closed

    def at(self, month: int) -> MonthClose:
        """The close of a month (index)."""
        return next(close for close in self.closes if close.account.month == month)


def paid(month: int, amount: int, day: int = 28) -> Payment:
    """An order of a month (index), of the 28th unless said otherwise."""
    return Payment(first_day(month).replace(day=day), amount, f"UNC {month - DECEMBER:02}")


#: The factory pays every month on the 28th of the next; June's money comes on 12/08/2026.
PAYMENTS: tuple[Payment, ...] = (
    paid(JANUARY, 275_636_160),
    paid(FEBRUARY, 278_013_365),
    *(paid(month, 281_649_655) for month in range(FEBRUARY + 1, JULY)),
    paid(AUGUST, 280_189_405, day=12),
)


def factory_register(last: int = AUGUST) -> Register:
    """The factory's months from 12/2025 to `last`, as the case publishes them."""
    return Register(payments=PAYMENTS).run(range(DECEMBER, last + 1))


def totals(close: MonthClose, *codes: str) -> Mapping[str, int]:
    """The total column of these lines."""
    return {code: close.account[code]["total"] for code in codes}
