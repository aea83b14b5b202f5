"""What goes wrong around a command: answers that do not come, files that must not be lost, folders not ours."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import ibhxh.cli.demo as story
from ibhxh.cli import main
from ibhxh.dossier import parse_content
from ibhxh.law.months import month_index
from ibhxh.problem import Problem
from ibhxh.sample import FACTORY_UNIT, factory_workbook
from ibhxh.words import same
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

SECRET, BLANK = {"IBHXH_PASSPHRASE": "p"}, {"IBHXH_PASSPHRASE": " "}


def run(*args: str | Path, **given: str) -> Result:
    answer = CliRunner().invoke(main, [str(arg) for arg in args], env={"IBHXH_PASSPHRASE": None} | given)
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "unit.yaml").write_text(FACTORY_UNIT.to_yaml(), encoding="utf-8")
    (tmp_path / "july.xlsx").write_bytes(factory_workbook(month_index("2026-07"), 1, LAW, faults=False))
    return tmp_path


def frozen(table: Path, out: str, *more: str | Path) -> Result:
    filed = ("--unit", table / "unit.yaml", "--filed-on", "2026-07-13")
    return run("freeze", table / "july.xlsx", *filed, *more, "-o", table / out)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_passphrase_nobody_gives_stops_the_command(tmp_path: Path, lang: str) -> None:
    answer = run("--lang", lang, "trial", "found", tmp_path / "desk")
    assert answer.exit_code == 2 and "IBHXH_PASSPHRASE" in answer.output
    assert not (tmp_path / "desk").exists()


def test_an_empty_passphrase_or_name_is_refused(tmp_path: Path) -> None:
    assert run("trial", "found", tmp_path / "desk", **BLANK).exit_code == 2
    assert run("trial", "found", tmp_path / "desk", **SECRET).exit_code == 0
    issue = ("trial", "issue", tmp_path / "desk", "--mst", "9900000016", "-o", tmp_path / "k.p12")
    assert run(*issue, "--name", " ", **SECRET).exit_code == 2


def test_secrets_are_their_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    desk, key = tmp_path / "desk", tmp_path / "k.p12"
    issue = ("trial", "issue", desk, "--mst", "9900000016", "--name", "Công ty Mẫu", "-o", key)
    assert run("trial", "found", desk, **SECRET).exit_code == 0
    assert run(*issue, **SECRET).exit_code == 0
    for secret in (key, desk / "authority.p12", desk / "gateway.pem"):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    kept = key.read_bytes()
    again = run(*issue, **SECRET)
    assert again.exit_code == 2 and "ghi đè" in again.output and key.read_bytes() == kept


def test_a_frozen_content_is_not_overwritten(table: Path) -> None:
    assert frozen(table, "july.ibhxh").exit_code == 0
    kept = (table / "july.ibhxh").read_bytes()
    again = frozen(table, "july.ibhxh")
    assert again.exit_code == 2 and (table / "july.ibhxh").read_bytes() == kept


def test_a_content_without_an_agency_is_not_frozen(table: Path) -> None:
    answer = run("freeze", table / "july.xlsx", "--filed-on", "2026-07-13", "-o", table / "x.ibhxh")
    assert answer.exit_code == 2 and "mã cơ quan BHXH" in answer.output
    assert not (table / "x.ibhxh").exists()


def test_attachments_take_their_normal_name_and_only_kinds_that_travel(table: Path) -> None:
    decomposed = "h\u01a1\u0323p đồng.docx"  # as a Mac writes it
    (table / decomposed).write_bytes(b"x")
    (table / "a.exe").write_bytes(b"x")
    assert frozen(table, "a.ibhxh", "--attach", table / decomposed).exit_code == 0
    (entry,) = parse_content((table / "a.ibhxh").read_bytes(), LAW).files()
    assert entry.name == "hợp đồng.docx" and entry.media_type.endswith("wordprocessingml.document")
    refused = frozen(table, "b.ibhxh", "--attach", table / "a.exe")
    assert refused.exit_code == 2 and ".docx" in refused.output


def test_a_file_that_cannot_be_written_is_told_in_words(table: Path) -> None:
    for args in (("sample", "unit"), ("template", "--filed-on", "2026-07-13")):
        answer = run(*args, "-o", table / "no folder" / "x")
        assert answer.exit_code == 2 and "no folder" in answer.output


def test_a_register_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert run("trial", "found", desk, **SECRET).exit_code == 0
    (tmp_path / "x.xml").write_bytes(b"<Hoso/>")
    (desk / "desk.sqlite").write_bytes(bytes(range(256)) * 16)
    receive = ("desk", "receive", tmp_path / "x.xml", "--desk", desk, "-o", tmp_path / "r.json")
    assert run(*receive).exit_code == 2
    (desk / "desk.sqlite").unlink()
    (desk / "anchors" / "trial-root.pem").write_bytes(b"no certificate")
    assert run(*receive).exit_code == 2


@pytest.mark.parametrize("folder", ["", "photos"])
def test_the_demo_deletes_nothing_of_others(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "wedding.jpg").write_bytes(b"dear")
    answer = run("demo", "--out", tmp_path / folder)
    assert answer.exit_code == 2 and (tmp_path / folder / "wedding.jpg").read_bytes() == b"dear"


def test_any_problem_in_the_story_ends_it_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise Problem(same("broken"))

    monkeypatch.setattr(story, "tell_story", broken)
    for _ in range(2):  # the second time in the folder of the first
        answer = run("demo", "--out", tmp_path / "demo")
        assert answer.exit_code == 1 and "broken" in answer.output


@pytest.mark.parametrize(
    "args",
    [
        ("law", "show", "contribution_rate", "--key", "fund"),
        ("amounts", "contribution", "--month", "2026-07", "--region", "1", "--wage", "9" * 40),
        ("sample", "factory", "--period", "1990-01", "-o", "x.xlsx"),
    ],
)
def test_a_question_out_of_shape_is_not_answered(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_an_answer_without_a_value_is_refused(table: Path) -> None:
    assert run("check", table / "july.xlsx", "--answer", "wage_region").exit_code == 2


@pytest.mark.parametrize("data", [b"[" * 30_000, b"a: &a [x]\nb: *a\n", b"\xff\xfe\x00"])
def test_a_unit_file_that_is_none_is_told_in_words(table: Path, data: bytes) -> None:
    (table / "bad.yaml").write_bytes(data)
    assert run("check", table / "july.xlsx", "--unit", table / "bad.yaml").exit_code == 2
