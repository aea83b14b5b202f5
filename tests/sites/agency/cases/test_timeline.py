"""What happened to a case, newest first, and the ruler of its time limit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from ibhxh.sites.agency.cases.accepting import accept
from ibhxh.sites.agency.cases.clock import clock_of_case
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.cases.texts import text_names
from ibhxh.sites.agency.cases.timeline import timeline
from tests.build.agency_office import FILED_AT, file_by_paper, january_case, signed_in
from tests.build.notices import january
from tests.sites.agency.cases.test_texts import other_text
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


def told(case: Case) -> list[str]:
    """What happened, in Vietnamese, from the top."""
    return [one.what.vi for one in timeline(list(case.events.all()), list(case.entries.all()))]


def test_moves_keep_their_order_though_one_is_timed_to_the_whole_second(desk: Desk) -> None:
    at = FILED_AT + timedelta(milliseconds=700)
    case = file_by_paper(january(), at=at)
    accept(case.pk, at=at)  # timed to 09:00:00, seven tenths before what came first
    events = list(Case.objects.get(pk=case.pk).events.all())
    assert [event.event for event in events] == ["receive", "accept"] and events[1].at < events[0].at
    assert told(case) == ["Tiếp nhận hồ sơ", "Lưu gói, cấp biên nhận"]


def test_the_newest_stands_on_top_acts_on_lines_among_the_moves(desk: Desk) -> None:
    case = january_case()
    client = signed_in(desk.officer)
    client.post(reverse("agency:take", args=[case.pk]))
    for act in ("accept:0.3", "reopen:0.3"):
        desk.hour.at += timedelta(minutes=1)
        client.post(reverse("agency:settle", args=[case.pk]), {"act": act})
    assert told(case)[:3] == ["Xem lại 1 dòng", "Chấp nhận 1 dòng", "Trần Thị Lan nhận xử lý"]


def test_a_chosen_text_is_named_by_its_time(desk: Desk) -> None:
    case = desk.january()
    file_by_paper(other_text(), at=desk.hour.at)
    client, url = signed_in(desk.officer), reverse("agency:texts", args=[case.pk])
    shown = client.get(url).content.decode()
    assert "Bản kê khai lúc 09:00, 30/01/2026" in shown and "Bản bổ sung lúc 11:00, 30/01/2026" in shown
    client.post(url, {"digest": other_text().digest, "why": "Đã đủ hợp đồng"})
    page = client.get(reverse("agency:case", args=[case.pk])).content.decode()
    assert "Bản bổ sung lúc 11:00, 30/01/2026: Đã đủ hợp đồng" in page
    assert other_text().digest[:16] not in page
    assert len(text_names(Case.objects.get(pk=case.pk))) == 2


def test_the_ruler_begins_with_the_day_of_acceptance_half_filled(desk: Desk) -> None:
    ruler = clock_of_case(desk.january(), desk.hour.at).ruler
    assert ruler is not None
    assert [box.small for box in ruler.boxes] == ["n", "", "", "", "", ""]
