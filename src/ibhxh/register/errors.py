"""What keeps the register from taking something in."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words


class LineNotPlaced(Problem):
    """A line of a list that says nothing the register can take: its person, month, plan or wage is not clear.

    `row` counts from 0; the other lines of the list are not touched by it.
    """

    code: ClassVar[str] = "LINE_NOT_PLACED"

    def __init__(self, sheet: int, row: int, what: Words, fix: Words) -> None:
        super().__init__(what, where=Words(f"Dòng {row + 1}", f"Row {row + 1}"), fix=fix)
        self.sheet, self.row = sheet, row


class NotAnAccount(Problem):
    """Data that is no account of a month (C12-TS) or list of participants (D09-TS) in the product's form."""

    code: ClassVar[str] = "NOT_AN_ACCOUNT"

    def __init__(self, reason: str) -> None:
        super().__init__(
            Words("Dữ liệu thông báo không đúng cấu trúc.", "The data of the notice is out of shape."),
            why=Words(f"Chi tiết: {reason}.", f"Detail: {reason}."),
            fix=Words("Tải lại thông báo từ cơ quan BHXH.", "Fetch the notice from the agency again."),
        )
