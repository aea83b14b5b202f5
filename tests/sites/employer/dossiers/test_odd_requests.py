"""What no page sends: forged fields, and a button pressed after the session has ended."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client

from tests.build.journey import Place, a_draft, browser

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


@pytest.mark.parametrize("rest", ["bang/0/dong-moi", "chuyen/edit", "trinh-ky", "sua-sai"])
def test_after_signing_in_again_there_is_a_page(place: Place, rest: str) -> None:
    address = place.path(f"{a_draft(place).pk}/{rest}")
    assert Client().post(address)["Location"] == "/don-vi/dang-nhap"
    page = place.path("moi")
    assert Client().get(page)["Location"] == f"/don-vi/dang-nhap?next={page}"


@pytest.mark.parametrize("answer", [{"answer-nope": "1"}, {"answer-wage_region": "zz"}])
def test_an_answer_to_what_nobody_asked_is_told(place: Place, answer: dict[str, str]) -> None:
    carried = base64.b64encode("Họ và tên,Mã số BHXH,Phương án,Tiền lương\nLý Mẫu,7999000001,TM,9000000\n".encode())
    given = {"period": 24312, "carried": carried.decode(), "carried_name": "ds.csv", "keep": "1", **answer}
    answered = browser(place.clerk).post(place.path("moi/tu-excel"), given)
    assert answered.status_code == 422
    assert "không dùng được" in answered.content.decode() and "None:" not in answered.content.decode()


@pytest.mark.parametrize("carried", ["AAAA", "é", "UEsDBA==", "="])
def test_a_file_that_was_not_carried_whole_is_told(place: Place, carried: str) -> None:
    given = {"period": 24312, "carried": carried, "carried_name": "../../x.xlsx"}
    assert browser(place.clerk).post(place.path("moi/tu-excel"), given).status_code == 422


@pytest.mark.parametrize("revision", ["Infinity", "-Infinity", "NaN", "null", '"x"'])
def test_a_revision_that_is_no_number_is_no_change(place: Place, revision: str) -> None:
    body = f'{{"revision": {revision}, "changes": []}}'
    address = place.path(f"{a_draft(place).pk}/bang/0/thay-doi")
    answered = browser(place.clerk).post(address, body, content_type="application/json")
    assert (answered.status_code, json.loads(answered.content)["code"]) == (400, "NOT_A_CHANGE")
