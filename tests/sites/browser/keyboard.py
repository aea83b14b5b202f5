"""Somebody without a mouse: everything by keys."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.sites.browser.visitor import Visitor

#: So often Tab is pressed for a place on the page; whoever needs more is lost.
_FAR = 90
_NAME = """() => {
  const at = document.activeElement;
  if (!at || !at.closest("main")) return "";
  const label = at.getAttribute("aria-label") || [...(at.labels ?? [])].map(one => one.innerText).join(" ");
  return (label || at.innerText || at.placeholder || at.value || "").replace(/\\s+/g, " ").trim();
}"""


@dataclass(frozen=True)
class Keyboard:
    """The keys of a visitor."""

    visitor: Visitor

    @property
    def at(self) -> str:
        """What has the focus in the main part of the page, by the name a reader of the screen says."""
        return str(self.visitor.page.evaluate(_NAME))

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.visitor.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Text at the focus."""
        self.visitor.page.keyboard.type(text)

    def go_to(self, name: str) -> None:
        """Tab until the focus is on what is called so; it must be seen."""
        for _ in range(_FAR):
            if name in self.at:
                break
            self.press("Tab")
        assert name in self.at, f"{self.visitor.page.url}: no way to “{name}” by Tab; at “{self.at}”"
        expect(self.visitor.page.locator(":focus")).to_be_visible()

    def choose(self, name: str) -> None:
        """Tab there, then Enter."""
        self.go_to(name)
        self.press("Enter")

    def fill(self, name: str, text: str) -> None:
        """Tab to a field, then type."""
        self.go_to(name)
        self.type(text)

    def read(self, heading: str) -> None:
        """Wait for the page of that heading."""
        expect(self.visitor.page.get_by_role("heading", level=1)).to_contain_text(heading)
