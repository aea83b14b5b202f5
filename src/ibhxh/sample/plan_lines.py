"""What a clean line of each plan says: months, days, contract, note. The wage and the person are not its business."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ibhxh.dossier import Cell
from ibhxh.law import FieldId
from ibhxh.law.months import first_day, last_day, month_of
from ibhxh.sample.month_days import MonthDays

Columns = Mapping[FieldId, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Month:
    """The month a list is for, and whence its lines are drawn."""

    index: int
    days: MonthDays
    facilities: Sequence[str]
    source: random.Random


@dataclass(frozen=True, slots=True)
class PlanLines:
    """How a plan is used: its `share` of a list, its kind of declaration, whether its lines name a wage, the rest."""

    share: int
    kind: str
    tell: Callable[[Month, int], Columns]
    names_wage: bool = True
    women_only: bool = False


def _joins(month: Month, count: int) -> Columns:
    source = month.source
    starts = source.choices(month.days.joining, k=count)
    terms = source.choices((12, 24, 36, 0), (45, 25, 15, 15), k=count)
    return {
        "from_month": [month.index] * count,
        "effective_on": starts,
        "contract_kind": ["fixed" if term else "indefinite" for term in terms],
        "contract_end": [_end(start, term) if term else None for start, term in zip(starts, terms, strict=True)],
        "care_facility": source.choices(month.facilities, k=count),
        "result_medium": ["electronic"] * count,
        "note": [f"HĐLĐ từ {start:%d/%m/%Y}" for start in starts],
    }


def _returns(month: Month, count: int) -> Columns:
    days = month.source.choices(month.days.joining, k=count)
    return {
        "from_month": [month.index] * count,
        "effective_on": days,
        "note": [f"đi làm lại từ {day:%d/%m/%Y}" for day in days],
    }


def _rises(month: Month, count: int) -> Columns:
    first = first_day(month.index)
    return {
        "from_month": [month.index] * count,
        "effective_on": [first] * count,
        "wage_allowance": month.source.choices((None, 200_000, 300_000, 500_000), (70, 10, 10, 10), k=count),
        "note": [f"QĐ lương hiệu lực từ {first:%d/%m/%Y}"] * count,
    }


def _leaves(month: Month, count: int) -> Columns:
    now = set(month.days.leaving_now)
    days = month.source.choices((*month.days.leaving_now, *month.days.leaving_next), k=count)
    return {
        "from_month": [month.index if day in now else month.index + 1 for day in days],
        "effective_on": days,
        "result_medium": ["electronic"] * count,
        "note": [f"nghỉ việc từ {day:%d/%m/%Y}" for day in days],
    }


def _away(month: Month, count: int, reason: str) -> Columns:
    spans = month.source.choices(month.days.absences, k=count)
    return {
        "from_month": [month.index] * count,
        "to_month": [month.index] * count,
        "absent_from": [first for first, _ in spans],
        "absent_to": [last for _, last in spans],
        "note": [f"{reason} từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}" for first, last in spans],
    }


def _sick(month: Month, count: int) -> Columns:
    return _away(month, count, "nghỉ ốm")


def _unpaid(month: Month, count: int) -> Columns:
    return _away(month, count, "nghỉ không lương")


def _gives_birth(month: Month, count: int) -> Columns:
    starts = month.source.choices(month.days.leaving_now, k=count)
    ends = [_end(start, 6) for start in starts]
    return {
        "from_month": [month.index] * count,
        "to_month": [month_of(end) for end in ends],
        "absent_from": starts,
        "absent_to": ends,
        "note": [
            f"nghỉ thai sản từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}" for start, end in zip(starts, ends, strict=True)
        ],
    }


def _end(start: date, months: int) -> date:
    """The last day of so many months from `start`."""
    month = month_of(start) + months
    return first_day(month).replace(day=min(start.day, last_day(month).day)) - timedelta(days=1)


#: In the order of a list: increases, changes, decreases.
PLAN_LINES: Mapping[str, PlanLines] = {
    "TM": PlanLines(22, "1", _joins),
    "TD": PlanLines(5, "1", _joins),
    "ON": PlanLines(4, "1", _returns),
    "DC": PlanLines(48, "2", _rises),
    "GH": PlanLines(12, "3", _leaves, names_wage=False),
    "OF": PlanLines(3, "3", _sick, names_wage=False),
    "KL": PlanLines(2, "3", _unpaid, names_wage=False),
    "TS": PlanLines(4, "3", _gives_birth, names_wage=False, women_only=True),
}
