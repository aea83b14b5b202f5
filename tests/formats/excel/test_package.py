"""Files at the door: each kind that is not taken is refused by name, and nothing makes the door fall over."""

from __future__ import annotations

import random
import struct
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest

from ibhxh.dossier import Sheet
from ibhxh.formats.excel import WorkbookProblem, read_workbook, write_workbook
from ibhxh.formats.excel import package as door
from ibhxh.formats.excel.errors import (
    BinaryWorkbook,
    BrokenWorkbook,
    CellTooFar,
    EmptyFile,
    FileTooLarge,
    LockedWorkbook,
    MacroWorkbook,
    NotWorkbook,
    OldWorkbook,
    TooMuchInside,
)
from ibhxh.formats.excel.package import admit
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, worker
from tests.formats.excel.workbooks import changed, with_sheet_xml, workbook

pytestmark = pytest.mark.unit

PLAIN = workbook({"Trang": [["a", 1]]})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(**parts: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, part in parts.items():
            target.writestr(name.replace("__", "/"), part)
    return output.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7 ...", NotWorkbook),
        (b"\x89PNG\r\n\x1a\n", NotWorkbook),
        (b"Rar!\x1a\x07", NotWorkbook),
        (b"<html><table><tr><td>1</td></tr></table></html>", NotWorkbook),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", NotWorkbook),
        (b"\x7fELF\0\0\0\0", NotWorkbook),
        (OLE + "Workbook".encode("utf-16-le"), OldWorkbook),
        (OLE + "EncryptedPackage".encode("utf-16-le"), LockedWorkbook),
        (OLE + "WordDocument".encode("utf-16-le"), NotWorkbook),
        (archive(word__document=b""), NotWorkbook),
        (archive(a=b"hello"), NotWorkbook),
        (archive(), NotWorkbook),
        (changed(PLAIN, lambda name, part: part, {"xl/vbaProject.bin": b"code"}), MacroWorkbook),
        (changed(PLAIN, lambda name, part: part, {"xl/macrosheets/sheet1.xml": b"<a/>"}), MacroWorkbook),
        (changed(PLAIN, lambda name, part: part, {"xl/workbook.bin": b"x"}), BinaryWorkbook),
        (changed(PLAIN, lambda name, part: None if name == "xl/workbook.xml" else part), BrokenWorkbook),
        (PLAIN[: len(PLAIN) // 2], BrokenWorkbook),
        (b"PK\x03\x04", BrokenWorkbook),
    ],
)
def test_every_other_kind_of_file_is_refused_by_name(data: bytes, refusal: type[WorkbookProblem]) -> None:
    with pytest.raises(refusal) as refused:
        admit(data, "danh sách.xlsx")
    problem = refused.value
    assert problem.where is not None
    assert problem.where.vi == "danh sách.xlsx"
    assert problem.what.vi and problem.what.en and problem.fix is not None and problem.fix.vi and problem.fix.en


def test_a_word_text_is_called_a_word_text() -> None:
    with pytest.raises(NotWorkbook, match="văn bản Word"):
        admit(changed(PLAIN, lambda n, p: None if n.startswith("xl/") else p, {"word/document.xml": b"<w/>"}), "a.docx")


def test_a_refusal_says_what_to_do_and_that_nothing_is_lost() -> None:
    with pytest.raises(MacroWorkbook) as refused:
        admit(changed(PLAIN, lambda name, part: part, {"xl/vbaProject.bin": b"code"}), "a.xlsm")
    assert refused.value.text("vi") == (
        "a.xlsm: Tệp này có macro nên chưa đọc được. Lưu lại thành .xlsx không có macro rồi chọn lại."
        " Dữ liệu đã nhập vẫn còn."
    )


def test_a_huge_file_is_refused_before_it_is_looked_into() -> None:
    data = bytes(200 * 2**20)
    tracemalloc.start()
    with pytest.raises(FileTooLarge, match="200 MB"):
        admit(data, "a.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**20


def test_a_file_that_unpacks_to_far_more_than_a_list_is_not_opened() -> None:
    bomb = changed(PLAIN, lambda name, part: part, {"xl/media/a.xml": bytes(64 * 2**20)})
    with pytest.raises(TooMuchInside, match=r"xl/media/a\.xml"):
        admit(bomb, "a.xlsx")


def test_the_sum_of_all_parts_is_limited_whatever_the_directory_says(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(7).randbytes(600_000)  # noqa: S311 - noise, no secret
    parts = {f"xl/media/{n}.bin": noise for n in range(3)}
    data = changed(PLAIN, lambda name, part: part, parts)
    monkeypatch.setattr(door, "LARGEST_INSIDE", 1_000_000)
    with pytest.raises(TooMuchInside):
        admit(data, "a.xlsx")


def test_a_directory_that_lies_about_a_size_is_believed_nowhere() -> None:
    """The central directory claims four bytes of a part that unpacks to many, with the checksum of those four."""
    part = b"a" * 100_000
    data = bytearray(changed(PLAIN, lambda name, xml: xml, {"xl/media/a.xml": part}))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/a.xml"))
    struct.pack_into("<I", data, entry + 16, zlib.crc32(part[:4]))
    struct.pack_into("<I", data, entry + 24, 4)
    with zipfile.ZipFile(BytesIO(bytes(data))) as believed:
        assert believed.read("xl/media/a.xml") == b"aaaa"
    with pytest.raises(BrokenWorkbook, match="hỏng"):
        admit(bytes(data), "a.xlsx")


def test_a_locked_zip_entry_is_a_locked_file() -> None:
    data = bytearray(PLAIN)
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(LockedWorkbook):
        admit(bytes(data), "a.xlsx")


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row>',
        '<row r="2"><c r="IW2"><v>1</v></c></row>',
        "<row r='2'><c r = 'ZZZ2'><v>1</v></c></row>",
        '<row r="300000"><c><v>1</v></c></row>',
        '<row r="2"><c r="xfd2"><v>1</v></c></row>',
        '<row r="2"><c r="AAA2"><f>A1</f></c></row>',
    ],
)
def test_one_stray_cell_far_away_is_named_and_not_read(far: str) -> None:
    data = with_sheet_xml(PLAIN, lambda xml: xml.replace("</sheetData>", f"{far}</sheetData>"))
    with pytest.raises(CellTooFar, match="Bảng tính có ô ở tận"):
        admit(data, "a.xlsx")


def test_formatted_empty_cells_may_lie_anywhere() -> None:
    empty = '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    data = with_sheet_xml(PLAIN, lambda xml: xml.replace("</sheetData>", f"{empty}</sheetData>"))
    assert admit(data, "a.xlsx") is not None


def test_text_may_be_a_text_file() -> None:
    assert admit("Họ và tên;Phương án\n".encode(), "a.csv") is None
    assert admit("Họ và tên\tPhương án\n".encode("utf-16"), "a.txt") is None


LIST = write_workbook([Sheet.of(D02, HEADER, [worker()])], LAW)


@pytest.mark.parametrize("cut", range(1, len(LIST), 397))
def test_a_file_cut_short_anywhere_is_a_problem_told(cut: int) -> None:
    with pytest.raises(WorkbookProblem):
        read_workbook(LIST[:cut], "a.xlsx", LAW, filed_on=FILED_ON)


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_file_is_read_or_a_problem_told(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    data = bytearray(LIST)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read_workbook(bytes(data), "a.xlsx", LAW, filed_on=FILED_ON)
    except WorkbookProblem as problem:
        assert problem.text("vi") and problem.text("en")


@pytest.mark.parametrize("seed", range(100))
def test_damaged_xml_in_a_sound_zip_is_read_or_a_problem_told(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret

    def damage(name: str, part: bytes) -> bytes:
        if name.endswith(".xml") and chance.random() < 0.3 and part:
            spoiled = bytearray(part)
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(spoiled))
                spoiled[at : at + chance.randint(0, 3)] = chance.choice([b"<", b"\0", b'"', b"&", b"9", b"</c>", b"r="])
            return bytes(spoiled)
        return part

    try:
        read_workbook(changed(LIST, damage), "a.xlsx", LAW, filed_on=FILED_ON)
    except WorkbookProblem as problem:
        assert problem.text("vi") and problem.text("en")


def test_entities_and_outside_references_in_xml_are_not_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "{}">]>'.format("ha" * 1000, "&a;" * 1000)

    def plant(name: str, part: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return part.replace(b"?>", b"?>" + bomb.encode(), 1).replace(b'name="Trang"', b'name="&b;"')
        return part

    with pytest.raises(WorkbookProblem):
        read_workbook(changed(PLAIN, plant), "a.xlsx", LAW, filed_on=FILED_ON)
