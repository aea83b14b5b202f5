"""The factory's January against an agency that got it wrong in every way a month can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibhxh.client.reconcile import KINDS, Reconciliation, State, correcting_rows, reconcile
from ibhxh.dossier import Sheet
from ibhxh.register import Account, Columns, MonthClose, Movement, movements_of_sheets
from ibhxh.sample.factory import factory_movements, factory_participants
from tests.build.drawn import drawn
from tests.build.register import DECEMBER, FEBRUARY, JANUARY, PAYMENTS, Register, paid
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

FILED, CORRECTED = date(2026, 1, 30), date(2026, 2, 10)
OWN_PAYMENTS = PAYMENTS[:2]


@cache
def own(last: int = JANUARY) -> Register:
    """The unit's own register."""
    return Register(payments=OWN_PAYMENTS).run(range(DECEMBER, last + 1))


Change = Callable[[Movement], Movement | None]


def agency(
    changes: dict[tuple[str, str], Change], *, people: dict[str, dict[str, object]] | None = None, **others: object
) -> Register:
    """The agency's register of January: these lines (person, plan) booked otherwise, these people otherwise known."""
    moves = [changes.get((m.person, m.plan), lambda same: same)(m) for m in factory_movements()]
    known = tuple(replace(p, **(people or {}).get(p.key, {})) for p in factory_participants())  # type: ignore[arg-type]
    kept = tuple(m for m in moves if m is not None and m.recorded_on == FILED)
    return Register(people=known, movements=kept, **{"payments": OWN_PAYMENTS, **others}).run((DECEMBER, JANUARY))  # type: ignore[arg-type]


def lost(_: Movement) -> None:
    return None


SEEDED: dict[tuple[str, str], Change] = {
    ("NV101", "TM"): lost,
    ("NV006", "GH"): lost,
    ("NV007", "DC"): lambda m: replace(m, wage=5_618_700),
    ("NV042", "DC"): lambda m: replace(m, wage=5_510_000),
    ("NV103", "TL"): lambda m: replace(m, plan="TM"),
    ("NV021", "OF"): lost,
    ("NV021", "ON"): lost,
}
CODES = {
    "R01": {"NV101"}, "R02": {"NV006"}, "R03": {"NV007", "NV042"}, "R05": {"NV103"}, "R06": {"NV008"},
    "R11": {"NV021"}, "R09": {"NV045"},
}  # fmt: skip
PEOPLE: dict[str, dict[str, object]] = {
    "NV045": {"full_name": "Đặng Thị Ut"},
    "NV103": {"participant_class": "vn_employee"},
}
NO_UNEMPLOYMENT = Movement("NV008", "GN", JANUARY, FILED, FILED)


@cache
def wrong() -> Register:
    register = agency(SEEDED, people=PEOPLE)
    again = Register(people=register.people, movements=(*register.movements, NO_UNEMPLOYMENT), payments=OWN_PAYMENTS)
    return again.run((DECEMBER, JANUARY))


def compared(month: int, ours: Register, theirs: Register) -> Reconciliation:
    return reconcile(ours.at(month), theirs.at(month), law=LAW)


def by_code(found: Reconciliation) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for difference in found.differences:
        codes.setdefault(difference.code, set()).add(difference.own_key or difference.their_key or "")
    return codes


def adds_up(found: Reconciliation) -> bool:
    return sum((d.amounts for d in found.differences), Columns()) == found.gap


def test_two_equal_months_differ_in_nothing() -> None:
    found = compared(JANUARY, own(), own())
    assert (found.differences, found.gap, found.compared, found.agrees) == ((), Columns(), 102, True)


def test_every_seeded_difference_is_found_and_none_invented() -> None:
    found = compared(JANUARY, own(), wrong())
    assert by_code(found) == CODES
    assert adds_up(found) and found.gap.total != 0
    missing = next(d for d in found.differences if d.code == "R01")
    assert missing.amounts.total == -1_818_145
    assert missing.what.vi.startswith("Trần Thị Mai Lan có trong danh sách của đơn vị")


def test_a_line_filed_but_not_settled_is_named_so() -> None:
    waiting = [person for person in factory_participants() if person.key in {"NV101", "NV007"}]
    found = reconcile(own().at(JANUARY), wrong().at(JANUARY), waiting=waiting, law=LAW)
    codes = by_code(found)
    assert codes["R12"] == {"NV101", "NV007"}
    assert "R01" not in codes and codes["R03"] == {"NV042"}


