"""A kernel sheet stored and read back is the same sheet, unread cells included."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal

from ibhxh.checks import examine_draft
from ibhxh.dossier import Sheet, Unread
from ibhxh.sites.employer.drafting import draft_of, editable, line_amounts, report_of, sheet_of, store_sheet
from ibhxh.sites.employer.models import Dossier, Unit
from ibhxh.states import DossierState
from tests.build.drafting import AT, FILED_ON, january_sheet, make_dossier, make_office
from tests.build.drawn import drawn
from tests.build.sheets import D02, HEADER, LAW, any_sheet, worker

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@given(sheet=any_sheet(D02))
@settings(max_examples=drawn(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sheet_comes_back(sheet: Sheet, db: None) -> None:
    dossier = make_dossier(_unit())
    back = sheet_of(store_sheet(dossier, 0, sheet, at=AT))
    assert back.header == sheet.header
    assert_frame_equal(back.rows, sheet.rows)


def test_unread_cells_come_back_word_for_word() -> None:
    typed = (Unread(None, "work_week", "sáu ngày"), Unread(1, "wage", "bảy triệu"))
    sheet = Sheet.of(D02, HEADER | {"work_week": None}, [worker(), worker(wage=None)], typed)
    dossier = make_dossier(_unit(), sheet)
    assert draft_of(dossier).sheets[0].unread == typed


def test_a_stored_draft_is_checked_as_the_draft_itself() -> None:
    office = make_office(january_sheet(faults=True))
    draft = draft_of(office.dossier)
    report = report_of(office.dossier, filed_on=FILED_ON)
    assert report == examine_draft(draft, LAW, filed_on=FILED_ON)
    assert report.errors
    assert draft.sheets[0].unread


def test_storing_again_replaces_the_rows_and_raises_the_revision() -> None:
    office = make_office(january_sheet())
    again = store_sheet(office.dossier, 0, Sheet.of(D02, HEADER, [worker()]), at=AT)
    assert (again.revision, again.rows.count(), again.form) == (2, 1, "D02-LT")


def test_amounts_of_january() -> None:
    found = line_amounts(make_office(january_sheet()).dossier)
    assert found.trouble is None
    assert not found.arrears
    # A new seamstress on 5.681.700 đ: 32 % of it, each fund rounded by itself.
    assert found.by_row(0)[0] == 1_818_145
    assert found.current == sum(found.by_row(0).values())


@pytest.mark.parametrize("state", list(DossierState))
def test_lines_may_be_changed_in_a_draft_and_for_a_supplement(state: DossierState) -> None:
    expected = state in (DossierState.DRAFT, DossierState.SUPPLEMENT_REQUESTED)
    assert editable(Dossier(state=state)) is expected


def _unit() -> Unit:
    return Unit.objects.first() or make_office(january_sheet()).unit
