"""What people of the unit do along January, step by step; each step begins where the one before has ended."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from ibhxh.sites.project.example.cast import KEY_PASSPHRASE
from tests.sites.browser.visitor import Visitor

UNIT = "/don-vi/TZ99001/"
CLERK, SIGNER = "nhansu@binhminhmau.example", "giamdoc@binhminhmau.example"
#: Sending, receiving and accepting are done by jobs, one after the other.
JOBS = 60_000
#: What the clerk mends in the list as it came from the payroll: the finding, and what is typed instead; None takes the
#: row out.
MENDED: tuple[tuple[str, str | None], ...] = (
    ("CCCD “09919900011” có 11 chữ số", "099199000110"),
    ("Kim Min Jae di chuyển nội bộ", None),
    ("Người lao động nước ngoài không tham gia BHTN", None),
    ("Đi làm lại (ON) từ 01/2026 nhưng", None),
    ("Ô có công thức", "5310000"),
    ("Mức lương 5.307.200 đ", "5681700"),
    ("chưa ghi “Đến tháng”", "01/2026"),
)


def begin_from_excel(clerk: Visitor, workbook: Path) -> str:
    """A new dossier of January from the clerk's workbook; the address of its grid."""
    clerk.look("02-viec-can-lam")
    clerk.press("Có việc gì mới?")
    clerk.look("03-chuyen-gi-da-xay-ra")
    clerk.press("Có danh sách trong Excel")
    clerk.page.locator("input[type=file]").set_input_files(workbook)
    clerk.press("Đọc tệp Excel")
    expect(clerk.page.get_by_text("Đọc được 73 dòng từ “thang-01-2026.xlsx”")).to_be_visible()
    clerk.look("04-tu-excel")
    clerk.press("Giữ danh sách và soạn tiếp")
    expect(clerk.page.locator("#findings")).to_contain_text(re.compile(r"\d lỗi"))
    return clerk.path


def mend(clerk: Visitor) -> None:
    """The findings of the list, one after the other, until there is no error."""
    expect(clerk.page.locator("#why")).to_be_visible()
    clerk.look("05-bang-co-loi")
    for finding, text in MENDED:
        item = clerk.page.locator("#findings li", has_text=finding)
        item.get_by_role("button", name="Đến ô").click()
        expect(item).to_have_attribute("aria-current", "true")
        clerk.page.keyboard.press("Control+Minus") if text is None else clerk.type_and_enter(text)
        expect(item).to_have_count(0)
    clerk.page.get_by_role("button", name=re.compile("Sửa cả ")).click()
    clerk.press("Sửa các ô này")
    expect(clerk.page.locator("[data-count=error]")).to_be_hidden()
    expect(clerk.page.locator("[data-total=lines]")).to_have_text("70")
    expect(clerk.page.locator("#saved")).to_contain_text("Đã lưu")


def why_1_818_145(clerk: Visitor) -> None:
    """Why the first worker's wage makes due what it does."""
    clerk.page.locator("#pen").press("Control+Home")
    clerk.page.locator("#grid").get_by_text("Nguyễn Thị Thu Hà", exact=True).click()
    why = clerk.page.locator("#why")
    expect(why).to_contain_text("1.818.145")
    expect(why).to_contain_text("5.681.700")
    clerk.look("06-vi-sao")


def check_answers(clerk: Visitor) -> None:
    """Freezes the list and passes it to whoever signs."""
    clerk.page.keyboard.press("Control+Enter")
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi ký")
    expect(clerk.page.locator("main")).to_contain_text("70 dòng thay đổi")
    clerk.look("07-xem-lai")
    for reason in clerk.page.get_by_role("textbox", name="Lý do giữ nguyên").all():
        reason.fill("Đã đối chiếu với bảng lương và hợp đồng.")
    clerk.press("Kiểm tra và chốt hồ sơ")
    expect(clerk.page.get_by_text("Đã chốt nội dung")).to_be_visible()
    clerk.press("Trình ký hồ sơ")
    expect(clerk.page.get_by_role("status").first).to_contain_text("ký")


def sign_and_send(signer: Visitor, dossier: str) -> None:
    """The director signs; the receipt comes."""
    signer.go(f"{dossier}/ky")
    signer.look("08-ky")
    sign(signer)
    expect(signer.page.get_by_role("heading", level=1)).to_have_text("Cổng tiếp nhận đã nhận hồ sơ", timeout=JOBS)
    signer.look("09-bien-nhan")
    assert signer.file("Tải biên nhận (PDF)").startswith(b"%PDF")


def sign(signer: Visitor) -> None:
    """On the page for signing: with the unit's key file."""
    signer.page.get_by_label("chu-ky-so-mau.p12").check()
    signer.page.locator("#passphrase").fill(KEY_PASSPHRASE)
    signer.page.get_by_label("Tôi đã xem các dòng kê khai").check()
    signer.page.locator("form.cols").get_by_role("button", name="Ký và nộp hồ sơ").click()


def wait_for_acceptance(clerk: Visitor, dossier: str) -> str:
    """The dossier's page tells its number and the day it is due; the number."""
    clerk.go(dossier)
    number = clerk.page.locator("dl.facts dt", has_text="Số hồ sơ").locator("xpath=../dd")
    expect(number).to_have_text(re.compile(r"^\d{5}/2026/07999$"), timeout=JOBS)
    expect(clerk.page.locator("dl.facts")).to_contain_text("06/02/2026")
    clerk.look("10-da-tiep-nhan")
    return number.inner_text()
