"""The code sheets a VNPT file brings along: names looked up in them first, as the file's own formulas would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ibhxh.formats.excel.cells import shown
from ibhxh.formats.excel.field_readers import names_in
from ibhxh.formats.excel.grid import Book, Raw
from ibhxh.formats.excel.names import NameIndex, name_key
from ibhxh.law import Law

_LIST_OF = {"nationality": ("QuocTich", "nationalities"), "ethnic_group": ("Dân tộc", "ethnic_groups")}
_PROVINCES = (("Tinh", 0, 1), ("TinhBenhVien", 0, 1))
_OLD_DISTRICTS = ("huyện ", "quận ", "thị xã ", "thị trấn ")


@dataclass(slots=True)
class CodeSheets:
    """Names to codes, from the file's sheets and then from our lists. Sheets are read at the first name looked for."""

    book: Book
    law: Law
    _indices: dict[str, NameIndex] = field(default_factory=dict)

    def code(self, field_id: str, name: str) -> str | None:
        """The code of a nationality or an ethnic group."""
        title, _ = _LIST_OF[field_id]
        return self._index(title, 0, 1, None).find(name)

    def province(self, name: str) -> str | None:
        """The two digits of a province of today; the health sector's 97 among them."""
        for title, name_at, code_at in _PROVINCES:
            found = self._index(title, name_at, code_at, None, digits=2).find(name)
            if found:
                return found
        return names_in(self.law.codes["provinces"]).find(name)

    def is_old_place(self, name: str) -> bool:
        """Whether a name is of a district, which 01/07/2025 did away with, or of a province that was merged then."""
        return name.lower().lstrip().startswith(_OLD_DISTRICTS) or (
            names_in(self.law.codes["provinces_old"]).find(name) is not None and self.province(name) is None
        )

    def facility(self, name: str, province: str | None) -> str | None:
        """The five characters of a care facility, which may keep the code of a province since merged."""
        return self._in_province("BenhVien", name, province) or self._listed("care_facilities", name, province)

    def ward(self, name: str, province: str | None) -> str | None:
        """The five digits of a commune or ward."""
        found = self._in_province("Xa", name, province, digits=5)
        if found:
            return found
        codes = names_in(self.law.codes["wards"]).find_all(name)
        inside = [code for code in codes if province in (None, self.law.codes["wards"].rows[code]["province"])]
        return inside[0] if len(inside) == 1 else None

    def _listed(self, codes: str, name: str, province: str | None) -> str | None:
        found = names_in(self.law.codes[codes]).find_all(name)
        if len(found) > 1 and province:
            found = frozenset(code for code in found if code.startswith(province))
        return next(iter(found)) if len(found) == 1 else None

    def _in_province(self, title: str, name: str, province: str | None, digits: int = 0) -> str | None:
        if province:
            return self._index(title, 1, 2, 3, digits).find(f"{name} {province}")
        return self._index(title, 1, 2, None, digits).find(name)

    def _index(self, title: str, name_at: int, code_at: int, province_at: int | None, digits: int = 0) -> NameIndex:
        key = f"{title} {province_at}"
        if key not in self._indices:
            rows = self._rows(title)
            self._indices[key] = NameIndex.of(_pairs(rows, name_at, code_at, province_at, digits))
        return self._indices[key]

    def _rows(self, title: str) -> Iterator[list[Raw]]:
        wanted = name_key(title)
        for known in self.book.titles:
            if name_key(known) == wanted:
                yield from self.book.grid(known).rows
                return


def _pairs(
    rows: Iterator[list[Raw]], name_at: int, code_at: int, province_at: int | None, digits: int
) -> Iterator[tuple[str, str]]:
    for row in rows:
        if len(row) > max(name_at, code_at, province_at or 0):
            name, code = shown(row[name_at]).strip(), shown(row[code_at]).strip()
            if name and code:
                province = "" if province_at is None else f" {shown(row[province_at]).strip().zfill(2)}"
                yield f"{name}{province}", code.zfill(digits)
