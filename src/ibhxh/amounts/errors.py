"""What keeps an amount from being computed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ibhxh.law.months import month_words
from ibhxh.problem import Problem
from ibhxh.words import Words, day_text, number_text


class MoneyOutOfRange(Problem):
    """An amount too great to be a wage or a contribution: computing on would overflow."""

    code: ClassVar[str] = "MONEY_OUT_OF_RANGE"

    def __init__(self, column: str, row: int, amount: int) -> None:
        super().__init__(
            Words(
                f"Số {number_text(amount)} vượt giới hạn tính toán.",
                f"{number_text(amount)} is beyond what can be computed.",
            ),
            where=Words(f"Dòng {row + 1}, “{column}”", f"Row {row + 1}, “{column}”"),
            fix=Words("Kiểm tra lại số chữ số đã nhập.", "Check how many digits were typed."),
        )
        self.column, self.row, self.amount = column, row, amount


class MissingFact(Problem):
    """The table given to a calculation lacks a column, or holds it in another type."""

    code: ClassVar[str] = "MISSING_FACT"

    def __init__(self, name: str, wanted: str, found: str | None) -> None:
        super().__init__(
            Words(
                f"Bảng dữ liệu chưa có cột “{name}” kiểu {wanted}.",
                f"The table has no column “{name}” of type {wanted}.",
            ),
            why=Words(f"Cột hiện có kiểu {found}.", f"The column has type {found}.") if found else None,
            fix=Words("Bổ sung hoặc đổi kiểu cột.", "Add the column or change its type."),
        )


class SpanBackwards(Problem):
    """A span of months that ends before it starts."""

    code: ClassVar[str] = "SPAN_BACKWARDS"

    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            Words(
                f"“Đến tháng” {month_words(last)} ở trước “từ tháng” {month_words(first)}.",
                f"The last month {month_words(last)} lies before the first {month_words(first)}.",
            ),
            fix=Words("Sửa một trong hai tháng.", "Mend one of the two months."),
        )


class LeaveOverNewYear(Problem):
    """A sick leave that runs from one year into the next: each year has its own days."""

    code: ClassVar[str] = "LEAVE_OVER_NEW_YEAR"

    def __init__(self, row: int, first: date, last: date) -> None:
        super().__init__(
            Words(
                f"Đợt nghỉ từ {day_text(first)} đến {day_text(last)} nằm ở hai năm.",
                f"The leave of {day_text(first)} to {day_text(last)} lies in two years.",
            ),
            where=Words(f"Dòng {row + 1}", f"Row {row + 1}"),
            why=Words("Số ngày tối đa tính riêng cho từng năm.", "The most days are those of each year."),
            fix=Words(
                "Tính riêng hai phần: đến hết 31/12, và từ 01/01 với số ngày đã nghỉ của năm mới.",
                "Ask for two parts: up to 31/12, and from 01/01 on with the days used in the new year.",
            ),
        )
