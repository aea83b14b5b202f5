"""Tasks in order, and how near their days are; the months drawn; whole sums in both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibhxh.law.months import month_index
from ibhxh.sites.employer.unit.due_chart import MOST_MONTHS, DueMonth, due_chart, months_of
from ibhxh.sites.employer.unit.task import Deadline, Task, in_order
from ibhxh.words import Words, same
from tests.build.notices import closed_january

pytestmark = pytest.mark.unit

TODAY = date(2026, 1, 30)


def until(days: int, *, firm: bool = True) -> Deadline:
    return Deadline(TODAY + timedelta(days=days), TODAY, same("hạn"), firm)


def task(name: str, days: int | None = None, *, blocks: bool = False) -> Task:
    return Task(same(name), same(""), same("Mở"), "/", None if days is None else until(days), blocks)


@pytest.mark.parametrize(
    ("days", "firm", "urgency"),
    [
        (-3, True, "e"),
        (2, True, "e"),
        (3, True, "w"),
        (10, True, "w"),
        (11, True, ""),
        (-3, False, "w"),
        (5, False, "w"),
        (6, False, ""),
    ],
)
def test_a_day_presses_the_more_the_nearer_it_is_and_advice_is_never_red(days: int, firm: bool, urgency: str) -> None:
    assert until(days, firm=firm).urgency == urgency


def test_what_blocks_comes_first_then_the_nearest_day_then_what_has_none() -> None:
    given = [
        task("đọc"),
        task("sau", 9),
        task("trước", -1),
        task("kẹt", blocks=True),
        task("kẹt, có hạn", 3, blocks=True),
    ]
    assert [one.sentence.vi for one in in_order(given)] == ["kẹt", "trước", "kẹt, có hạn", "sau", "đọc"]


def test_a_blocking_task_is_red_though_its_day_is_far() -> None:
    assert task("trả", 40, blocks=True).urgency == "e"


months = st.lists(
    st.tuples(st.integers(10**4, 10**12), st.integers(10**4, 10**12)), min_size=1, max_size=MOST_MONTHS
).filter(lambda found: any(map(any, found)))


@given(months)
def test_bars_stand_on_zero_and_are_as_high_as_their_sums(amounts: list[tuple[int, int]]) -> None:
    chart = due_chart([DueMonth(24_000 + n, *both) for n, both in enumerate(amounts)])
    assert chart is not None
    zero, top = chart.lines[0].y, chart.lines[-1].y
    assert zero == chart.floor
    most = max(bar.due.total for bar in chart.bars)
    for bar in chart.bars:
        assert top <= bar.top <= bar.mid <= zero, "inside the drawing, the workers' piece above the unit's"
        assert bar.mid + bar.lower == zero
        assert bar.x + chart.bar <= chart.width
        if bar.due.total == most:
            assert (zero - bar.top) * 3 >= (zero - top) * 2 - 3, "the highest bar uses the drawing"


def test_the_first_and_the_last_month_are_labelled_and_no_other() -> None:
    chart = due_chart([DueMonth(month_index("2025-11") + n, 200_000_000, 90_000_000 + n) for n in range(4)])
    assert chart is not None
    assert [bar.name for bar in chart.bars] == ["11/25", "12", "1/26", "2/26"]
    assert [bar.label for bar in chart.bars] == ["290", "", "", "290"]
    assert [line.label for line in chart.lines] == ["0", "100", "200", "300"]
    assert chart.unit == Words("triệu đồng", "million đồng")


def test_small_sums_are_told_in_thousands() -> None:
    chart = due_chart([DueMonth(24_000, 1_141_048, 557_256)])
    assert chart is not None
    assert (chart.unit.vi, chart.bars[0].label) == ("nghìn đồng", "1.698")


def test_nothing_due_draws_nothing() -> None:
    assert due_chart([DueMonth(24_000, 0, 0)]) is None
    assert due_chart([]) is None


def test_a_close_costs_what_its_account_says() -> None:
    close = closed_january()
    (month,) = months_of([close])
    assert month.total == close.account["B.3"]["total"] == 278_013_365
    assert len(months_of([close] * 20)) == MOST_MONTHS
