"""The two holiday files, read strictly."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ibhxh.law.errors import LawDataFault
from ibhxh.law.interval import Interval
from ibhxh.law.value import Confidence
from ibhxh.words import Words

HOLIDAYS: Mapping[str, Words] = {
    "new_year": Words("Tết Dương lịch", "New Year's Day"),
    "tet": Words("Tết Nguyên đán", "Lunar New Year"),
    "hung_kings": Words("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day"),
    "victory_day": Words("Ngày Chiến thắng", "Victory Day"),
    "labour_day": Words("Ngày Quốc tế Lao động", "International Labour Day"),
    "national_day": Words("Quốc khánh", "National Day"),
    "culture_day": Words("Ngày Văn hóa Việt Nam", "Vietnam Culture Day"),
}
_FIX = Words("Sửa dòng này; ngày ghi dạng yyyy-mm-dd.", "Mend the row; days are written yyyy-mm-dd.")
_EVERY_YEAR = set(HOLIDAYS) - {"culture_day"}  # since 2026 only


@dataclass(frozen=True, slots=True, eq=False)
class Holidays:
    """Public holidays (day → which one) and swapped days (day off → Saturday worked) of the whole years in `covers`.

    `unverified`: those of them that no act was seen for.
    """

    covers: Interval
    statutory: Mapping[date, str]
    swaps: Mapping[date, date]
    unverified: frozenset[date]


def read_holidays(folder: Path) -> Holidays:
    """The files `days_off.csv` and `swaps.csv` of the folder.

    Raises `LawDataFault` for an unknown holiday, a day given twice, a swap of a wrong weekday, or a year without one of
    the yearly holidays: counting on half a year's data would be wrong without a word.
    """
    statutory: dict[date, str] = {}
    unverified: set[date] = set()
    for where, row in _rows(folder / "days_off.csv", ("first", "last", "holiday", "confidence", "reference")):
        days = _days(where, row["first"], row["last"])
        if row["holiday"] not in HOLIDAYS or not days or any(day in statutory for day in days):
            raise _fault(where, "Ngày lễ lạ, trùng, hoặc ngày cuối trước ngày đầu.", "Unknown, doubled or no days.")
        statutory |= dict.fromkeys(days, row["holiday"])
        unverified |= set(days) if _doubtful(where, row["confidence"]) else set()
    swaps: dict[date, date] = {}
    for where, row in _rows(folder / "swaps.csv", ("off", "worked", "confidence", "reference")):
        off, worked = _day(where, row["off"]), _day(where, row["worked"])
        if off.isoweekday() > 5 or worked.isoweekday() != 6 or off in statutory:
            raise _fault(where, "Chỉ đổi ngày làm việc lấy thứ Bảy.", "A swap gives a Saturday for a working day.")
        swaps[off] = worked
        unverified |= {off, worked} if _doubtful(where, row["confidence"]) else set()
    years = range(min(statutory).year, max(statutory).year + 1)
    for year in years:
        if missing := _EVERY_YEAR - {name for day, name in statutory.items() if day.year == year}:
            raise _fault(f"days_off.csv {year}", f"Chưa có {missing}.", f"{missing} are missing.")
    covers = Interval(date(years[0], 1, 1), date(years[-1], 12, 31))
    return Holidays(covers, statutory, swaps, frozenset(unverified))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != columns:
            raise _fault(path.name, f"Cột phải là {columns}.", f"The columns must be {columns}.")
        for number, row in enumerate(reader, start=2):
            yield f"{path.name}:{number}", row


def _days(where: str, first: str, last: str) -> list[date]:
    start = _day(where, first)
    return [start + timedelta(days=n) for n in range((_day(where, last) - start).days + 1)]


def _day(where: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _fault(where, f"“{text}” không phải ngày.", f"“{text}” is no day.") from error


def _doubtful(where: str, confidence: str) -> bool:
    if confidence not in set(Confidence):
        raise _fault(where, f"“{confidence}” không phải mức tin cậy.", f"“{confidence}” is no confidence.")
    return confidence != Confidence.HIGH


def _fault(where: str, why_vi: str, why_en: str) -> LawDataFault:
    return LawDataFault(where, Words(why_vi, why_en), _FIX)
