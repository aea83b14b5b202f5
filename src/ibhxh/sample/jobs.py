"""Jobs of an invented employer: titles, how common, and what they pay."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A job title. Pay lies between `low` and `high` hundredths of the regional minimum wage."""

    title: str
    share: int
    low: int
    high: int


#: All pay at least the usual +7 % of trained work; none reaches twenty times the reference level.
JOBS = (
    Job("Công nhân may", 40, 107, 150),
    Job("Công nhân lắp ráp điện tử", 20, 107, 145),
    Job("Công nhân chế biến gỗ", 8, 107, 140),
    Job("Công nhân đóng gói", 8, 107, 130),
    Job("Kỹ thuật viên bảo trì", 6, 130, 220),
    Job("Thủ kho", 3, 120, 180),
    Job("Lái xe", 3, 120, 190),
    Job("Nhân viên bán hàng", 4, 110, 200),
    Job("Nhân viên kế toán", 3, 150, 320),
    Job("Nhân viên hành chính", 3, 130, 240),
    Job("Tổ trưởng sản xuất", 3, 160, 260),
    Job("Kỹ sư", 2, 220, 500),
    Job("Trưởng phòng", 1, 380, 700),
)
