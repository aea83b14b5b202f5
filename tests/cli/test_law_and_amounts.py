"""`ibhxh law` and `ibhxh amounts` as a clerk or a program uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ibhxh.amounts.kinds import KINDS
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
    (told,) = data["answers"]
    assert {name: told[name] for name in ("httt_ee", "httt_er", "total_ee", "total_er", "total")} == {
        "httt_ee": 1_600_000,
        "httt_er": 2_800_000,
        "total_ee": 2_100_000,
        "total_er": 4_300_000,
        "total": 6_400_000,
    }
    assert data["readings"]["rounding"] == {"used": "person_fund_payer", "others": ["fund_total", "truncate"]}
    assert "BHTN" in {step["words"]["vi"][:4] for step in told["unverified"]}


def test_questions_as_json_in_answers_as_json_out(tmp_path: Path) -> None:
    questions = [{"month": month, "region": 1, "declared_wage": 60_000_000} for month in ("2026-06", "2026-07")]
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(questions))
    answers = json.loads(run("amounts", "contribution", "--from-json", str(file)).output)["answers"]
    assert [one["total"] for one in answers] == [15_240_000, 16_380_000]
    schema = json.loads(run("amounts", "contribution", "--schema").output)
    assert schema["required"] == ["month", "declared_wage", "region"] and schema["properties"]["month"]["pattern"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ('{"month": "2026-07"}', "Câu hỏi 1, “declared_wage”: Chưa có Tiền lương và phụ cấp khai báo"),
        ('{"month": "2026-07", "declared_wage": "20.000.000"}', "số nguyên đồng, ví dụ 7500000"),
        ('{"month": "2026-13", "declared_wage": 1}', "năm-tháng, ví dụ 2026-07"),
        ('{"month": "2026-07", "declared_wage": 1, "wages": 2}', "Không hỏi đến mục này"),
        ('{"month": "2026-07", "region": 1, "declared_wage": 1, "pay": "x"}', "một trong: employer, state"),
        ("[1]", "Mỗi câu hỏi phải là một đối tượng JSON"),
        ("{", "Không đọc được JSON"),
    ],
)
def test_a_question_that_is_not_understood(tmp_path: Path, question: str, said: str) -> None:
    file = tmp_path / "question.json"
    file.write_text(question)
    answer = run("amounts", "contribution", "--from-json", str(file))
    assert answer.exit_code == 2 and said in answer.output


def test_every_kind_has_a_command_with_its_asks() -> None:
    for name, kind in KINDS.items():
        told = run("amounts", name.replace("_", "-"), "--help").output
        assert all(f"--{ask.name.replace('_', '-')}" in told for ask in kind.asks), name


def test_a_benefit_and_its_readings() -> None:
    args = ("amounts", "sickness", "--first-day", "2026-01-12", "--last-day", "2026-01-27", "--wage", "5.307.200")
    told = run(*args, "--week", "mon_sat").output
    assert (
        "2.321.900" in told
        and "làm tròn trợ cấp theo ngày: --benefit-daily-rounding last (khác: daily_rate_first" in told
    )
    assert "2.321.897" in run(*args, "--week", "mon_sat", "--benefit-daily-rounding", "daily_rate_first").output
    steps = run("--lang", "en", *args, "--week", "mon_sat", "--markdown").output
    assert "| Step | Value | Law |" in steps and "75\u00a0%" in steps


def test_amounts_and_months_as_people_type_them_and_a_wage_under_the_floor() -> None:
    args = ("amounts", "contribution", "--month", "7/2026", "--region", "1", "--wage")
    assert "2.100.000" in run(*args, "20.000.000").output
    assert "Lưu ý: thấp hơn mức sàn 2.530.000" in run(*args, "2.000.000").output
    assert "Lưu ý" not in run(*args, "2.530.000").output
    assert run(*args, "20,5").exit_code == 2


def test_a_foreign_worker_has_no_unemployment_insurance() -> None:
    args = ("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "20000000")
    (told,) = json.loads(run(*args, "--class", "foreign_employee", "--json").output)["answers"]
    assert told["bhtn_ee"] == told["bhtn_er"] == 0
    assert told["total"] == 6_000_000


def test_the_why_in_both_languages() -> None:
    args = ("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "60000000", "--explain")
    assert "20 × 2.530.000" in run(*args).output
    assert "Tổng phải nộp: 16.380.000" in run(*args).output
    assert "Total to hand over: 16.380.000" in run("--lang", "en", *args).output


def test_the_history_of_a_figure() -> None:
    answer = run("law", "history", "base_salary")
    lines = answer.output.splitlines()
    assert "2.340.000" in lines[-2] and "2.530.000" in lines[-1] and "01/07/2026" in lines[-1]
    data = json.loads(run("law", "history", "ui_cap", "--key", "region=2", "--key", "pay=employer", "--json").output)
    assert len(data) == 1 and data[0]["values"][-1]["value"] == 94_600_000


def test_what_changed_between_two_days() -> None:
    answer = run("law", "diff", "2026-04-30", "01/05/2026")
    assert "Mẫu D02-LT: — → qd366-2026" in answer.output
    answer = run("--lang", "en", "law", "diff", "2026-06-30", "2026-07-01")
    assert "46.800.000\u00a0đ → 50.600.000\u00a0đ" in answer.output and "Cap of the" in answer.output
    data = json.loads(run("law", "diff", "2026-06-30", "2026-07-01", "--json").output)
    assert {"parameter": "base_salary", "where": {}} | {"before": 2_340_000, "after": 2_530_000} in [
        one | {"before": one["before"]["value"], "after": one["after"]["value"]} for one in data
    ]
    assert "như nhau" in run("law", "diff", "2026-08-01", "2026-08-02").output


def test_the_sources_and_how_sure_we_are_of_each() -> None:
    every, doubted = run("law", "sources").output, run("law", "sources", "--confidence", "medium").output
    assert "29/06/2024  Luật 41/2024/QH15" in every and "01/07/2025  Nghị định 188/2025/NĐ-CP" in every
    assert "nguồn thứ cấp" in doubted and 0 < len(doubted) < len(every)


def test_a_decree_of_tomorrow_is_laid_over_the_law(tmp_path: Path) -> None:
    overlay = tmp_path / "ngay-mai.yaml"
    overlay.write_text(
        "amends: base_salary\nentries:\n  - valid: {from: 2027-07-01}\n    value: 2_800_000\n"
        "    published: 2027-05-15\n    reference: {act: Nghị định mẫu}\n    confidence: medium\n",
        encoding="utf-8",
    )
    question = ("law", "show", "base_salary", "--on", "2027-08-01")
    assert "2.800.000" in run("--law", str(overlay), *question).output
    assert "2.530.000" in run(*question).output


def test_beyond_the_data_nothing_is_said_to_have_ended() -> None:
    told = run("law", "diff", "2026-11-01", "2030-01-01").output
    assert "bộ luật chưa có dữ liệu của ngày này" in told
    salary = told.partition("Mức lương cơ sở")[2].partition("\n")[2].splitlines()[0]
    assert "không còn quy định" not in salary
