"""The PDF: its words, its standards, its sameness, its pages."""

from __future__ import annotations

import io
import unicodedata
from datetime import datetime

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from ibhxh.dossier import Content, Sheet, freeze
from ibhxh.formats.barcode import PageWriter
from ibhxh.printing import NothingToPrint, document, print_content
from ibhxh.printing.lay import TRIAL
from ibhxh.printing.paper import MODULE
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, TK1, draft, worker
from tests.printing.conftest import AT, of_people, person, scanned

pytestmark = pytest.mark.real


def texts(pdf: bytes) -> list[str]:
    """The words of each page, lines joined."""
    with pypdfium2.PdfDocument(pdf) as read:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in read]


def test_every_person_is_on_paper_in_normal_form(sixty_pdf: bytes) -> None:
    words = " ".join(texts(sixty_pdf))
    assert unicodedata.is_normalized("NFC", words)
    for number in range(1, 61):
        assert str(person(number)["full_name"]) in words
        assert str(person(number)["si_number"]) in words


def test_the_official_words_are_there(sixty_pdf: bytes) -> None:
    first, *others = texts(sixty_pdf)
    for words in (
        "DANH SÁCH THAM GIA, ĐIỀU CHỈNH ĐÓNG BẢO HIỂM XÃ HỘI, BẢO HIỂM Y TẾ, BẢO HIỂM THẤT NGHIỆP",
        "Số: ……/……; ngày 13 tháng 07 năm 2026",
        "A. Đơn vị/Tổ chức quản lý người tham gia",
        "1. Mã đơn vị: TZ99001; 2. Tên đơn vị: Công ty TNHH May Bình Minh Mẫu",
        "B. Danh sách người tham gia",
        "Các khoản phụ cấp lương và thu nhập bổ sung",
    ):
        assert words in first
    signed = [words for words in others if "ĐƠN VỊ LẬP DANH SÁCH (Ký, ghi rõ họ tên, đóng dấu)" in words]
    assert len(signed) == 1
    assert "60 " in signed[0]


def test_every_page_says_which_it_is(sixty: Content, sixty_pdf: bytes) -> None:
    pages = texts(sixty_pdf)
    for number, words in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in words
        assert f"Mã nội dung: {sixty.human_code}" in words
        assert "In lúc 13/07/2026 09:00:00" in words
        assert TRIAL in words
    assert TRIAL not in texts(print_content(of_people(1), LAW, printed_at=AT, trial=False))[0]


def test_declarations_have_a_page_for_each_person(sixty_pdf: bytes) -> None:
    *_, first, second = texts(sixty_pdf)
    for number, words in ((1, first), (2, second)):
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
        assert f"[01] Họ và tên {person(number)['full_name']}" in words
        assert "[10] Đăng ký nhận kết quả Bản điện tử" in words
        assert "NGƯỜI KÊ KHAI" in words


def test_long_texts_are_printed_in_full() -> None:
    note = " ".join(f"câu số {number} của ghi chú dài" for number in range(60))
    content = freeze(draft(Sheet.of(D02, HEADER, [worker(), worker(note=note)])), made_on=FILED_ON)
    words = " ".join(texts(print_content(content, LAW, printed_at=AT, trial=False)))
    assert f"(1) Dòng 2, cột 19: {note}" in words
    assert "… (1)" in words


def test_letters_without_a_shape_are_owned_up_to() -> None:
    content = freeze(draft(Sheet.of(D02, HEADER, [worker(full_name="山田 Kenji")])), made_on=FILED_ON)
    (words,) = texts(print_content(content, LAW, printed_at=AT, trial=False))
    assert "□□ Kenji" in words
    assert "mã vạch ghi đúng chữ gốc" in words


