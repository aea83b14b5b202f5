"""When somebody reaches the retirement age of ordinary work: the age grows by the year in which it is reached.

Labour Code 45/2019/QH14 article 169.2, Decree 135/2020/NĐ-CP article 4. The pension starts with the month after.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Result
from ibhxh.amounts.questions import numbered
from ibhxh.amounts.readings import Readings
from ibhxh.amounts.told import Told
from ibhxh.law import Law
from ibhxh.law.months import first_day, month_of, month_words
from ibhxh.law.value import Unit, Value, day_number
from ibhxh.words import Words

_TITLE = Words("Tuổi nghỉ hưu trong điều kiện bình thường", "Retirement age of ordinary work")
_AGE = Words("Tuổi nghỉ hưu (tháng)", "Retirement age (months)")
_REACHED = Words(
    "Tuổi nghỉ hưu (tháng): {years} tuổi {months} tháng, đủ tuổi trong tháng {month}",
    "Retirement age (months): {years} {years:year|years} {months} {months:month|months}, reached in {month}",
)
_FROM = Words("Hưởng lương hưu sớm nhất từ ngày", "Pension from, at the earliest")
_RESULTS = ("age_months", "pension_from")
_SCHEMA = {ROW: pl.Int64, **dict.fromkeys(_RESULTS, pl.Int64)}


def retirement_age(table: pl.DataFrame, law: Law, readings: Readings) -> Told:
    """The age of each question, and the first day of the month after it is reached. Columns as `KIND` asks.

    Raises `NoLawForDay` for somebody who reaches it outside what the law pack covers.
    """
    found = [_answer(law, **row) for row in numbered(table).iter_rows(named=True)]
    return Told(pl.DataFrame([row for row, _ in found], schema=_SCHEMA), _RESULTS, [told for _, told in found])


def reached(law: Law, sex: str, born_on: date) -> tuple[Value, int]:
    """The age in months and the month in which it is reached: the first month whose own age is already lived."""
    ages = law.parameter("retirement_age_months")
    born = month_of(born_on)
    month = born + ages.on(ages.covers.start, sex=sex).amount
    month = max(month, month_of(ages.covers.start))
    while (age := ages.on(first_day(month), sex=sex)).amount > month - born:
        month += 1
    return age, month


def _answer(law: Law, row: int, sex: str | None, born_on: date | None) -> tuple[dict[str, Any], Explanation]:
    if sex is None or born_on is None:
        return {ROW: row}, Explanation(_TITLE, ())
    age, month = reached(law, sex, born_on)
    years, months = divmod(age.amount, 12)
    words = _REACHED.fill(years=years, months=months, month=month_words(month))
    start = day_number(first_day(month + 1))
    steps = (
        Explained("age_months", words, age.amount, Unit.COUNT, cites=(age,)),
        Explained("pension_from", _FROM, start, Unit.DAY),
    )
    return {ROW: row, "age_months": age.amount, "pension_from": start}, Explanation(_TITLE, steps)


KIND = Kind(
    name="retirement_age",
    words=_TITLE,
    asks=(
        Ask("sex", pl.String(), Words("Giới tính", "Sex"), choices=("female", "male")),
        Ask("born_on", pl.Date(), Words("Ngày sinh", "Born on")),
    ),
    results=(
        Result("age_months", _AGE, Unit.COUNT, adds_up=False),
        Result("pension_from", _FROM, Unit.DAY, adds_up=False),
    ),
    run=retirement_age,
)
