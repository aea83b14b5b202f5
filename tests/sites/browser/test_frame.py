"""The frame and every component in a real browser: no fault of accessibility, nothing wider than the window, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.sites.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

ADDRESSES = ["/", "/phong-cach", "/don-vi/dang-nhap", "/co-quan/dang-nhap", "/co-quan/loi-moi/x", "/khong-co"]


@pytest.fixture
def visitor(welcome: Callable[[], Visitor]) -> Iterator[Visitor]:
    entered = welcome()
    yield entered
    entered.context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible_and_fits_in_both_languages(visitor: Visitor, address: str) -> None:
    visitor.go(address)
    visitor.look()
    visitor.in_english()
    visitor.look()


@pytest.mark.parametrize("address", ["/phong-cach", "/don-vi/dang-nhap"])
def test_on_a_phone_what_is_pressed_is_large_enough(visitor: Visitor, address: str) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.go(address)
    heights = visitor.page.eval_on_selector_all(
        ".btn, input.fld, select.fld", "found => found.filter(e => e.getClientRects().length).map(e => e.offsetHeight)"
    )
    assert heights and min(heights) >= 44


def test_letters_with_two_marks_are_not_cut(visitor: Visitor) -> None:
    visitor.go("/phong-cach")
    cut = visitor.page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => {
            const style = getComputedStyle(e);
            return e.childNodes.length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
              && e.getClientRects().length && !e.closest(".sr, dialog, option")
              && parseFloat(style.lineHeight) < 1.25 * parseFloat(style.fontSize);
        }).map(e => e.className + ": " + e.textContent.trim().slice(0, 40))"""
    )
    assert cut == []


def test_the_question_mark_lists_the_keys_and_they_can_be_turned_off(visitor: Visitor) -> None:
    visitor.go("/phong-cach")
    visitor.page.keyboard.press("Escape")
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("?")
    dialog = visitor.page.locator("dialog#keys")
    assert dialog.is_visible()
    assert "Kiểm tra và trình ký" in dialog.inner_text() and "Ctrl Enter" in dialog.inner_text()
    visitor.page.get_by_label("Dùng phím tắt một chữ cái").uncheck()
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("?")
    assert not dialog.is_visible()
    visitor.page.reload()
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("/")
    assert visitor.page.evaluate("document.activeElement.type") != "search"


def test_a_key_goes_to_its_field_but_not_while_something_is_typed(visitor: Visitor) -> None:
    visitor.go("/phong-cach")
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("/")
    assert visitor.page.evaluate("document.activeElement.type") == "search"
    visitor.page.keyboard.type("a/?b")
    assert visitor.page.locator("input[type=search]").input_value() == "a/?b"
    assert not visitor.page.locator("dialog#keys").is_visible()


def test_a_form_with_errors_begins_at_its_summary_and_leads_to_the_field(visitor: Visitor) -> None:
    visitor.go("/don-vi/dang-nhap")
    visitor.page.get_by_role("button", name="Đăng nhập").click()
    assert visitor.page.evaluate("document.activeElement.id") == "faults"
    visitor.page.get_by_role("link", name="Nhập mật khẩu.").click()
    assert visitor.page.evaluate("document.activeElement.id") == "id_password"


def test_the_first_key_leads_past_the_bars(visitor: Visitor) -> None:
    visitor.go("/don-vi/dang-nhap")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def test_the_language_changes_in_place(visitor: Visitor) -> None:
    visitor.go("/don-vi/dang-nhap")
    visitor.page.get_by_role("button", name="EN, English").click()
    assert visitor.page.url.endswith("/don-vi/dang-nhap")
    assert visitor.page.locator("h1").inner_text() == "Sign in to the employer's pages"


def test_on_paper_there_are_no_bars_and_the_band_stays(visitor: Visitor) -> None:
    visitor.go("/don-vi/dang-nhap")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".top").is_visible()
    assert visitor.page.locator(".band").is_visible()