@pytest.mark.parametrize("slice_", [24, 2])
def test_standards_and_tags(sixty: Content, slice_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "SLICE", slice_)
    with pikepdf.open(io.BytesIO(print_content(sixty, LAW, printed_at=AT, trial=True))) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
            assert sixty.human_code in about["dc:title"]
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "vi-VN"
        assert len(pdf.Root.OutputIntents) == 1
        fonts = {str(font.BaseFont).split("+")[1] for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts == {"iBHXHSerif-Regular", "iBHXHSerif-Bold", "iBHXHSerif-Italic"}
        assert_tagged(pdf)


def assert_tagged(pdf: pikepdf.Pdf) -> None:
    """One tree over all pages in their order; every page finds its tags; every cell finds its headings."""
    tree = pdf.Root.StructTreeRoot
    number_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    seen: list[int] = []
    headings: set[bytes] = set()
    named: set[bytes] = set()

    def walk(element: pikepdf.Object) -> None:
        if not isinstance(element, pikepdf.Dictionary):
            return
        if "/Pg" in element:
            seen.append(number_of[element.Pg.objgen])
        if "/ID" in element:
            assert bytes(element.ID) not in headings
            headings.add(bytes(element.ID))
        for attributes in element.get("/A", ()):
            named.update(bytes(name) for name in attributes.get("/Headers", ()))
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else ():
            walk(kid)

    walk(tree.K[0])
    assert len(tree.K) == 1
    assert seen == sorted(seen)
    assert set(seen) == set(range(len(pdf.pages)))
    assert named
    assert named <= headings
    names = tree.IDTree.Names
    assert [bytes(names[i]) for i in range(0, len(names), 2)] == sorted(headings)
    numbers = tree.ParentTree.Nums
    keys = [int(numbers[i]) for i in range(0, len(numbers), 2)]
    assert keys == list(range(int(tree.ParentTreeNextKey)))
    assert {int(page.obj.StructParents) for page in pdf.pages} <= set(keys)


@pytest.mark.parametrize("slice_", [24, 3])
def test_equal_input_gives_equal_bytes(sixty: Content, slice_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "SLICE", slice_)
    once, again = (print_content(sixty, LAW, printed_at=AT, trial=True) for _ in range(2))
    assert once == again


def test_slices_look_like_the_whole(sixty: Content, sixty_pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "SLICE", 2)
    sliced = print_content(sixty, LAW, printed_at=AT, trial=True)
    assert texts(sliced) == texts(sixty_pdf)
    for one, other in zip(scanned(sliced, 50), scanned(sixty_pdf, 50), strict=True):
        assert one.tobytes() == other.tobytes()


def test_symbols_are_of_the_size_and_level_published(sixty_pdf: bytes) -> None:
    dpi = 600
    page = scanned(sixty_pdf, dpi)[1]
    pixels = memoryview(page.tobytes()).cast("B", (page.height, page.width))
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    assert len(found) == 4
    for symbol in found:
        assert symbol.ec_level == "M"
        corners = symbol.position
        width = (corners.top_right.x - corners.top_left.x) / dpi * 25.4
        modules = round(width / MODULE)
        assert modules % 4 == 1
        assert modules <= 69
        assert width == pytest.approx(modules * MODULE, abs=0.15)


def test_nothing_to_print() -> None:
    empty = freeze(draft(Sheet.of(TK1, {}, [])), made_on=FILED_ON)
    assert PageWriter(empty, LAW).sheets
    with pytest.raises(NothingToPrint):
        print_content(empty, LAW, printed_at=AT, trial=False)


def test_a_list_without_rows_is_still_a_form() -> None:
    empty = freeze(draft(Sheet.of(D02, HEADER, [])), made_on=FILED_ON)
    (words,) = texts(print_content(empty, LAW, printed_at=AT, trial=False))
    assert "ĐƠN VỊ LẬP DANH SÁCH" in words


def test_the_instant_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        print_content(of_people(1), LAW, printed_at=datetime(2026, 7, 13), trial=False)  # noqa: DTZ001
