"""The electronic forms: written, read back, and read as other programs write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from lxml import etree

from ibhxh.dossier import Cell, Sheet, Unread, freeze
from ibhxh.formats.errors import XmlInvalid
from ibhxh.formats.form_schema import FORM_NAMESPACE
from ibhxh.formats.form_xml import FormReading, Stray, read_form, write_form
from ibhxh.law import FormVersion
from ibhxh.law.months import month_index
from ibhxh.trust.xml_document import read_xml
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, TK1, any_sheet, draft, worker

pytestmark = pytest.mark.unit

ODD_TEXTS = ["“a” & 'b' \"c\"", "]]>", "<LaoDong>", "&amp;", "a  b", "\\", "Nguyễn Thị Ốc", "=male", "1", "xmlns:ib="]


def read(data: bytes, version: FormVersion) -> FormReading:
    return read_form(read_xml(data), version)


def element(data: bytes, path: str) -> str | None:
    return etree.fromstring(data).findtext(path, namespaces={"ib": FORM_NAMESPACE})


def one(row: dict[str, Cell], version: FormVersion = D02) -> bytes:
    return write_form(Sheet.of(version, {}, [row]))


def foreign(row: str, *, root: str = "D02-TS", header: str = "<ThongTinKhac/>") -> bytes:
    """A form as another program writes it: a BOM, indentation, no elements of ours."""
    return (
        f'\ufeff<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"  {header}\n  <NoiDung>\n    <LaoDong>\n{row}\n    </LaoDong>\n  </NoiDung>\n  <Cky />\n</{root}>"
    ).encode()


@settings(deadline=None)
@given(any_sheet(D02) | any_sheet(D02_OF_2017) | any_sheet(TK1))
def test_any_sheet_comes_back_the_same(sheet: Sheet) -> None:
    again = read(write_form(sheet), sheet.version)
    assert again.strays == ()
    assert again.sheet.unread == ()
    assert again.sheet.header == sheet.header
    assert again.sheet.rows.equals(sheet.rows)


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize("field", ["full_name", "sex", "note", "si_number"])
def test_odd_texts_come_back_the_same(field: str, text: str) -> None:
    sheet = Sheet.of(D02, HEADER | {"address": text}, [worker(**{field: text})])
    again = read(write_form(sheet), D02).sheet
    assert again.rows.equals(sheet.rows)
    assert again.header == sheet.header


@pytest.mark.parametrize("version", [D02, D02_OF_2017, TK1])
def test_the_face_decides_which_elements_stand_and_in_which_order(version: FormVersion) -> None:
    root = etree.fromstring(write_form(Sheet.of(version, {}, [{"full_name": None}])))
    names = [child.tag.replace(f"{{{FORM_NAMESPACE}}}", "ib:") for child in root.iterfind("NoiDung/LaoDong/*")]
    assert names == [e.name for e in version.face.xml.row]
    assert root.tag == version.face.xml.root
    assert root[-1].tag == "Cky"
    assert (root.find("ThongTinKhac") is None) == (not version.face.xml.header)
    assert root.nsmap == {
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsd": "http://www.w3.org/2001/XMLSchema",
        "ib": FORM_NAMESPACE,
    }


@pytest.mark.parametrize(
    ("field", "value", "path", "text"),
    [
        ("wage", 7_500_000, "TienLuong", "7500000"),
        ("wage", -1, "TienLuong", "-1"),
        ("wage_coefficient", 46_500, "ib:HeSoLuong", "4.65"),
        ("declared_rate", 320_000, "TyleDong", "32.0"),
        ("declared_rate", -1, "TyleDong", "-0.0001"),
        ("declared_rate", 0, "TyleDong", "0.0"),
        ("from_month", month_index("2026-07"), "TuThang", "07/2026"),
        ("effective_on", date(2026, 7, 1), "ib:NgayHieuLuc", "01/07/2026"),
        ("birth_date", "1999-05-17", "NgaySinh", "17/05/1999"),
        ("birth_date", "1999-05", "NgaySinh", "05/1999"),
        ("birth_date", "1999", "NgaySinh", "1999"),
        ("late_interest", True, "TinhLai", "1"),
        ("late_interest", False, "TinhLai", "0"),
        ("late_interest", None, "TinhLai", ""),
        ("sex", "female", "GioiTinh", "0"),
        ("si_number", "9900000101", "ID", "9900000101"),
    ],
)
def test_how_a_value_is_written(field: str, value: Cell, path: str, text: str) -> None:
    assert element(one({field: value}), f"NoiDung/LaoDong/{path}") == text


def test_the_contract_is_repeated_in_the_pair_of_its_kind_only() -> None:
    row: dict[str, Cell] = {
        "contract_kind": "fixed",
        "effective_on": date(2026, 7, 1),
        "contract_end": date(2027, 6, 30),
    }
    data = one(row)
    said = {e.tag: e.text for e in etree.fromstring(data).iterfind("NoiDung/LaoDong/*") if e.tag.startswith("Hdld")}
    assert {name: text for name, text in said.items() if text} == {
        "Hdld_xdth_tungay": "01/07/2026",
        "Hdld_xdth_denngay": "30/06/2027",
    }


def test_a_declaration_repeats_parts_and_precision() -> None:
    data = one({"care_facility": "79001", "birth_date": "1990", "result_medium": "paper"}, TK1)
    said = {name: element(data, f"NoiDung/LaoDong/{name}") for name in ("MaTinhBenhVien", "MaBenhVien", "CCNS")}
    assert said == {"MaTinhBenhVien": "79", "MaBenhVien": "001", "CCNS": "2"}
    assert (element(data, ".//Nhan_BanDientu"), element(data, ".//Nhan_Bangiay")) == ("0", "1")


def test_what_repeats_wrongly_and_what_has_no_field_is_told() -> None:
    data = one(worker()).replace(b"<ID>9900000101</ID>", b"<ID>9900000102</ID>")
    data = data.replace(b"<MavungLTT></MavungLTT>", b"<MavungLTT>01</MavungLTT>")
    assert read(data, D02).strays == (
        Stray(0, "MavungLTT", "01", ""),
        Stray(0, "ID", "9900000102", "9900000101"),
    )


def test_a_day_that_does_not_exist_is_kept_unread_and_cannot_be_frozen() -> None:
    reading = read(one(worker()).replace(b"<NgayChet></NgayChet>", b"<NgayChet>31/02/2026</NgayChet>"), D02)
    assert reading.sheet.unread == (Unread(0, "died_on", "31/02/2026"),)
    assert reading.sheet.rows["died_on"].to_list() == [None]


def test_our_own_file_is_never_guessed_at() -> None:
    sheet = Sheet.of(D02, {}, [{"wage": 50}])
    assert read(write_form(sheet), D02).sheet.rows.equals(sheet.rows)
    data = write_form(sheet).replace(b"<TienLuong>50<", b"<TienLuong>4.65<")
    assert read(data, D02).sheet.unread == (Unread(0, "wage", "4.65"),)


@pytest.mark.parametrize(
    ("text", "wage", "coefficient"),
    [("4.65", None, 46_500), ("5", None, 50_000), ("99", None, 990_000), ("100", 100, None), ("0", 0, None)],
)
def test_a_foreign_wage_may_be_a_coefficient(text: str, wage: int | None, coefficient: int | None) -> None:
    rows = read(foreign(f"<TienLuong>{text}</TienLuong>"), D02).sheet.rows
    assert rows.select("wage", "wage_coefficient").row(0) == (wage, coefficient)


@pytest.mark.parametrize(
    ("pair", "kind", "since", "until"),
    [
        ("<Hdld_tungay>01/05/2026</Hdld_tungay>", "indefinite", date(2026, 5, 1), None),
        (
            "<Hdld_xdth_tungay>01/05/2026</Hdld_xdth_tungay><Hdld_xdth_denngay>30/04/2027</Hdld_xdth_denngay>",
            "fixed",
            date(2026, 5, 1),
            date(2027, 4, 30),
        ),
        ("<Hdld_khac_tungay>01/05/2026</Hdld_khac_tungay><Hdld_khac_denngay />", "other", date(2026, 5, 1), None),
        ("<Hdld_tungay />", None, None, None),
    ],
)
def test_a_foreign_contract_is_read_from_its_pair(
    pair: str, kind: str | None, since: date | None, until: date | None
) -> None:
    rows = read(foreign(f"<HoTen>Người Mẫu</HoTen>{pair}"), D02).sheet.rows
    assert rows.select("contract_kind", "effective_on", "contract_end").row(0) == (kind, since, until)


def test_a_foreign_declaration_gives_facility_and_medium_by_their_parts() -> None:
    row = "<MaTinhBenhVien>79</MaTinhBenhVien><MaBenhVien>010</MaBenhVien><Nhan_BanDientu>1</Nhan_BanDientu>"
    rows = read(foreign(row, root="TK1-TS", header=""), TK1).sheet.rows
    assert rows.select("care_facility", "result_medium").row(0) == ("79010", "electronic")


def test_a_line_break_of_others_is_a_blank() -> None:
    rows = read(foreign("<HoTen>\n  Người\n Mẫu\n</HoTen>"), D02).sheet.rows
    assert rows["full_name"].to_list() == ["Người  Mẫu"]


def test_rows_hidden_elsewhere_are_not_read() -> None:
    hidden = "<PhuLuc><NoiDung><LaoDong><HoTen>Ẩn</HoTen></LaoDong></NoiDung></PhuLuc>"
    reading = read(foreign(f"<HoTen>Hiện</HoTen>{hidden}", root="TK1-TS", header=""), TK1)
    assert reading.sheet.rows["full_name"].to_list() == ["Hiện"]
    assert [stray.element for stray in reading.strays] == ["PhuLuc"]


@pytest.mark.parametrize(
    ("wrong", "right", "element", "row", "words"),
    [
        (b"<TuThang>13/2026<", b"<TuThang>07/2026<", "TuThang", 2, "tháng/năm, ví dụ 07/2026"),
        (b"<TyleDong>32,0<", b"<TyleDong>32.0<", "TyleDong", 2, "số có dấu chấm thập phân"),
        (b"<TinhLai>x<", b"<TinhLai><", "TinhLai", 2, "1 (có) hoặc 0 (không)"),
        (b"<X/><PA>", b"<PA>", "X", 2, "PA, TyleDong"),
        (b"<HoTen><b/>", b"<HoTen>", "HoTen", 2, "không thuộc mẫu"),
    ],
)
def test_a_refusal_names_the_element_the_row_and_what_may_stand(
    wrong: bytes, right: bytes, element: str, row: int, words: str
) -> None:
    data = write_form(Sheet.of(D02, HEADER, [worker(), worker()]))
    first, second = data.split(b"<STT>2</STT>")
    with pytest.raises(XmlInvalid) as caught:
        read(first + b"<STT>2</STT>" + second.replace(right, wrong, 1), D02)
    assert (caught.value.element, caught.value.row) == (element, row)
    assert words in caught.value.text("vi")


def test_a_refusal_names_the_line_of_the_file() -> None:
    with pytest.raises(XmlInvalid) as caught:
        read(foreign("<TuThang>07-2026</TuThang>"), D02)
    assert caught.value.line == 6


def test_a_value_that_looks_like_a_message_is_refused_like_any_other() -> None:
    text = "x' is not accepted by the pattern 'y'. " + "z" * 100_000
    with pytest.raises(XmlInvalid):
        read(foreign(f"<TuThang>{text}</TuThang>"), D02)


def test_a_whole_sheet_is_written_at_once() -> None:
    rows = pl.concat([Sheet.of(D02, {}, [worker()]).rows] * 500)
    data = write_form(Sheet.of(D02, HEADER, rows))
    assert [e.text for e in etree.fromstring(data).iterfind(".//STT")] == [str(i) for i in range(1, 501)]


@pytest.mark.samples
@pytest.mark.parametrize(("file", "version"), [("D02-TS-595.xml", D02_OF_2017), ("TK1-TS-595.xml", TK1)])
def test_the_fields_own_trees_are_read(field_samples: Path, file: str, version: FormVersion) -> None:
    data = (field_samples / "skeletons" / file).read_bytes()
    sheet = read(data, version).sheet
    freeze(draft(sheet), made_on=FILED_ON)
    assert sheet.rows["full_name"].to_list() == ["Người Mẫu Một"]
    if version is D02_OF_2017:
        expected = ("indefinite", date(2023, 5, 1), 320_000, month_index("2023-05"), "male", 10_000_000)
        names = ("contract_kind", "effective_on", "declared_rate", "from_month", "sex", "wage")
        assert sheet.rows.select(names).row(0) == expected
