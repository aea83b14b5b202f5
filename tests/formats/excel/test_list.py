"""Our own template: written, filled, read back the same; lists known by their headings; text files."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.dossier.text import normal_text
from ibhxh.formats.excel import Imported, read_workbook, write_template, write_workbook
from ibhxh.formats.excel.cells import Unreadable, read_text
from ibhxh.formats.excel.errors import (
    BrokenText,
    CellTooFar,
    EmptySheet,
    NoListForm,
    OfficialForm,
    OldFonts,
    UnknownTemplate,
)
from ibhxh.law import Field, FormVersion, Kind
from ibhxh.law.months import month_index
from tests.build.drawn import drawn
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, TK1, any_cell, any_text, worker
from tests.formats.excel.workbooks import workbook

pytestmark = pytest.mark.unit

JANUARY = date(2026, 1, 30)
MOST = 10**15 - 1


def read(data: bytes, on: date = FILED_ON, **answers: Cell) -> Imported:
    return read_workbook(data, "danh sách.xlsx", LAW, filed_on=on, answers=answers)


# Round trip


def typed_cell(field: Field) -> st.SearchStrategy[Any]:
    """A value that is truly of the field's type, within the fifteen digits of a spreadsheet."""
    if field.kind is Kind.TEXT:
        texts = any_text(field.size or 100) | st.sampled_from(["_x0041_ và _x000D_", "&lt;", "a  b", "=1+1", "'7"])
        return texts.filter(lambda text: text is None or not isinstance(read_text(text), Unreadable))
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.MONEY: st.integers(-MOST, MOST),
        Kind.COEFFICIENT: st.integers(-(10**11), 10**11),
        Kind.DIGITS: st.from_regex("[0-9]{1,15}", fullmatch=True),
        Kind.CHOICE: st.sampled_from(field.values or ("",)),
        Kind.CODE: st.sampled_from(sorted(LAW.codes[field.code_list or "plans"])),
    }
    return st.none() | kinds.get(field.kind, any_cell(field))


@cache
def typed_sheet(version: FormVersion) -> st.SearchStrategy[Sheet]:
    header = st.fixed_dictionaries({field.id: typed_cell(field) for field in version.wire.header})
    row = st.fixed_dictionaries({field.id: typed_cell(field) for field in version.wire.row}).map(
        lambda cells: cells | {"full_name": cells["full_name"] or "Trần Thị Mai Lan"}
    )
    return st.builds(lambda h, rows: Sheet.of(version, h, rows), header, st.lists(row, min_size=1, max_size=3))


@settings(max_examples=drawn(25), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from([D02, D02_OF_2017]).flatmap(typed_sheet), typed_sheet(TK1), st.sampled_from(["vi", "en"]))
def test_what_is_written_reads_back_the_same(d02: Sheet, tk1: Sheet, lang: Any) -> None:
    sheets = [d02, tk1] if d02.version is D02 else [d02]
    again = read(write_workbook(sheets, LAW, lang=lang), FILED_ON if d02.version is D02 else JANUARY)
    assert again.template == "ibhxh-d02"
    assert again.questions == ()
    assert [sheet.version for sheet in again.sheets] == [sheet.version for sheet in sheets]
    for mine, back in zip(sheets, again.sheets, strict=True):
        assert back.unread == ()
        assert back.header == mine.header
        assert back.rows.to_dicts() == mine.rows.to_dicts()


def test_unread_cells_come_back_as_they_were_typed() -> None:
    unread = [
        Unread(None, "work_week", "sáu ngày"),
        Unread(0, "full_name", "=VLOOKUP(A4,X!A:B,2,FALSE)"),
        Unread(0, "wage", "=J4*2"),
        Unread(1, "personal_id", "09A"),
        Unread(1, "effective_on", "31/02/2026"),
        Unread(1, "to_month", "30/05"),
    ]
    rows = [worker(full_name=None, wage=None), worker(to_month=None, personal_id=None, effective_on=None)]
    sheet = Sheet.of(D02, {**HEADER, "work_week": None}, rows, unread)
    back = read(write_workbook([sheet], LAW)).sheets[0]
    assert back.unread == tuple(unread)
    assert back.rows.equals(sheet.rows)
    assert back.header == sheet.header


def test_rows_and_facts_are_found_again_in_excel() -> None:
    again = read(write_workbook([Sheet.of(D02, HEADER, [worker(), worker()])], LAW))
    assert again.place("D02-LT", 1, "full_name") == "Danh sách!A5"
    assert again.place("D02-LT", None, "unit_code") == "Đơn vị!B4"
    assert again.header == HEADER