def february(version_day: date = CORRECTED) -> tuple[Register, Register]:
    """Both registers through February, the agency having booked the correcting list on 10/02."""
    ours, theirs = Register(payments=OWN_PAYMENTS).run((DECEMBER, JANUARY, FEBRUARY)), copy_of(wrong())
    found = compared(JANUARY, own(), theirs)
    rows = correcting_rows(
        found, own().at(JANUARY), theirs.at(JANUARY), ours.people, ours.movements,
        period=FEBRUARY, version=LAW.form("D02-TS", version_day),
    )  # fmt: skip
    sheet = Sheet.of(LAW.form("D02-TS", version_day), {"work_week": "6"}, [row.cells for row in rows])
    taken = movements_of_sheets(
        [sheet], LAW, theirs.people, CORRECTED, dossier_id="correction", reported_on=FILED, region=1
    )
    assert taken.not_placed == () and taken.newcomers == ()
    theirs.open(FEBRUARY)
    theirs.post(taken.movements, FEBRUARY)
    theirs.close(FEBRUARY)
    return ours, theirs


def copy_of(register: Register) -> Register:
    return replace(register)


def test_the_correcting_list_clears_the_gap() -> None:
    ours, theirs = february()
    found = compared(FEBRUARY, ours, theirs)
    assert by_code(found) == {"R09": {"NV045"}}  # a name is not for a list to mend
    assert found.gap == Columns()
    assert theirs.at(FEBRUARY).account["B.4"] == -compared(JANUARY, own(), wrong()).gap


def rows_of(person: str, period: int, settled_from: dict[str, int] | None = None) -> list[Mapping[str, object]]:
    """The cells that correct what is wrong of a person in January."""
    ours, theirs = own(), wrong()
    rows = correcting_rows(
        compared(JANUARY, ours, theirs), ours.at(JANUARY), theirs.at(JANUARY), ours.people, ours.movements,
        period=period, version=LAW.form("D02-TS", CORRECTED), settled_from=settled_from,
    )  # fmt: skip
    return [row.cells for row in rows if person in (row.difference.own_key, row.difference.their_key)]


def test_a_wage_set_right_from_a_later_month_on_is_not_set_right_twice() -> None:
    def told(rows: list[Mapping[str, object]]) -> list[tuple[object, ...]]:
        return [(row["plan"], row["from_month"], row.get("to_month")) for row in rows]

    march = FEBRUARY + 1
    assert told(rows_of("NV007", march)) == [("AD", JANUARY, FEBRUARY), ("DC", march, None)]
    assert told(rows_of("NV007", march, {"NV007": FEBRUARY})) == [("AD", JANUARY, JANUARY)]
    assert told(rows_of("NV007", march, {"NV007": march})) == [("AD", JANUARY, FEBRUARY)]


def test_a_decrease_is_said_again_with_its_own_day() -> None:
    (row,) = rows_of("NV006", FEBRUARY)
    assert (row["plan"], row["from_month"], row["effective_on"]) == ("GH", JANUARY, date(2026, 1, 16))


def test_funds_are_told_by_name() -> None:
    (fund,) = (one for one in compared(JANUARY, own(), wrong()).differences if one.code == "R06")
    assert fund.what.vi == "Dương Kim Chi: hai bên khác nhau về quỹ BHTN."
    assert fund.what.en.endswith("differ about Unemployment insurance.")


def test_a_decrease_taken_as_late_leaves_health_insurance_owed() -> None:
    theirs = copy_of(wrong())
    late = Movement("NV006", "GH", JANUARY, CORRECTED, CORRECTED)
    theirs.open(FEBRUARY)
    theirs.post([late], FEBRUARY)
    owed = {
        p.fund: p.amount
        for p in theirs.postings
        if p.person == "NV006" and p.booked_in == FEBRUARY and p.month == JANUARY
    }
    assert "BHYT" not in owed and owed["HTTT"] < 0


def test_until_it_is_cleared_the_old_gap_stands_in_the_opening_balance() -> None:
    ours = Register(payments=OWN_PAYMENTS).run((DECEMBER, JANUARY, FEBRUARY))
    theirs = copy_of(agency({("NV007", "DC"): SEEDED["NV007", "DC"]}))
    theirs.run((FEBRUARY,))
    found = compared(FEBRUARY, ours, theirs)
    # R18 follows: with less owed to BHYT at the agency, more of the same money went to BHXH.
    assert by_code(found) == {"R03": {"NV007"}, "R20": {""}, "R18": {""}} and adds_up(found)


