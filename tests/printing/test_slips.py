"""The slips: their words, their seal, their standards, their pages."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import zxingcpp

from ibhxh.client import read_notice, verify_receipt
from ibhxh.client.verify_receipt import Answer
from ibhxh.dossier import Sheet, freeze
from ibhxh.dossier.human_code import human_code
from ibhxh.formats.notices import Addressee, Notice, Reason, sealed_statement
from ibhxh.formats.receipt import NotAReceipt
from ibhxh.intake import receive
from ibhxh.printing import print_receipt, print_slip
from ibhxh.printing.lay import TRIAL
from ibhxh.register.account_lines import ACCOUNT_LINES
from tests.build.filing import AT, UNIT, counting, gateway, key_ring, packed
from tests.build.notices import (
    DOSSIER_AGENCY,
    acceptance,
    account_notice,
    closed_january,
    decision,
    notices,
    participants_notice,
    reference,
    refusal,
    sealed,
    supplement_request,
)
from tests.build.sheets import D02, FILED_ON, HEADER, LAW, draft, worker
from tests.printing.conftest import scanned
from tests.printing.test_print import texts

pytestmark = pytest.mark.real

ALL = pytest.mark.parametrize("notice", notices(), ids=lambda notice: type(notice).__name__)
PACKAGE = packed(freeze(draft(Sheet.of(D02, HEADER, [worker()])), made_on=FILED_ON)).package


def printed(notice: Notice) -> bytes:
    return print_slip(notice, LAW, statement=sealed(notice))


def words_of(notice: Notice) -> str:
    return " ".join(texts(printed(notice)))


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    answer = receive(PACKAGE, gateway(tmp_path_factory.mktemp("desk")), at=AT, random=counting())
    assert isinstance(answer, bytes)
    return answer


def codes_on(pdf: bytes) -> list[str]:
    """The QR codes of the print as an office scanner (300 dpi, grey) gives them."""
    return [code.text for page in scanned(pdf, 300) for code in zxingcpp.read_barcodes(page)]


@ALL
def test_every_page_has_the_band_its_number_and_the_form(notice: Notice) -> None:
    pages = texts(printed(notice))
    for number, words in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in words
        assert TRIAL in words
        assert "Mẫu " in words
        assert unicodedata.is_normalized("NFC", words)


@ALL
def test_the_letterhead_of_official_papers(notice: Notice) -> None:
    first = texts(printed(notice))[0]
    for words in (
        "BẢO HIỂM XÃ HỘI TỈNH MẪU",
        "BẢO HIỂM XÃ HỘI CƠ SỞ MẪU 07999",
        f"Số: {notice.head.number}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tỉnh Mẫu, ngày",
        "Công ty TNHH May Bình Minh Mẫu",
    ):
        assert words in first


@ALL
def test_no_band_in_production(notice: Notice) -> None:
    real = replace(notice, head=replace(notice.head, environment="production"))
    assert TRIAL not in " ".join(texts(print_slip(real, LAW)))


@ALL
def test_a_slip_that_is_not_signed_says_so(notice: Notice) -> None:
    words = " ".join(texts(print_slip(notice, LAW)))
    assert "chưa ký số, không có giá trị" in words
    assert "Ký số bởi" not in words


@ALL
def test_equal_arguments_give_equal_bytes(notice: Notice) -> None:
    assert printed(notice) == printed(notice)


@ALL
def test_standards(notice: Notice) -> None:
    with pikepdf.open(io.BytesIO(printed(notice))) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "vi-VN"
        fonts = {str(font.BaseFont).split("+")[1] for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts <= {"iBHXHSerif-Regular", "iBHXHSerif-Bold", "iBHXHSerif-Italic"}


@pytest.mark.parametrize(
    "notice",
    [acceptance(), supplement_request(), refusal(), account_notice()],
    ids=lambda notice: type(notice).__name__,
)
def test_the_code_on_paper_is_the_signed_notice(notice: Notice) -> None:
    (text,) = codes_on(printed(notice))
    assert read_notice(sealed_statement(text), key_ring()) == notice


@pytest.mark.parametrize("notice", [decision(), participants_notice()], ids=lambda notice: type(notice).__name__)
def test_a_long_notice_has_no_code_and_says_where_to_look(notice: Notice) -> None:
    assert codes_on(printed(notice)) == []
    assert "Kiểm tra chữ ký số trên tệp thông báo" in words_of(notice)


def test_the_statement_of_another_notice_is_not_printed() -> None:
    with pytest.raises(ValueError, match="another payload"):
        print_slip(acceptance(), LAW, statement=sealed(refusal()))


def test_the_receipt(receipt: bytes) -> None:
    pdf = print_receipt(receipt, LAW, agency=DOSSIER_AGENCY, unit_name=UNIT.unit_name)
    (words,) = texts(pdf)
    for said in (
        "BIÊN NHẬN NỘP HỒ SƠ Mã giao dịch: 260713-1000-0000-0000",
        "Công ty TNHH May Bình Minh Mẫu · Mã đơn vị: TZ99001",
        "07/2026, đợt 1",
        "09:15:00, ngày 13/07/2026",
        "Còn thiếu: hồ sơ giấy ký tên, đóng dấu",
        "chưa phải là giấy tiếp nhận",
        TRIAL,
    ):
        assert said in words
    (text,) = codes_on(pdf)
    answer = verify_receipt(sealed_statement(text), PACKAGE, key_ring(), LAW)
    assert answer.answer is Answer.SAME_BYTES
    assert answer.receipt is not None
    assert human_code(bytes.fromhex(answer.receipt.content_digest)) in words


def test_a_receipt_is_printed_under_its_own_agency_only(receipt: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="07999"):
        print_receipt(receipt, LAW, agency=replace(DOSSIER_AGENCY, code="07900"), unit_name=UNIT.unit_name)
    for data in (b"", b"{}", b'{"receipt":5}', sealed(acceptance())):
        with pytest.raises(NotAReceipt):
            print_receipt(data, LAW, agency=DOSSIER_AGENCY, unit_name=UNIT.unit_name)


def test_slip_01() -> None:
    words = words_of(acceptance())
    for said in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ Mã hồ sơ: 00417/2026/07999",
        "1 Biểu mẫu D02-TS 70 dòng",
        "05 ngày làm việc",
        "14 giờ 18 phút, ngày 30/01/2026",
        "5. Thời gian trả kết quả: 14 giờ 18 phút, ngày 06/02/2026",
        "Ký số bởi: Bảo hiểm xã hội cơ sở mẫu 07999 Thời điểm ký: 30/01/2026 14:18:07 (+07:00)",
        human_code(bytes.fromhex(reference().content_digest)),
    ):
        assert said in words


def test_slip_02() -> None:
    words = words_of(supplement_request())
    for said in (
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Lần yêu cầu: 01",
        "(Quyết định 366/QĐ-BHXH, Điều 5)",
        "trước hết ngày 12/02/2026",
        "CÁN BỘ THU",
        "Nguyễn Thị Ngọc Ánh",
    ):
        assert said in words
    assert "trong thời gian sớm nhất" in words_of(replace(supplement_request(), deadline=None))


def test_slip_03() -> None:
    words = words_of(refusal())
    for said in (
        "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ Mã hồ sơ: chưa cấp",
        "1. Đơn vị đã chuyển nơi tham gia",
        "2. Danh sách ghi mã đơn vị",
        "coi như chưa nộp. Đơn vị nộp hồ sơ tới",
    ):
        assert said in words


def test_the_result_names_every_line_once() -> None:
    words = words_of(decision())
    assert "Chấp nhận 68 dòng, trả lại 2 dòng." in words
    assert "Ghi vào tháng: 01/2026" in words
    assert words.index("I. Các dòng trả lại (2)") < words.index("II. Các dòng được chấp nhận (68)")
    for line in decision().lines:
        assert words.count(f"dòng {line.row + 1} ") == 1
        assert line.person in words


def test_a_result_without_returned_lines_has_one_table() -> None:
    words = words_of(decision(()))
    assert "Chấp nhận toàn bộ 70 dòng." in words
    assert "trả lại" not in words and "II." not in words
    assert "Ghi vào tháng" not in words_of(decision(range(70)))


def test_c12_prints_every_line_with_its_figures() -> None:
    words = words_of(account_notice())
    for line in ACCOUNT_LINES:
        assert f"{line.printed} {line.words.vi} " in words
    for said in (
        "B.3 Phải đóng 217.680.725 39.182.549 16.766.458 4.383.633 278.013.365",
        "A.2.2 Thiếu 215.847.000 38.852.460 16.619.760 4.316.940 275.636.160",
        "+ UNC số 00123, ngày 28/01/2026 275.636.160",
        "Số tiền còn phải đóng: 278.013.365 đồng, nộp trước hết ngày 28/02/2026.",
        "(Bằng chữ: Hai trăm bảy mươi tám triệu không trăm mười ba nghìn ba trăm sáu mươi lăm đồng.)",
        "+BHXH+103+00+TZ99001+07999+dong BHXH 01/2026+",
        "chưa tính tiền lãi chậm đóng",
    ):
        assert said in words


def test_the_lines_carried_forward_stand_on_one_page() -> None:
    (payment,) = closed_january().account.payments
    for count in (1, 4, 9):
        payments = tuple(replace(payment, order_number=f"{number:05}") for number in range(count))
        notice = replace(account_notice(), account=replace(closed_january().account, payments=payments))
        pages = texts(printed(notice))
        assert sum("Đ Chuyển kỳ sau Đ.1 Số lao động 98 98 97 99 102 Đ.2 Phải đóng" in words for words in pages) == 1
        with_last = next(words for words in pages if "Đ Chuyển kỳ sau" in words)
        assert "Đ.2.3 Thiếu lãi" in with_last


def test_d09_lists_everybody_under_a_heading_on_each_page() -> None:
    pages = texts(printed(participants_notice()))
    *lists, last = pages
    for words in pages:
        assert "Họ và tên Ngày sinh Mã số BHXH" in words
    assert len(lists) >= 3
    words = " ".join(pages)
    for number, row in enumerate(participants_notice().participants, 1):
        assert f"{number} {row.full_name} " in words
    assert "Lê Thị Ngọc Hà Nghỉ thai sản từ 14 ngày làm việc trong tháng" in words
    assert "186.911.442 91.101.923 278.013.365" in last
    assert "102 Lâm Thị Sáu" in last, "the total never stands alone"


def test_letters_without_a_shape_are_owned_up_to() -> None:
    notice = acceptance()
    named = replace(notice, head=replace(notice.head, addressee=Addressee("TZ99001", "山田 Việt Nam")))
    words = words_of(named)
    assert "□□ Việt Nam" in words
    assert "Dấu □ thay cho chữ mà phông in không có." in words
    assert "□" not in words_of(notice)


def test_words_are_printed_as_they_stand() -> None:
    text = '#set page() $x$ *a* _b_ `c` <d> @e \\ "f" \' -- ... // g\nDòng hai'
    words = words_of(replace(refusal(), reasons=(Reason(text),)))
    assert " ".join(text.split()) in words


def test_a_very_long_word_and_many_items_stay_on_the_paper() -> None:
    item = supplement_request().items[0]
    long = replace(item, what="x" * 300, reason=Reason("y" * 300, "z" * 100))
    pdf = printed(replace(supplement_request(), items=(item, long) * 30))
    pages = texts(pdf)
    assert len(pages) > 3
    for words in pages[:-1]:
        assert "Nội dung cần bổ sung" in words
    letters = "".join("".join(pages).replace("\u200b", "").split())
    assert letters.count("x" * 300) == 30


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 10])
def test_the_box_of_a_result_stands_with_its_signature(count: int) -> None:
    whole = decision((0,))
    last = texts(printed(replace(whole, lines=whole.lines[:count])))[-1]
    assert "Mã thông báo" in last and "Ký số bởi" in last and "Nếu có vướng mắc" in last
