"""An officer's own words for a returned line: from the form to the sealed result, its PDF, and wherever it is shown."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from ibhxh.client.verify_notice import read_notice
from ibhxh.formats.notices import Decision, LineDecision
from ibhxh.sites.agency.cases.models import Case, CaseLine
from ibhxh.sites.agency.cases.reasons import line_reasons
from ibhxh.sites.agency.notices.models import IssuedNotice
from ibhxh.sites.agency.notices.printed import pdf_of
from tests.build.agency_office import signed_in
from tests.build.filing import key_ring
from tests.printing.test_print import texts
from tests.sites.agency.cases.test_against_register import january_again
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]
FINDING = "finding:REG-101"
TEXT, GUIDANCE = "Hợp đồng kèm theo chưa có chữ ký.", "Ghi tỷ lệ 0,5 % rồi nộp lại riêng dòng này."


@pytest.fixture
def case(desk: Desk) -> Case:
    """One line, of which the register says that the person is insured already."""
    found = january_again((4, {"plan": "TM", "declaration_kind": "1"}))
    signed_in(desk.officer).post(reverse("agency:take", args=[found.pk]))
    return Case.objects.get(pk=found.pk)


def give_back(desk: Desk, case: Case, reason: str, text: str = "", guidance: str = "") -> HttpResponse:
    """Send the form for returning the line."""
    form = {"act": "return", "line": "0.0", "reason": reason, "text": text, "guidance": guidance}
    answer: HttpResponse = signed_in(desk.officer).post(reverse("agency:settle", args=[case.pk]), form)
    return answer


def sealed_line(desk: Desk, case: Case) -> LineDecision:
    """The line as the unit is told of it."""
    seen = Case.objects.get(pk=case.pk).version
    signed_in(desk.officer).post(reverse("agency:decide", args=[case.pk]), {"seen": seen})
    notice = read_notice(bytes(IssuedNotice.objects.get(kind=Decision.TYPE, case=case).statement), key_ring())
    assert isinstance(notice, Decision)
    return notice.returned[0]


def printed(case: Case) -> str:
    """The words of its PDF, in one line."""
    return re.sub(r"\s+", " ", " ".join(texts(pdf_of(IssuedNotice.objects.get(kind=Decision.TYPE, case=case)))))


@pytest.mark.parametrize("reason", [FINDING, "ground_missing", "own"])
def test_own_words_replace_the_sentence_and_the_guidance_whatever_was_chosen(
    desk: Desk, case: Case, reason: str
) -> None:
    assert give_back(desk, case, reason, TEXT, GUIDANCE).status_code == 302
    told = sealed_line(desk, case)
    assert told.reason is not None
    assert (told.reason.text, told.guidance) == (TEXT, GUIDANCE)
    assert TEXT in printed(case) and GUIDANCE in printed(case)


def test_a_finding_keeps_its_sentence_and_takes_the_guidance(desk: Desk, case: Case) -> None:
    give_back(desk, case, FINDING, guidance=GUIDANCE)
    told = sealed_line(desk, case)
    assert told.reason is not None and "vẫn tham gia từ 12/2025" in told.reason.text
    assert told.guidance == GUIDANCE


def test_a_reason_of_the_list_keeps_its_sentence_and_its_guidance_or_the_officers(desk: Desk, case: Case) -> None:
    known = line_reasons()["ground_missing"]
    assert known.guidance is not None
    give_back(desk, case, "ground_missing")
    assert CaseLine.objects.get(case=case).reason["guidance_vi"] == known.guidance.vi
    signed_in(desk.officer).post(reverse("agency:settle", args=[case.pk]), {"act": "reopen:0.0"})
    give_back(desk, case, "ground_missing", guidance=GUIDANCE)
    told = sealed_line(desk, case)
    assert told.reason is not None
    assert (told.reason.text, told.guidance) == (known.words.vi, GUIDANCE)


def test_the_case_and_the_preview_show_both(desk: Desk, case: Case) -> None:
    give_back(desk, case, FINDING, TEXT, GUIDANCE)
    client = signed_in(desk.officer)
    for page in ("agency:case", "agency:decide"):
        shown = client.get(reverse(page, args=[case.pk])).content.decode()
        assert TEXT in shown and GUIDANCE in shown, page


def test_a_refused_form_keeps_what_was_chosen_and_typed(desk: Desk, case: Case) -> None:
    asked = signed_in(desk.officer).post(reverse("agency:settle", args=[case.pk]), {"act": "return:0.0"})
    assert checked(asked) == [FINDING]
    answer = give_back(desk, case, "own", guidance=GUIDANCE)
    assert answer.status_code == 422
    assert checked(answer) == ["own"]
    assert GUIDANCE in answer.content.decode()


def checked(answer: HttpResponse) -> list[str]:
    """The reasons whose buttons are pressed."""
    return re.findall(r'<input type="radio"[^>]*value="([^"]*)" checked', answer.content.decode())


def test_words_typed_for_many_lines_are_not_lost_when_one_was_settled_meanwhile(desk: Desk) -> None:
    case = desk.january()
    client, url = signed_in(desk.officer), reverse("agency:settle", args=[case.pk])
    client.post(reverse("agency:take", args=[case.pk]))
    client.post(url, {"act": "accept:0.3"})
    form = {"act": "return", "line": ["0.3", "0.4"], "reason": "own", "text": TEXT, "guidance": GUIDANCE}
    shown = client.post(url, form)
    assert shown.status_code == 409
    page = shown.content.decode()
    assert TEXT in page and GUIDANCE in page and checked(shown) == ["own"]
    assert 'name="line" value="0.4"' in page and '<input type="hidden" name="line" value="0.3"' not in page


def test_returning_nothing_and_what_is_not_there(desk: Desk, case: Case) -> None:
    client, url = signed_in(desk.officer), reverse("agency:settle", args=[case.pk])
    assert "Chưa chọn dòng nào" in client.post(url, {"act": "return"}).content.decode()
    assert client.post(url, {"act": "return:0.9999"}).status_code == 404


def test_plans_are_told_by_name_and_code(desk: Desk, case: Case) -> None:
    client, url = signed_in(desk.officer), reverse("agency:case", args=[case.pk])
    assert "Tăng mới (TM)" in client.get(url).content.decode()
    give_back(desk, case, FINDING)
    client.post("/ngon-ngu", {"lang": "en"})
    english = client.get(url).content.decode()
    assert "(TM)" in english and "Tăng mới" not in english
    assert "vẫn tham gia" not in english
    assert sealed_line(desk, case).subject.startswith("Tăng mới (TM), ")
