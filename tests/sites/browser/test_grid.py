"""The grid in a real browser: paste, input methods, undo, findings, reload, and what readers of the screen get."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.sites.browser.served import Served
from tests.sites.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

PASTED = "\r\n".join(f"Trần Mẫu Số {n}\t99000{n:05}\t{n % 28 + 1:02}/05/1999\tTM\t01/2026" for n in range(50))
_UNIT = "TZ99001"
_HOW_MANY = 15
_PATIENCE = 30_000
#: Dossiers written straight into the tables of the served world: how they come about is tested elsewhere.
_SEED = f"""
import django
django.setup()
from ibhxh.sites.employer.models import Unit
from tests.build.drafting import january_sheet, make_dossier
for _ in range({_HOW_MANY}):
    print(make_dossier(Unit.objects.get(unit_code="{_UNIT}"), january_sheet(faults=True)).pk)
"""


@dataclass(frozen=True)
class Drafted:
    """A dossier in the served world, asked for as its page asks."""

    path: str
    page: Page

    def state(self) -> Any:
        """What the server has."""
        return self.page.request.get(f"{self.path}/0/du-lieu").json()

    def rows(self) -> list[dict[str, str]]:
        """Its rows as they are shown, in order."""
        rows: list[dict[str, str]] = self.state()["rows"]
        return rows

    def somebody_else_writes(self, row: int, field: str, text: str) -> None:
        """A change from another window."""
        state = self.state()
        was = state["rows"][row]
        change = {"op": "set", "rows": [was["id"]], "fields": [field], "texts": [[text]], "seen": [[was[field]]]}
        token = self.page.locator("#grid-token input").get_attribute("value") or ""
        answer = self.page.request.post(
            f"{self.path}/0/thay-doi",
            data={"revision": state["revision"], "changes": [change]},
            headers={"X-CSRFToken": token, "Referer": self.page.url},
        )
        assert answer.ok, answer.text()


@pytest.fixture(scope="module")
def dossiers(world: Served) -> list[str]:
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ibhxh.sites.project.settings",
        "IBHXH_DATA": str(world.data),
    }
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _SEED], cwd=ROOT, env=surroundings, check=True, capture_output=True, text=True
    )
    return made.stdout.split()


@pytest.fixture(scope="module")
def visitor(welcome: Callable[[], Visitor], world: Served) -> Visitor:
    entered = welcome()
    entered.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=world.origin)
    entered.sign_in("nhansu@binhminhmau.example", "/don-vi/")
    return entered


@pytest.fixture
def office(visitor: Visitor, dossiers: list[str]) -> Iterator[Drafted]:
    drafted = Drafted(f"{visitor.origin}/don-vi/{_UNIT}/ho-so/{dossiers.pop()}/bang", visitor.page)
    open_grid(drafted)
    yield drafted
    visitor.complaints[:] = [said for said in visitor.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


@pytest.fixture
def page(office: Drafted) -> Page:
    return office.page


def open_grid(office: Drafted) -> None:
    office.page.goto(office.path)
    expect(office.page.locator("#work[data-ready]")).to_be_visible(timeout=_PATIENCE)


def cell(page: Page, row: int, field: str) -> Locator:
    return page.locator(f'.tabulator-row[aria-rowindex="{row + 1}"] .tabulator-cell[tabulator-field="{field}"]')


def stand_on(page: Page, row: int, field: str) -> None:
    cell(page, row, field).click()
    expect(page.locator("#pen")).to_be_focused()


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("Đã lưu", timeout=_PATIENCE)


def test_typing_a_cell_saves_it_and_undo_takes_it_back(page: Page, office: Drafted) -> None:
    stand_on(page, 1, "full_name")
    before = office.rows()[0]["full_name"]
    page.keyboard.type("Nguyễn Thị Mẫu Mới")
    page.keyboard.press("Enter")
    saved(page)
    assert office.rows()[0]["full_name"] == "Nguyễn Thị Mẫu Mới"
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "full_name")).to_have_text(before)
    saved(page)
    assert office.rows()[0]["full_name"] == before
    page.keyboard.press("Control+y")
    expect(cell(page, 1, "full_name")).to_have_text("Nguyễn Thị Mẫu Mới")


def test_fifty_rows_pasted_from_a_spreadsheet_and_taken_back(page: Page, office: Drafted) -> None:
    before = len(office.rows())
    stand_on(page, 1, "full_name")
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    page.keyboard.press("Control+v")
    saved(page)
    after = office.rows()
    assert len(after) == before + 48
    assert [row["full_name"] for row in after[-50:]] == [f"Trần Mẫu Số {n}" for n in range(50)]
    assert {row["plan"] for row in after[-50:]} == {"TM"}
    page.keyboard.press("Control+z")
    expect(page.locator('[data-total="lines"]')).to_have_text(str(before))
    saved(page)
    assert len(office.rows()) == before
    page.keyboard.press("Control+y")
    expect(page.locator('[data-total="lines"]')).to_have_text(str(before + 48))


def test_a_copied_block_is_a_table_for_spreadsheets(page: Page, office: Drafted) -> None:
    stand_on(page, 1, "full_name")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    first, second = office.rows()[:2]
    expected = "\r\n".join(f"{row['full_name']}\t{row['si_number'] or ''}" for row in (first, second))
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == expected.replace("\r\n", "\n")


def test_an_input_method_composes_from_the_first_key(page: Page, office: Drafted) -> None:
    stand_on(page, 1, "full_name")
    typing = page.context.new_cdp_session(page)
    for text in ("T", "Tr", "Tra", "Trâ", "Trần"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(page.locator("#pen.on")).to_have_value("Trần")
    # The key that ends the composition belongs to the input method: the cell stays open.
    page.locator("#pen").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(page.locator("#pen.on")).to_have_count(1)
    typing.send("Input.insertText", {"text": "Trần"})
    page.keyboard.insert_text(" Thị Mẫu")
    page.keyboard.press("Enter")
    saved(page)
    assert office.rows()[0]["full_name"] == "Trần Thị Mẫu"


def test_what_cannot_be_read_becomes_a_finding_and_f8_goes_there(page: Page, office: Drafted) -> None:
    stand_on(page, 6, "birth_date")
    page.keyboard.type("31/02/1994")
    page.keyboard.press("Enter")
    saved(page)
    wrong = cell(page, 6, "birth_date")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#findings")).to_contain_text("31/02/1994")
    stand_on(page, 1, "full_name")
    for _ in range(12):
        page.keyboard.press("F8")
        if "cur" in (wrong.get_attribute("class") or "").split():
            break
    expect(wrong).to_have_class(re.compile(r"\bcur\b"))
    expect(page.locator("#cell-bar")).to_contain_text("31/02/1994")


def test_a_reload_keeps_everything_and_what_was_not_sent_is_sent_then(page: Page, office: Drafted) -> None:
    page.context.set_offline(True)
    stand_on(page, 1, "job_title")
    page.keyboard.type("Tổ trưởng")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("giữ lại trên máy")
    page.goto("about:blank")
    page.context.set_offline(False)
    open_grid(office)
    expect(cell(page, 1, "job_title")).to_have_text("Tổ trưởng")
    saved(page)
    assert office.rows()[0]["job_title"] == "Tổ trưởng"


def test_a_plan_is_chosen_from_the_list_by_part_of_its_name(page: Page, office: Drafted) -> None:
    stand_on(page, 6, "plan")
    page.keyboard.type("xyz gi do")
    expect(page.locator("#choices")).to_be_hidden()
    page.keyboard.press("Escape")
    for typed in ("gi", "giảm"):
        page.keyboard.type(typed)
        expect(page.locator('#choices [aria-selected="true"]')).to_contain_text("Giảm")
        page.keyboard.press("Escape")
    page.keyboard.type("thai")
    expect(page.locator('#choices [aria-selected="true"]')).to_contain_text("Nghỉ thai sản")
    page.keyboard.press("Enter")
    saved(page)
    assert office.rows()[5]["plan"] == "TS"
    expect(cell(page, 6, "plan")).to_have_text("Nghỉ thai sản")


def test_every_fix_is_shown_before_it_is_made_and_can_be_undone(page: Page, office: Drafted) -> None:
    before = office.rows()
    page.get_by_role("button", name="Sửa cả").click()
    expect(page.get_by_role("dialog")).to_contain_text("Sửa thành")
    page.get_by_role("button", name="Sửa các ô này").click()
    saved(page)
    assert office.rows() != before
    page.locator("#pen").focus()
    page.keyboard.press("Control+z")
    saved(page)
    expect(page.get_by_role("button", name="Sửa cả")).to_be_visible()
    assert office.rows() == before


def test_rows_are_taken_out_and_brought_back_by_keys(page: Page, office: Drafted) -> None:
    names = [row["full_name"] for row in office.rows()]
    stand_on(page, 2, "full_name")
    page.keyboard.press("Control+-")
    expect(cell(page, 2, "full_name")).to_have_text(names[2])
    saved(page)
    assert [row["full_name"] for row in office.rows()] == names[:1] + names[2:]
    page.keyboard.press("Control+z")
    expect(cell(page, 2, "full_name")).to_have_text(names[1])


def test_a_new_row_is_below_by_key_and_by_menu_and_nothing_is_said_before_it_is_left(
    page: Page, office: Drafted, visitor: Visitor
) -> None:
    before, errors = [row["full_name"] for row in office.rows()], page.locator("[data-count=error]")
    count = errors.inner_text()
    for press in (lambda: page.keyboard.press("Insert"), lambda: page.locator("#add-row").dispatch_event("click")):
        stand_on(page, 2, "plan")
        press()
        saved(page)
        expect(page.locator('[data-total="lines"]')).to_have_text(str(len(before) + 1))
        expect(page.locator("#cell-bar .ref")).to_have_text("Dòng 3 · cột B")
        assert [row["full_name"] for row in office.rows()] == [*before[:2], "", *before[2:]]
        expect(page.locator(".tabulator-row .tabulator-cell.cur")).to_have_count(1)
        expect(errors).to_have_text(count)
        page.keyboard.press("ArrowDown")
        expect(errors).not_to_have_text(count)
        page.keyboard.press("Control+z")
        expect(page.locator('[data-total="lines"]')).to_have_text(str(len(before)))
        saved(page)
    stand_on(page, 2, "plan")
    page.keyboard.press("Insert")
    page.keyboard.press("Control+z")
    expect(page.locator("#cell-bar .ref")).to_have_text("Dòng 2 · cột B")
    assert [said for said in visitor.complaints if "Find Error" in said] == []


def test_the_list_of_choices_never_lies_over_the_cell(page: Page, office: Drafted) -> None:
    # In the middle of the frame it fits neither above nor below.
    stand_on(page, 5, "plan")
    page.keyboard.press("F2")
    lists, pen = page.locator("#choices").bounding_box(), page.locator("#pen").bounding_box()
    assert lists
    assert pen
    assert lists["y"] >= pen["y"] + pen["height"] - 1 or lists["y"] + lists["height"] <= pen["y"] + 1
    page.keyboard.press("Escape")


def test_the_why_of_the_line_stands_beside(page: Page, office: Drafted) -> None:
    stand_on(page, 1, "full_name")
    expect(page.locator("#why h2")).to_have_text("Vì sao 1.818.145\u00a0đ?")
    page.locator("#why summary").click()
    expect(page.locator("#why")).to_contain_text("Luật")


def test_a_change_of_somebody_else_is_shown_and_not_overwritten(page: Page, office: Drafted) -> None:
    office.somebody_else_writes(0, "note", "của người khác")
    page.evaluate("() => document.querySelector('.tabulator-tableholder').scrollTo(100000, 0)")
    stand_on(page, 1, "note")
    page.keyboard.type("của tôi")
    page.keyboard.press("Enter")
    expect(page.locator("#conflicts")).to_contain_text("của người khác")
    assert office.rows()[0]["note"] == "của người khác"
    page.get_by_role("button", name="Ghi chữ của tôi").click()
    saved(page)
    assert office.rows()[0]["note"] == "của tôi"


def test_a_reader_of_any_kind_is_not_hindered(visitor: Visitor, page: Page, office: Drafted) -> None:
    visitor.look()
    stand_on(page, 6, "plan")
    page.keyboard.press("F2")
    expect(page.locator("#choices")).to_be_visible()
    visitor.look()


def test_on_a_small_screen_there_is_the_list_of_people(visitor: Visitor, page: Page, office: Drafted) -> None:
    page.set_viewport_size(PHONE)
    expect(page.locator("#work")).to_be_hidden()
    first = office.rows()[0]["full_name"]
    expect(page.locator(".people li").first).to_contain_text(first)
    page.locator(".people li a").first.click()
    expect(page.get_by_label("Họ và tên")).to_have_value(first)
    visitor.look()
