"""Files for other channels, the printed forms among them."""

from __future__ import annotations

import io
import zipfile

import pytest

from ibhxh.states import DossierState
from tests.build.journey import Place, browser
from tests.sites.employer.dossiers.test_journey import ready, state

pytestmark = [pytest.mark.real, pytest.mark.django_db(databases=["employer"])]


def test_export_gives_files_and_waits_for_the_number(place: Place) -> None:
    clerk = browser(place.clerk)
    dossier = ready(place, clerk)
    answered = clerk.post(place.path(f"{dossier.pk}/xuat"))
    assert state(dossier) == DossierState.EXPORTED
    with zipfile.ZipFile(io.BytesIO(answered.content)) as archive:
        names = archive.namelist()
        assert archive.read("noi-dung.json") == bytes(dossier.content or b"")
    assert {"D02-TS-nhap-lieu.xlsx", "D02-TS-vnpt.xlsx", "01-D02-TS.xml", "goi-chua-ky.xml", "ban-in.pdf"} <= set(names)
    address = place.path(f"{dossier.pk}/kenh-khac")
    ahead = clerk.post(address, {"number": "123/2026", "accepted_on": "31/12/2026"})
    assert ahead.status_code == 422
    clerk.post(address, {"number": "123/2026", "accepted_on": "30/01/2026"})
    assert (state(dossier), dossier.number) == (DossierState.ACCEPTED_ELSEWHERE, "123/2026")
