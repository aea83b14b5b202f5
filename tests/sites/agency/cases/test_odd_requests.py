"""What no form of the case page sends: refused, and never a fault."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.build.agency_office import signed_in
from tests.sites.agency.conftest import Desk

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "return", "line": ["9.9"]},
        {"act": "return", "line": ["00.0"]},
        {"act": "return", "line": ["0.0"], "reason": "finding:X"},
        {"act": "return", "text": "", "reason": "finding:X"},
        {"act": "accept", "line": ["0.0.1"]},
        {"act": "accept:" + "9" * 5000 + ".1"},
        {"act": "reopen", "line": ["٠.٠"]},
    ],
)
def test_a_settling_that_no_form_sends_settles_nothing(desk: Desk, sent: dict[str, Any]) -> None:
    case, client = desk.january(), signed_in(desk.officer)
    client.post(reverse("agency:take", args=[case.pk]))
    assert client.post(reverse("agency:settle", args=[case.pk]), sent).status_code < 500
    assert not case.lines.exclude(result="pending").exists()
