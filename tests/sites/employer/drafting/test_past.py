"""The grid and the answers look into the unit's own book: what it says stands beside, errors keep from going on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from ibhxh.checks import LineState
from ibhxh.client.reconcile import remark
from ibhxh.dossier import Sheet
from ibhxh.law.months import month_index
from ibhxh.sample.factory import factory_draft
from ibhxh.sites.employer.drafting.state import sheet_state
from ibhxh.sites.employer.models import Dossier, Person
from ibhxh.sites.employer.unit.own_past import own_past
from ibhxh.sites.project import clock
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.states import DossierState
from tests.build.drafting import AT, FILED_ON, JANUARY, january_sheet, make_dossier
from tests.build.journey import Place, a_draft, a_place, a_sent, browser
from tests.build.notices import acceptance, decision
from tests.build.sheets import LAW
from tests.sites.employer.dossiers.test_incoming import tell

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]

CLEAN = factory_draft(JANUARY, 1, LAW).sheets[0]


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(clock, "now", lambda: AT)
    with working_for(Side.EMPLOYER):
        place = a_place()
        place.unit.opening_month = month_index("2025-12")
        place.unit.save()
        yield place


@pytest.fixture
def clerk(place: Place) -> Client:
    return browser(place.clerk)


def said(dossier: Dossier) -> list[str]:
    """What the book says of the first sheet."""
    past = sheet_state(dossier, dossier.sheets.get(place=0), filed_on=FILED_ON).examined.past
    return [finding.rule for finding in past.findings] if past else []


def rows(*changed: tuple[int, dict[str, Any]]) -> Sheet:
    """Rows of January, by their number from 0, changed."""
    listed = CLEAN.rows.to_dicts()
    return Sheet.of(CLEAN.version, CLEAN.header, [listed[number] | cells for number, cells in changed])


def again(place: Place, sheet: Sheet) -> Dossier:
    """Another dossier of January."""
    dossier = make_dossier(place.unit, sheet)
    Dossier.objects.filter(pk=dossier.pk).update(round=2)
    return Dossier.objects.get(pk=dossier.pk)


def test_the_clean_january_has_nothing_to_be_said_of(place: Place) -> None:
    assert said(a_draft(place)) == []


def test_the_clerks_first_list_leaves_two_wages_as_they_were(place: Place) -> None:
    dossier = make_dossier(place.unit, january_sheet(faults=True))
    found = sheet_state(dossier, dossier.sheets.get(place=0), filed_on=FILED_ON)
    assert said(dossier) == ["HIS-301", "HIS-301"]
    told = found.as_data("vi")
    assert isinstance(told["counts"], dict) and told["counts"]["error"] == found.examined.report.counts["error"] + 2  # type: ignore[index]
    data: Any = told["findings"]
    assert [f["field"] for f in data if f["rule"] == "HIS-301"] == ["wage", "wage"]
    places = [(f["sheet"], found.row_ids[0].index(f["row"])) for f in data if f["row"]]
    assert places == sorted(places)
    # The wage of the tenth row is also below the regional minimum, which is a warning.
    tenth = [f["rule"] for f in data if f["row"] == found.row_ids[0][9] and f["field"] == "wage"]
    assert tenth == ["HIS-301", "D02-307"]


def test_an_increase_of_somebody_on_the_list_can_be_made_a_wage_change(place: Place) -> None:
    dossier = make_dossier(place.unit, rows((4, {"plan": "TM", "declaration_kind": "1"})))
    found = sheet_state(dossier, dossier.sheets.get(place=0), filed_on=FILED_ON).as_data("vi")
    data: Any = found["findings"]
    told = next(finding for finding in data if finding["rule"] == "HIS-101")
    assert told["severity"] == "error"
    assert "sổ của đơn vị đang ghi người này vẫn tham gia từ 12/2025" in told["text"]
    assert [(cell["field"], cell["text"]) for cell in told["fix"]] == [("plan", "DC"), ("declaration_kind", "2")]


def test_what_was_filed_is_known_and_a_dossier_is_not_its_own_past(place: Place) -> None:
    sent = a_sent(place)
    past = own_past(sent, FILED_ON)
    assert past is not None and past.filed.is_empty() and "NV101" not in past.people["key"]
    filed = again(place, CLEAN)
    found = said(filed)
    assert set(found) == {"HIS-501"} and len(found) == 70
    later = own_past(filed, FILED_ON)
    assert later is not None and set(later.filed["state"]) == {LineState.WAITING}
    assert later.closed_through == month_index("2025-12")


def test_a_dossier_that_was_sent_is_not_held_against_what_came_later(place: Place) -> None:
    sent = a_sent(place)
    assert sheet_state(sent, sent.sheets.get(place=0), filed_on=FILED_ON).examined.past is None


def test_rows_that_reconciliation_drafted_tell_the_agency_what_the_book_has(place: Place) -> None:
    increase = {"plan": "TM", "declaration_kind": "1"}
    assert said(make_dossier(place.unit, rows((4, increase)))) == ["HIS-101"]
    assert said(again(place, rows((4, increase | {"note": remark(JANUARY)})))) == []


def test_a_unit_that_never_entered_its_people_is_asked_about_nobody(place: Place) -> None:
    Person.objects.filter(unit=place.unit).delete()
    dossier = a_draft(place)
    assert own_past(dossier, FILED_ON) is None
    assert said(dossier) == []


def test_a_unit_without_its_people_knows_what_it_filed(place: Place) -> None:
    Person.objects.filter(unit=place.unit).delete()
    a_sent(place)
    # The sheet's first row is an increase that was filed; the fifth is of somebody nobody has entered.
    joins = CLEAN.rows["plan"].to_list().index("TM")
    assert said(again(place, rows((joins, {"wage": 7_000_000}), (4, {"wage": 9_000_000})))) == ["HIS-101"]


def test_an_error_of_the_book_keeps_the_dossier_from_being_frozen(place: Place, clerk: Client) -> None:
    dossier = make_dossier(place.unit, rows((4, {"plan": "TM", "declaration_kind": "1"})))
    page = place.path(f"{dossier.pk}/xem-lai")
    assert "đang ghi người này vẫn tham gia" in clerk.get(page).content.decode()
    refused = clerk.post(page, {})
    dossier.refresh_from_db()
    assert (refused.status_code, dossier.state) == (422, DossierState.DRAFT)


def test_a_warning_of_the_book_is_shown_and_asks_for_no_reason(place: Place, clerk: Client) -> None:
    changed = {"wage": 8_000_000, "note": None}
    dossier = make_dossier(place.unit, rows((4, changed)))
    page = place.path(f"{dossier.pk}/xem-lai")
    shown = clerk.get(page).content.decode()
    assert "Đối chiếu với sổ của đơn vị" in shown and "Tổng lương và phụ cấp tăng 50 %" in shown
    assert "reason-HIS" not in shown
    gone_on = clerk.post(page, {})
    dossier.refresh_from_db()
    assert (gone_on.status_code, dossier.state) == (302, DossierState.READY)
    assert "HIS-" not in bytes(dossier.report or b"").decode()


def test_a_returned_line_counts_for_nothing_and_is_told_when_it_comes_unchanged(place: Place) -> None:
    a_sent(place)
    joins = CLEAN.rows["plan"].to_list().index("TM")
    tell(place, acceptance(), decision(returned=(joins,)))
    filed = again(place, rows((joins, {})))
    assert said(filed) == ["HIS-502"]
    assert said(again(place, rows((joins, {"wage": 7_000_000})))) == []
