"""Lines of lists as movements: whom they speak of, what cannot be placed."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.dossier import Cell, Sheet, freeze
from ibhxh.register import LineRef, Movement, Participant, movements_of, movements_of_sheets
from ibhxh.sample.factory import FILINGS, PEOPLE, factory_draft, factory_movements, factory_participants
from tests.build.register import DECEMBER, JANUARY, Register
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

KNOWN_ON = date(2026, 1, 30)
OPENING = tuple(p for p in factory_participants() if p.on_list)
LINE: dict[str, Cell] = {"full_name": "Trần Văn Lợi", "birth_date": "1990-11-20", "plan": "CD", "from_month": JANUARY}


def placed(known: tuple[Participant, ...], *lines: dict[str, Cell], **others: object):  # type: ignore[no-untyped-def]
    version = LAW.form("D02-TS", KNOWN_ON)
    sheet = Sheet.of(version, {}, [LINE | line for line in lines])
    return movements_of_sheets([sheet], LAW, known, KNOWN_ON, dossier_id="d", **{"region": 1, **others})  # type: ignore[arg-type]


@pytest.mark.parametrize("filed", FILINGS, ids=lambda filed: f"{filed.period}/{filed.round}")
def test_every_list_of_the_factory_gives_the_movements_of_the_case(filed) -> None:  # type: ignore[no-untyped-def]
    """Both form versions, read back from the frozen content."""
    content = freeze(factory_draft(filed.period, filed.round, LAW), made_on=filed.filed_on)
    before = tuple(p for p in factory_participants() if p.on_list or filed.period > JANUARY)
    accepted = {(0, row) for row, line in enumerate(filed.lines) if line.code not in filed.returned}
    taken = movements_of(content, LAW, before, filed.filed_on, accepted)
    expected = [m for m in factory_movements() if m.recorded_on == filed.filed_on]
    assert taken.not_placed == ()
    facts = [(m.plan, m.from_month, m.to_month, m.allowance, m.absent_from, m.absent_to) for m in taken.movements]
    assert facts == [(m.plan, m.from_month, m.to_month, m.allowance, m.absent_from, m.absent_to) for m in expected]
    assert [m.source.row for m in taken.movements if m.source] == [m.source.row for m in expected if m.source]


def test_january_read_from_its_dossier_gives_the_published_months() -> None:
    content = freeze(factory_draft(JANUARY, 1, LAW), made_on=KNOWN_ON)
    taken = movements_of(content, LAW, OPENING, KNOWN_ON)
    assert [p.full_name for p in taken.newcomers] == [
        PEOPLE[code].full_name for code in ("NV101", "NV102", "NV105", "NV103")
    ]
    register = Register(people=(*OPENING, *taken.newcomers), movements=taken.movements)
    register.run((DECEMBER, JANUARY, JANUARY + 1))
    obligations = [register.at(month).account["B.3"].total for month in (DECEMBER, JANUARY, JANUARY + 1)]
    assert obligations == [275_636_160, 278_013_365, 281_649_655]


def test_any_number_finds_the_person() -> None:
    person = PEOPLE["NV005"]
    for cells in ({"si_number": person.si_number}, {"personal_id": person.personal_id}, {}):
        (movement,) = placed(OPENING, {"full_name": "Lợi" if cells else "trần văn lợi", **cells}).movements
        assert (movement.person, movement.source) == ("NV005", LineRef("d", 0, 0))


def test_another_insurance_number_is_another_person() -> None:
    (problem,) = placed(OPENING, {"si_number": "9999999999"}).not_placed
    assert "Trần Văn Lợi" in problem.what.vi


def test_two_of_the_same_name_and_birth_date_need_a_number() -> None:
    twins = (Participant("a", "Trần Văn Lợi", "1990-11-20"), Participant("b", "Trần Văn Lợi", "1990-11-20"))
    (problem,) = placed(twins, {}).not_placed
    assert "nhiều người" in problem.what.vi


def test_a_line_that_cannot_be_placed_leaves_the_others() -> None:
    taken = placed(
        OPENING, {"full_name": "Không Ai Cả"}, {}, {"plan": "DC"}, {"plan": "AT", "wage": 1}, {"from_month": None},
        {"plan": "DC", "wage_coefficient": 23_400},
    )  # fmt: skip
    assert [m.source.row for m in taken.movements if m.source] == [1]
    assert [(p.row, p.code) for p in taken.not_placed] == [(row, "LINE_NOT_PLACED") for row in (0, 2, 3, 4, 5)]
    assert all(p.where and p.fix and p.text("en") for p in taken.not_placed)


def test_a_newcomer_stands_for_the_lines_after() -> None:
    new: dict[str, Cell] = {"full_name": "Lê Văn Mới", "birth_date": "2000-01-02"}
    taken = placed(OPENING, {**new, "plan": "TM", "wage": 9_000_000, "wage_supplement": 100_000}, {**new, "plan": "GH"})
    assert [m.person for m in taken.movements] == [taken.newcomers[0].key] * 2 and not taken.newcomers[0].on_list
    assert (taken.movements[0].wage, taken.movements[0].allowance) == (9_000_000, 100_000)


@pytest.mark.parametrize(
    ("cells", "participant_class"),
    [
        ({"plan": "TL"}, "tnld_only"),
        ({"plan": "TM", "engagement": "second_contract"}, "tnld_only"),
        ({"plan": "TM", "nationality": "JP"}, "foreign_employee"),
        ({"plan": "TM", "nationality": "VN"}, "vn_employee"),
    ],
)
def test_the_class_of_a_newcomer(cells: dict[str, Cell], participant_class: str) -> None:
    (person,) = placed((), {"wage": 9_000_000, **cells}).newcomers
    assert person.participant_class == participant_class


def test_a_newcomer_without_wage_region_is_not_placed() -> None:
    (problem,) = placed((), {"plan": "TM", "wage": 9_000_000}, region=None).not_placed
    assert "Vùng lương" in problem.what.vi or "vùng lương" in problem.what.vi


def test_the_first_report_may_be_older_than_the_record() -> None:
    (movement,) = placed(OPENING, {"plan": "GH"}, reported_on=date(2026, 1, 2)).movements
    assert isinstance(movement, Movement)
    assert (movement.recorded_on, movement.reported_on) == (KNOWN_ON, date(2026, 1, 2))
