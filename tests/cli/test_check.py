"""`ibhxh check`, `freeze`, `show` and `amounts list` on the clerk's files: answers, exit codes, both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ibhxh.cli import main
from ibhxh.law.months import month_index
from ibhxh.sample import FACTORY_UNIT, factory_workbook
from tests.build.sheets import LAW

pytestmark = pytest.mark.unit

JULY = month_index("2026-07")


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def desk_top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bàn làm việc")
    (folder / "đơn vị.yaml").write_text(FACTORY_UNIT.to_yaml(), encoding="utf-8")
    (folder / "faulty.xlsx").write_bytes(factory_workbook(JULY, 1, LAW, faults=True))
    (folder / "clean.xlsx").write_bytes(factory_workbook(JULY, 1, LAW, faults=False))
    return folder


def filed(folder: Path, name: str) -> list[str | Path]:
    return [folder / name, "--unit", folder / "đơn vị.yaml", "--filed-on", "13/07/2026"]


def test_errors_give_exit_code_one_and_name_the_cell(desk_top: Path) -> None:
    answer = run("check", *filed(desk_top, "faulty.xlsx"))
    assert answer.exit_code == 1
    assert "✗ Lỗi · Dòng 2, cột 9 “Phụ cấp lương” · Danh sách!" in answer.output
    assert "Còn 5 lỗi phải sửa trước khi ký" in answer.output


def test_the_same_as_data_in_both_languages(desk_top: Path) -> None:
    answer = run("check", *filed(desk_top, "faulty.xlsx"), "--json")
    data = json.loads(answer.output)
    assert answer.exit_code == 1 and data["may_be_sent"] is False
    assert data["counts"]["error"] == 5 == sum(f["severity"] == "error" for f in data["findings"])
    wage = next(f for f in data["findings"] if f["field"] == "wage_allowance" and f["severity"] == "error")
    assert wage["row"] == 2 and wage["cell"].startswith("Danh sách!")
    assert "nghìn đồng" in wage["text"]["vi"] and "thousand" in wage["text"]["en"]
    assert {note["code"] for note in data["notes"]} >= {"ACCENTS"}


def test_a_clean_list_passes_freezes_and_shows_what_is_due(desk_top: Path) -> None:
    assert run("check", *filed(desk_top, "clean.xlsx")).exit_code == 0
    out = desk_top / "tháng 7.ibhxh"
    frozen = run("freeze", *filed(desk_top, "clean.xlsx"), "-o", out)
    assert frozen.exit_code == 0 and "Mã nội dung" in frozen.output
    assert run("show", out).output.splitlines()[0].endswith("kỳ 07/2026 đợt 1, lập ngày 13/07/2026")
    assert run("check", out, "--filed-on", "13/07/2026").exit_code == 0
    due = json.loads(run("amounts", "list", out, "--json").output)
    assert [(line["full_name"], line["total"]) for line in due][1] == ("Trương Thị Lệ", 3_936_000)


def test_a_cell_that_is_not_read_keeps_a_list_from_being_frozen(desk_top: Path) -> None:
    answer = run("freeze", *filed(desk_top, "faulty.xlsx"), "-o", desk_top / "x.ibhxh")
    assert answer.exit_code == 2 and "30/05" in answer.output
    assert not (desk_top / "x.ibhxh").exists()


def test_errors_keep_a_list_from_being_frozen_unless_asked_for(desk_top: Path) -> None:
    made = ("sample", "employer", "--people", "30", "--filed-on", "13/07/2026", "--fault", "PER-005")
    run(*made, "-o", desk_top / "thirty.xlsx", "--unit-out", desk_top / "thirty.yaml")
    freeze = ("freeze", desk_top / "thirty.xlsx", "--unit", desk_top / "thirty.yaml", "--filed-on", "13/07/2026")
    out = desk_top / "thirty.ibhxh"
    refused = run(*freeze, "-o", out)
    assert refused.exit_code == 1 and "Chưa chốt" in refused.output and not out.exists()
    assert run(*freeze, "--with-errors", "-o", out).exit_code == 1 and out.exists()


def test_an_output_never_replaces_its_input_and_needs_a_folder(desk_top: Path) -> None:
    before = (desk_top / "clean.xlsx").read_bytes()
    for out in (desk_top / "clean.xlsx", desk_top / "nowhere" / "x.ibhxh"):
        answer = run("freeze", *filed(desk_top, "clean.xlsx"), "-o", out)
        assert answer.exit_code == 2 and out.name in answer.output
    assert (desk_top / "clean.xlsx").read_bytes() == before
    assert run("freeze", *filed(desk_top, "clean.xlsx"), "--corrects", "NGZ8-3D56", "-o", "x").exit_code == 2


def test_the_template_of_the_list_brings_the_declaration_along(desk_top: Path) -> None:
    out = desk_top / "mẫu.xlsx"
    assert "TK1-TS/qd366-2026" in run("template", "--filed-on", "13/07/2026", "-o", out).output
    assert "TK1-TS" not in run("template", "--form", "D02-TS", "--filed-on", "30/01/2026", "-o", out).output


def test_offered_fixes_are_written_to_a_copy(desk_top: Path) -> None:
    out = desk_top / "mended.xlsx"
    answer = run("check", *filed(desk_top, "faulty.xlsx"), "--fix", out)
    assert answer.exit_code == 1 and out.exists()
    again = run("check", *filed(desk_top, "mended.xlsx"), "--json")
    fields = {f["field"] for f in json.loads(again.output)["findings"] if f["severity"] == "error"}
    assert "wage_allowance" not in fields


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.xlsx", b""),
        ("text.xlsx", "không phải Excel".encode()),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("cut.xlsx", None),
        ("broken.ibhxh", b'["ibhxh-content",1]\n'),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_words(desk_top: Path, name: str, data: bytes | None) -> None:
    whole = (desk_top / "clean.xlsx").read_bytes()
    (desk_top / name).write_bytes(whole[: len(whole) // 2] if data is None else data)
    for lang in ("vi", "en"):
        answer = CliRunner().invoke(main, ["--lang", lang, "check", *map(str, filed(desk_top, name))])
        assert answer.exit_code == 2, answer.output
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
        assert len(answer.output) > 40


def test_a_form_out_of_force_is_told_with_its_days(desk_top: Path) -> None:
    unit = ["--unit", desk_top / "đơn vị.yaml"]
    answer = run("template", "--form", "D02-LT", "--filed-on", "2026-01-30", "-o", desk_top / "t.xlsx", *unit)
    assert answer.exit_code == 2 and "01/05/2026" in answer.output
