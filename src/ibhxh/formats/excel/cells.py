"""One cell read: the value a raw cell stands for, said plainly, with a repair, or not at all.

Each reader takes a raw cell and gives a value (None for an empty cell), a `Repaired` value that the clerk is told of,
or an `Unreadable` text. Nothing is guessed where two readings are possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

from ibhxh.dossier import Cell
from ibhxh.dossier.text import BLANKS, normal_text
from ibhxh.formats.excel.grid import NoValue, Raw
from ibhxh.formats.excel.old_fonts import OldFont, old_font
from ibhxh.law.months import month_of


@dataclass(frozen=True, slots=True)
class Repaired:
    """A value that is not what the cell shows; `code` names the repair, `before` and `after` show it."""

    value: Cell
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that is no value of its field, word for word; `why` and `font` say what more is known of it."""

    text: str
    why: str | None = None
    font: OldFont | None = None


Result = Cell | Repaired | Unreadable
CellReader = Callable[[Raw], Result]

SCALE = 10_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
#: What is lost above this is lost by Excel itself, which keeps 15 digits.
_EXACT = 10**15
BREAKS = r"[\t\r\n\v\f\x{85}\x{2028}\x{2029}]+"
_BREAKS = re.compile("[\t\r\n\v\f\u0085\u2028\u2029]+")
_FORMULA = re.compile(r"[=+][A-Za-zÀ-ỹ_.]+\(.*|#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", re.DOTALL)
_DAY = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?)?")
_MONTH = re.compile(r"(?:tháng\s*)?([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\s*\.?$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"([0-9]{1,3}(?P<mark>[.,\u00a0\u202f ])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+)(?:(?!(?P=mark))[.,]00?)?"
)
_DECIMAL = re.compile(r"([+-]?[0-9]+)(?:[.,]([0-9]{1,4}))?")
_LOOSE = re.compile(r"[\s.\-'’`]+")
#: How many leading zeros Excel may have taken; a number that lacks more was never the right one.
_MOST_ZEROS = 2

_FLAGS: Mapping[str, bool] = {
    "1": True, "x": True, "có": True, "true": True, "yes": True, "đúng": True, "rồi": True,
    "0": False, "không": False, "false": False, "no": False, "chưa": False, "sai": False,
}  # fmt: skip


def shown(raw: Raw) -> str:
    """A raw cell word for word."""
    match raw:
        case NoValue(text):
            return text
        case bool():
            return str(raw).upper()
        case float() | int():
            return _plain(raw)
        case datetime():
            return f"{raw:%d/%m/%Y %H:%M:%S}"
        case date():
            return f"{raw:%d/%m/%Y}"
        case _:
            return str(raw)


def _plain(number: float) -> str:
    return f"{number:.0f}" if float(number).is_integer() and abs(number) < _EXACT else repr(number)


def unreadable(raw: Raw) -> Unreadable:
    """A cell no reader takes; one without a value says so."""
    return Unreadable(shown(raw), "NO_VALUE" if isinstance(raw, NoValue) else None)


def one_line(text: str) -> str:
    """Line breaks and tabs inside a cell are blanks."""
    return _BREAKS.sub(" ", text)


def _bare(raw: str) -> str:
    return normal_text(one_line(raw)) or ""


def read_text(raw: Raw) -> Result:
    """Text as it stands; numbers and dates as they show. A text that is a formula was never computed."""
    if not isinstance(raw, str):
        return unreadable(raw) if isinstance(raw, NoValue) else shown(raw)
    if _FORMULA.fullmatch(raw.strip()):
        return Unreadable(raw, "NO_VALUE")
    font = old_font(raw)
    return _bare(raw) or None if font is None else Unreadable(raw, font=font)


def read_text_of_digits(widths: tuple[int, ...]) -> CellReader:
    """Free text that is mostly digits (telephone, tax code): a number cell gets back the zeros Excel took."""
    digits = read_digits(widths)
    return lambda raw: digits(raw) if _is_number(raw) else read_text(raw)


def read_digits(widths: tuple[int, ...]) -> CellReader:
    """Digits; a number cell gets back the zeros Excel took, up to the next of the `widths`."""

    def read(raw: Raw) -> Result:
        if isinstance(raw, str):
            bare = raw if raw.isascii() and raw.isdigit() else _bare(raw)
            if not bare or (bare.isascii() and bare.isdigit()):
                return bare or None
            tight = _LOOSE.sub("", bare)
            if tight.isascii() and tight.isdigit():
                return Repaired(tight, "SEPARATORS_REMOVED", raw, tight)
        elif _is_number(raw) and raw >= 0 and float(raw).is_integer() and raw < _EXACT:
            bare = f"{raw:.0f}"
            for width in widths:
                if len(bare) not in widths and len(bare) < width <= len(bare) + _MOST_ZEROS:
                    return Repaired(bare.zfill(width), "ZEROS_RESTORED", bare, bare.zfill(width))
            return bare
        return unreadable(raw)

    return read


