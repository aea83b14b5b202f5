"""Lines that try both books: funds that rise and fall at once, lines not decided yet, lines decided out of turn."""

from __future__ import annotations

from typing import Any

import pytest

from ibhxh.dossier import Sheet
from ibhxh.sample.factory.history import factory_participants
from ibhxh.sites.employer.dossiers.making import empty_sheet, list_form, make_dossier, next_round
from ibhxh.sites.employer.models import Dossier
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import Actor
from tests.build.both_sides import BothSides, at_nine
from tests.build.register import FEBRUARY, JANUARY
from tests.sites.employer.dossiers.conftest import Hour
from tests.sites.employer.unit.test_reconcile import CLOSED, FEBRUARY_CLOSED, adds_up, both, office_data, seen

__all__ = ["both", "office_data"]
pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

PERSON = next(person for person in factory_participants() if person.on_list)
RAISE: dict[str, Any] = {"plan": "DC", "wage": 9_000_000}


def filed(both: BothSides, hour: Hour, *lines: dict[str, Any]) -> Dossier:
    """One person's lines of January, filed and accepted."""
    who = {name: getattr(PERSON, name) for name in ("full_name", "birth_date", "si_number", "personal_id")}
    with working_for(Side.EMPLOYER):
        unit = both.place.unit
        version, round_ = list_form(the_law(), hour.at.date()), next_round(unit, JANUARY)
        header = empty_sheet(unit, version, JANUARY, round_).header
        sheet = Sheet.of(version, header, [{**who, "from_month": JANUARY, **line} for line in lines])
        dossier = make_dossier(
            unit, [sheet], period=JANUARY, round=round_, actor=Actor.CLERK, by="người mẫu", at=hour.at
        )
    both.file(dossier, at=hour.at)
    return dossier


@pytest.mark.parametrize("lines", [[RAISE, {"plan": "GN"}], [{"plan": "TL", "wage": 47_000_000}]])
def test_a_month_closes_in_which_one_fund_of_a_person_rises_and_another_falls(
    both: BothSides, hour: Hour, lines: list[dict[str, Any]]
) -> None:
    dossier = filed(both, hour, *lines)
    hour.at = at_nine(CLOSED)
    both.decide(dossier)
    both.close(JANUARY, at=hour.at)
    both.deliver(at=hour.at)
    assert seen(both.place, JANUARY, CLOSED).told == ()


@pytest.mark.parametrize("line", [{"plan": "GH"}, RAISE])
def test_a_line_that_was_not_decided_when_the_month_closed_is_waited_for(
    both: BothSides, hour: Hour, line: dict[str, Any]
) -> None:
    """Who left is on the agency's list alone, and still nothing is to be filed again."""
    filed(both, hour, line)
    hour.at = at_nine(CLOSED)
    both.close(JANUARY, at=hour.at)
    both.deliver(at=hour.at)
    told = seen(both.place, JANUARY, CLOSED).told
    assert [(one.difference.code, one.correctable) for one in told] == [("R12", False)]


def test_a_line_pending_over_two_closes_is_waited_for_in_the_opening_balance_too(both: BothSides, hour: Hour) -> None:
    filed(both, hour, RAISE)
    hour.at = at_nine(CLOSED)
    both.close(JANUARY, at=hour.at)
    hour.at = at_nine(FEBRUARY_CLOSED)
    both.close(FEBRUARY, at=hour.at)
    both.deliver(at=hour.at)
    found = seen(both.place, FEBRUARY, FEBRUARY_CLOSED)
    assert {one.difference.code for one in found.told} == {"R12"}
    assert adds_up(found)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_wages_of_a_month_the_one_filed_later_holds_whichever_is_decided_first(
    both: BothSides, hour: Hour, order: tuple[int, int]
) -> None:
    first = filed(both, hour, RAISE)
    hour.at = at_nine(CLOSED)
    dossiers = (first, filed(both, hour, RAISE | {"wage": 8_000_000}))
    for number in order:
        both.decide(dossiers[number])
    both.close(JANUARY, at=hour.at)
    both.deliver(at=hour.at)
    found = seen(both.place, JANUARY, CLOSED)
    theirs = next(row for row in found.theirs.participants if row.si_number == PERSON.si_number)
    assert theirs.wage == 8_000_000
    assert found.told == ()
