"""The account of a unit's month, C12-TS: what was owed, what arose, what was paid, what is owed now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ibhxh.law.months import month_index, month_text
from ibhxh.register.account_lines import COLUMNS, FIGURES, LINE, Measure
from ibhxh.register.errors import NotAnAccount
from ibhxh.register.payment import Payment

FORMAT = "ibhxh-c12/1"


@dataclass(frozen=True, slots=True)
class Columns:
    """One line of figures, by the columns of the notice. `total` is None where a sum of the funds means nothing."""

    bhxh: int = 0
    bhyt: int = 0
    bhtn: int = 0
    tnld: int = 0
    total: int | None = 0

    @staticmethod
    def summed(funds: Mapping[str, int]) -> Columns:
        """The columns given, and their sum as total."""
        return Columns(**funds, total=sum(funds.values()))

    @staticmethod
    def added(lines: Iterable[Columns], nought: Columns) -> Columns:
        """Many lines added up; `nought` for none of them."""
        found = list(lines)
        total = None if nought.total is None else sum(line.total or 0 for line in found)
        return Columns(**{column: sum(getattr(line, column) for line in found) for column in COLUMNS}, total=total)

    def __getitem__(self, column: str) -> int:
        """The figure of a fund's column or of `total` (None reads as 0). KeyError for another name."""
        if column not in COLUMNS and column != "total":
            raise KeyError(column)
        return getattr(self, column) or 0

    def funds(self) -> dict[str, int]:
        """The four columns without the total."""
        return {column: self[column] for column in COLUMNS}

    def each(self, other: Columns, does: Callable[[int, int], int]) -> Columns:
        """Column by column; the total stays None where either is."""
        total = None if self.total is None or other.total is None else does(self.total, other.total)
        # Column for column, not in a loop: an account asks for it thousands of times.
        return Columns(
            does(self.bhxh, other.bhxh),
            does(self.bhyt, other.bhyt),
            does(self.bhtn, other.bhtn),
            does(self.tnld, other.tnld),
            total,
        )

    def __add__(self, other: Columns) -> Columns:
        return self.each(other, lambda a, b: a + b)

    def __sub__(self, other: Columns) -> Columns:
        return self.each(other, lambda a, b: a - b)

    def __neg__(self) -> Columns:
        return Columns() - self

    def __bool__(self) -> bool:
        """Whether any figure is not nought."""
        return bool(self.bhxh or self.bhyt or self.bhtn or self.tnld or self.total)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of `month` (index), closed on `closed_on`. `lines`: code of every line with figures → its figures.

    Money is đồng. The lines of late money (A.3, B.5, D.2, Đ.3) are nought and mean nothing unless
    `late_money_computed`.
    """

    unit_code: str
    agency_code: str
    month: int
    closed_on: date
    lines: Mapping[str, Columns]
    payments: tuple[Payment, ...] = ()
    late_money_computed: bool = False

    def __getitem__(self, code: str) -> Columns:
        """The figures of a line: account["B.3"].total. KeyError for a heading or an unknown code."""
        return self.lines[code]

    @property
    def opening(self) -> Columns:
        """What was owed when the month began, by fund; negative where more had been paid than was due."""
        return self["A.2.2"] - self["A.2.1"]

    @property
    def closing(self) -> Columns:
        """What is owed when it ends, the same way."""
        return self["Đ.2.2"] - self["Đ.2.1"]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `from_dict` gives the equal account back."""
        return {
            "format": FORMAT,
            "unit_code": self.unit_code,
            "agency_code": self.agency_code,
            "month": month_text(self.month),
            "closed_on": self.closed_on.isoformat(),
            "late_money_computed": self.late_money_computed,
            "lines": {code: asdict(self.lines[code]) for code in FIGURES},
            "payments": [payment.as_dict() for payment in self.payments],
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Account:
        """What `as_dict` wrote, read strictly. Raises `NotAnAccount`."""
        try:
            account = Account(
                unit_code=data["unit_code"],
                agency_code=data["agency_code"],
                month=month_index(data["month"]),
                closed_on=date.fromisoformat(data["closed_on"]),
                lines={code: _columns(code, data["lines"][code]) for code in FIGURES},
                payments=tuple(Payment.from_dict(item) for item in data["payments"]),
                late_money_computed=data["late_money_computed"],
            )
            same = account.as_dict() == data
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotAnAccount(repr(error)) from error
        if not same:
            raise NotAnAccount("unknown keys or values")
        return account


def _columns(code: str, figures: Mapping[str, Any]) -> Columns:
    columns = Columns(**figures)
    summable = LINE[code].measure is not Measure.PAYROLL
    for name, value in asdict(columns).items():
        if type(value) is not int and (summable or name != "total" or value is not None):
            raise TypeError(f"{code}.{name}: {value!r}")
    return columns
