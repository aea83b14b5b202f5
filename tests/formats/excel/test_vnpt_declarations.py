"""The declarations (TK1-TS) and the annex sheets that VNPT's file brings along."""

from __future__ import annotations

from datetime import date

import pytest

from ibhxh.dossier import Cell, Sheet, Unread
from ibhxh.formats.excel import read_workbook, write_vnpt
from tests.build.sheets import D02, FILED_ON, LAW, TK1, worker
from tests.formats.excel.twins import codes, imported
from tests.formats.excel.workbooks import with_sheet_xml

pytestmark = pytest.mark.unit

JANUARY = date(2026, 1, 30)


DECLARED: dict[str, Cell] = {
    "full_name": "Trần Thị Mai Lan", "personal_id": "099199000101", "si_number": "9900000101", "sex": "female",
    "birth_date": "1999-05-17", "nationality": "VN", "ethnic_group": "01", "care_facility": "79001",
    "result_medium": "electronic", "phone": "0901234567", "email": "lan@example.vn", "request": "Cấp sổ",
    "papers": "Bản sao CCCD",
}  # fmt: skip


@pytest.mark.parametrize("computed", [True, False])
def test_marked_people_have_a_declaration(computed: bool) -> None:
    tk1 = Sheet.of(TK1, {}, [DECLARED])
    read = imported(worker(full_name="Lê Văn Khác", personal_id="099090000002"), worker(), tk1=tk1, computed=computed)
    assert [sheet.version.form for sheet in read.sheets] == ["D02-LT", "TK1-TS"]
    assert read.sheets[1].rows.to_dicts() == tk1.rows.to_dicts()
    assert read.place("TK1-TS", 0, "phone") == "Dữ Liệu!BB5"


def test_details_of_a_declaration_without_its_mark_are_told() -> None:
    read = imported(BB="0901234567", BG="lan@example.vn")
    assert [sheet.version.form for sheet in read.sheets] == ["D02-LT"]
    (note,) = [note for note in read.notes if note.code == "TK1_NOT_MARKED"]
    assert note.words.vi.startswith("1 người có thông tin")


def test_before_may_2026_a_declaration_has_no_form() -> None:
    old = worker()
    del old["care_facility"], old["result_medium"]
    read = imported(old, on=JANUARY, AA="x")
    assert [sheet.version.form for sheet in read.sheets] == ["D02-TS"]
    assert ("TK1_NOT_FILED", None) in codes(read)


def test_paper_goes_to_its_own_address_or_else_to_the_contact_address() -> None:
    tk1 = Sheet.of(TK1, {}, [DECLARED])
    own = imported(
        tk1=tk1, BX=0, BY=1, BZ="12 Lê Lợi", CA="Thành phố Hà Nội", CC="Phường Ba Đình", CD=None, AZ="nơi khác"
    )
    row = own.sheets[1].rows.row(0, named=True)
    assert (row["paper_address"], row["paper_province"], row["paper_ward"]) == ("12 Lê Lợi", "01", "00004")
    contact = imported(
        tk1=tk1, BX=0, BY=1, AZ="5 Trần Phú", AT="Thành phố Hà Nội", AV="Phường Ngọc Hà", AX="Phường Giảng Võ", AY=None
    )
    row = contact.sheets[1].rows.row(0, named=True)
    assert (row["paper_address"], row["paper_province"], row["paper_ward"]) == ("5 Trần Phú", "01", "00025")
    assert {("FROM_CONTACT_ADDRESS", "paper_address"), ("SECOND_COLUMN", "paper_ward")} <= codes(contact)
    (note,) = [note for note in contact.notes if note.code == "SECOND_COLUMN"]
    assert (note.before, note.after) == ("Phường Ngọc Hà", "Phường Giảng Võ")
    assert not [note for note in contact.notes if note.code == "NO_PLACE"]


def test_the_first_of_a_doubled_pair_counts_where_the_second_is_empty() -> None:
    tk1 = Sheet.of(TK1, {}, [DECLARED])
    read = imported(tk1=tk1, BX=0, BY=1, AZ="5 Trần Phú", AT="Thành phố Hà Nội", AV="Phường Ngọc Hà", AW=None)
    assert read.sheets[1].rows["paper_ward"].to_list() == ["00008"]
    assert ("SECOND_COLUMN", "paper_ward") not in codes(read)


def test_names_of_places_that_are_no_more_are_left_to_a_person() -> None:
    tk1 = Sheet.of(TK1, {}, [DECLARED])
    read = imported(tk1=tk1, BX=0, BY=1, BZ="thôn 2", CA="Tỉnh Hà Giang", CC="Huyện Mèo Vạc")
    assert read.sheets[1].unread == (
        Unread(0, "paper_province", "Tỉnh Hà Giang"),
        Unread(0, "paper_ward", "Huyện Mèo Vạc"),
    )
    assert {("OLD_PLACE", "paper_province"), ("OLD_PLACE", "paper_ward")} <= codes(read)


def _annexed(data: bytes, position: int, row: str) -> bytes:
    return with_sheet_xml(data, lambda xml: xml.replace("</sheetData>", f"{row}</sheetData>"), position)


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_the_schedule_sheet_gives_papers_to_whom_it_names() -> None:
    tk1 = Sheet.of(TK1, {}, [DECLARED | {"papers": None}])
    data = write_vnpt(Sheet.of(D02, {}, [worker()]), LAW, tk1=tk1)
    cells = [("A4", "1"), ("D4", "Hợp đồng lao động"), ("E4", "12/HĐ"), ("F4", "01/07/2026")]
    row = f'<row r="4">{"".join(text_cell(*cell) for cell in cells)}</row>'
    stray = f'<row r="5">{text_cell("A5", "9")}{text_cell("D5", "Quyết định")}</row>'
    read = read_workbook(_annexed(data, 3, row + stray), "mau.xlsx", LAW, filed_on=FILED_ON)
    assert read.sheets[1].rows["papers"].to_list() == ["Hợp đồng lao động số 12/HĐ ngày 01/07/2026"]
    assert ("PAPERS_FROM_LIST", "papers") in codes(read)
    (note,) = [note for note in read.notes if note.code == "UNLINKED"]
    assert note.words.vi == "Trang “Bảng kê”: ID 9 không có trong danh sách người lao động."


def test_households_have_no_place_and_it_is_said() -> None:
    data = write_vnpt(Sheet.of(D02, {}, [worker()]), LAW)
    row = f'<row r="4">{text_cell("A4", "1")}{text_cell("B4", "Trần Văn Cha")}</row>'
    read = read_workbook(_annexed(data, 2, row), "mau.xlsx", LAW, filed_on=FILED_ON)
    (note,) = [note for note in read.notes if note.code == "NO_PLACE_SHEET"]
    assert note.words.vi == "Trang “Phụ lục” có 1 dòng không có chỗ trong mẫu D02-LT, nên không chuyển sang."
