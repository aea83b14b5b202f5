"""Arrears and refunds: they add up, they cancel, and every month is by its own law."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.amounts import Readings, Rounding
from ibhxh.amounts.arrears import KIND
from ibhxh.amounts.errors import SpanBackwards
from ibhxh.law import shipped_law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.months import month_index, month_text
from tests.amounts.asking import answers, asked, questions
from tests.build.drawn import drawn

pytestmark = pytest.mark.unit

LAW = shipped_law()
RESULTS = tuple(result.name for result in KIND.results)
STATUSES = tuple(dict.fromkeys(entry.status for entry in LAW.month_statuses))
WAGE = st.one_of(st.just(0), st.integers(1, 150_000_000))
SPAN = st.tuples(st.integers(month_index("2007-01"), month_index("2027-06")), st.integers(0, 6)).map(
    lambda span: (month_text(span[0]), month_text(span[0] + span[1]))
)
QUESTION = st.builds(
    lambda span, rest: {"from_month": span[0], "to_month": span[1], **rest},
    SPAN,
    st.fixed_dictionaries(
        {
            "old_wage": WAGE,
            "new_wage": WAGE,
            "region": st.integers(1, 4),
            "old_status": st.sampled_from(STATUSES),
            "new_status": st.sampled_from(STATUSES),
            "participant_class": st.sampled_from(["vn_employee", "foreign_employee", "commune_part_time_officer"]),
            "budget_unit": st.booleans(),
        }
    ),
)


def swapped(question: dict[str, Any]) -> dict[str, Any]:
    """Back again: the new becomes the old."""
    pairs = {"old_wage": "new_wage", "old_status": "new_status"}
    pairs |= {new: old for old, new in pairs.items()}
    return question | {name: question[other] for name, other in pairs.items()}


@settings(max_examples=drawn(25))
@given(st.lists(QUESTION, min_size=1, max_size=4))
def test_what_is_set_right_again_cancels_to_nought(rows: list[dict[str, Any]]) -> None:
    there, back = (answers(asked(KIND, some), *RESULTS) for some in (rows, [swapped(row) for row in rows]))
    assert [tuple(-amount for amount in answer) for answer in there] == back


@settings(max_examples=drawn(20))
@given(QUESTION)
def test_a_span_is_the_sum_of_its_months(row: dict[str, Any]) -> None:
    months = range(month_index(row["from_month"]), month_index(row["to_month"]) + 1)
    single = [row | {"from_month": month_text(month), "to_month": month_text(month)} for month in months]
    each = answers(asked(KIND, single), *RESULTS)
    assert answers(asked(KIND, [row]), *RESULTS) == [tuple(map(sum, zip(*each, strict=True)))]


@settings(max_examples=drawn(20))
@given(st.lists(QUESTION, min_size=2, max_size=5))
def test_one_row_is_as_many_rows(rows: list[dict[str, Any]]) -> None:
    assert answers(asked(KIND, rows), *RESULTS) == [answers(asked(KIND, [row]), *RESULTS)[0] for row in rows]


@settings(max_examples=drawn(20))
@given(QUESTION)
def test_totals_are_the_sums_of_the_lines(row: dict[str, Any]) -> None:
    for piece in asked(KIND, [row]).frame.iter_rows(named=True):
        assert piece["total"] == piece["total_er"] + piece["total_ee"]
        assert piece["total"] == sum(piece[fund] for fund in ("httt", "odts", "tnld", "bhyt", "bhtn"))
        assert piece["httt"] == piece["httt_er"] + piece["httt_ee"]


@settings(max_examples=drawn(25))
@given(QUESTION, st.integers(0, 50_000_000))
def test_a_higher_wage_never_lessens_what_is_owed(row: dict[str, Any], more: int) -> None:
    if row["new_wage"]:
        (less,), (greater,) = (
            answers(asked(KIND, [r]), "total") for r in (row, row | {"new_wage": row["new_wage"] + more})
        )
        assert less <= greater


@pytest.mark.parametrize("name", ["from_month", "to_month", "old_wage", "new_wage"])
def test_a_blank_gives_a_blank(name: str) -> None:
    row = {"from_month": "2026-05", "to_month": "2026-05", "old_wage": 1_000_000, "new_wage": 2_000_000, "region": 1}
    blank, whole = answers(asked(KIND, [row | {name: None}, row]), "total")
    assert blank == (None,)
    assert whole == (320_000,)


def test_the_wage_of_someone_insured_from_nought_is_whole() -> None:
    """The old side is nothing, not the least base that the law lifts a wage to."""
    row = {
        "from_month": "2026-07", "to_month": "2026-07", "old_wage": 0, "new_wage": 2_530_000, "region": 1,
        "participant_class": "commune_part_time_officer",
    }  # fmt: skip
    frame = asked(KIND, [row]).frame
    assert frame["httt"].to_list() == [556_600]


def test_ten_years_never_declared() -> None:
    """5.000.000 × (17 months at 32,5 %, 49 at 32 %, 3 at 31,5 %, 9 at 30,5 %, 3 at 31 %, 45 at 32 %)."""
    row = {"from_month": "2016-01", "to_month": "2026-06", "old_wage": 0, "new_wage": 5_000_000, "region": 1}
    found = asked(KIND, [row])
    assert found.frame.height == 126
    assert answers(found, "total", "total_ee") == [(201_125_000, 66_150_000)]


def test_the_why_tells_both_sides_and_the_law() -> None:
    row = {"from_month": "2026-06", "to_month": "2026-07", "old_wage": 46_000_000, "new_wage": 60_000_000, "region": 1}
    why = asked(KIND, [row]).why(0)
    text = why.text("vi")
    assert "Truy thu, thoái thu tháng 06/2026" in text
    assert "3.744.000\u00a0đ − 3.680.000\u00a0đ = 64.000\u00a0đ (Điều 33 khoản 1 điểm a Luật 41/2024/QH15" in text
    assert "Căn cứ đóng BHXH, không quá mức trần (sau điều chỉnh): 46.800.000\u00a0đ" in text
    assert [step.name for step in why.steps].count("si_cap") == 1
    assert asked(KIND, [row]).why(1).title.vi.endswith("07/2026")


def test_the_why_names_a_status() -> None:
    row = {"from_month": "2026-06", "to_month": "2026-06", "old_wage": 5_310_000, "new_wage": 5_310_000, "region": 1}
    why = asked(KIND, [row | {"new_status": "left_reported_late"}]).why(0)
    assert why["new_status"].amount == 1
    assert "Báo giảm chậm" in why["new_status"].words.vi
    assert [step.name for step in why.steps if step.name.startswith("bhyt")] == ["bhyt_er", "bhyt_ee", "bhyt"]


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    row = {"from_month": "2026-06", "to_month": "2026-05", "old_wage": 0, "new_wage": 1, "region": 1}
    with pytest.raises(SpanBackwards, match="05/2026"):
        asked(KIND, [row])


def test_an_unknown_status_is_refused() -> None:
    row = {"from_month": "2026-06", "to_month": "2026-06", "old_wage": 0, "new_wage": 1, "region": 1}
    with pytest.raises(NoLawForDay):
        asked(KIND, [row | {"new_status": "asleep"}])


def test_rounding_is_that_of_the_whole_contributions() -> None:
    row = {"from_month": "2026-01", "to_month": "2026-01", "old_wage": 0, "new_wage": 5_681_700, "region": 1}
    cut = KIND.run(questions(KIND, [row]), LAW, Readings(rounding=Rounding.TRUNCATE)).frame
    assert (cut["tnld"].to_list(), asked(KIND, [row]).frame["tnld"].to_list()) == ([28_408], [28_409])
