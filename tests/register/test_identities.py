"""What holds in every account: on random months, and no longer once a figure is tampered with."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.register import COLUMNS, LINE, Account, Measure, NotAnAccount, Participants, Payment, broken_identities
from ibhxh.register.account_lines import FIGURES
from ibhxh.sample.factory import factory_movements
from tests.build.drawn import drawn
from tests.build.register import DECEMBER, JANUARY, JULY, Register, factory_register, paid

pytestmark = pytest.mark.unit

MOVES = factory_movements()
CELLS = [
    (code, column)
    for code in FIGURES
    for column in (*COLUMNS, "total")
    if not (column == "total" and LINE[code].measure is Measure.PAYROLL)
]


@cache
def factory() -> Register:
    return factory_register(JULY)


def changed(account: Account, code: str, column: str, by: int) -> Account:
    figures = account[code]
    return replace(account, lines={**account.lines, code: replace(figures, **{column: figures[column] + by})})


@settings(max_examples=drawn(25))
@given(
    st.sets(st.sampled_from(range(len(MOVES))), max_size=40),
    st.lists(st.tuples(st.integers(1, 28), st.integers(1, 400_000_000)), max_size=4),
)
def test_they_hold_whatever_was_filed_and_paid(left_out: set[int], money: list[tuple[int, int]]) -> None:
    moves = tuple(m for place, m in enumerate(MOVES) if place not in left_out)
    payments: tuple[Payment, ...] = tuple(paid(JANUARY, amount, day) for day, amount in money)
    register = Register(movements=moves, payments=payments).run((DECEMBER, JANUARY))
    december, january = register.closes
    assert broken_identities(december.account, None, december.participants) == []
    assert broken_identities(january.account, december.account, january.participants) == []


@settings(max_examples=drawn(300))
@given(st.sampled_from(CELLS), st.integers(-(10**12), 10**12).filter(bool), st.sampled_from([JANUARY, JULY]))
def test_a_figure_tampered_with_is_found(cell: tuple[str, str], by: int, month: int) -> None:
    sound, previous = factory().at(month), factory().at(month - 1).account
    found = broken_identities(changed(sound.account, *cell, by), previous, sound.participants)
    assert found
    assert all(fault.text().vi and fault.text().en for fault in found)


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_every_single_cell_is_under_watch(cell: tuple[str, str]) -> None:
    sound, previous = factory().at(JULY), factory().at(JULY - 1).account
    assert broken_identities(changed(sound.account, *cell, 1), previous, sound.participants)


def test_a_month_left_out_is_found() -> None:
    skipped = broken_identities(factory().at(JULY).account, factory().at(JANUARY).account)
    assert any(fault.identity.vi.startswith("kỳ") for fault in skipped)


def test_a_payment_that_is_not_in_c_is_found() -> None:
    account = factory().at(JANUARY).account
    assert broken_identities(replace(account, payments=()))[0].expected == 0


@pytest.mark.parametrize("month", range(DECEMBER, JULY + 1))
def test_accounts_and_lists_travel_as_data(month: int) -> None:
    close = factory().at(month)
    assert Account.from_dict(close.account.as_dict()) == close.account
    assert Participants.from_dict(close.participants.as_dict()) == close.participants


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": "2026-13"},
        {"format": "other"},
        {"lines": {}},
        {"payments": [{"amount": 1}]},
        {"more": 1},
        {"late_money_computed": None},
    ],
)
def test_other_data_is_no_account(wrong: dict[str, object]) -> None:
    data = factory().at(JANUARY).account.as_dict()
    if wrong == {"late_money_computed": None}:
        wrong = {"lines": {**data["lines"], "A.1": {**data["lines"]["A.1"], "bhxh": "98"}}}
    with pytest.raises(NotAnAccount):
        Account.from_dict({**data, **wrong})


def test_other_data_is_no_list() -> None:
    data = factory().at(JANUARY).participants.as_dict()
    with pytest.raises(NotAnAccount):
        Participants.from_dict({**data, "rows": [{**data["rows"][0], "wage": "1"}]})
    with pytest.raises(NotAnAccount):
        Participants.from_dict({**data, "rows": [{"key": "x"}]})
