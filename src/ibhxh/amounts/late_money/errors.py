"""What keeps late money from being reckoned."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words


class YieldNotLoaded(Problem):
    """The yield of a year, on which monthly late interest rests, is not in the law pack."""

    code: ClassVar[str] = "YIELD_NOT_LOADED"

    def __init__(self, parameter: str, words: Words, year: int) -> None:
        super().__init__(
            Words(
                f"Bộ dữ liệu pháp luật chưa có “{words.vi}” của năm {year}.",
                f"The law pack has no “{words.en}” of {year}.",
            ),
            why=Words(
                "Lãi chậm đóng đến 30/06/2025 tính theo lãi suất này; không lấy lãi suất của năm khác thay thế.",
                "Late interest until 30/06/2025 rests on it; no other year's is taken instead.",
            ),
            fix=Words(
                f"Lấy số do BHXH Việt Nam công bố, ghi vào một tệp bổ sung (amends: {parameter}, valid: "
                f"{{from: {year}-01-01, to: {year}-12-31}}, value tính bằng phần triệu) rồi nạp tệp này.",
                f"Take the figure published by Viet Nam Social Security, write it to an overlay file (amends: "
                f"{parameter}, valid: {{from: {year}-01-01, to: {year}-12-31}}, value in 1/1.000.000) and load it.",
            ),
        )
        self.parameter, self.year = parameter, year
