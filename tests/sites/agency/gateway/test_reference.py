"""The page of the interface is the interface."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ibhxh.intake import Accepted, examine
from ibhxh.problem import Problem
from ibhxh.sample import FACTORY_UNIT
from ibhxh.sites.agency.gateway.problems import TITLES
from ibhxh.sites.agency.register.models import RegisteredUnit
from ibhxh.sites.project.example.cast import KEY_PASSPHRASE
from ibhxh.trust.instants import VIETNAM
from tests.build.filing import authority, trust
from tests.build.sheets import LAW
from tests.conftest import ROOT
from tests.sites.agency.gateway.filing import get, said

sys.path.insert(0, str(ROOT / "tools"))

from docs_gateway import EXAMPLE, answer_of, gateway_page, openapi_text
from docs_problems import FAMILIES, NOT_HERE, SPECIMENS

pytestmark = pytest.mark.unit

#: What is raised where notices, barcodes and workbooks are read never meets a package.
_ELSEWHERE = tuple(f"ibhxh.formats.{room}" for room in ("notices", "barcode", "excel", "receipt"))
TOLD = [problem for problems in SPECIMENS.values() for problem in problems]


def test_the_page_and_the_description_are_up_to_date() -> None:
    """`make docs` makes them so."""
    reference = ROOT / "docs" / "reference"
    assert (reference / "gateway.md").read_text(encoding="utf-8") == gateway_page()
    assert (reference / "openapi.json").read_text(encoding="utf-8") == openapi_text()


@pytest.mark.django_db(databases=["agency"])
def test_what_is_published_is_what_is_served(unit: RegisteredUnit) -> None:
    assert json.loads(openapi_text()) == said(get("/openapi.json"))


def test_every_problem_of_the_gateway_is_told() -> None:
    codes = {problem.code for family in FAMILIES for problem in _below(family)}
    assert codes - NOT_HERE == {problem.code for problem in TOLD if isinstance(problem, FAMILIES)}
    assert not NOT_HERE & {problem.code for problem in TOLD}


@pytest.mark.parametrize("problem", TOLD, ids=lambda problem: f"{problem.code} {type(problem).__module__}")
def test_every_problem_says_what_and_what_to_do_in_both_languages(problem: Problem) -> None:
    status, told = answer_of(problem)
    assert (told["status"], told["title"], told["detail"]) == (status, TITLES[status].vi, told["what"]["vi"])
    assert told["type"] == f"urn:ibhxh:problem:{problem.code.lower()}"
    for part in ("what", "fix"):
        assert set(told[part]) == {"vi", "en"} and all(text.endswith(".") for text in told[part].values())


def test_every_problem_an_operation_may_answer_with_is_in_its_description() -> None:
    filing = json.loads(openapi_text())["paths"]["/api/v1/packages"]["post"]["responses"]
    # An address that is not there, a method it does not take, and a key for notices are no matter of this operation.
    assert {answer_of(problem)[0] for problem in TOLD} - {401, 404, 405} == {int(s) for s in filing} - {200, 201}


def test_the_example_of_the_page_makes_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "example").mkdir(parents=True)
    at = datetime(2026, 1, 30, 9, tzinfo=VIETNAM)
    key = authority().issue_pkcs12(
        name=FACTORY_UNIT.unit_name, mst=FACTORY_UNIT.mst, passphrase=KEY_PASSPHRASE, at=at.replace(day=1)
    )
    (tmp_path / "data" / "example" / "chu-ky-so-mau.p12").write_bytes(key)
    exec(EXAMPLE, {})  # noqa: S102 - the page's own example
    assert isinstance(examine((tmp_path / "january.xml").read_bytes(), LAW, trust(), at=at), Accepted)


def _below(family: type[Problem]) -> Iterator[type[Problem]]:
    for problem in family.__subclasses__():
        if "code" in vars(problem) and not problem.__module__.startswith(_ELSEWHERE):
            yield problem
        yield from _below(problem)
