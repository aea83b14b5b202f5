"""The factory's January in a real browser: the whole story from both sides, the main work without a mouse, and every
page in English."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from ibhxh.sites.project.example.cast import PASSWORD
from tests.sites.browser import at_the_agency as agency
from tests.sites.browser import at_the_unit as unit
from tests.sites.browser.english import look_in_english
from tests.sites.browser.january import january
from tests.sites.browser.keyboard import Keyboard
from tests.sites.browser.served import Served
from tests.sites.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Welcome = Callable[[], Visitor]


def test_january_from_both_sides(welcome: Welcome, world: Served) -> None:
    january(welcome, world.example / "thang-01-2026.xlsx", in_review=_forms_in_english)


def test_the_main_work_without_a_mouse(welcome: Welcome) -> None:
    clerk, signer, officer = welcome(), welcome(), welcome()
    dossier = _two_leave(Keyboard(clerk))
    signer.sign_in(unit.SIGNER, "/don-vi/")
    signer.go(f"{dossier}/ky")
    unit.sign(signer)
    expect(signer.page.get_by_role("heading", level=1)).to_have_text("Cổng tiếp nhận đã nhận hồ sơ", timeout=unit.JOBS)
    signer.go(dossier)
    expect(signer.page.locator("dl.facts")).to_contain_text("Số hồ sơ", timeout=unit.JOBS)
    _accept_one_return_one(Keyboard(officer))


def test_every_page_in_english(welcome: Welcome) -> None:
    clerk, head = welcome(), welcome()
    clerk.sign_in(unit.CLERK, "/don-vi/")
    listed = _links(clerk, f"{unit.UNIT}ho-so/", r"/ho-so/[0-9a-f]{32}$")
    notices = _links(clerk, f"{unit.UNIT}thong-bao", r"/thong-bao/[0-9a-f-]{36}$")
    people = _links(clerk, f"{unit.UNIT}nguoi", r"/nguoi/[^/?]+")
    pages = ["", "ho-so/", "ho-so/moi", "ho-so/tu-excel", "nguoi", "phai-dong", "doi-chieu", "doi-chieu/tung-nguoi"]
    look_in_english(clerk, [*(f"{unit.UNIT}{page}" for page in (*pages, "thong-bao", "don-vi")), people[0]])
    look_in_english(clerk, [*listed, *notices])
    head.sign_in(agency.HEAD, agency.OFFICE)
    cases = _links(head, f"{agency.OFFICE}?loc=da-xong&cua=ca-co-quan", r"/ho-so/[0-9a-f-]{36}$")
    sealed = _links(head, f"{agency.OFFICE}thong-bao/", r"/thong-bao/TZ99001/[0-9]+$")
    views = [f"don-vi/TZ99001?xem={view}" for view in ("", "nguoi", "but-toan", "tien")]
    pages = ["", "ho-so/giay", "don-vi/", *views, "thong-bao/", "can-bo/", "can-bo/moi", "can-bo/1/ngung"]
    look_in_english(head, [*(f"{agency.OFFICE}{page}" for page in pages), *cases, sealed[0]])


def _forms_in_english(officer: Visitor, case: str) -> None:
    """Pages that are there only while a case is in review."""
    look_in_english(officer, [case, *(f"{case}/{page}" for page in ("bo-sung", "tu-choi", "chuyen", "quyet-dinh"))])
    officer.page.get_by_role("button", name="VI, Vietnamese").click()
    expect(officer.page.locator("html")).to_have_attribute("lang", "vi")


def _two_leave(keys: Keyboard) -> str:
    """From signing in to passing on: two people leave; the dossier's address."""
    _sign_in(keys, unit.CLERK, "/don-vi/")
    keys.read("Việc cần làm")
    keys.press("n")
    keys.read("Chuyện gì đã xảy ra?")
    keys.choose("Có người nghỉ việc")
    page = keys.visitor.page
    for number in (2, 3):
        keys.read("Có người nghỉ việc")
        keys.go_to("Người lao động")
        keys.press(*["ArrowDown"] * number)
        keys.fill("Ngày đầu tiên không còn làm việc", "31/01/2026")
        keys.choose("Thêm dòng rồi ghi người khác")
        expect(page.locator(".drafted > li")).to_have_count(number - 1)
    keys.choose("Mở bảng")
    expect(page.locator("#work[data-ready]")).to_be_visible()
    keys.go_to("Dòng 1, Ghi chú")
    keys.type("theo đơn xin nghỉ")
    keys.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Đã lưu")
    keys.press("Control+Enter")
    keys.read("Xem lại trước khi ký")
    keys.choose("Kiểm tra và chốt hồ sơ")
    expect(page.get_by_text("Đã chốt nội dung")).to_be_visible()
    keys.choose("Trình ký hồ sơ")
    expect(page.get_by_role("status").first).to_contain_text("ký")
    found = re.search(r"/don-vi/TZ99001/ho-so/[0-9a-f]{32}", page.url)
    assert found is not None
    return found[0]


def _accept_one_return_one(keys: Keyboard) -> None:
    """From the queue to the decision."""
    page = keys.visitor.page
    _sign_in(keys, agency.OFFICER, agency.OFFICE)
    keys.read("Hàng chờ")
    keys.press("j")
    expect(page.locator("tr.at")).to_contain_text("2 dòng")
    keys.press("Enter")
    keys.read("Thủ tục 600")
    keys.press("t")
    expect(page.locator(".status")).to_contain_text("Đã xét 0 trên 2 dòng.")
    keys.press("a")
    expect(page.locator(".status")).to_contain_text("Đã xét 1 trên 2 dòng.")
    keys.press("r")
    expect(page.locator("#return")).to_be_visible()
    keys.press("Space")
    keys.choose("Trả lại dòng này")
    expect(page.locator(".status")).to_contain_text("Đã xét 2 trên 2 dòng.")
    keys.press("Control+Enter")
    keys.read("Quyết định hồ sơ")
    expect(page.locator(".status")).to_contain_text("Chấp nhận 1 dòng, trả lại 1 dòng.")
    keys.press("Control+Enter")
    expect(page.locator(".status")).to_contain_text(re.compile("Đã quyết định|Kết quả đã đến đơn vị"))


def _sign_in(keys: Keyboard, email: str, prefix: str) -> None:
    keys.visitor.go(f"{prefix}dang-nhap")
    keys.fill("Thư điện tử", email)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(keys.visitor.page).not_to_have_url(re.compile("dang-nhap"))


def _links(visitor: Visitor, address: str, shape: str) -> list[str]:
    """The addresses of that shape on a page, each once."""
    visitor.go(address)
    found = [link.get_attribute("href") or "" for link in visitor.page.locator("main a").all()]
    return list(dict.fromkeys(href for href in found if re.search(shape, href)))
