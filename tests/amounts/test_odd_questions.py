"""What cannot be: negative counts, days out of order, numbers beyond reason. Refused in words, never reckoned with."""

from __future__ import annotations

from typing import Any

import pytest

from ibhxh.amounts.asked import WrongQuestion, answer, schema
from ibhxh.amounts.errors import LeaveOverNewYear
from ibhxh.amounts.kinds import KINDS
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

WEEK = {"first_day": "2026-08-03", "last_day": "2026-08-07"}


def reckon(kind: str, **question: Any) -> dict[str, Any]:
    return answer(KINDS[kind], [question], LAW)


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("sickness", WEEK | {"wage": 10_000_000, "rest_days": -10}),
        ("sickness", {"first_day": "2026-08-07", "last_day": "2026-08-03", "wage": 10_000_000}),
        ("household_health", {"month": "2026-08", "members": -1, "months": 12}),
        ("unemployment_reserve", {"months_paid": 24, "received": -3}),
        ("contribution", {"month": "2026-08", "declared_wage": -7_500_000, "region": 1}),
        ("contribution", {"month": "2026-08", "declared_wage": 10**23, "region": 1}),
        ("contribution", {"month": "9999-12", "declared_wage": 7_500_000, "region": 1}),
        ("recovery", WEEK | {"back_on": "2026-08-15", "after": "sickness", "sick_days": 30}),
    ],
)
def test_refused_in_words(kind: str, question: dict[str, Any]) -> None:
    with pytest.raises(WrongQuestion) as told:
        reckon(kind, **question)
    assert "Câu hỏi 1" in told.value.text("vi")
    assert "Question 1" in told.value.text("en")


def test_the_schema_says_so_too() -> None:
    asked = schema(KINDS["late_money"])["properties"]
    assert asked["amount"]["minimum"] == 0
    assert asked["correction"]["minimum"] < 0


def test_a_sick_leave_over_new_year_is_asked_for_in_two_parts() -> None:
    with pytest.raises(LeaveOverNewYear) as told:
        reckon("sickness", first_day="2026-12-31", last_day="2027-01-29", wage=10_000_000, used_days=30)
    assert "01/01" in told.value.text("vi")


def test_no_pension_before_the_least_years_and_none_below_nought() -> None:
    few = reckon("pension_rate", month="2020-05", sex="male", months_paid=216, average=10_000_000)
    early = reckon("pension_rate", month="2026-05", sex="female", months_paid=190, early_months=600, average=10_000_000)
    assert few["answers"][0]["pension"] is None
    assert early["answers"][0]["pension"] == 0


def test_a_loss_that_lessened_takes_nothing_back() -> None:
    told = reckon(
        "labour_accident", month="2026-03", loss=20, loss_before=30, wages=[5_000_000], years_paid=3
    )  # fmt: skip
    assert told["answers"][0]["by_loss"] == 0


def test_a_father_has_no_leave_before_the_birth() -> None:
    told = reckon("father_leave", born_on="2026-08-20", wages=[7_500_000], **WEEK)
    assert told["answers"][0]["benefit"] == 0