def read_money(raw: Raw) -> Result:
    """Whole đồng; thousands may be grouped by points, commas or blanks."""
    if isinstance(raw, str):
        bare = _CURRENCY.sub("", _bare(raw))
        if not bare and not raw.strip():
            return None
        sign = -1 if bare.startswith(("-", "−")) else 1
        found = _AMOUNT.fullmatch(bare.lstrip("+-−").strip(BLANKS))
        if found is None:
            return Unreadable(raw)
        amount = sign * int(re.sub("[^0-9]", "", found[1]))
        if abs(amount) >= _EXACT:
            return Unreadable(raw)
        return Repaired(amount, "THOUSANDS_READ", raw, str(amount)) if found["mark"] else amount
    if _is_number(raw) and abs(raw) < _EXACT and abs(raw - round(raw)) < 0.001:
        return round(raw)
    return unreadable(raw)


def read_decimal(raw: Raw) -> Result:
    """Coefficients and percents as integers of 1/10,000; the comma or the point is the decimal sign."""
    if isinstance(raw, str):
        bare = _bare(raw).removesuffix("%").strip(BLANKS)
        if not bare:
            return None if not raw.strip() else Unreadable(raw)
        found = _DECIMAL.fullmatch(bare)
        if found is None or len(bare) > 15:
            return Unreadable(raw)
        return int(Decimal(f"{found[1]}.{found[2] or 0}") * SCALE)
    if _is_number(raw) and abs(raw) < _EXACT:
        scaled = Decimal(repr(float(raw))) * SCALE
        if abs(scaled - round(scaled)) < Decimal("0.00001"):
            return round(scaled)
    return unreadable(raw)


def read_day(raw: Raw) -> Result:
    """A day: a true date, `31/12/1990` or `1990-12-31`."""
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    if isinstance(raw, str):
        bare = _bare(raw)
        if not bare:
            return None
        parts = _ymd(bare)
        if parts is not None and parts[2] is not None:
            return _date(parts[0], parts[1], parts[2]) or Unreadable(raw)
    return unreadable(raw)


def read_partial_date(raw: Raw) -> Result:
    """A birth date as far as it is known: `1990`, `1990-07` or `1990-07-15`."""
    if isinstance(raw, date):
        return f"{raw:%Y-%m-%d}"
    if _is_number(raw) and float(raw).is_integer() and FIRST_YEAR <= raw <= LAST_YEAR:
        return f"{raw:.0f}"
    if isinstance(raw, str):
        bare = _bare(raw)
        if not bare:
            return None
        if _YEAR.fullmatch(bare) and FIRST_YEAR <= int(bare) <= LAST_YEAR:
            return bare
        year, month, day = _ymd(bare) or (0, 0, None)
        known = _date(year, month, day or 1)
        if known is not None:
            return f"{known:%Y-%m-%d}" if day else f"{known:%Y-%m}"
    return unreadable(raw)


def read_month(raw: Raw) -> Result:
    """A month index from `07/2026`, a true date, or a number such as 72026 or 7.2026 that Excel made of it."""
    if isinstance(raw, date):
        return _month_of_day(raw, shown(raw))
    if isinstance(raw, str):
        bare = _bare(raw)
        if not bare:
            return None
        year, month, day = _ymd(bare) or (0, 0, None)
        known = _date(year, month, day or 1)
        if known is None:
            return Unreadable(raw)
        return month_of(known) if day is None else _month_of_day(known, raw)
    if _is_number(raw):
        number = float(raw)
        if number.is_integer() and 10_000 <= number < 1_000_000:
            pairs = [divmod(int(number), 10_000), divmod(int(number), 100)[::-1]]
        else:
            month_part, _, year_part = f"{number:.4f}".partition(".")
            pairs = [(int(month_part), int(year_part))]
        for month, year in pairs:
            known = _date(year, month, 1)
            if known is not None:
                return Repaired(month_of(known), "NUMBER_AS_MONTH", shown(raw), f"{known:%m/%Y}")
    return unreadable(raw)


def read_flag(raw: Raw) -> Result:
    """Yes or no: 1 and 0, `x`, `Có` and `Không`."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and not raw.strip():
        return None
    found = _FLAGS.get(_bare(shown(raw)).lower())
    return unreadable(raw) if found is None else found


def _is_number(raw: Raw) -> TypeGuard[float]:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _ymd(text: str) -> tuple[int, int, int | None] | None:
    """Year, month and, where it is given, day of a text that has the shape of a date or of a month."""
    if found := _DAY.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := _MONTH.fullmatch(text.lower()):
        return int(found[2]), int(found[1]), None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _month_of_day(day: date, before: str) -> Result:
    """The month of a day. The first is how Excel keeps a month; any other day is said."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Unreadable(before)
    index = month_of(day)
    return index if day.day == 1 else Repaired(index, "DAY_LEFT_OUT", before, f"{day:%m/%Y}")
