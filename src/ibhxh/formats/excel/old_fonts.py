"""Vietnamese typed in the fonts from before Unicode: TCVN3 (.VnTime) and VNI.

Such a font draws `C«ng ty` as “Công ty”; once the font is gone the letters are wrong. A text is suspected when a word
of it is no Vietnamese syllable and the same word read through the font's table is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_TONES: Final = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX: Final = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE: Final = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}


def _vni_table() -> dict[str, str]:
    table = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
    for letter in "aeouy":
        table |= {letter + sign: letter + tone for sign, tone in _VNI_TONES.items()}
    for sign, tone in _VNI_TONES.items():
        table |= {f"ô{sign}": f"ơ{tone}", f"ö{sign}": f"ư{tone}"}
    for letter in "aeo":
        table |= {letter + sign: f"{letter}\u0302{tone}" for sign, tone in _VNI_CIRCUMFLEX.items()}
    table |= {f"a{sign}": f"a\u0306{tone}" for sign, tone in _VNI_BREVE.items()}
    table |= {key.upper(): value.upper() for key, value in table.items()}
    return {key: unicodedata.normalize("NFC", value) for key, value in table.items()}


_VNI: Final = _vni_table()
_VNI_SIGNS: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def _from_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in text)


def _from_vni(text: str) -> str:
    return _VNI_SIGNS.sub(lambda sign: _VNI[sign[0]], text)


#: Fonts by the name people know them under, with the way to Unicode.
_FONTS: Final[Mapping[str, Callable[[str], str]]] = {"TCVN3 (.VnTime)": _from_tcvn3, "VNI (VNI-Times)": _from_vni}

_WORD: Final = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_ASCII_LETTER: Final = re.compile("[A-Za-z]")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    # a nucleus that may close in a consonant, or one that ends in a glide or stays open
    r"(?:(?:[aăâeêioôơuưy]|[iyu]ê|u[ôâơy]|ươ|o[aăe]|uyê)(?:ng|nh|ch|[cmnpt])?"
    r"|(?:[aoôơuư]i|[aâ][yu]|[ae]o|[iêư]u|[iu]a|ưa|[iy]êu|uôi|ươ[iu]|o[ae][ioy]|uây|uy[au]))"
)
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: Letters and pairs that Vietnamese in Unicode never has; a quick look before the careful one.
SUSPICIOUS: Final = (
    "[\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b9\u00bb-\u00be"
    "\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00aa]"
    "|[aeoAEO][âÂ]|[aA][êàáãéèõùúÊÀÁÃÉÈÕÙÚ]|[eE][àáãùõÀÁÃÙÕ]|[oO][ùõÙÕ]"
)
_SUSPICIOUS: Final = re.compile(SUSPICIOUS)


@dataclass(frozen=True, slots=True)
class OldFont:
    """The font a text was probably typed in, and what it then says."""

    name: str
    reads: str


def old_font(text: str) -> OldFont | None:
    """The font from before Unicode the text was typed in; None for Unicode, and for what is no Vietnamese anyway."""
    if not _SUSPICIOUS.search(text):
        return None
    for name, decode in _FONTS.items():
        reads = decode(text)
        changed = [word for word in _WORD.findall(text) if decode(word) != word]
        evidence = [word for word in changed if _ASCII_LETTER.search(word) and not _is_syllable(word)]
        if evidence and all(_is_syllable(decode(word)) for word in changed):
            return OldFont(name, reads)
    return None


def encoding_of(data: bytes) -> str:
    """The likely encoding of Vietnamese text that is not UTF-8: the reading with the most Vietnamese syllables."""
    western = data[:100_000].decode("cp1252", errors="replace")
    readings = {"Windows-1252": western} | {name: decode(western) for name, decode in _FONTS.items()}
    readings["Windows-1258"] = unicodedata.normalize("NFC", data[:100_000].decode("cp1258", errors="replace"))

    def score(text: str) -> int:
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        return sum(1 if _is_syllable(word) else -1 for word in words)

    return max(readings, key=lambda name: score(readings[name]))


def _is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable: its letters fit, with at most one tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    if len(_TONES.findall(apart)) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", apart))) is not None
