"""July and August 2026: the reference level rises to 2.530.000; a late decrease, arrears of a rise, a returned line."""

from __future__ import annotations

from datetime import date

from ibhxh.sample.factory.line import Line, line

#: Period 07/2026, round 1, 13/07/2026.
JULY_FIRST: tuple[Line, ...] = (
    # 2.400.000 fell below the reference level; without the rise she would leave compulsory cover.
    line(
        "NV105", "DC", "2026-07", wage=2_530_000, effective_on=date(2026, 7, 1),
        note="PLHĐ 01/07/2026: nâng lương bằng mức tham chiếu",
    ),
    line(
        "NV076", "DC", "2026-07", wage=11_500_000, wage_allowance=800_000, job_title="Quản đốc xưởng may",
        effective_on=date(2026, 7, 1), note="QĐ bổ nhiệm 26/06/2026, hiệu lực 01/07/2026",
    ),
    line(
        "NV012", "ON", "2026-07", wage=5_681_700, effective_on=date(2026, 7, 13), care_facility="79024",
        note="hết nghỉ thai sản 11/07",
    ),
    line(
        "NV041", "GH", "2026-06", effective_on=date(2026, 6, 1), result_medium="electronic", has_book=True,
        note="báo giảm chậm; nghỉ việc từ 01/06/2026, QĐ số 21/QĐ-BMM",
    ),
)  # fmt: skip

#: Period 07/2026, round 2, 24/07/2026: decided on 20/07, in effect from 01/05.
JULY_SECOND: tuple[Line, ...] = (
    line(
        "NV086", "AD", "2026-05", to_month="2026-06", wage=1_200_000, effective_on=date(2026, 5, 1),
        note="QĐ lương 20/07/2026: từ 12.000.000 lên 13.200.000 từ 01/05/2026",
    ),
    line(
        "NV086", "DC", "2026-07", wage=13_200_000, effective_on=date(2026, 5, 1),
        note="QĐ lương 20/07/2026, hiệu lực 01/05/2026",
    ),
)  # fmt: skip

#: Period 07/2026, round 3, 30/07/2026: in time, so that no health insurance of August is owed.
JULY_THIRD: tuple[Line, ...] = (
    line(
        "NV061", "GH", "2026-08", effective_on=date(2026, 8, 1), result_medium="electronic", has_book=True,
        note="nghỉ việc từ 01/08/2026, QĐ số 30/QĐ-BMM",
    ),
)  # fmt: skip

_ARRIVAL = line(
    "NV106", "TD", "2026-08", wage=7_500_000, contract_kind="fixed", effective_on=date(2026, 8, 3),
    contract_end=date(2028, 8, 2), care_facility="79024", result_medium="electronic", has_book=True,
    note="chuyển từ Công ty TNHH Dệt Mẫu; HĐLĐ 24 tháng từ 03/08/2026",
)  # fmt: skip

#: Period 08/2026, round 1, 14/08/2026. The arrival's line is returned: he is still active at the old unit.
AUGUST_FIRST: tuple[Line, ...] = (
    _ARRIVAL,
    line(
        "NV100", "GH", "2026-09", effective_on=date(2026, 9, 1), result_medium="electronic", has_book=True,
        note="hết hạn HĐLĐ 31/08/2026, về nước",
    ),
)  # fmt: skip

#: Period 08/2026, round 2, 25/08/2026: the old unit has reported the decrease.
AUGUST_SECOND: tuple[Line, ...] = (_ARRIVAL,)
