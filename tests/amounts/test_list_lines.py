"""What the lines of a list make due."""

from __future__ import annotations

import pytest

from ibhxh.amounts import MoneyOutOfRange, contributions
from ibhxh.amounts.list_lines import line_facts
from ibhxh.dossier import Cell, Sheet
from ibhxh.law.months import month_index
from tests.build.sheets import D02, D02_OF_2017, HEADER, LAW, worker

pytestmark = pytest.mark.unit

JULY = month_index("2026-07")


def due(*rows: dict[str, Cell], header: dict[str, Cell] | None = None) -> list[tuple[int, int, int]]:
    """(line, month, total) of each month the rows speak of."""
    frame = contributions(line_facts(Sheet.of(D02, header or HEADER, rows), LAW), LAW).frame
    return list(frame.select("line", "month", "total").iter_rows())


def test_a_new_worker_a_wage_with_allowances_and_a_foreigner() -> None:
    rows = (
        worker(),
        worker(plan="DC", wage=11_500_000, wage_allowance=800_000),
        worker(wage=55_000_000, nationality="JP"),
    )
    # month.md 5: NV001 01/2026, NV076 and NV100 07/2026.
    assert due(*rows) == [(0, JULY, 1_818_145), (1, JULY, 3_936_000), (2, JULY, 15_180_000)]


def test_a_second_contract_pays_for_employment_injury_only() -> None:
    assert due(worker(plan="TL", wage=6_000_000)) == [(0, JULY, 30_000)]
    assert due(worker(engagement="second_contract", wage=6_000_000)) == [(0, JULY, 30_000)]


def test_arrears_are_due_month_by_month_each_by_its_own_law() -> None:
    months = {"from_month": month_index("2026-05"), "to_month": month_index("2026-06")}
    arrears = due(worker(plan="AD", wage=1_200_000, **months))
    assert arrears == [(0, months["from_month"], 384_000), (0, months["to_month"], 384_000)]
    old = {"from_month": month_index("2021-06"), "to_month": month_index("2021-07")}
    assert [total for *_, total in due(worker(plan="AD", wage=10_000_000, **old))] == [3_200_000, 3_150_000]


def test_a_reversal_mirrors_its_arrears_and_health_alone_is_health_alone() -> None:
    months = {"from_month": month_index("2026-06"), "to_month": month_index("2026-06"), "wage": 5_681_701}
    (paid,) = due(worker(plan="AD", **months))
    (back,) = due(worker(plan="SB", **months))
    assert back[2] == -paid[2]
    (health,) = due(worker(plan="TT", **months | {"wage": 10_000_000}))
    assert health[2] == 450_000


def test_lines_that_stop_or_suspend_make_nothing_due_and_unread_ones_are_left_out() -> None:
    nothing = [worker(plan=plan) for plan in ("GH", "TS", "OF", "CD", "GL")]
    assert due(*nothing, worker(wage=None), worker(from_month=None)) == []
    assert due(worker(), header=HEADER | {"wage_region": None}) == []


def test_coefficients_count_on_the_base_salary_of_the_month() -> None:
    scale = worker(plan="DC", wage=None, wage_coefficient=46_500, position_allowance=4_000, trade_seniority=50_000)
    facts = line_facts(Sheet.of(D02, HEADER, [scale, worker()]), LAW)
    # (4,65 + 0,4) × 1,05 = 5,3025 × 2.530.000
    assert facts.select("declared_wage", "pay").rows() == [(13_415_325, "state"), (5_681_700, "employer")]
    beyond = worker(plan="DC", wage=None, wage_coefficient=49_800, seniority_beyond_scale=70_000, wage_allowance=1)
    # 4,98 × 1,07 = 5,3286 × 2.530.000, and the allowance
    assert line_facts(Sheet.of(D02, HEADER, [beyond]), LAW)["declared_wage"].to_list() == [13_481_359]


def test_allowances_by_scale_are_whole_dong_each_and_lose_nothing_in_between() -> None:
    teacher = worker(
        plan="DC",
        wage=None,
        wage_coefficient=49_800,
        position_allowance=5_000,
        seniority_beyond_scale=50_000,
        trade_seniority=130_000,
        from_month=month_index("2026-01"),
    )
    # (4,98 × 1,05 + 0,5) × 1,13 = 6,47377 × 2.340.000 = 15.148.621,8; a coefficient cut to 6,4738 would give 70 đ more.
    assert line_facts(Sheet.of(D02, HEADER, [teacher]), LAW)["declared_wage"].to_list() == [15_148_622]


def test_a_coefficient_of_nought_is_an_empty_one() -> None:
    noughts: dict[str, Cell] = {"wage_coefficient": 0, "kept_difference": 0, "position_allowance": 0}
    facts = line_facts(Sheet.of(D02, HEADER, [worker(**noughts), worker(wage=0, wage_coefficient=46_500)]), LAW)
    assert facts.select("declared_wage", "pay").rows() == [(5_681_700, "employer"), (11_764_500, "state")]


def test_a_number_no_scale_has_is_refused_before_it_can_overflow() -> None:
    with pytest.raises(MoneyOutOfRange):
        line_facts(Sheet.of(D02, HEADER, [worker(wage=None, wage_coefficient=2**53 - 1)]), LAW)


def test_rows_without_a_region_are_of_the_one_that_others_name() -> None:
    old = worker(from_month=month_index("2026-01"), wage_region="02")
    known = {field.id for field in D02_OF_2017.wire.row}
    rows = [{name: cell for name, cell in row.items() if name in known} for row in (old, old | {"wage_region": None})]
    assert line_facts(Sheet.of(D02_OF_2017, {}, rows), LAW)["region"].to_list() == [2, 2]
