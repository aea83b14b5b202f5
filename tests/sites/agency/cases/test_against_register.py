"""Lines against the agency's register: people, other cases of the unit, and the instant at which it was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from ibhxh.checks import Severity
from ibhxh.checks.rule import Scope
from ibhxh.dossier import Sheet, freeze
from ibhxh.sample.factory import factory_draft
from ibhxh.sites.agency.cases.accepting import accept
from ibhxh.sites.agency.cases.deciding import decide_case
from ibhxh.sites.agency.cases.lines import CaseLines
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.settling import LineReason, accept_lines, return_lines
from ibhxh.words import Words
from tests.build.agency_office import FILED_AT, JANUARY, file_by_paper, signed_in
from tests.build.sheets import LAW
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]

CLEAN = factory_draft(JANUARY, 1, LAW)
PLANS = CLEAN.sheets[0].rows["plan"].to_list()


def january_again(*changed: tuple[int, dict[str, Any]]) -> Case:
    """Round 2 of January, accepted: rows of round 1, by their number from 0, changed."""
    first = CLEAN.sheets[0]
    listed = first.rows.to_dicts()
    sheet = Sheet.of(first.version, first.header, [listed[number] | cells for number, cells in changed])
    draft = replace(CLEAN, id="ab" * 16, key=replace(CLEAN.key, round=2), sheets=(sheet,))
    case = file_by_paper(freeze(draft, made_on=FILED_AT.date()))
    accept(case.pk, at=FILED_AT)
    return Case.objects.get(pk=case.pk)


def told(desk: Desk, case: Case) -> list[list[str]]:
    """The codes of what the register says of each line."""
    views = CaseLines(case, desk.hour.at).views
    return [[said.code for said in view.told if said.code.startswith("REG")] for view in views]


def decide(desk: Desk, case: Case, *returned: int) -> None:
    """The officer's decision: these rows back, all others taken."""
    signed_in(desk.officer).post(reverse("agency:take", args=[case.pk]))
    case = Case.objects.get(pk=case.pk)
    places = [(line.sheet, line.row) for line in case.lines.all()]
    accept_lines(case, [place for place in places if place[1] not in returned], desk.officer, at=desk.hour.at)
    back = [place for place in places if place[1] in returned]
    if back:
        return_lines(case, back, LineReason("own", Words("Nhầm.", "Wrong.")), desk.officer, at=desk.hour.at)
    decide_case(Case.objects.get(pk=case.pk), desk.officer, at=desk.hour.at, seen=None)


def test_the_clean_january_has_nothing_to_be_said_of(desk: Desk) -> None:
    lines = CaseLines(desk.january(), desk.hour.at)
    found = lines.against_register
    assert found is not None and found.findings == ()
    assert (found.scope, found.as_of) == (Scope.REGISTER, desk.hour.at)


def test_an_increase_of_a_participant_is_told_beside_its_line(desk: Desk) -> None:
    case = january_again((4, {"plan": "TM", "declaration_kind": "1"}))
    view = CaseLines(case, desk.hour.at).views[0]
    assert (view.told[0].code, view.told[0].severity, view.worst) == ("REG-101", Severity.ERROR, "error")
    page = signed_in(desk.officer).get(reverse("agency:case", args=[case.pk])).content.decode()
    assert "trong khi sổ của cơ quan BHXH đang ghi người này vẫn tham gia từ 12/2025" in page
    assert "Các dòng được đối chiếu với sổ lúc 11:00, 30/01/2026" in page


def test_lines_of_another_case_that_waits_are_known(desk: Desk) -> None:
    desk.january()
    joins = PLANS.index("TM")
    case = january_again((joins, {}), (joins, {"plan": "DC", "declaration_kind": "2", "from_month": JANUARY + 1}))
    # The increase is filed already and waits; until it is taken the register does not know its person.
    assert told(desk, case) == [["REG-501"], []]


def test_what_was_decided_is_in_the_register(desk: Desk) -> None:
    joins, raised = PLANS.index("TM"), PLANS.index("DC")
    decide(desk, desk.january(), joins)
    case = january_again((joins, {}), (raised, {}), (raised + 1, {"wage": 9_000_000, "note": None}))
    assert told(desk, case) == [["REG-502"], ["REG-501"], ["REG-302"]]


def test_a_stranger_is_told_once(desk: Desk) -> None:
    unknown = {"full_name": "Cao Thị Mẫu", "si_number": "9900000909", "personal_id": "099199000909"}
    case = january_again((PLANS.index("DC"), unknown))
    view = CaseLines(case, desk.hour.at).views[0]
    assert [said.code for said in view.told if said.severity is Severity.ERROR] == ["REG-103"]


def test_a_decided_case_is_not_held_against_its_own_booking(desk: Desk) -> None:
    case = desk.january()
    decide(desk, case)
    assert CaseLines(Case.objects.get(pk=case.pk), desk.hour.at).against_register is None


def test_a_return_by_what_the_register_says_gives_its_words_as_the_reason(desk: Desk) -> None:
    case = january_again((4, {"plan": "TM", "declaration_kind": "1"}))
    client = signed_in(desk.officer)
    client.post(reverse("agency:take", args=[case.pk]))
    pressed = {"act": "return", "line": "0.0", "text": "", "reason": "finding:REG-101"}
    client.post(reverse("agency:settle", args=[case.pk]), pressed)
    line = Case.objects.get(pk=case.pk).lines.get()
    assert (line.result, line.reason["code"]) == ("returned", "REG-101")
    assert "vẫn tham gia từ 12/2025" in line.reason["vi"]
