"""Form files: read strictly, sealed once released, chosen by the filing day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ibhxh.law import Interval, Kind, shipped_law
from ibhxh.law.code_list import read_code_lists
from ibhxh.law.errors import LawDataFault, NoFormForDay, UnknownForm
from ibhxh.law.form_file import read_form, seal_of
from ibhxh.law.law import FOLDER, require_one_a_day

pytestmark = pytest.mark.unit

LAW = shipped_law()
D02_FILE = FOLDER / "forms" / "D02-LT" / "qd366-2026.yaml"


def test_every_form_version_is_sealed_as_released() -> None:
    released = (FOLDER / "forms" / "released.txt").read_text(encoding="utf-8").splitlines()
    sealed = {name: digest for digest, name in (line.split("  ", 1) for line in released)}
    assert dict(seal_of(path) for path in (FOLDER / "forms").glob("*/*.yaml")) == sealed


@pytest.mark.parametrize(
    ("form", "day", "act"),
    [
        ("D02-TS", date(2026, 1, 30), "qd595-2017"),
        ("D02-TS", date(2026, 4, 30), "qd595-2017"),
        ("D02-LT", date(2026, 5, 1), "qd366-2026"),
        ("TK1-TS", date(2026, 7, 13), "qd366-2026"),
    ],
)
def test_the_filing_day_chooses_the_version(form: str, day: date, act: str) -> None:
    assert LAW.form(form, day).act == act


def test_a_form_out_of_force_is_refused_with_its_days() -> None:
    with pytest.raises(NoFormForDay) as refusal:
        LAW.form("D02-TS", date(2026, 5, 1))
    assert "30/04/2026" in refusal.value.text("vi")
    with pytest.raises(UnknownForm):
        LAW.form_version("D02-LT", "qd366-2026", 2)


def test_the_electronic_code_has_a_mapping_of_its_own() -> None:
    assert LAW.electronic_code("D02-LT", date(2026, 7, 13)).code == "D02-TS"
    assert [f.form for f in LAW.procedure("600", date(2026, 1, 30)).forms_on(date(2026, 1, 30))] == ["D02-TS"]


def test_every_code_list_named_by_a_field_exists_and_every_choice_has_words() -> None:
    for version in LAW.forms:
        for field in (*version.wire.header, *version.wire.row):
            if field.kind is Kind.CODE:
                assert field.code_list in LAW.codes, (version.key, field.id)
            if field.kind is Kind.CHOICE:
                assert set(version.face.labels[field.id].choices) == set(field.values), (version.key, field.id)


def test_two_versions_of_a_form_on_one_day_are_refused() -> None:
    spring, rest = Interval(date(2026, 1, 1), date(2026, 5, 1)), Interval(date(2026, 5, 1))
    with pytest.raises(LawDataFault) as fault:
        require_one_a_day([("D02-LT", spring), ("TK1-TS", rest), ("D02-LT", rest)], "forms")
    assert "01/05/2026" in fault.value.text("vi")
    require_one_a_day([("D02-LT", spring), ("TK1-TS", rest)], "forms")


def test_the_printed_columns_fill_the_page_width() -> None:
    for version in LAW.forms:
        if version.face.print.layout == "list":
            assert sum(leaf.width for top in version.face.print.columns for leaf in top.leaves()) == 277


def edited(folder: Path, old: str, new: str) -> Path:
    target = folder / "D02-LT" / "qd366-2026.yaml"
    target.parent.mkdir()
    text = D02_FILE.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("rev: 1\n", "rev: one\n", "rev"),
        ("rev: 1\n", "", "rev"),
        ("rev: 1\n", "rev: 1\ncolour: red\n", "colour"),
        ("type: money}", "type: price}", "price"),
        ("{id: wage, type: money}", "{id: wage, type: money, max: 3}", "max"),
        ("{id: wage, type: money}", "{id: sex, type: money}", "trùng"),
        ("{name: TienLuong, field: wage}", "{name: TienLuong, field: wages}", "wages"),
        ("form: D02-LT", "form: D03-TS", "Tên tệp"),
        ("from: 2026-05-01}", "from: 2026-05-01, to: 2026-04-30}", "2026-04-30"),
        ("rev: 1\n", 'rev: "1"\n', "số nguyên"),
        ("wire:", "wire: [", "line"),
    ],
)
def test_a_broken_form_file_names_the_place(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(LawDataFault) as fault:
        read_form(edited(tmp_path, old, new))
    assert named in fault.value.text("vi")
    assert "qd366-2026.yaml" in fault.value.text("vi")


def test_the_seal_covers_the_wire_and_not_the_face(tmp_path: Path) -> None:
    name, digest = seal_of(D02_FILE)
    for folder, (old, new, same) in enumerate(
        [("vi: Tiền lương", "vi: Lương", True), ("size: 40}", "size: 41}", False), ("rev: 1", "rev: 2", False)]
    ):
        place = tmp_path / str(folder)
        place.mkdir()
        other_name, other = seal_of(edited(place, old, new))
        assert (other == digest) is same
        assert (other_name == name) is (new != "rev: 2")


@pytest.mark.parametrize("line", ["TM,Tăng mới,New,start,1,x", "ZZ,Ta\u0306ng,New,start,1,x", "ZZ,Tăng ,New,start,1,x"])
def test_a_code_list_with_a_doubled_code_or_untidy_name_is_refused(tmp_path: Path, line: str) -> None:
    codes = tmp_path / "codes"
    shutil.copytree(FOLDER / "codes", codes)
    with (codes / "plans.csv").open("a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")
    with pytest.raises(LawDataFault) as fault:
        read_code_lists(codes)
    assert line[:2] in fault.value.text("vi")


def test_code_lists_hold_what_the_field_counts() -> None:
    counts = {name: len(LAW.codes[name].rows) for name in ("plans", "provinces", "wards", "ethnic_groups")}
    assert counts == {"plans": 27, "provinces": 34, "wards": 3322, "ethnic_groups": 56}
    assert {row["province"] for row in LAW.codes["wards"].rows.values()} <= set(LAW.codes["provinces"])
