"""A button pressed twice makes one dossier."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ibhxh.sites.employer.dossiers.making import begin_dossier
from ibhxh.sites.employer.models import AttachedFile, Dossier
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import DOSSIER, Actor
from tests.build.drafting import JANUARY
from tests.build.journey import NOW, Place, a_sending, browser
from tests.sites.employer.dossiers.conftest import Hour

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer"])]


def begin(place: Place, *, round: int = 1) -> Dossier:
    return begin_dossier(place.unit, period=JANUARY, round=round, actor=Actor.CLERK, by="Lê Thị Mẫu Hạnh", at=NOW)


def a_rejected(place: Place) -> Dossier:
    dossier = a_sending(place).dossier
    fire(dossier, DOSSIER, "reject_at_gate", actor=Actor.AGENCY, by="cổng", at=NOW, facts={"reason": "Sai mã."})
    return dossier


@pytest.mark.parametrize("round", ["", "1", "3"])
@pytest.mark.parametrize("way", ["trong", "tang"])
def test_a_new_dossier(place: Place, hour: Hour, round: str, way: str) -> None:
    clerk, addresses = browser(place.clerk), set()
    for _ in range(2):
        answered = clerk.post(place.path("moi"), {"period": JANUARY, "round": round, "way": way})
        addresses.add(answered["Location"])
        hour.at += timedelta(seconds=1)
    made = Dossier.objects.get()
    assert made.round == int(round or 1)
    assert len(addresses) == 1 and made.pk in addresses.pop()


def test_a_list_with_something_in_it_is_another_dossier(place: Place) -> None:
    first = begin(place)
    Dossier.objects.filter(pk=first.pk).update(changed_at=NOW + timedelta(minutes=1))
    clerk = browser(place.clerk)
    answered = clerk.post(place.path("moi"), {"period": JANUARY, "round": 1, "way": "trong"})
    assert answered.status_code == 422 and "Đợt kế tiếp là đợt 2." in answered.content.decode()
    clerk.post(place.path("moi"), {"period": JANUARY, "way": "trong"})
    assert set(Dossier.objects.values_list("round", flat=True)) == {1, 2}


def test_a_list_with_a_paper_is_another_dossier(place: Place) -> None:
    first = begin(place)
    AttachedFile.objects.create(dossier=first, place=0, kind="x", name="x", media_type="x", data=b"x")
    assert begin(place, round=2) != first and Dossier.objects.count() == 2


def test_an_excel_file_is_not_put_into_an_empty_list(place: Place) -> None:
    begin(place)
    answered = browser(place.clerk).post(place.path("moi"), {"period": JANUARY, "way": "excel"})
    assert answered["Location"].endswith("?ky=2026-01&dot=2")


def test_a_correction(place: Place) -> None:
    rejected, clerk = a_rejected(place), browser(place.clerk)
    addresses = {clerk.post(place.path(f"{rejected.pk}/sua-sai"))["Location"] for _ in range(2)}
    made = Dossier.objects.get(corrects=rejected)
    assert addresses == {place.path(f"{made.pk}/bang")}
    assert rejected.events.filter(event="correct").count() == 1
