"""Pages in English: as free of faults as in Vietnamese, and no sentence of the site's own left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import expect

from tests.sites.browser.visitor import Visitor

#: What the site itself says: headings, buttons, labels, columns. Names, titles and what people wrote are left out.
_SAID = """() => [...document.querySelectorAll(
    "main :is(h2, h3, th[scope=col], legend, button, .btn, .hint, .empty, .seg a, .nx li), nav.nav a, .band .say"
  )].filter(found => found.getClientRects().length && !found.closest("[lang=vi], .names"))
  .map(found => found.innerText.trim()).filter(Boolean)"""
#: Money is in đồng in any language.
_KNOWN = {"đ", "đồng"}
#: Letters of Vietnamese that English has not.
_LETTERS = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def look_in_english(visitor: Visitor, addresses: Iterable[str]) -> None:
    """Each address in English; the visitor stays with English."""
    for number, address in enumerate(addresses):
        visitor.go(address)
        if number == 0 and visitor.page.locator("html").get_attribute("lang") != "en":
            visitor.in_english()
        expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
        visitor.look(phone=False)
        left = [said for said in visitor.page.evaluate(_SAID) if _untranslated(said)]
        assert not left, f"{visitor.page.url}: not in English: {left}"


def _untranslated(said: str) -> bool:
    """Whether a word of Vietnamese is in it; a name begins with a capital."""
    words = [word for word in re.findall(r"\w+", said) if word[0].islower() and word not in _KNOWN]
    return any(_LETTERS & set(word) for word in words)