def test_an_older_template_is_read_into_the_form_of_the_day() -> None:
    old = Sheet.of(
        D02_OF_2017,
        {"unit_code": "TZ99001", "work_week": "6"},
        [
            {
                k: v
                for k, v in worker(wage_region="01", hazardous_from=date(2026, 1, 5)).items()
                if k in {f.id for f in D02_OF_2017.wire.row}
            }
        ],
    )
    again = read(write_workbook([old], LAW))
    assert again.sheets[0].version is D02
    assert again.header["wage_region"] == "01"
    assert [note.words.vi for note in again.notes] == [
        "Cột AI “Nghề nặng nhọc, độc hại, từ ngày” có 1 ô không có chỗ trong mẫu D02-LT, nên không chuyển sang."
    ]
    assert [question.field for question in again.questions] == ["result_medium"]


def test_a_newer_template_filed_on_an_older_day_tells_what_is_left_behind() -> None:
    sheet = Sheet.of(D02, HEADER, [worker()])
    tk1 = Sheet.of(TK1, {}, [{"full_name": "Trần Thị Mai Lan"}])
    again = read(write_workbook([sheet, tk1], LAW), JANUARY)
    assert [s.version for s in again.sheets] == [D02_OF_2017]
    assert {note.code for note in again.notes} == {"NO_PLACE", "TK1_NOT_FILED"}
    assert "Đơn vị!B17" in "".join(note.words.vi for note in again.notes)


# The template itself


@pytest.mark.parametrize("version", [D02, D02_OF_2017, TK1], ids=lambda version: version.form)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_template_holds_every_field_locked_named_and_helped(version: FormVersion, lang: Any) -> None:
    book = openpyxl.load_workbook(BytesIO(write_template([version], LAW, lang=lang, rows=50, header={})))
    title = "Tờ khai TK1" if version is TK1 else "Danh sách"
    assert book.sheetnames == ["Đơn vị", title, "Hướng dẫn", "Danh mục"]
    assert book["Danh mục"].sheet_state == "hidden"
    sheet = book[title]
    assert sheet.freeze_panes == "B4"
    assert [cell.value for cell in sheet[3]] == [field.id for field in version.wire.row]
    for field, name in zip(version.wire.row, sheet[2], strict=True):
        assert name.value == version.face.name(field.id).text(lang) + (" *" if field.required_when == {} else "")
        assert name.protection.locked
        assert not sheet.column_dimensions[name.column_letter].protection.locked
    assert sheet.protection.sheet
    assert not sheet.protection.password
    lists = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation if v.type == "list"}
    for at, field in enumerate(version.wire.row, 1):
        has_list = field.kind in (Kind.CHOICE, Kind.FLAG) or field.code_list not in (None, "care_facilities", "wards")
        assert (f"{openpyxl.utils.get_column_letter(at)}4" in lists) == has_list, field.id
        if field.kind in (Kind.DIGITS, Kind.MONTH, Kind.PARTIAL_DATE):
            assert sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].number_format == "@"


def test_drop_downs_offer_what_reads_back() -> None:
    book = openpyxl.load_workbook(BytesIO(write_template([D02], LAW)))
    column = next(c for c in book["Danh mục"].columns if c[0].value == "Phương án")
    offered = [cell.value for cell in column[1:] if cell.value]
    assert "TM - Tăng mới" in offered
    assert len(offered) == len(LAW.codes["plans"].rows)


def test_a_blank_template_has_nobody_and_says_where_to_begin() -> None:
    with pytest.raises(EmptySheet, match="bắt đầu từ dòng 4"):
        read(write_template([D02], LAW, header=HEADER))


def test_the_same_template_is_the_same_bytes() -> None:
    assert write_template([D02], LAW, header=HEADER) == write_template([D02], LAW, header=HEADER)


def test_openpyxl_reads_a_filled_template_as_excel_would() -> None:
    data = write_workbook([Sheet.of(D02, HEADER, [worker(wage_coefficient=46_500)])], LAW)
    sheet = openpyxl.load_workbook(BytesIO(data))["Danh sách"]
    cells = dict(zip([cell.value for cell in sheet[3]], [cell.value for cell in sheet[4]], strict=True))
    assert cells["wage"] == 5_681_700
    assert cells["wage_coefficient"] == 4.65
    assert cells["effective_on"].date() == date(2026, 7, 1)
    assert cells["plan"] == "TM - Tăng mới"
    assert cells["from_month"] == "07/2026"
    assert cells["si_number"] == "9900000101"
    assert sheet.max_row == 4


# By headings, and as text


HEADINGS = ["STT", "Họ và tên", "Số CCCD", "Ngày sinh", "Phương án", "Tiền lương", "Từ tháng", "Ghi chú", "Tổ"]
PERSON: list[str | int | float | bool | date | None] = [
    1, "Trần Thị Mai Lan", "099199000101", "17/05/1999", "TM", 5_681_700, "07/2026", "mới", "A",
]  # fmt: skip