def test_what_an_adjustment_sets_right_in_part_is_told_as_one_rest() -> None:
    close, more, back = own().at(JANUARY), Columns(bhyt=900_000, total=900_000), Columns(bhyt=700_000, total=700_000)
    lines = {"A.2.2": more, "B.4": -back, "B.4.2": back, "Đ.2.2": more - back}
    found = reconcile(close, MonthClose(with_lines(close.account, lines), close.participants))
    (rest,) = found.differences
    assert (rest.code, rest.amounts.bhyt) == ("R13", 200_000) and adds_up(found)
    assert rest.what.vi == (
        "Kỳ trước mang sang cộng dòng B.4: đơn vị tính 275.636.160\u00a0đ, cơ quan BHXH ghi 275.836.160\u00a0đ."
    )


def test_wages_above_the_cap_differ_without_money() -> None:
    theirs = agency({}, people={"NV099": {"wage": 61_000_000}})
    found = compared(DECEMBER, own(), theirs)
    assert by_code(found) == {"R03": {"NV099"}}
    assert found.gap.bhxh == found.gap.bhyt == 0 and found.gap.bhtn == 20_000


def test_an_old_cap_is_a_difference_of_the_base() -> None:
    close = own(JANUARY).at(JANUARY)
    theirs = with_row(
        close,
        "NV099",
        lambda row: replace(
            row,
            bases={**row.bases, "BHYT": 36_000_000},
            amounts={**row.amounts, "bhyt_er": 1_080_000, "bhyt_ee": 540_000},
        ),
    )
    found = reconcile(close, theirs, law=LAW)
    assert by_code(found) == {"R04": {"NV099"}} and adds_up(found)


def with_row(close: MonthClose, key: str, change: Callable[..., object]) -> MonthClose:
    """The close with one person's row changed, and the account with it."""
    rows = tuple(change(row) if row.key == key else row for row in close.participants)
    listed = replace(close.participants, rows=rows)  # type: ignore[arg-type]
    before = next(row for row in close.participants if row.key == key).columns()
    after = next(row for row in listed if row.key == key).columns()
    return MonthClose(with_lines(close.account, {"B.3": after - before, "Đ.2.2": after - before}), listed)


def with_lines(account: Account, more: dict[str, Columns]) -> Account:
    return replace(account, lines={**account.lines, **{code: account[code] + by for code, by in more.items()}})


def test_rounding_of_the_total_is_closed_by_itself() -> None:
    close = own().at(JANUARY)
    less = Columns(tnld=-18, total=-18)
    found = reconcile(close, MonthClose(with_lines(close.account, {"B.3": less, "Đ.2.2": less}), close.participants))
    (rounding,) = found.differences
    assert (rounding.code, rounding.state, rounding.amounts) == ("R19", State.EXPLAINED, less)
    assert found.agrees and adds_up(found)


def test_rounding_of_each_person_is_put_together() -> None:
    close = own().at(JANUARY)
    theirs = with_row(
        close, "NV001", lambda row: replace(row, amounts={**row.amounts, "tnld_er": 28_408, "bhyt_ee": 85_225})
    )
    (rounding,) = reconcile(close, theirs).differences
    assert (rounding.code, rounding.count, rounding.amounts.total) == ("R19", 2, -2)


def test_rounding_that_earlier_months_left_is_closed_by_itself() -> None:
    close, less = own().at(JANUARY), Columns(tnld=-18, total=-18)
    theirs = MonthClose(with_lines(close.account, {"A.2.2": less, "Đ.2.2": less}), close.participants)
    found = reconcile(close, theirs)
    assert [(d.code, d.state, d.amounts) for d in found.differences] == [("R19", State.EXPLAINED, less)]
    more = Columns(tnld=-180, total=-180)
    theirs = MonthClose(with_lines(close.account, {"A.2.2": more, "Đ.2.2": more}), close.participants)
    assert [d.code for d in reconcile(close, theirs).open] == ["R20"]


def test_more_than_rounding_is_unexplained() -> None:
    close = own().at(JANUARY)
    more = Columns(tnld=5_000, total=5_000)
    found = reconcile(close, MonthClose(with_lines(close.account, {"B.3": more, "Đ.2.2": more}), close.participants))
    assert [d.code for d in found.open] == ["R99"] and adds_up(found)


def test_a_head_count_that_is_not_the_lists() -> None:
    close = own().at(JANUARY)
    theirs = MonthClose(with_lines(close.account, {"Đ.1": Columns(total=1)}), close.participants)
    assert [d.code for d in reconcile(close, theirs).differences] == ["R21"]


