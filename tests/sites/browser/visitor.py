"""Somebody at a browser: goes to pages, and looks at each as a reader of any kind would."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from ibhxh.sites.project.example.cast import PASSWORD

#: The system's browser, without what it does on its own account.
LAUNCH: dict[str, Any] = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--force-color-profile=srgb",
    ],
}
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
_WCAG: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
#: A phone has the same colours, and looking at them takes the longest.
_WCAG_PHONE = _WCAG | {"rules": {"color-contrast": {"enabled": False}}}
_SERVER_FAULT = 500
#: Milliseconds: a machine that does much else at the same time is slow, not wrong.
_PATIENCE = 20_000
#: Seconds within which jobs do their work.
_JOBS = 60
#: What a form or a lost page answers with on purpose; the browser reports each as an error of the console.
_MEANT = re.compile(r"the server responded with a status of (404|409|410|422|429) ")
_AXE = Axe()
_WIDER = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
_NARROW_BUTTONS = """() => [...document.querySelectorAll("main .btn.p")]
  .filter(button => button.offsetParent && !button.closest("table, .tools, .row"))
  .filter(button => button.getBoundingClientRect().width < 0.75 * innerWidth)
  .map(button => button.textContent.trim())"""

Shoot = Callable[["Visitor", str], None]


def no_picture(visitor: Visitor, name: str) -> None:
    """Tests make no pictures."""


@dataclass
class Visitor:
    """A browser window at one origin, and everything it complained of."""

    context: BrowserContext
    origin: str
    shoot: Shoot = no_picture
    complaints: list[str] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._see)

    def go(self, path: str) -> None:
        """Opens an address of the site."""
        self.page.goto(f"{self.origin}{path}")

    @property
    def path(self) -> str:
        """Where the visitor is, below the origin."""
        return self.page.url.removeprefix(self.origin)

    def press(self, name: str) -> None:
        """Presses the button, or follows the link, that is called so."""
        page = self.page
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()

    def type_and_enter(self, text: str) -> None:
        """Types where the keyboard is."""
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def sign_in(self, email: str, prefix: str) -> None:
        """Signs in at a side (its prefix) with the password of the example world."""
        self.go(f"{prefix}dang-nhap")
        self.page.get_by_label("Thư điện tử").fill(email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page).not_to_have_url(re.compile("dang-nhap"))

    def await_on(self, path: str, text: str) -> None:
        """Opens an address again and again until the text is there: what jobs bring does not show by itself."""
        until = time.monotonic() + _JOBS
        self.go(path)
        while text not in self.page.locator("main").inner_text() and time.monotonic() < until:
            self.page.wait_for_timeout(1_000)
            self.go(path)
        expect(self.page.locator("main")).to_contain_text(text)

    def in_english(self) -> None:
        """Switches the language."""
        self.page.get_by_role("button", name="EN, English").click()
        expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def look(self, name: str = "", *, phone: bool = True) -> None:
        """Nothing hinders a reader at a desk, nor on a `phone`; with a name, a picture is kept of it. No page is wider
        than a phone in any case."""
        if name:
            self.shoot(self, name)
        self._check("at a desk", _WCAG)
        self.page.set_viewport_size(PHONE)
        try:
            assert self.page.evaluate(_WIDER) <= 0, f"{self.page.url} is wider than a phone"
            assert self.page.evaluate(_NARROW_BUTTONS) == [], f"{self.page.url}: main buttons of a phone are narrow"
            if phone:
                self._check("on a phone", _WCAG_PHONE)
        finally:
            self.page.set_viewport_size(DESK)

    def file(self, name: str) -> bytes:
        """The file to which the link called so leads, whether the browser would show it or keep it."""
        address = self.page.get_by_role("link", name=name).first.get_attribute("href")
        answer = self.page.request.get(f"{self.origin}{address}")
        assert answer.ok, f"{address}: {answer.status}"
        return answer.body()

    def _check(self, where: str, options: dict[str, Any]) -> None:
        found = _AXE.run(self.page, options=options)
        told = [
            f"{one['id']}: {[node['html'][:160] for node in one['nodes']][:3]}" for one in found.response["violations"]
        ]
        assert not told, f"{self.page.url} {where}:\n" + "\n".join(told)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _MEANT.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= _SERVER_FAULT:
            self.complaints.append(f"{response.request.method} {response.url}: {response.status}")
