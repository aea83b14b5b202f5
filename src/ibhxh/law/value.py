"""One figure of the law: how much, how long, and who said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ibhxh.law.interval import Interval
from ibhxh.words import Words, day_text, money_text, number_text, percent_text

RATE_SCALE = 1_000_000
_FIRST_DAY = date(1970, 1, 1)


class Unit(StrEnum):
    """What the integers of a parameter count."""

    MONEY = "money"  #: đồng
    RATE = "rate"  #: 1/1,000,000
    COUNT = "count"  #: days, months, years, people: what the words say is counted
    DAY = "day"  #: a day of the calendar, by its `day_number`

    def text(self, amount: int) -> str:
        """An amount of this unit for people: 1.234.567 đ, 1,5 %, 24, 31/07/2026."""
        match self:
            case Unit.MONEY:
                return money_text(amount)
            case Unit.RATE:
                return percent_text(amount)
            case Unit.COUNT:
                return number_text(amount)
            case Unit.DAY:
                return day_text(_FIRST_DAY + timedelta(days=amount))


def day_number(day: date) -> int:
    """A day as a whole number, the way polars counts dates: days since 01/01/1970."""
    return (day - _FIRST_DAY).days


class Confidence(StrEnum):
    """How sure the figure is."""

    HIGH = "high"  #: read in the act itself, or several independent sources agree
    MEDIUM = "medium"  #: a secondary source or general knowledge; the act was not read
    LOW = "low"  #: one weak source, or sources disagree


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. `act`, `article`: Vietnamese proper names; `published`: the day the act was signed."""

    act: str
    article: str | None
    published: date
    confidence: Confidence
    note: Words | None = None

    def text(self) -> str:
        """Điều 34 khoản 1 điểm b Luật 41/2024/QH15."""
        return f"{self.article} {self.act}" if self.article else self.act


@dataclass(frozen=True, slots=True)
class Measure:
    """The figure a value is a multiple of: `times` × the value `level` of the parameter `of`."""

    times: int
    of: str
    level: Value


@dataclass(frozen=True, slots=True)
class Value:
    """A figure while it is valid. A derived one (20 × base salary) names its `measure`.

    The source of a derived value is the rule's, with the later publication and the lower confidence of rule and level.
    """

    amount: int
    valid: Interval
    source: Source
    measure: Measure | None = None

    @property
    def verified(self) -> bool:
        """Whether the figure was read in the act itself or is beyond doubt."""
        return self.source.confidence is Confidence.HIGH

    def acts(self) -> tuple[str, ...]:
        """The acts behind the figure: its own, then those of what it is a multiple of."""
        return (self.source.text(), *(self.measure.level.acts() if self.measure else ()))

    def cite(self) -> Words:
        """The acts, and since when, for the end of a sentence."""
        acts, start = "; ".join(dict.fromkeys(self.acts())), day_text(self.valid.start)
        return Words(f"{acts}, áp dụng từ {start}", f"{acts}, in force from {start}")


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch of days in which the rule did not exist, and why: a gap that is meant.

    `published`: the day of the act that ended the rule; None where there was none before.
    """

    valid: Interval
    why: Words
    published: date | None = None
