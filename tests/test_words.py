"""How values are written for people."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.problem import Problem
from ibhxh.words import Words, day_text, filled, money_text, number_text, percent_text, same, scaled_text, unfilled

pytestmark = pytest.mark.unit


def test_numbers_money_and_days() -> None:
    assert number_text(-1_460_250) == "\u22121.460.250"
    assert money_text(1_234_567) == "1.234.567\u00a0đ"
    assert percent_text(15_000) == "1,5\u00a0%"
    assert percent_text(300) == "0,03\u00a0%"
    assert scaled_text(46_500, 10_000) == "4,65"
    assert scaled_text(320_000, 10_000) == "32"
    assert scaled_text(-5, 10_000) == "\u22120,0005"
    assert day_text(date(2026, 7, 31)) == "31/07/2026"


def test_words_fill_each_language_with_its_own() -> None:
    sentence = Words("Còn {n} lỗi ở {place}.", "{n} errors in {place}.")
    assert sentence.fill(n=2, place=Words("cột 4", "column 4")) == Words("Còn 2 lỗi ở cột 4.", "2 errors in column 4.")


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "There are 0 rows, 0 of them empty."),
        (1, "There is 1 row, 1 of them empty."),
        (2, "There are 2 rows, 2 of them empty."),
        (1000, "There are 1000 rows, 1000 of them empty."),
        (-1, "There are -1 rows, -1 of them empty."),
        ("1", "There is 1 row, 1 of them empty."),
        (number_text(1000), "There are 1.000 rows, 1.000 of them empty."),
        (same("1"), "There is 1 row, 1 of them empty."),
        ("…", "There are … rows, … of them empty."),
    ],
)
def test_english_counts_in_two_forms(n: object, text: str) -> None:
    counted = Words("{n} dòng", "There {n:is|are} {n} {n:row|rows}, {n} of them empty.")
    assert counted.fill(n=n).en == text


def test_each_count_of_a_text_has_its_own_form() -> None:
    counted = Words("{a} lỗi, {b} cảnh báo", "{a} {a:error|errors}, {b} {b:warning|warnings}")
    assert counted.fill(a=1, b=2).en == "1 error, 2 warnings"
    assert counted.fill(a=2, b=1).en == "2 errors, 1 warning"


def test_other_ways_to_write_a_value_stay() -> None:
    day = date(2026, 7, 31)
    assert filled("{n:,} {n:row|rows} of {d:%d/%m}, {{n}}", {"n": 1234, "d": day}) == "1,234 rows of 31/07, {n}"
    assert filled("{n:,} of {d:%d/%m}, {{n}}", {"n": 1234, "d": day}) == "1,234 of 31/07, {n}"
    assert filled("{n:|s}", {"n": 1}) == ""
    assert filled("{n} {n:row|rows}", {"n": "{x:a|b}"}) == "{x:a|b} rows"


def test_documents_show_the_plural() -> None:
    assert unfilled("{n:There is|There are} {n} {n:row|rows} of {day:%d}") == "There are {n} rows of {day:%d}"


def test_a_problem_tells_place_fact_reason_and_remedy() -> None:
    problem = Problem(
        Words("Sai.", "Wrong."),
        where=Words("Dòng 1", "Row 1"),
        why=Words("Vì.", "Because."),
        fix=Words("Sửa.", "Mend."),
    )
    assert problem.text("vi") == "Dòng 1: Sai. Vì. Sửa."
    assert problem.text("en") == "Row 1: Wrong. Because. Mend."
    assert problem.as_dict()["code"] == "PROBLEM"
