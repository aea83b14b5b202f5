"""Why a figure is what it is."""

from __future__ import annotations

import polars as pl
import pytest

from ibhxh.amounts import contributions
from ibhxh.amounts.contribution import contribution_calculation
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.words import NO_BREAK

pytestmark = pytest.mark.unit

LAW = shipped_law()
KINDS = ["vn_employee", "foreign_employee", "commune_part_time_officer", "tnld_only"]
TABLE = pl.DataFrame(
    {
        "month": pl.Series([month_index("2026-07")] * 4, dtype=pl.Int32),
        "region": pl.Series([1, 2, 3, 4], dtype=pl.Int8),
        "participant_class": KINDS,
        "declared_wage": [60_000_000, 60_000_000, 1_000_000, 6_000_000],
    }
)
AMOUNTS = contributions(TABLE, LAW)


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_the_amount_of_a_row_with_its_arithmetic_and_its_law() -> None:
    step = AMOUNTS.why(0)["httt_er"]
    assert plain(step.text("vi")) == (
        "Hưu trí, tử tuất, đơn vị đóng: 50.600.000 đ × 14 % = 7.084.000 đ "
        "(Điều 34 khoản 1 điểm b Luật 41/2024/QH15, áp dụng từ 01/07/2025)"
    )
    assert plain(step.text("en")).startswith("Retirement and survivorship, paid by the employer: 50.600.000 đ × 14 %")


def test_a_cap_names_what_it_is_a_multiple_of_down_to_the_decree() -> None:
    cap = AMOUNTS.why(0)["si_cap"]
    assert plain(cap.value_text()) == "20 × 2.530.000 đ = 50.600.000 đ"
    assert "Điều 3 khoản 2 Nghị định 161/2026/NĐ-CP" in cap.cite_text("vi")


@pytest.mark.parametrize(
    ("row", "there", "not_there"),
    [
        (0, {"si_cap", "ui_cap", "ui_base", "bhtn_er", "total"}, {"si_lift", "odts_ee", "bhyt_fund", "fund_level"}),
        (1, {"si_cap", "httt_er"}, {"ui_cap", "ui_base", "bhtn_er", "bhtn_ee"}),
        (2, {"si_lift", "hi_lift", "odts_er"}, {"tnld_er", "ui_cap"}),
        (3, {"si_cap", "si_base", "tnld_er"}, {"hi_cap", "hi_base", "httt_er", "bhyt_er"}),
    ],
    ids=KINDS,
)
def test_only_what_touches_the_row_is_told(row: int, there: set[str], not_there: set[str]) -> None:
    told = {step.name for step in AMOUNTS.why(row).steps}
    assert there <= told
    assert not told & not_there


@pytest.mark.parametrize("row", range(4))
def test_every_told_figure_is_the_row_s_own(row: int) -> None:
    why = AMOUNTS.why(row)
    frame = AMOUNTS.frame.row(row, named=True)
    for step in why.steps:
        if step.name in frame:
            assert step.amount == frame[step.name]
    told = [step.amount for step in why.steps if step.name.endswith(("_er", "_ee")) and "total" not in step.name]
    assert sum(told) == frame["total"] == why["total"].amount


def test_each_law_is_cited_once() -> None:
    cited = [value for step in AMOUNTS.why(0).steps for value in step.cites]
    assert len(cited) == len({id(value) for value in cited}) == 11  # three limits, eight rates


def test_steps_come_in_the_order_they_were_computed() -> None:
    order = [step.name for step in contribution_calculation().steps()]
    told = [step.name for step in AMOUNTS.why(0).steps]
    assert told[0] == "declared_wage"
    assert told[1:] == sorted(told[1:], key=order.index)


def test_what_is_not_verified_is_said_once_for_each_figure() -> None:
    found = AMOUNTS.unverified()
    assert [step.name for step in found] == ["bhtn_er", "bhtn_ee"]
    assert all("chưa đối chiếu" in step.cite_text("vi") for step in found)
    assert "not compared" in AMOUNTS.why(0).text("en")
    assert AMOUNTS.why(3).unverified == ()


def test_as_markdown() -> None:
    lines = plain(AMOUNTS.why(3).markdown("vi")).splitlines()
    assert lines[0] == "**Tiền đóng BHXH, BHYT, BHTN tháng 07/2026**"
    assert lines[2:4] == ["| Bước | Giá trị | Căn cứ |", "|---|---:|---|"]
    assert lines[4] == "| Tiền lương khai báo | 6.000.000 đ |  |"
    assert any("6.000.000 đ × 0,5 % = 30.000 đ" in line for line in lines)


def test_a_row_without_a_wage_or_month_has_nothing_to_explain() -> None:
    table = TABLE[:1].with_columns(declared_wage=pl.lit(None, pl.Int64))
    assert contributions(table, LAW).why(0).steps == ()
    undated = TABLE[:1].with_columns(month=pl.lit(None, pl.Int32))
    assert [step.name for step in contributions(undated, LAW).why(0).steps] == ["declared_wage"]
    assert "tháng …" in contributions(undated, LAW).why(0).text("vi")


def test_words_are_whole_in_both_languages() -> None:
    for step in contribution_calculation().steps():
        assert step.words.vi
        assert step.words.en
        assert "{" not in step.words.vi + step.words.en
