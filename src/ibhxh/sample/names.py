"""Names as they are met in a Vietnamese factory: how common, how built, which of them men and which women bear.

Weights are rough shares of the population, meant for plausible lists, not for statistics.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

FAMILY_NAMES: Mapping[str, int] = {
    "Nguyễn": 384, "Trần": 110, "Lê": 95, "Phạm": 71, "Huỳnh": 40, "Phan": 45, "Võ": 30, "Vũ": 20, "Đặng": 21,
    "Bùi": 20, "Hoàng": 18, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 6, "Trương": 22, "Đinh": 10, "Đoàn": 9,
    "Lâm": 9, "Mai": 8, "Trịnh": 8, "Cao": 7, "Tô": 5, "Lương": 7, "Tạ": 5, "Thạch": 4, "Châu": 4, "Quách": 2,
    "Kiều": 2, "Vương": 2, "La": 2,
}  # fmt: skip
MIDDLE_NAMES: Mapping[str, Mapping[str, int]] = {
    "female": {
        "Thị": 420, "Ngọc": 70, "Thanh": 50, "Thu": 45, "Kim": 50, "Hồng": 40, "Bích": 35, "Mỹ": 40, "Phương": 30,
        "Thùy": 30, "Thị Thu": 35, "Thị Kim": 45, "Thị Ngọc": 45, "Thị Mỹ": 30, "Thị Thanh": 35, "Thị Bích": 20,
        "Thị Cẩm": 12, "Huỳnh": 8, "Minh": 15, "Diễm": 10, "Tuyết": 12, "Ánh": 8,
    },
    "male": {
        "Văn": 400, "Hữu": 60, "Đức": 50, "Quang": 45, "Minh": 60, "Thanh": 60, "Công": 30, "Quốc": 45, "Đình": 30,
        "Xuân": 25, "Ngọc": 30, "Hoàng": 50, "Trọng": 20, "Tấn": 35, "Thành": 30, "Chí": 20, "Gia": 12, "Anh": 15,
        "Văn Minh": 6, "Nguyễn Hoàng": 5, "Phước": 12, "Bá": 8,
    },
}  # fmt: skip
GIVEN_NAMES: Mapping[str, Mapping[str, int]] = {
    "female": {
        "Hương": 30, "Lan": 32, "Hoa": 30, "Hà": 28, "Trang": 34, "Linh": 30, "Thảo": 32, "Hằng": 28, "Nga": 24,
        "Ngọc": 26, "Phương": 30, "Mai": 26, "Yến": 22, "Thủy": 26, "Thúy": 22, "Loan": 20, "Liên": 18, "Dung": 20,
        "Hiền": 24, "Hạnh": 22, "Tuyết": 18, "Vân": 20, "Oanh": 16, "Nhung": 18, "Trâm": 16, "Nhi": 18, "Như": 16,
        "Quyên": 16, "Tiên": 14, "Trinh": 16, "Diễm": 14, "Kiều": 12, "Ngân": 18, "Thơ": 12, "Thoa": 12, "Út": 6,
        "Sương": 10, "Giang": 12, "Huệ": 16, "Hồng": 20, "Đào": 10, "Xuân": 12, "Châu": 12, "Chi": 12, "Thư": 14,
    },
    "male": {
        "Hùng": 30, "Dũng": 30, "Tuấn": 34, "Minh": 30, "Hải": 26, "Nam": 26, "Long": 22, "Sơn": 24, "Thành": 26,
        "Cường": 24, "Hiếu": 22, "Phúc": 22, "Đạt": 20, "Huy": 24, "Khánh": 16, "Lâm": 14, "Nghĩa": 16, "Phong": 18,
        "Quân": 18, "Tài": 20, "Thắng": 20, "Tùng": 18, "Vinh": 18, "Toàn": 16, "Trung": 20, "Đức": 18, "Hòa": 18,
        "Hưng": 18, "Bình": 20, "Phước": 16, "Lợi": 14, "Tân": 12, "Được": 8, "Tiến": 16, "Thịnh": 16, "Khoa": 14,
        "Duy": 16, "Bảo": 14, "Nhân": 12, "Lộc": 14, "Quý": 12, "Thuận": 10, "Đông": 10,
    },
}  # fmt: skip


def drawn(source: random.Random, weights: Mapping[str, int], count: int) -> list[str]:
    """`count` draws, each by its weight."""
    return source.choices(list(weights), list(weights.values()), k=count)


def full_names(source: random.Random, sexes: Sequence[str]) -> list[str]:
    """One full name for each sex (`male`, `female`) of the list."""
    family = drawn(source, FAMILY_NAMES, len(sexes))
    middle = {sex: drawn(source, MIDDLE_NAMES[sex], len(sexes)) for sex in MIDDLE_NAMES}
    given = {sex: drawn(source, GIVEN_NAMES[sex], len(sexes)) for sex in GIVEN_NAMES}
    return [f"{family[i]} {middle[sex][i]} {given[sex][i]}" for i, sex in enumerate(sexes)]
