"""What people of the unit do when the agency has answered: papers that were asked for, then the month's notices."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.sites.browser.at_the_unit import JOBS, UNIT, sign
from tests.sites.browser.visitor import Visitor


def attach_what_was_asked_for(clerk: Visitor, dossier: str, paper: str) -> None:
    """The clerk reads slip 02 and attaches the contract."""
    clerk.await_on(dossier, paper)
    clerk.look("15-don-vi-bo-sung")
    clerk.press("Giấy tờ kèm theo (0)")
    file = {"name": "hop-dong-mau.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a contract"}
    clerk.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type] # typed as a larger dict
    clerk.press("Đính kèm tệp")
    expect(clerk.page.locator("main")).to_contain_text("hop-dong-mau.pdf")


def sign_the_supplement(signer: Visitor, dossier: str) -> None:
    """The director looks it over, signs, and it is sent."""
    signer.go(dossier)
    signer.press("Xem lại phần bổ sung")
    signer.press("Chốt nội dung rồi ký")
    sign(signer)
    expect(signer.page).not_to_have_url(f"{signer.origin}{dossier}/ky")
    signer.go(dossier)
    expect(signer.page.locator(".status")).to_contain_text("Đã gửi bổ sung", timeout=JOBS)


def read_the_notices(clerk: Visitor, due: str) -> None:
    """C12-TS and D09-TS have come by themselves, with the agency's seal."""
    clerk.await_on(f"{UNIT}thong-bao", "C12-TS")
    clerk.look("28-thong-bao-ve")
    clerk.page.locator("main").get_by_role("link", name="C12-TS").first.click()
    expect(clerk.page.locator("main")).to_contain_text(due)
    clerk.look("29-c12")
    assert clerk.file("Tải bản PDF").startswith(b"%PDF")


def see_what_is_to_pay(clerk: Visitor, due: str) -> None:
    """How much, by when, and what has to stand on the order."""
    clerk.press("Phải đóng")
    expect(clerk.page.locator(".status")).to_contain_text(f"Còn phải nộp {due}\u00a0đ của tháng 01/2026")
    clerk.look("30-phai-dong")


def reconcile(clerk: Visitor, returned: str) -> str:
    """The payment that the books did not know is entered; what is left is the line that came back, and a correcting
    dossier is drafted for it: its address."""
    clerk.press("Đối chiếu")
    differences = clerk.page.locator("#correct > ul > li")
    expect(differences).to_have_count(3)  # the returned line, the payment, and the sum
    clerk.press("Ghi lệnh nộp UNC 0117 vào sổ")
    expect(differences).to_have_count(2)
    expect(differences.first).to_contain_text(returned)
    expect(differences.first).to_contain_text("−30.000\u00a0đ")
    clerk.look("31-doi-chieu")
    clerk.press("Tạo hồ sơ điều chỉnh cho 1 chênh lệch")
    expect(clerk.page.locator("#grid")).to_contain_text(returned)
    clerk.look("32-ho-so-dieu-chinh")
    return clerk.path
