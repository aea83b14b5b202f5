"""The reference of the rules is the rules'."""

from __future__ import annotations

import pytest

from ibhxh.checks.reference import checks_reference
from ibhxh.checks.rule import Scope
from ibhxh.checks.rules import HAND_WRITTEN, LOOKING_BACK
from tests.build.sheets import LAW
from tests.conftest import ROOT

pytestmark = pytest.mark.unit


def test_the_reference_is_current() -> None:
    """`python -m ibhxh.checks.reference > docs/reference/checks.md` makes it so."""
    page = (ROOT / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    assert page == checks_reference(LAW)
    assert all(f"`{rule.id}`" in page for rule in HAND_WRITTEN)
    assert all(f"`{rule.id}`" in page for rule in LOOKING_BACK if rule.scope is Scope.HISTORY)
