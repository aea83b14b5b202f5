"""The months' contributions as a drawing: bars from zero, the unit's part below, the workers' part above.

All places are whole pixels of the drawing; the template only writes them down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ibhxh.law.months import month_words
from ibhxh.register.close_month import MonthClose
from ibhxh.words import Words, number_text, scaled_text

MOST_MONTHS = 12
HEIGHT = 142
_LEFT, _TOP, _FLOOR, _RIGHT = 48, 22, 118, 4
_SLOT, _BAR = 68, 34
_FEWEST_SLOTS = 4
_LINES = 3
#: A gridline stands at one of these, times a power of ten.
_STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
_MILLION, _THOUSAND = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class DueMonth:
    """What a month (index) costs, đồng, by who pays."""

    month: int
    employer: int
    worker: int

    @property
    def total(self) -> int:
        """Together."""
        return self.employer + self.worker


@dataclass(frozen=True, slots=True)
class Bar:
    """A month's bar: the lower piece from `mid` to the floor, the upper from `top` to one pixel above it."""

    due: DueMonth
    x: int
    top: int
    mid: int
    name: str
    label: str
    last: bool

    @property
    def middle(self) -> int:
        """Where its texts stand."""
        return self.x + _BAR // 2

    @property
    def lower(self) -> int:
        """Height of the unit's piece."""
        return _FLOOR - self.mid

    @property
    def upper(self) -> int:
        """Height of the workers' piece."""
        return max(self.mid - 1 - self.top, 0)

    @property
    def label_at(self) -> int:
        """Where the value stands, above the bar."""
        return self.top - 6


@dataclass(frozen=True, slots=True)
class Line:
    """A gridline."""

    y: int
    label: str

    @property
    def label_at(self) -> int:
        """The foot of its text."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class DueChart:
    """The drawing; `unit` names what its numbers count, `says` what it shows to who cannot see it."""

    months: tuple[DueMonth, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    width: int
    unit: Words
    says: Words

    height = HEIGHT
    left = _LEFT
    floor = _FLOOR
    bar = _BAR
    names_at = _FLOOR + 18
    labels_at = _LEFT - 8

    @property
    def right(self) -> int:
        """Where the gridlines end."""
        return self.width - _RIGHT


def months_of(closes: Sequence[MonthClose]) -> tuple[DueMonth, ...]:
    """The last months of a register."""
    return tuple(
        DueMonth(
            close.account.month,
            sum(row.total_er for row in close.participants),
            sum(row.total_ee for row in close.participants),
        )
        for close in closes[-MOST_MONTHS:]
    )


def due_chart(months: Sequence[DueMonth]) -> DueChart | None:
    """The drawing of these months, in order; None where nothing is due in any."""
    most = max((month.total for month in months), default=0)
    if most <= 0:
        return None
    scale = _MILLION if most >= 10 * _MILLION else _THOUSAND
    step = _step(most)
    top = step * _LINES

    def y(amount: int) -> int:
        return _FLOOR - max(amount, 0) * (_FLOOR - _TOP) // top

    width = _LEFT + _RIGHT + _SLOT * max(len(months), _FEWEST_SLOTS)
    bars = [
        Bar(
            month,
            _LEFT + _SLOT * place + (_SLOT - _BAR) // 2,
            y(month.total),
            y(month.employer),
            _name(month.month, ends=place in (0, len(months) - 1)),
            _short(month.total, scale) if place in (0, len(months) - 1) else "",
            place == len(months) - 1,
        )
        for place, month in enumerate(months)
    ]
    lines = [Line(y(step * n), _short(step * n, scale)) for n in range(_LINES + 1)]
    unit = Words("triệu đồng", "million đồng") if scale == _MILLION else Words("nghìn đồng", "thousand đồng")
    return DueChart(tuple(months), tuple(bars), tuple(lines), width, unit, _says(months, scale, unit))


def _step(most: int) -> int:
    """The smallest round step of which the gridlines reach above `most`."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _LINES >= most:
                return step * power
        power *= 10


def _name(month: int, *, ends: bool) -> str:
    """1 … 12, with its year at the ends and in January."""
    year, number = divmod(month, 12)
    return f"{number + 1}/{year % 100:02}" if ends or number == 0 else str(number + 1)


def _short(amount: int, scale: int) -> str:
    """In millions or thousands, one place where it is not whole and small enough to matter."""
    tenths = (amount * 10 + scale // 2) // scale
    return number_text((tenths + 5) // 10) if tenths >= 1000 else scaled_text(tenths, 10)


def _says(months: Sequence[DueMonth], scale: int, unit: Words) -> Words:
    first, last = months[0], months[-1]
    words = Words(
        "Số phải đóng tháng {a}: {x} {unit}; tháng {b}: {y} {unit}. Số từng tháng ở bảng bên dưới.",
        "Due for {a}: {x} {unit}; for {b}: {y} {unit}. Every month is in the table below.",
    )
    return words.fill(
        a=month_words(first.month),
        b=month_words(last.month),
        x=_short(first.total, scale),
        y=_short(last.total, scale),
        unit=unit,
    )
