"""What keeps an amount from being computed."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.law.months import month_words
from ibhxh.problem import Problem
from ibhxh.words import Words, number_text


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
