"""A personal ID without what birth year and sex already say.

Twelve digits: province (3), century and sex (1), year of birth (2), six of its own. Where the middle three agree with
the row, province and the last six make a number below 2**27; any other twelve digits stay whole, above it.
"""

from __future__ import annotations

import re

from ibhxh.dossier import Cell

SHORT_WIDTH = 27
_TWELVE = re.compile(r"[0-9]{12}")
_OWN_WIDTH = 20  # six digits
_PROVINCES = 1 << (SHORT_WIDTH - _OWN_WIDTH)


def number_of_personal_id(text: str, birth_date: Cell, sex: Cell) -> int | None:
    """The number of a personal ID in a row; None if it is not twelve digits."""
    if not _TWELVE.fullmatch(text):
        return None
    province = int(text[:3])
    if text[3:6] == _middle(birth_date, sex) and province < _PROVINCES:
        return province << _OWN_WIDTH | int(text[6:])
    return (1 << SHORT_WIDTH) + int(text)


def personal_id_of_number(number: int, birth_date: Cell, sex: Cell) -> str:
    """The twelve digits back. Raises ValueError where a short number stands in a row that gives no middle."""
    if number >> SHORT_WIDTH:
        return f"{number - (1 << SHORT_WIDTH):012d}"
    middle = _middle(birth_date, sex)
    if middle is None:
        raise ValueError("a short personal ID without birth year and sex")
    return f"{number >> _OWN_WIDTH:03d}{middle}{number & (1 << _OWN_WIDTH) - 1:06d}"


def _middle(birth_date: Cell, sex: Cell) -> str | None:
    """Century and sex (0 man, 1 woman of 1900–1999, 2 and 3 of 2000–2099 …) and the two digits of the year."""
    if not isinstance(birth_date, str) or sex not in ("male", "female"):
        return None
    century, year = divmod(int(birth_date[:4]), 100)
    return f"{(century - 19) * 2 + (sex == 'female')}{year:02d}" if 19 <= century <= 23 else None
