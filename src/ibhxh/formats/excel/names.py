"""Names and headings as people write them, brought to one form so that they can be compared; codes found by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^\w]+|_+")


def name_key(text: str) -> str:
    """Blanks, punctuation, case and the place of a word's tone mark set aside: `Hoà Bình ` and `HÒA BÌNH` agree."""
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text.lower())).split()
    return " ".join(_TONES.sub("", apart) + "".join(_TONES.findall(apart)) for apart in map(_apart, words))


def plain_key(text: str) -> str:
    """All marks set aside as well: `Phường An Khê` and `phuong an khe` agree."""
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text.lower())).split()
    return " ".join(_MARKS.sub("", _apart(word)).replace("đ", "d") for word in words)


def _apart(word: str) -> str:
    return unicodedata.normalize("NFD", word)


@dataclass(slots=True)
class NameIndex:
    """Codes by name. A name is found as written, then without marks, provided that only one code answers to it."""

    _exact: dict[str, set[str]] = field(default_factory=dict)
    _plain: dict[str, set[str]] = field(default_factory=dict)

    @staticmethod
    def of(pairs: Iterable[tuple[str, str]]) -> NameIndex:
        """From (name, code) pairs; two names of one code are welcome."""
        index = NameIndex()
        for name, code in pairs:
            index._exact.setdefault(name_key(name), set()).add(code)
            index._plain.setdefault(plain_key(name), set()).add(code)
        return index

    def find(self, name: str) -> str | None:
        """The code of a name; None where there is none or more than one."""
        for table, key in ((self._exact, name_key(name)), (self._plain, plain_key(name))):
            codes = table.get(key)
            if codes is not None:
                return next(iter(codes)) if len(codes) == 1 else None
        return None

    def find_all(self, name: str) -> frozenset[str]:
        """All codes that answer to a name as written."""
        return frozenset(self._exact.get(name_key(name), ()))
