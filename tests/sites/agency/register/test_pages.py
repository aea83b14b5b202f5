"""The register on the screen: units, people, postings, who manages whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ibhxh.sample.factory.history import factory_movements, factory_participants
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.agency.register.stored import movement_data, movement_of, participant_data, participant_of
from tests.build.agency_office import signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


def test_people_and_movements_come_back_as_they_were() -> None:
    assert all(participant_of(participant_data(person)) == person for person in factory_participants())
    assert all(movement_of(movement_data(movement)) == movement for movement in factory_movements())


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("", "275.636.160"),
        ("nguoi", "Nguyễn Thị Thu Hà"),
        ("but-toan", "mở tháng"),
        ("tien", "Chưa ghi khoản tiền nào"),
    ],
)
def test_each_view_of_a_unit(desk: Desk, view: str, said: str) -> None:
    url = reverse("agency:unit", args=[desk.unit.pk])
    assert said in signed_in(desk.counter).get(url, {"xem": view}).content.decode()


def test_numbers_of_people_are_masked(desk: Desk) -> None:
    shown = signed_in(desk.head).get(reverse("agency:unit", args=[desk.unit.pk]), {"xem": "nguoi"}).content.decode()
    assert "9900···001" in shown and "9900000001" not in shown.replace("nguoi=9900000001", "")


def test_the_head_gives_a_unit_with_its_waiting_cases_to_an_officer(desk: Desk) -> None:
    case = desk.january()
    signed_in(desk.head).post(reverse("agency:assign", args=[desk.unit.pk]), {"officer": desk.colleague.pk})
    assert RegisteredUnit.objects.get(pk=desk.unit.pk).officer == desk.colleague
    case.refresh_from_db()
    assert case.officer == desk.colleague
    signed_in(desk.officer).post(reverse("agency:take", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == "accepted"


def test_a_unit_is_never_given_to_somebody_of_another_role(desk: Desk) -> None:
    url = reverse("agency:assign", args=[desk.unit.pk])
    assert signed_in(desk.head).post(url, {"officer": desk.counter.pk}).status_code == 404


def test_only_its_officer_or_the_head_enters_money(desk: Desk) -> None:
    url = reverse("agency:pay", args=[desk.unit.pk])
    assert signed_in(desk.colleague).post(url, {}).status_code == 403


@pytest.mark.parametrize("day", ["30/11/2025", "01/01/2015", "01/01/0001"])
def test_money_of_before_the_register_is_refused_and_breaks_nothing(desk: Desk, day: str) -> None:
    client, url = signed_in(desk.head), reverse("agency:unit", args=[desk.unit.pk])
    order = {"paid_on": day, "order_number": "1", "amount": "1.000.000"}
    answer = client.post(reverse("agency:pay", args=[desk.unit.pk]), order)
    assert answer.status_code == 409
    assert "bắt đầu từ tháng 12/2025" in answer.content.decode()
    assert not desk.unit.payments.exists()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("month", ["99999999999", "9" * 5000, "0", "٣", "-1", ""])
def test_a_month_that_no_form_sends_closes_nothing(desk: Desk, month: str) -> None:
    client = signed_in(desk.head)
    assert client.post(reverse("agency:close", args=[desk.unit.pk]), {"month": month}).status_code == 404
    assert client.post(reverse("agency:close-office"), {"month": month}).status_code == 404
    assert client.get(reverse("agency:unit", args=[desk.unit.pk]), {"ky": month, "trang": month}).status_code == 200