def test_a_list_of_ones_own_is_known_by_its_headings() -> None:
    data = workbook(
        {"Sheet1": [["Công ty TNHH May Bình Minh Mẫu"], [], HEADINGS, [f"({n})" for n in range(9)], PERSON]}
    )
    again = read(data)
    assert again.template == "headings"
    row = again.sheets[0].rows.row(0, named=True)
    assert (row["full_name"], row["personal_id"], row["plan"], row["wage"]) == (
        "Trần Thị Mai Lan", "099199000101", "TM", 5_681_700,
    )  # fmt: skip
    assert again.sheets[0].rows.height == 1
    assert again.place("D02-LT", 0, "wage") == "Sheet1!F5"
    assert [note.words.vi for note in again.notes] == [
        "Cột A “STT” có 1 ô chưa nhận ra là chỉ tiêu nào, nên không đọc.",
        "Cột I “Tổ” có 1 ô chưa nhận ra là chỉ tiêu nào, nên không đọc.",
    ]
    assert {question.field for question in again.questions} >= {"engagement", "work_week", "nationality"}


def test_headings_nearly_right_are_matched_and_said() -> None:
    headings = [*HEADINGS[:4], "Phương án *", "Tiền lươmg", "Từ tháng ", *HEADINGS[7:]]
    again = read(workbook({"Sheet1": [headings, PERSON]}))
    assert again.sheets[0].rows["wage"].to_list() == [5_681_700]
    assert [(n.code, n.field) for n in again.notes if n.field] == [("HEADING_MATCHED", "wage")]


def test_a_wage_column_of_ones_own_may_hold_coefficients() -> None:
    again = read(workbook({"Sheet1": [HEADINGS, [*PERSON[:5], 4.65, *PERSON[6:]]]}))
    assert again.sheets[0].rows["wage_coefficient"].to_list() == [46_500]


def test_an_unknown_workbook_is_told_by_its_sheets_and_headings() -> None:
    data = workbook({"Lương T7": [["Bảng lương"], ["Họ tên", "Ngày công", "Thực lĩnh"]], "Khác": [[1]]})
    with pytest.raises(UnknownTemplate) as refused:
        read(data)
    assert refused.value.seen == {"Lương T7": ("Họ tên", "Ngày công", "Thực lĩnh"), "Khác": ()}
    assert "“Lương T7”: Họ tên, Ngày công, Thực lĩnh" in refused.value.text("vi")


def test_the_paper_form_is_refused_with_the_template_to_take() -> None:
    title = D02.face.title.vi.upper()
    signs = ["A", "B", *range(1, 20)]
    data = workbook({"D02-LT": [[title], ["STT", "Họ và tên"], signs, ["1", "Trần Thị Mai Lan"]]})
    with pytest.raises(OfficialForm) as refused:
        read(data)
    assert refused.value.rows == 1
    assert "mẫu giấy D02-LT" in refused.value.text("vi")


@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_with_our_headings_is_read(divider: str, encoding: str) -> None:
    lines = [divider.join(HEADINGS), divider.join('"%s"' % ("" if cell is None else cell) for cell in PERSON)]
    again = read_workbook("\r\n".join(lines).encode(encoding), "ds tháng 7.csv", LAW, filed_on=FILED_ON)
    assert again.sheets[0].rows["full_name"].to_list() == ["Trần Thị Mai Lan"]
    assert again.sheets[0].rows["wage"].to_list() == [5_681_700]
    assert again.place("D02-LT", 0, "full_name") == "ds tháng 7!B2"


def test_a_text_file_in_an_old_encoding_is_refused_by_name() -> None:
    with pytest.raises(OldFonts) as refused:
        read_workbook("Hä vµ tªn,Ph­¬ng ¸n\nTrÇn ThÞ Lan,TM".encode("cp1252"), "a.csv", LAW, filed_on=FILED_ON)
    assert refused.value.encoding == "TCVN3 (.VnTime)"
    assert "CSV UTF-8" in refused.value.text("vi")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\n\n", EmptySheet),
        (b'"' + b"a" * 200_000, BrokenText),
        (b"a," * 400, CellTooFar),
        (b"hello", UnknownTemplate),
    ],
)
def test_text_files_that_are_no_list(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_workbook(data, "a.csv", LAW, filed_on=FILED_ON)


def test_no_form_for_the_day_is_said() -> None:
    with pytest.raises(NoListForm, match="31/12/2010"):
        read(write_workbook([Sheet.of(D02, HEADER, [worker()])], LAW), date(2010, 12, 31))


def test_texts_keep_their_letters_and_lose_only_what_nobody_sees() -> None:
    typed = unicodedata.normalize("NFD", "Đặng Thị Út")
    again = read(workbook({"S": [HEADINGS, [1, typed + "\u200b\n(con)", *PERSON[2:]]]}))
    assert again.sheets[0].rows["full_name"].to_list() == [normal_text("Đặng Thị Út (con)")]
    assert again.sheets[0].rows["from_month"].to_list() == [month_index("2026-07")]
