"""The questions about one month's contributions: by its status, by days away, of several contracts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from ibhxh.amounts.benefits.asks import WEEK
from ibhxh.amounts.benefits.days import calendar_of
from ibhxh.amounts.contribution import FUNDS, LINES, PAYERS, contributions, line_name
from ibhxh.amounts.explanation import Explained
from ibhxh.amounts.kind import Ask, Kind, Result
from ibhxh.amounts.month_facts import FULL, MonthFacts, told_status, with_due
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.regions import REGION, with_region
from ibhxh.amounts.told import Counted
from ibhxh.law import Law
from ibhxh.law.holidays import WorkCalendar
from ibhxh.law.months import first_day, last_day
from ibhxh.law.value import Unit, Value
from ibhxh.words import Words

_DAY = timedelta(days=1)
ABSENCES: Mapping[str, Words] = {
    "none": Words("không nghỉ", "none"),
    "unpaid": Words("nghỉ không lương", "unpaid leave"),
    "sick": Words("nghỉ ốm", "sick leave"),
    "birth": Words("nghỉ sinh con, nhận con", "leave for birth or adoption"),
    "maternity": Words("nghỉ thai sản khác", "other maternity leave"),
}
#: Settings that decide what a status makes due.
STATUS_READINGS = (
    "joiner_leaver_14_days", "bhyt_decrease_in_month", "bhyt_late_decrease", "bhyt_unpaid_14", "birth_leave_part_month",
    "part_time_unpaid_14",
)  # fmt: skip


def month_contribution(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The contributions of each row, whose `status` (a month status) decides which funds are due."""
    table = with_due(with_region(numbered(table)), law, readings)
    told = _told_statuses(table, law, readings)
    return Counted(contributions(table, law, readings), told)


