"""What officers of the agency do with the January of the factory, step by step; each begins where another has ended."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.sites.browser.visitor import Visitor

OFFICE = "/co-quan/"
OFFICER, DESK, HEAD = "canbo@bhxh-mau.example", "motcua@bhxh-mau.example", "lanhdao@bhxh-mau.example"
#: The line that is returned: a second contract, told with the rate of a first.
RETURNED = "Đỗ Quang Minh"
PAPER_ASKED = "Hợp đồng lao động hoặc quyết định tuyển dụng của các dòng báo tăng"
JOBS = 60_000


def take_the_case(officer: Visitor, number: str) -> str:
    """From the queue to the case, which the officer takes; its address."""
    officer.go(OFFICE)
    row = officer.page.locator("tr", has_text="Công ty TNHH May Bình Minh Mẫu")
    expect(row).to_contain_text("Còn 5 ngày")
    officer.look("11-hang-cho")
    row.get_by_role("link", name=number[:5]).click()
    officer.press("Nhận xử lý hồ sơ")
    expect(officer.page.locator(".status")).to_contain_text("Trần Mẫu Quản đang giải quyết hồ sơ")
    officer.look("12-ho-so")
    return officer.path.partition("?")[0]


def look_at_a_line(officer: Visitor, case: str) -> None:
    """The line with a remark: what the rules say, what the register has, and the person's numbers for a reason."""
    officer.go(f"{case}?xem=canh-bao")
    line = officer.page.locator("#line")
    expect(line).to_contain_text(RETURNED)
    expect(line).to_contain_text("Tỷ lệ đóng 32 %")
    expect(line).not_to_contain_text("099084000103")
    officer.press("Xem số định danh")
    expect(line).to_contain_text("099084000103")
    officer.look("13-mot-dong")


def ask_for_papers(officer: Visitor, case: str) -> None:
    """Slip 02 goes out; the clock stands still."""
    officer.go(case)
    officer.press("Yêu cầu bổ sung")
    officer.press("Gửi phiếu yêu cầu bổ sung")
    expect(officer.page.get_by_role("alert")).to_contain_text("Chưa ghi mục nào cần bổ sung")
    officer.page.locator("#what-1").fill(PAPER_ASKED)
    officer.page.locator("#why-1").fill("Cần căn cứ để xác định ngày bắt đầu và mức lương.")
    officer.look("14-yeu-cau-bo-sung")
    officer.press("Gửi phiếu yêu cầu bổ sung")
    expect(officer.page.locator(".status")).to_contain_text("Tạm dừng")


def choose_the_text_with_papers(officer: Visitor, case: str) -> None:
    """What the unit brought is another text of the dossier: the same lines, with the papers asked for."""
    officer.await_on(case, "So sánh và chọn bản kê khai")
    expect(officer.page.locator(".status")).to_contain_text("Còn 5 ngày")
    officer.press("So sánh và chọn bản kê khai")
    officer.look("16-hai-van-ban")
    officer.page.get_by_label("Vì sao chọn").fill("Theo bản bổ sung có hợp đồng kèm theo.")
    officer.press("xét lại các dòng")
    expect(officer.page.locator(".tl")).to_contain_text("Bản bổ sung lúc")


def settle_the_lines(officer: Visitor, case: str) -> None:
    """All lines without a remark at once; the one with a remark goes back with its reason."""
    officer.go(case)
    officer.press("Chấp nhận 69 dòng không cảnh báo")
    expect(officer.page.locator("#line")).to_contain_text(RETURNED)
    officer.page.keyboard.press("r")
    form = officer.page.locator("#return")
    expect(form.get_by_label("Tỷ lệ đóng 32 %")).to_be_checked()
    form.get_by_label("Đơn vị cần làm gì").fill("Ghi tỷ lệ 0,5 % (chỉ TNLĐ-BNN) rồi nộp lại riêng dòng này.")
    officer.look("17-tra-mot-dong")
    form.get_by_role("button", name="Trả lại dòng này").click()
    expect(officer.page.locator(".seg")).to_contain_text("Trả lại 1")


def decide(officer: Visitor) -> None:
    """What the decision books, then the decision; the unit has the result."""
    officer.press("Quyết định hồ sơ")
    expect(officer.page.locator(".status")).to_contain_text("Chấp nhận 69 dòng, trả lại 1 dòng.")
    officer.look("18-quyet-dinh")
    officer.press("Quyết định và gửi kết quả")
    expect(officer.page.locator(".status")).to_contain_text(re.compile("Đã quyết định|Kết quả đã đến đơn vị"))
    officer.look("19-da-quyet-dinh")


def slips(officer: Visitor, case: str) -> list[bytes]:
    """Every slip of the case as PDF, in the order in which they went out."""
    officer.go(case)
    numbers = [link.inner_text() for link in officer.page.locator("aside a[href*='/thong-bao/']").all()]
    found = []
    for number in numbers:
        officer.go(case)
        officer.press(number)
        found.append(officer.file("Tải bản PDF"))
    officer.look("20-phieu")
    return found


def look_at_the_register(officer: Visitor) -> None:
    """The unit's page: the open month, the people, the postings, the money."""
    officer.go(f"{OFFICE}don-vi/")
    officer.look("21-don-vi")
    officer.press("Công ty TNHH May Bình Minh Mẫu")
    officer.look("22-so-phai-dong")
    for name, picture in (("Người tham gia (D09)", ""), ("Bút toán", "23-but-toan"), ("Tiền đã nộp", "24-tien")):
        officer.press(name)
        officer.look(picture)


def close_january(head: Visitor, due: str) -> None:
    """On the month's last day the head closes it: every unit's C12-TS and D09-TS are sealed and go out."""
    head.go(f"{OFFICE}don-vi/")
    expect(head.page.locator("main")).to_contain_text("Tháng 01/2026 chưa hết")
    head.page.locator(".band summary").click()
    head.press("Đến ngày cuối tháng")
    expect(head.page.locator(".band")).to_contain_text("31/01/2026")
    head.press("Chốt tháng 01/2026 cho mọi đơn vị")
    expect(head.page.locator(".status")).to_contain_text("1 đơn vị chờ chốt, 1 đơn vị sẵn sàng.")
    head.look()
    head.press("Chốt 1 đơn vị và gửi thông báo")
    expect(head.page.get_by_role("status")).to_contain_text("Đã xong.", timeout=JOBS)
    head.look("25-chot-thang")
    head.go(f"{OFFICE}don-vi/TZ99001?ky=24312")
    expect(head.page.locator(".status")).to_contain_text(due)
    head.go(f"{OFFICE}thong-bao/")
    table = head.page.locator("table")
    expect(table).to_contain_text("C12-TS")
    expect(table).to_contain_text("D09-TS")
    head.look("26-thong-bao")


def invite_an_officer(head: Visitor) -> None:
    """A link, shown once."""
    head.press("Cán bộ")
    head.look("27-can-bo")
    head.press("Mời cán bộ")
    head.page.get_by_label("Họ và tên").fill("Lý Mẫu Thêm")
    head.page.get_by_label("Địa chỉ thư điện tử").fill("them@bhxh-mau.example")
    head.look()
    head.press("Tạo tài khoản và liên kết")
    expect(head.page.locator("#link")).to_have_value(re.compile(r"/co-quan/loi-moi/\S{40,}$"))
    head.look()
    head.press("Về danh sách cán bộ")
    expect(head.page.locator("table")).to_contain_text("Lý Mẫu Thêm")