def test_a_payment_that_was_not_credited() -> None:
    theirs = agency({}, payments=())
    found = compared(JANUARY, own(), theirs)
    assert [d.code for d in found.differences] == ["R15"] and found.gap.total == 275_636_160
    assert "28/01/2026" in found.differences[0].what.vi and adds_up(found)


def test_credited_a_month_later_it_is_settled() -> None:
    late = (replace(OWN_PAYMENTS[0], posted_on=date(2026, 2, 3)), OWN_PAYMENTS[1])
    ours, theirs = (Register(payments=p).run((DECEMBER, JANUARY, FEBRUARY)) for p in (OWN_PAYMENTS, late))
    assert [d.code for d in compared(JANUARY, ours, theirs).differences] == ["R15"]
    assert compared(FEBRUARY, ours, theirs).differences == ()


def test_money_of_another_unit() -> None:
    theirs = agency({}, payments=(*OWN_PAYMENTS, replace(paid(JANUARY, 1_000_000, day=5), order_number="X1")))
    found = compared(JANUARY, own(), theirs)
    assert [(d.code, d.amounts.total) for d in found.differences] == [("R16", -1_000_000)] and adds_up(found)


def test_another_value_date_costs_nothing() -> None:
    theirs = agency({}, payments=(replace(OWN_PAYMENTS[0], paid_on=date(2026, 1, 29)), OWN_PAYMENTS[1]))
    found = compared(JANUARY, own(), theirs)
    assert [d.code for d in found.differences] == ["R17"] and not found.gap


def test_another_split_of_the_same_money() -> None:
    close = own().at(JANUARY)
    moved = Columns(bhxh=-700, bhyt=700, total=0)
    lines = {"C": moved, "D.1": moved, "Đ.2.2": -moved}
    found = reconcile(close, MonthClose(with_lines(close.account, lines), close.participants))
    assert [d.code for d in found.differences] == ["R18"] and adds_up(found)


def test_late_money_the_unit_did_not_reckon() -> None:
    close = own().at(JANUARY)
    charged = Columns(bhxh=1_000, total=1_000)
    theirs = with_lines(replace(close.account, late_money_computed=True), {"B.5.3": charged, "Đ.3": charged})
    found = reconcile(close, MonthClose(theirs, close.participants))
    assert [(d.code, d.amounts) for d in found.differences] == [("R14", charged)] and adds_up(found)


def test_different_months_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="months"):
        reconcile(own().at(DECEMBER), own().at(JANUARY))


def test_every_sentence_of_the_catalogue_has_both_languages() -> None:
    for kind in KINDS.values():
        assert all(w.vi and w.en for w in (kind.name, kind.what, kind.cause, kind.choice)), kind.code


PLAYED = [m for m in factory_movements() if m.recorded_on == FILED]


@settings(max_examples=drawn(25))
@given(
    st.lists(st.sampled_from(range(len(PLAYED))), max_size=6, unique=True),
    st.lists(st.tuples(st.sampled_from(range(len(PLAYED))), st.integers(5_310_000, 70_000_000)), max_size=6),
)
def test_whatever_the_agency_lost_or_mistyped_the_amounts_add_up(
    lines: list[int], wages: list[tuple[int, int]]
) -> None:
    moves = list(PLAYED)
    for place, wage in wages:
        if moves[place].plan in ("DC", "TM", "TL"):
            moves[place] = replace(moves[place], wage=wage)
    kept = tuple(m for place, m in enumerate(moves) if place not in lines)
    theirs = Register(movements=kept, payments=OWN_PAYMENTS).run((DECEMBER, JANUARY))
    found = compared(JANUARY, own(), theirs)
    assert adds_up(found)
    assert "R99" not in by_code(found)
    changed = {PLAYED[place].person for place in lines} | {PLAYED[place].person for place, _ in wages}
    assert {d.own_key or d.their_key for d in found.differences} <= changed


def test_two_equal_sums_of_different_funds_are_told_by_fund() -> None:
    ours, theirs = own().at(JANUARY), own().at(JANUARY)
    shifted = Columns(bhxh=100_000, bhyt=-100_000)
    lines = {code: theirs.account[code] + shifted for code in ("A.2.2", "Đ.2.2")}
    theirs = replace(theirs, account=replace(theirs.account, lines={**theirs.account.lines, **lines}))
    (found,) = reconcile(ours, theirs, law=LAW).differences
    assert found.code == "R20"
    assert "BHXH" in found.what.vi and "BHYT" in found.what.vi and "BHTN" not in found.what.vi
