"""A wrong certificate or unit file is told before signing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibhxh.client import SignerOfAnother, UnitOfAnother, require_own
from ibhxh.dossier import freeze
from tests.build import filing
from tests.build.sheets import FILED_ON, draft

pytestmark = pytest.mark.unit

CONTENT = freeze(draft(), made_on=FILED_ON)


def test_the_units_own_certificate_may_sign() -> None:
    require_own(CONTENT, filing.UNIT, filing.signer())
    require_own(CONTENT, filing.UNIT, None)


def test_another_unit_or_its_certificate_may_not() -> None:
    with pytest.raises(SignerOfAnother) as refusal:
        require_own(CONTENT, filing.UNIT, filing.signer("9900000024"))
    assert "SE003" in refusal.value.text("vi")
    with pytest.raises(UnitOfAnother):
        require_own(CONTENT, replace(filing.UNIT, unit_code="TZ99002"), None)
