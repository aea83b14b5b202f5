"""Cells of VNPT's sheet that are not read alone: a name with its code, a wage that may be a coefficient, contracts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ibhxh.formats.excel.cells import (
    CellReader,
    Repaired,
    Result,
    Unreadable,
    read_day,
    read_decimal,
    read_digits,
    read_flag,
    read_money,
    shown,
    unreadable,
)
from ibhxh.formats.excel.code_sheets import CodeSheets
from ibhxh.formats.excel.field_readers import WIDTHS
from ibhxh.formats.excel.grid import NoValue, Raw

#: Below this a wage is a coefficient of the State's scale: no wage has so few đồng, no coefficient is so high.
COEFFICIENTS_BELOW = 100
_COEFFICIENT = re.compile(r"[0-9]{1,2}(?:[.,](?:[0-9]{1,2}|[0-9]{4}))?")
_NEITHER = re.compile(r"[0-9]{1,2}[.,][0-9]{3}")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{6,8}")
_CODE = re.compile(r"[0-9A-Z]{3,5}")
Lookup = Callable[[str], str | None]


def read_wage(raw: Raw) -> Result:
    """Đồng; None for a coefficient. `4.650` could be either, so it is neither."""
    if isinstance(raw, str) and _NEITHER.fullmatch(raw.strip()):
        return Unreadable(raw)
    return None if _is_coefficient(raw) else read_money(raw)


def read_wage_coefficient(raw: Raw) -> Result:
    """The coefficient of the State's scale in a wage cell; None for đồng and for what `read_wage` reports."""
    return read_decimal(raw) if _is_coefficient(raw) else None


def _is_coefficient(raw: Raw) -> bool:
    if isinstance(raw, str):
        return _COEFFICIENT.fullmatch(raw.strip()) is not None
    return isinstance(raw, int | float) and 0 < raw < COEFFICIENTS_BELOW


def read_personal_id(raw: Raw) -> Result:
    """Digits of an identity card; None for a passport number, which has a field of its own."""
    return None if _passport(raw) else read_digits(WIDTHS["personal_id"])(raw)


def read_passport(raw: Raw) -> Result:
    """The passport number of a foreigner, which VNPT's sheet has no other column for."""
    number = _passport(raw)
    return Repaired(number, "PASSPORT", shown(raw), number) if number else None


def _passport(raw: Raw) -> str | None:
    text = raw.strip().upper() if isinstance(raw, str) else ""
    return text if _PASSPORT.fullmatch(text) else None


def read_pair(by_code: CellReader, lookup: Lookup) -> Callable[[Raw, Raw], Result]:
    """A name people choose and the code a formula found for it.

    Where the formula was never computed the name is looked up; where both are there and disagree, the name was chosen.
    """

    def read(name: Raw, code: Raw) -> Result:
        known = by_code("" if _is_nothing(code) else code)
        named = by_name(name)
        if known is None or isinstance(known, Unreadable):
            return named
        if isinstance(named, Repaired) and isinstance(known, str) and named.value != known:
            return Repaired(named.value, "CODE_DISAGREES", f"{shown(name)} / {shown(code)}", named.after)
        return known

    def by_name(name: Raw) -> Result:
        if isinstance(name, NoValue):
            return unreadable(name)
        text = shown(name).strip()
        if not text:
            return None
        found = lookup(text) or by_code(name)
        return Repaired(found, "CODE_FROM_NAME", text, found) if isinstance(found, str) else found

    return read


def _is_nothing(raw: Raw) -> bool:
    """An empty code cell: also one whose formula was not computed, and the 0 a look-up of nothing gives."""
    return isinstance(raw, NoValue) or (isinstance(raw, int | float) and raw == 0)


def read_province(sheets: CodeSheets, by_code: CellReader) -> Callable[[Raw, Raw], Result]:
    """A province by code or by today's name."""
    pair = read_pair(by_code, sheets.province)

    def read(name: Raw, code: Raw) -> Result:
        return _or_old_place(sheets, name, pair(name, code))

    return read


