"""People are known by any of their numbers, each with its day and source."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.dossier import Cell, Person, Sheet, find_person, freeze, people_of
from ibhxh.law import IdentifierKind
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, TK1, draft, worker

pytestmark = pytest.mark.unit

SI, ID, PASSPORT = IdentifierKind.SI_NUMBER, IdentifierKind.PERSONAL_ID, IdentifierKind.PASSPORT_NUMBER


def people(*rows: dict[str, Cell], made_on: date = FILED_ON) -> tuple[Person, ...]:
    return people_of(freeze(draft(Sheet.of(D02, HEADER, rows)), made_on=made_on), LAW)


def test_either_number_finds_the_person_and_says_when_and_where_it_was_told() -> None:
    (one,) = people(worker())
    assert one.names == ("Trần Thị Mai Lan",)
    for number in ("9900000101", "099199000101"):
        assert find_person([one], number) == one
    assert [(i.kind, i.told_on, i.form, i.row) for i in one.identifiers] == [
        (SI, FILED_ON, "D02-LT", 0),
        (ID, FILED_ON, "D02-LT", 0),
    ]
    assert find_person([one], "9900000102") is None


def test_lines_that_share_a_number_are_one_person_across_forms_and_with_two_books() -> None:
    lines = [worker(si_number=None), worker(si_number="9900000999")]
    declared = Sheet.of(TK1, {}, [{"full_name": "Trần Thị Mai Lan", "personal_id": "099199000101"}])
    content = freeze(draft(Sheet.of(D02, HEADER, lines), declared), made_on=FILED_ON)
    (one,) = people_of(content, LAW)
    assert one.numbers(SI) == ("9900000999",)
    assert {(i.form, i.row) for i in one.identifiers} == {("D02-LT", 0), ("D02-LT", 1), ("TK1-TS", 0)}
    (two_books,) = people(worker(), worker(si_number="9900000999"))
    assert two_books.numbers(SI) == ("9900000101", "9900000999")


def test_a_later_line_ties_people_together_who_were_met_apart() -> None:
    by_book = worker(personal_id=None)
    by_id = worker(si_number=None)
    assert len(people(by_book, by_id)) == 2
    assert len(people(by_book, by_id, worker())) == 1


def test_the_personal_id_stands_for_the_insurance_number_since_its_day() -> None:
    typed = worker(si_number="099199000101", personal_id=None)
    (now,) = people(typed)
    assert now.identifiers[0].kind is ID
    (before,) = people(typed, made_on=date(2025, 7, 31))
    assert before.identifiers[0].kind is SI


def test_people_without_numbers_and_foreigners() -> None:
    nobody = worker(si_number=None, personal_id=None)
    foreigner = worker(si_number=None, personal_id=None, passport_number="TZ9900100", nationality="JP")
    found = people(nobody, nobody, foreigner)
    assert len(found) == 3
    assert found[2].numbers(PASSPORT) == ("TZ9900100",)


def test_every_kind_of_number_says_since_when_and_by_which_act() -> None:
    assert set(LAW.identifiers) == set(IdentifierKind)
    standing = LAW.identifiers[ID].for_si_number
    assert standing is not None
    assert standing.valid.start == date(2025, 8, 1) and "1804" in standing.reference and standing.note is not None
