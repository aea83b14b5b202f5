"""What the gateway would refuse is told before signing, with the code it would be refused by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibhxh.client import (
    AgencyOfAnother,
    FormInvalid,
    SignerOfAnother,
    Unit,
    UnitOfAnother,
    before_signing,
    require_forms_valid,
    require_own,
)
from ibhxh.dossier import Sheet, freeze
from ibhxh.formats.form_xml import write_form
from ibhxh.problem import Problem
from tests.build import filing
from tests.build.sheets import FILED_ON, LAW, draft

pytestmark = pytest.mark.unit

CONTENT = freeze(draft(), made_on=FILED_ON)


def test_the_units_own_certificate_may_sign() -> None:
    require_own(CONTENT, filing.UNIT, filing.signer())
    require_own(CONTENT, filing.UNIT, None)
    require_own(CONTENT, replace(filing.UNIT, mst="9900000-016"), None)


def test_the_certificate_of_another_unit_may_not() -> None:
    with pytest.raises(SignerOfAnother) as refusal:
        require_own(CONTENT, filing.UNIT, filing.signer("9900000024"))
    assert "SE003" in refusal.value.text("vi")


@pytest.mark.parametrize(
    ("unit", "problem", "code"),
    [
        (replace(filing.UNIT, unit_code="TZ99002"), UnitOfAnother, "SE005"),
        (replace(filing.UNIT, mst="9900000024"), UnitOfAnother, "SE003"),
        (replace(filing.UNIT, agency_code="07998"), AgencyOfAnother, "SE004"),
    ],
)
def test_another_unit_tax_code_or_agency_may_not(unit: Unit, problem: type[Problem], code: str) -> None:
    with pytest.raises(problem) as refusal:
        require_own(CONTENT, unit, filing.signer())
    assert all(refusal.value.text(lang).count(f"({code})") == 1 for lang in ("vi", "en"))


def test_a_form_the_schema_refuses_is_not_packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(sheet: Sheet) -> bytes:
        return write_form(sheet).replace(b"5681700", b"5.681.700")

    require_forms_valid(CONTENT, LAW)
    monkeypatch.setattr(before_signing, "write_form", broken)
    with pytest.raises(FormInvalid) as refusal:
        filing.packed(CONTENT)
    told = refusal.value.text("vi")
    assert told.startswith("Người thứ 1, thẻ ") and "“5.681.700”" in told and "(CE009)" in told
    assert "D02-LT" in told and "(CE009)" in refusal.value.text("en")
