"""What may have happened, and the rows of the list that tell it.

An event asks only for what its rows need; the rest (plan, kind, months by the rule of fourteen days, rate, region) is
worked out, and can be changed in the grid afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ibhxh.checks.law_months import law_months
from ibhxh.checks.rules.fourteen_days import DAYS
from ibhxh.checks.working_days import WEEKS
from ibhxh.client import Unit
from ibhxh.dossier import Cell
from ibhxh.law import FieldId, FormVersion, Law
from ibhxh.law.holidays import unit_calendar
from ibhxh.law.months import first_day, last_day, month_of, month_words
from ibhxh.words import Words, day_text

Row = Mapping[FieldId, Cell]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the rows go: the unit, the form version, the month filed for (index)."""

    unit: Unit
    version: FormVersion
    law: Law
    period: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one person.

    `asks` are fields of the form's row, in order; `needs` those without which there is no row. `newcomer`: the person
    may be one the unit does not have yet. `rows` makes the rows from what was answered, which includes the person's
    own fields (`PERSON`).
    """

    code: str
    name: Words
    lead: Words
    labels: Mapping[FieldId, Words]
    asks: tuple[FieldId, ...]
    needs: tuple[FieldId, ...]
    newcomer: bool
    rows: Callable[[Row, Setting], list[Row]]


#: Who it is about: asked of a newcomer, known of everyone else.
PERSON: tuple[FieldId, ...] = (
    "full_name", "birth_date", "sex", "nationality", "personal_id", "passport_number", "si_number",
)  # fmt: skip
_LATER_FORM = {"result_medium": "electronic"}


def _hired(said: Row, at: Setting) -> list[Row]:
    """A new participant; a second contract takes part in the employment-injury fund alone."""
    start = _day(said, "effective_on")
    second = said.get("engagement") == "second_contract"
    late = not second and _working_days(at, first_day(month_of(start)), start, last_counts=False) >= DAYS
    first = month_of(start) + 1 if late else month_of(start)
    end = said.get("contract_end")
    contract = f"HĐLĐ từ {day_text(start)}" + (f" đến {day_text(end)}" if isinstance(end, date) else "")
    row = {
        **said,
        "plan": "TL" if second else "TM",
        "declaration_kind": "1",
        "from_month": first,
        "has_book": said.get("si_number") is not None,
        "declared_rate": _rate(said, first, at),
        "wage_region": at.unit.wage_region,
        "note": said.get("note") or contract,
        **_LATER_FORM,
    }
    return [_fitting(row, at)]


def _left(said: Row, at: Setting) -> list[Row]:
    """Whoever has fourteen unpaid working days in the month of leaving is not paid for that month."""
    last = _day(said, "effective_on")
    unpaid = _working_days(at, last, last_day(month_of(last)), last_counts=True)
    row = {
        **said,
        "plan": "GH",
        "declaration_kind": "3",
        "from_month": month_of(last) if unpaid >= DAYS else month_of(last) + 1,
        "has_book": said.get("si_number") is not None,
        "note": said.get("note") or f"nghỉ việc từ {day_text(last)}",
        **_LATER_FORM,
    }
    return [_fitting(row, at)]


def _wage_changed(said: Row, at: Setting) -> list[Row]:
    """The new wage from the month it is in effect; for months already over a rise is paid in arrears, by its
    difference, and the new wage counts from the period on."""
    since = _day(said, "effective_on")
    # An allowance that is not told stays as it is.
    allowance = said.get("wage_allowance", said.get("old_allowance")) or None
    rise = whole(said, "wage") + _amount(allowance) - whole(said, "old_wage") - whole(said, "old_allowance")
    first = month_of(since)
    common = {
        **said,
        "wage_allowance": allowance,
        "declaration_kind": "2" if rise > 0 else "4",
        "declared_rate": _rate(said, at.period, at),
        "note": said.get("note") or f"điều chỉnh lương, hiệu lực {day_text(since)}",
    }
    change = {**common, "plan": "DC", "from_month": max(first, at.period) if rise > 0 else first}
    change["wage_region"] = at.unit.wage_region
    if rise <= 0 or first >= at.period:
        return [_fitting(change, at)]
    arrears = {**common, "plan": "AD", "from_month": first, "to_month": at.period - 1, "wage": rise}
    arrears |= {"wage_allowance": None, "declared_rate": _rate(said, first, at)}
    return [_fitting(arrears, at), _fitting(change, at)]


EVENTS: Mapping[str, Event] = {
    event.code: event
    for event in (
        Event(
            "tang",
            Words("Có người vào làm", "Someone was hired"),
            Words(
                "Ghi người mới và hợp đồng; tháng bắt đầu đóng được tính theo ngày vào làm.",
                "Enter the person and the contract; the first month due follows from the first day of work.",
            ),
            {"effective_on": Words("Ngày vào làm theo hợp đồng", "First day of work by the contract")},
            (
                "effective_on", "contract_kind", "contract_end", "engagement", "job_title", "workplace", "wage",
                "wage_allowance", "care_facility", "note",
            ),
            ("full_name", "birth_date", "effective_on", "contract_kind", "job_title", "wage"),
            True,
            _hired,
        ),
        Event(
            "giam",
            Words("Có người nghỉ việc", "Someone left"),
            Words(
                "Chọn người và ghi ngày nghỉ; tháng giảm được tính theo quy tắc 14 ngày làm việc.",
                "Choose the person and the day; the month of the decrease follows the rule of 14 working days.",
            ),
            {"effective_on": Words("Ngày đầu tiên không còn làm việc", "First day no longer employed")},
            ("effective_on", "note"),
            ("effective_on",),
            False,
            _left,
        ),
        Event(
            "luong",
            Words("Có người đổi tiền lương", "Someone's wage changed"),
            Words(
                "Ghi mức lương mới và ngày có hiệu lực; tháng đã qua được tách thành dòng truy đóng.",
                "Enter the new wage and its day; months already over become a line of arrears.",
            ),
            {
                "effective_on": Words("Ngày mức lương mới có hiệu lực", "Day the new wage takes effect"),
                "wage": Words("Tiền lương mới", "New wage"),
                "wage_allowance": Words(
                    "Phụ cấp lương mới (để trống nếu không đổi)", "New wage allowance (empty: unchanged)"
                ),
            },
            ("effective_on", "wage", "wage_allowance", "job_title", "note"),
            ("effective_on", "wage"),
            False,
            _wage_changed,
        ),
    )
}  # fmt: skip


_BEFORE_START = Words(
    "Trước ngày vào làm {day}, tháng {month} có {n} ngày làm việc không hưởng tiền lương, từ 14 ngày trở lên nên tháng "
    "đó không đóng (áp dụng quy tắc 14 ngày làm việc, Điều 33 khoản 5 Luật BHXH 2024).",
    "Before the first day {day}, {month} has {n} working days without pay, 14 or more, so that month is not due (the "
    "rule of 14 working days, art. 33(5) Social Insurance Law 2024).",
)
_AFTER_END = Words(
    "Từ ngày nghỉ {day}, tháng {month} có {n} ngày làm việc không hưởng tiền lương, {than} nên tháng đó {due} (áp dụng "
    "quy tắc 14 ngày làm việc, Điều 33 khoản 5 Luật BHXH 2024).",
    "From the day {day} on, {month} has {n} working {n:day|days} without pay, {than}, so that month is {due} (the rule "
    "of 14 working days, art. 33(5) Social Insurance Law 2024).",
)
_ENOUGH = (Words("từ 14 ngày trở lên", "14 or more"), Words("không đóng", "not due"))
_TOO_FEW = (Words("dưới 14 ngày", "fewer than 14"), Words("vẫn đóng", "still due"))


def why_month(row: Row, at: Setting) -> Words | None:
    """Why a row begins in the month it does: of who joins too late for the month, and of who leaves.

    None where nobody would ask, and where the month does not follow from the rule of fourteen days.
    """
    on, first = row.get("effective_on"), row.get("from_month")
    if not isinstance(on, date) or not isinstance(first, int):
        return None
    month = month_of(on)
    told = {"day": day_text(on), "month": month_words(month)}
    if row.get("plan") == "TM" and first == month + 1:
        n = _working_days(at, first_day(month), on, last_counts=False)
        return _BEFORE_START.fill(n=n, **told) if n >= DAYS else None
    if row.get("plan") == "GH" and first in (month, month + 1):
        n = _working_days(at, on, last_day(month), last_counts=True)
        if (n >= DAYS) is not (first == month):
            return None
        than, due = _ENOUGH if n >= DAYS else _TOO_FEW
        return _AFTER_END.fill(n=n, than=than, due=due, **told)
    return None


def _working_days(at: Setting, first: date, last: date, *, last_counts: bool) -> int:
    calendar = unit_calendar(at.law.holidays, WEEKS[at.unit.work_week])
    through = calendar.working_days(first, last)
    return through if last_counts else through - calendar.is_working(last)


def _rate(said: Row, month: int, at: Setting) -> int | None:
    """What both sides pay together, as the law of the month says for people of this kind."""
    rates = law_months(at.law)
    if said.get("engagement") == "second_contract":
        return rates.rate_tnld.get(month)
    return (rates.rate if said.get("nationality", "VN") == "VN" else rates.rate_foreign).get(month)


def _fitting(row: Row, at: Setting) -> Row:
    """Only what the form version has a field for."""
    fields = {field.id for field in at.version.wire.row}
    return {name: value for name, value in row.items() if name in fields}


def _day(said: Row, name: FieldId) -> date:
    value = said[name]
    assert isinstance(value, date)  # noqa: S101 - read by the field's own reader
    return value


def whole(said: Row, name: FieldId) -> int:
    """The number at a field; 0 where there is none."""
    return _amount(said.get(name))


def _amount(value: Cell) -> int:
    return value if isinstance(value, int) else 0
