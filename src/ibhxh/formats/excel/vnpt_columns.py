"""The columns of VNPT's D02-TK1 sheet, as data: `vnpt_columns.csv`.

`element` is the name in the sheet's third row, the one to trust; `field` the field of ours it is read into, of D02 or
of TK1; `part` whether it holds the value, the name people choose, or the code a formula finds for that name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ibhxh.law import FieldId

PEOPLE, HOUSEHOLD, SCHEDULE = "Dữ Liệu", "Phụ lục", "Bảng kê"
#: The row of element names and the first row of data, from 0.
CODE_ROW, FIRST_ROW = 2, 3
#: What a person's row has at least one of; other columns are filled in the sample's prepared rows too.
OF_A_PERSON = (
    "HoTen", "MasoBHXH", "TenLoaiKhaiBao", "TenPhuongAn", "ChucVu", "NoiLamViec", "TienLuong", "PhuCapCV",
    "PhuCapTNVK", "PhuCapTNNghe", "PhuCapLuong", "PhuCapBosung", "TuThang", "DenThang", "NgayChet", "Ghichu", "CMND",
    "NgaySinh", "Hdld_tungay", "Hdld_xdth_tungay", "Hdld_khac_tungay",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VnptColumn:
    """One column: its letters in the template, its names, and where its cells go (None: nowhere)."""

    letters: str
    element: str | None
    band: str | None
    heading: str
    field: FieldId | None
    part: str

    @property
    def title(self) -> str:
        """The heading with its band, for people."""
        return f"{self.band}: {self.heading}" if self.band else self.heading


@cache
def vnpt_columns() -> tuple[VnptColumn, ...]:
    """All columns in order."""
    with Path(__file__).with_name("vnpt_columns.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            VnptColumn(
                row["column"],
                row["element"] or None,
                row["band"] or None,
                row["heading"],
                row["field"] or None,
                row["part"],
            )
            for row in csv.DictReader(lines)
        )


@cache
def elements() -> frozenset[str]:
    """All element names."""
    return frozenset(column.element for column in vnpt_columns() if column.element)
