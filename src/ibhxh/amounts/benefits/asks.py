"""What several kinds of benefits ask in the same words."""

from __future__ import annotations

import polars as pl

from ibhxh.amounts.benefits.days import WEEKS
from ibhxh.amounts.kind import Ask
from ibhxh.law.value import Unit
from ibhxh.words import Words

FIRST_DAY = Ask("first_day", pl.Date(), Words("Nghỉ từ ngày", "First day of the leave"))
LAST_DAY = Ask("last_day", pl.Date(), Words("Đến hết ngày", "Last day of the leave"))
BORN_ON = Ask("born_on", pl.Date(), Words("Ngày sinh con hoặc nhận con", "Day of birth or handover"))
WEEK = Ask(
    "week",
    pl.String(),
    Words("Tuần làm việc của người lao động", "The person's working week"),
    choices=tuple(str(week) for week in WEEKS),
    default="mon_fri",
)
REST_DAYS = Ask(
    "rest_days",
    pl.Int64(),
    Words("Số ngày nghỉ hằng tuần bố trí riêng trong thời gian nghỉ", "Rest days of one's own inside the leave"),
    Unit.COUNT,
    default=0,
)
USED_DAYS = Ask(
    "used_days", pl.Int64(), Words("Số ngày đã hưởng trong năm", "Days taken this year"), Unit.COUNT, default=0
)
YEARS_PAID = Ask(
    "years_paid", pl.Int64(), Words("Số năm đã đóng BHXH (đủ năm)", "Whole years paid"), Unit.COUNT, default=0
)
WORK = Ask(
    "work",
    pl.String(),
    Words("Điều kiện làm việc", "Working conditions"),
    choices=("normal", "heavy"),
    default="normal",
)
WAGE_BEFORE = Ask(
    "wage",
    pl.Int64(),
    Words("Căn cứ đóng BHXH của tháng trước khi nghỉ", "Contribution base of the month before the leave"),
)
WAGES = Ask(
    "wages",
    pl.List(pl.Int64()),
    Words("Căn cứ đóng BHXH của từng tháng được tính bình quân", "Contribution bases of the months averaged"),
)
CHILDREN = Ask(
    "children", pl.Int64(), Words("Số con của lần sinh này", "Children of this birth"), Unit.COUNT, default=1
)
SECOND_CHILD = Ask(
    "second_child",
    pl.Boolean(),
    Words("Khi sinh có một con đẻ còn sống (sinh con thứ hai)", "One living child at the birth (second child)"),
    default=False,
)
SURGERY = Ask(
    "surgery",
    pl.Boolean(),
    Words("Sinh con phải phẫu thuật hoặc dưới 32 tuần tuổi", "Born by surgery or before 32 weeks"),
    default=False,
)
MONTH = Ask("month", pl.Int32(), Words("Tháng", "Month"), month=True)

LEVEL = Words("Mức lương cơ sở, mức tham chiếu", "Base salary, reference level")
