"""`ibhxh law` and `ibhxh amounts` as a clerk or a program uses them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from ibhxh.cli import main

pytestmark = pytest.mark.unit


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_help_names_every_command_without_loading_any() -> None:
    answer = run("--help")
    assert answer.exit_code == 0
    for name in ("law", "amounts", "check", "freeze", "package", "desk", "verify", "print", "scan", "demo"):
        assert f"  {name} " in answer.output


def test_the_base_salary_on_a_day_with_its_act() -> None:
    answer = run("law", "show", "base_salary", "--on", "2026-08-01")
    assert answer.exit_code == 0
    assert "2.530.000" in answer.output and "Nghị định 161/2026/NĐ-CP" in answer.output


def test_what_was_known_on_a_day_is_what_was_published_by_then() -> None:
    answer = run("law", "show", "base_salary", "--on", "2026-08-01", "--known-on", "2026-05-01")
    assert "2.340.000" in answer.output and "2.530.000" not in answer.output


def test_a_rate_by_its_keys_as_data() -> None:
    keys = ("--key", "fund=HTTT", "--key", "payer=EE", "--key", "participant_class=foreign_employee")
    answer = run("law", "show", "contribution_rate", "--on", "2026-07-01", *keys, "--json")
    values = {(item["keys"]["budget_unit"], item["value"], item["text"]) for item in json.loads(answer.output)}
    assert values == {(False, 80_000, "8\u00a0%"), (True, 80_000, "8\u00a0%")}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("law", "show", "base_salary", "--on", "2001-01-01"), "01/01/2007"),
        (("law", "show", "luong"), "base_salary"),
        (("law", "show", "contribution_rate", "--key", "fund=X"), "HTTT|ODTS"),
        (("law", "show", "base_salary", "--on", "31/02/2026"), "13/07/2026"),
        (("amounts", "contribution", "--month", "13/2026", "--region", "1", "--wage", "1"), "07/2026"),
        (("amounts", "contribution", "--month", "2031-01", "--region", "1", "--wage", "1"), "31/12/2027"),
    ],
)
def test_a_wrong_question_is_told_what_can_be_asked(args: tuple[str, ...], said: str) -> None:
    answer = run(*args)
    assert answer.exit_code == 2
    assert said in answer.output


def test_one_contribution_as_data() -> None:
    answer = run("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "20000000", "--json")
    data = json.loads(answer.output)
    assert set(data) == {"bases", "lines", "totals", "steps", "unverified"}
    assert data["bases"] == {"si": 20_000_000, "hi": 20_000_000, "ui": 20_000_000}
    assert {"fund": "HTTT", "payer": "EE", "rate": "8%", "amount": 1_600_000} in data["lines"]
    assert data["totals"] == {"EE": 2_100_000, "ER": 4_300_000, "all": 6_400_000}
    assert {line["fund"] for line in data["lines"]} == {"HTTT", "ODTS", "TNLD", "BHYT", "BHTN"}


def test_amounts_and_months_as_people_type_them_and_a_wage_under_the_floor() -> None:
    args = ("amounts", "contribution", "--month", "7/2026", "--region", "1", "--wage")
    assert "2.100.000" in run(*args, "20.000.000").output
    assert "Lưu ý: thấp hơn mức sàn 2.530.000" in run(*args, "2.000.000").output
    assert "Lưu ý" not in run(*args, "2.530.000").output
    assert run(*args, "20,5").exit_code == 2


def test_a_foreign_worker_has_no_unemployment_insurance() -> None:
    args = ("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "20000000")
    data = json.loads(run(*args, "--class", "foreign_employee", "--json").output)
    assert data["bases"]["ui"] is None
    assert data["totals"]["all"] == 6_000_000


def test_the_why_in_both_languages() -> None:
    args = ("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "60000000", "--explain")
    assert "20 × 2.530.000" in run(*args).output
    assert "Tổng phải nộp: 16.380.000" in run(*args).output
    assert "Total to hand over: 16.380.000" in run("--lang", "en", *args).output