def special_month(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The contributions of a month of which days are told, counted in the unit's own week.

    The frame has `status` and `days_away` beside the question. Raises `NoLawForDay` where the calendar does not reach.
    """
    found = [_month(row, law) for row in table.iter_rows(named=True)]
    statuses = pl.Series("status", [facts.status() for facts in found], dtype=pl.String)
    away = pl.Series("days_away", [_away(facts) for facts in found], dtype=pl.Int64)
    agreed = (pl.col("status") == "unpaid_14_agreed") & pl.col("agreed_wage").is_not_null()
    table = table.with_columns(statuses, away).with_columns(
        declared_wage=pl.when(agreed).then("agreed_wage").otherwise("declared_wage")
    )
    counted = month_contribution(table, law, readings)
    days = [tuple(_told_days(facts)) for facts in found]
    return Counted(counted.amounts, [(*some, *step) for some, step in zip(days, counted.counts, strict=True)])


def several_contracts(table: pl.DataFrame, law: Law, readings: Readings) -> Counted:
    """The contributions of each contract of a person, `wages` in the order of signing: one row for each `contract`."""
    table = with_region(numbered(table))
    rows = [contract for row in table.iter_rows(named=True) for contract in _contracts(row, law)]
    schema = {**table.drop("wages").schema, **_CONTRACT}
    contracts = pl.DataFrame(rows, schema=schema)
    told = [tuple(_told_contract(row, law)) for row in contracts.iter_rows(named=True)]
    return Counted(contributions(contracts, law, readings), told)


_CONTRACT: Mapping[str, pl.DataType] = {
    "contract": pl.Int64(),
    "declared_wage": pl.Int64(),
    **{f"due_{fund.lower()}": pl.Boolean() for fund in FUNDS},
}


def _told_statuses(table: pl.DataFrame, law: Law, readings: Readings) -> list[Sequence[Explained]]:
    """The status of each row that has another than the usual."""
    return [
        () if status in (None, FULL) or month is None else (told_status(month, status, law, readings),)
        for month, status in table.select("month", "status").iter_rows()
    ]


def _month(row: Mapping[str, Any], law: Law) -> MonthFacts:
    """The days of one question counted; without a month none are."""
    if row["month"] is None:
        return MonthFacts()
    start, end = first_day(row["month"]), last_day(row["month"])
    calendar = calendar_of(law.holidays, row["week"])
    joined, left = row["joined_on"], row["left_on"]
    days = row["days_absent"]
    if days is None:
        days = _between(calendar, row["absent_from"] or start, row["absent_to"] or end, start, end)
    kind = row["absence"]
    return MonthFacts(
        **({} if kind in (None, "none") else {kind: days}),
        before_joining=_between(calendar, start, joined - _DAY, start, end) if joined else 0,
        after_leaving=_between(calendar, left, end, start, end) if left else 0,
        first_month=row["first_month"] or (joined is not None and start <= joined <= end),
        part_time=row["part_time"],
        agreed=row["agreed_wage"] is not None,
        back_early=row["back_early"],
    )


def _between(calendar: WorkCalendar, first: date, last: date, start: date, end: date) -> int:
    """Working days from `first` to `last` inside the month."""
    first, last = max(first, start), min(last, end)
    return calendar.working_days(first, last) if first <= last else 0


def _away(facts: MonthFacts) -> int:
    away = facts.birth + facts.maternity + facts.sick + facts.unpaid
    return away + facts.before_joining + facts.after_leaving


_DAYS = {
    **{kind: words for kind, words in ABSENCES.items() if kind != "none"},
    "before_joining": Words("trước ngày vào làm", "before joining"),
    "after_leaving": Words("sau khi nghỉ việc", "after leaving"),
}


def _told_days(facts: MonthFacts) -> Iterator[Explained]:
    for name, words in _DAYS.items():
        if days := getattr(facts, name):
            told = Words("Số ngày làm việc trong tháng: {what}", "Working days of the month: {what}").fill(what=words)
            yield Explained(f"days_{name}", told, days, Unit.COUNT)


def _contracts(row: Mapping[str, Any], law: Law) -> Iterator[dict[str, Any]]:
    shared = {name: value for name, value in row.items() if name != "wages"}
    wages: Sequence[int] | None = row["wages"]
    if row["month"] is None or not wages or None in wages:
        yield {**shared, "contract": None, "declared_wage": None}
        return
    rule = law.contract_rule(first_day(row["month"]))
    for place, wage in enumerate(wages):
        due = {f"due_{fund.lower()}": carrier.carries(place, wages) for fund, carrier in rule.carriers.items()}
        yield {**shared, "contract": place + 1, "declared_wage": wage, **due}


def _told_contract(row: Mapping[str, Any], law: Law) -> Iterator[Explained]:
    if row["contract"] is not None:
        rule = law.contract_rule(first_day(row["month"]))
        words = Words("Hợp đồng thứ (theo thứ tự giao kết)", "Contract (in the order of signing)")
        yield Explained(
            "contract", words, row["contract"], Unit.COUNT, cites=(Value(row["contract"], rule.valid, rule.source),)
        )


_MONTH = Ask("month", pl.Int32(), Words("Tháng đóng", "Contribution month"), month=True)
_WAGE = Ask("declared_wage", pl.Int64(), Words("Tiền lương và phụ cấp khai báo", "Declared wage and allowances"))
_CLASS = Ask("participant_class", pl.String(), Words("Đối tượng", "Class"), default="vn_employee")
_PAY = Ask("pay", pl.String(), Words("Chế độ lương", "Pay"), choices=("employer", "state"), default="employer")
_BUDGET = Ask("budget_unit", pl.Boolean(), Words("Đơn vị hưởng ngân sách", "Paid by the budget"), default=False)
_RESULTS = (
    *(
        Result(line_name(fund, payer), Words("{fund}, {payer}", "{fund}, {payer}").fill(
            fund=FUNDS[fund], payer=PAYERS[payer]
        ))
        for fund, payer in LINES
    ),
    Result("total_er", PAYERS["ER"]),
    Result("total_ee", PAYERS["EE"]),
    Result("total", Words("Tổng phải nộp", "Total to hand over")),
)  # fmt: skip

BY_STATUS = Kind(
    name="contribution_by_status",
    words=Words("Tiền đóng của một tháng theo trạng thái tháng", "Contributions of a month by its status"),
    asks=(
        _MONTH,
        REGION,
        _WAGE,
        _CLASS,
        Ask("status", pl.String(), Words("Trạng thái tháng", "Status of the month"), default=FULL),
        _PAY,
        _BUDGET,
    ),
    results=_RESULTS,
    run=month_contribution,
    readings=("rounding", *STATUS_READINGS),
)

SPECIAL_MONTH = Kind(
    name="special_month",
    words=Words("Tháng có nghỉ, vào làm hoặc nghỉ việc", "A month with leave, joining or leaving"),
    asks=(
        _MONTH,
        REGION,
        _WAGE,
        _CLASS,
        WEEK,
        Ask("absence", pl.String(), Words("Lý do nghỉ", "Kind of absence"), choices=tuple(ABSENCES), default="none"),
        Ask(
            "absent_from",
            pl.Date(),
            Words("Nghỉ từ ngày (trống: từ đầu tháng)", "Absent from (blank: its first day)"),
            optional=True,
        ),
        Ask(
            "absent_to",
            pl.Date(),
            Words("Nghỉ đến hết ngày (trống: hết tháng)", "Absent to (blank: its last)"),
            optional=True,
        ),
        Ask(
            "days_absent",
            pl.Int64(),
            Words("Số ngày làm việc nghỉ trong tháng (đơn vị tự đếm)", "Working days absent, counted by the unit"),
            Unit.COUNT,
            optional=True,
        ),
        Ask("joined_on", pl.Date(), Words("Ngày vào làm", "First day at work"), optional=True),
        Ask("left_on", pl.Date(), Words("Nghỉ việc từ ngày", "First day no longer at work"), optional=True),
        Ask(
            "first_month",
            pl.Boolean(),
            Words("Tháng đầu làm việc hoặc trở lại làm việc", "First month at work, or back at work"),
            default=False,
        ),
        Ask("part_time", pl.Boolean(), Words("Làm việc không trọn thời gian", "Part-time"), default=False),
        Ask(
            "agreed_wage",
            pl.Int64(),
            Words("Hai bên thỏa thuận vẫn đóng: căn cứ của tháng gần nhất", "Base both agreed to go on paying on"),
            optional=True,
        ),
        Ask(
            "back_early",
            pl.Boolean(),
            Words("Đi làm trước khi hết thời hạn nghỉ sinh con", "At work before the birth leave ends"),
            default=False,
        ),
        _PAY,
        _BUDGET,
    ),
    results=(
        *_RESULTS,
        Result("days_away", Words("Số ngày làm việc vắng mặt", "Working days away"), Unit.COUNT, adds_up=False),
    ),
    run=special_month,
    readings=("rounding", *STATUS_READINGS),
)

SEVERAL_CONTRACTS = Kind(
    name="several_contracts",
    words=Words("Tiền đóng của người có nhiều hợp đồng lao động", "Contributions of a person with several contracts"),
    asks=(
        _MONTH,
        REGION,
        Ask(
            "wages",
            pl.List(pl.Int64()),
            Words("Tiền lương từng hợp đồng, theo thứ tự giao kết", "Wage of each contract, in the order of signing"),
        ),
        _CLASS,
        _PAY,
        _BUDGET,
    ),
    results=_RESULTS,
    run=several_contracts,
    readings=("rounding",),
)

KINDS = (BY_STATUS, SPECIAL_MONTH, SEVERAL_CONTRACTS)