def read_ward(sheets: CodeSheets, by_code: CellReader) -> Callable[[Raw, Raw, Raw, Raw], Result]:
    """A commune by code, or by name within the province given before it."""

    def read(province: Raw, province_code: Raw, name: Raw, code: Raw) -> Result:
        within = _province(sheets, province, province_code)
        pair = read_pair(by_code, lambda text: sheets.ward(text, within))
        return _or_old_place(sheets, name, pair(name, code))

    return read


def _or_old_place(sheets: CodeSheets, name: Raw, result: Result) -> Result:
    if isinstance(result, Unreadable) and sheets.is_old_place(shown(name)):
        return Unreadable(result.text, "OLD_PLACE")
    return result


def read_facility(sheets: CodeSheets, by_code: CellReader) -> Callable[[Raw, Raw, Raw, Raw], Result]:
    """A care facility: its five characters, the province's two and the facility's three, or its name."""

    def read(province: Raw, province_code: Raw, name: Raw, code: Raw) -> Result:
        text = "" if _is_nothing(code) else shown(code).strip().upper().replace("-", "")
        if len(text) == 5 or (not text and not shown(name).strip()):
            return text or None
        within = _province(sheets, province, province_code)
        if text.isdigit() and len(text) < 5 and isinstance(code, float):
            full = text.zfill(5) if len(text) == 4 else f"{within or ''}{text.zfill(3)}"
            return Repaired(full, "ZEROS_RESTORED", text, full) if len(full) == 5 else Unreadable(text)
        if _CODE.fullmatch(text):
            return f"{within}{text}" if len(text) == 3 and within else Unreadable(shown(code))
        found = None if isinstance(name, NoValue) else sheets.facility(shown(name), within)
        return Repaired(found, "CODE_FROM_NAME", shown(name), found) if found else by_code(name)

    return read


def _province(sheets: CodeSheets, name: Raw, code: Raw) -> str | None:
    if not _is_nothing(code) and shown(code).strip():
        return shown(code).strip().zfill(2)
    return sheets.province(shown(name)) if shown(name).strip() else None


CONTRACT_KINDS = ("indefinite", "fixed", "other")


def read_contract_kind(indefinite: Raw, fixed: Raw, fixed_end: Raw, other: Raw, other_end: Raw) -> Result:
    """Which of the three pairs of date columns is filled."""
    pairs = ((indefinite, ""), (fixed, fixed_end), (other, other_end))
    given = [i for i, pair in enumerate(pairs) if any(_given(raw) for raw in pair)]
    if len(given) < 2:
        return CONTRACT_KINDS[given[0]] if given else None
    shown_pairs = [" – ".join(shown(raw) for raw in pairs[i] if _given(raw)) for i in given]
    return Unreadable("; ".join(shown_pairs), "CONTRACTS")


def read_contract_start(indefinite: Raw, fixed: Raw, fixed_end: Raw, other: Raw, other_end: Raw) -> Result:
    """The day the one contract takes effect; None where there are several, which `read_contract_kind` reports."""
    kind = read_contract_kind(indefinite, fixed, fixed_end, other, other_end)
    return read_day((indefinite, fixed, other)[CONTRACT_KINDS.index(kind)]) if isinstance(kind, str) else None


def read_contract_end(indefinite: Raw, fixed: Raw, fixed_end: Raw, other: Raw, other_end: Raw) -> Result:
    """The day the one contract ends."""
    kind = read_contract_kind(indefinite, fixed, fixed_end, other, other_end)
    return read_day({"fixed": fixed_end, "other": other_end}.get(str(kind), ""))


def _given(raw: Raw) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else isinstance(raw, NoValue | date) or raw != 0


def read_result_medium(electronic: Raw, paper: Raw) -> Result:
    """Electronic or paper, where exactly one of the two is marked."""
    marks = [read_flag(electronic), read_flag(paper)]
    if any(isinstance(mark, Unreadable) for mark in marks) or marks == [True, True]:
        return Unreadable(f"{shown(electronic)} / {shown(paper)}")
    return "electronic" if marks[0] is True else "paper" if marks[1] is True else None
