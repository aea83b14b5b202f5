"""January 2026: the regional minimum rises, four join, two leave, three are away. Round 1, filed 30/01/2026."""

from __future__ import annotations

from datetime import date
from typing import Any

from ibhxh.sample.factory.line import Line, line
from ibhxh.sample.factory.people import OPENING

#: Agreement of the unit: +7 % over the regional wage of 5.310.000 for the trained.
NEW_WAGES = {"Công nhân may": 5_681_700, "Lao động phụ việc": 5_310_000}
_TRAINED = NEW_WAGES["Công nhân may"]
_FIXED_TERM: dict[str, Any] = {"contract_kind": "fixed", "wage_region": "01"}

#: Typed with two digits swapped; the true number is the person's own. Found in July by the agency's check.
SWAPPED_PERSONAL_ID = "099199000110"

_INCREASES = (
    line(
        "NV101", "TM", "2026-01", si_number=None, personal_id=SWAPPED_PERSONAL_ID, wage=_TRAINED, **_FIXED_TERM,
        effective_on=date(2026, 1, 5), contract_end=date(2027, 1, 4), has_book=False,
        note="HĐLĐ 12 tháng từ 05/01/2026",
    ),
    # 14 of 26 working days lie before her first: no contribution for January.
    line(
        "NV102", "TM", "2026-02", si_number=None, wage=_TRAINED, **_FIXED_TERM,
        effective_on=date(2026, 1, 19), contract_end=date(2027, 1, 18), has_book=False,
        note="HĐLĐ 12 tháng từ 19/01/2026",
    ),
    # 25.500 đ × 94 h: below the monthly regional minimum, above the reference level, hence insured.
    line(
        "NV105", "TM", "2026-01", wage=2_400_000, **_FIXED_TERM,
        effective_on=date(2026, 1, 2), contract_end=date(2027, 1, 1), has_book=True,
        note="không trọn thời gian, 94 giờ/tháng",
    ),
    line(
        "NV103", "TL", "2026-01", wage=6_000_000, **_FIXED_TERM,
        effective_on=date(2026, 1, 5), contract_end=date(2027, 1, 4), has_book=True,
        note="HĐLĐ thứ hai; đơn vị thứ nhất Công ty TNHH Cơ khí Mẫu",
    ),
)  # fmt: skip

# NV006 leaves before any paid month at the new wage; who is away needs the rise too, else ON resumes the old wage.
_RISES = tuple(
    line(
        code, "DC", "2026-01", wage=NEW_WAGES[person.job_title], wage_region="01", effective_on=date(2026, 1, 1),
        note="QĐ lương 02/01/2026, hiệu lực 01/01/2026",
    )
    for code, person in OPENING.items()
    if person.job_title in NEW_WAGES and code != "NV006"
)  # fmt: skip

_ABSENCES = (
    line(
        "NV021", "OF", "2026-01", to_month="2026-01", absent_from=date(2026, 1, 12), absent_to=date(2026, 1, 27),
        note="nghỉ ốm từ 12/01/2026 đến 27/01/2026",
    ),
    line(
        "NV033", "KL", "2026-01", to_month="2026-01", absent_from=date(2026, 1, 5), absent_to=date(2026, 1, 24),
        note="nghỉ không lương từ 05/01/2026 đến 24/01/2026",
    ),
    line(
        "NV012", "TS", "2026-01", to_month="2026-07", absent_from=date(2026, 1, 12), absent_to=date(2026, 7, 11),
        note="nghỉ thai sản từ 12/01/2026 đến 11/07/2026",
    ),
)  # fmt: skip

_DECREASES = (
    # Six unpaid days: January is due in full, and at the new wage.
    line(
        "NV005", "GH", "2026-02", effective_on=date(2026, 1, 26), has_book=True,
        note="nghỉ việc từ 26/01/2026, QĐ số 03/QĐ-BMM",
    ),
    # Fourteen unpaid days: nothing is due in January, so no list tells that her wage, too, rose on 01/01.
    line(
        "NV006", "GH", "2026-01", wage_in_force=_TRAINED, effective_on=date(2026, 1, 16), has_book=True,
        note="nghỉ việc từ 16/01/2026, QĐ số 02/QĐ-BMM",
    ),
)  # fmt: skip

_RETURNS = (
    line(
        "NV021", "ON", "2026-02", wage=_TRAINED, effective_on=date(2026, 1, 28), note="đi làm lại từ 28/01/2026"
    ),
    line(
        "NV033", "ON", "2026-02", wage=_TRAINED, effective_on=date(2026, 1, 26), note="đi làm lại từ 26/01/2026"
    ),
)  # fmt: skip

#: Seventy rows: DC 59, TM 3, GH 2, ON 2, TS 1, OF 1, KL 1, TL 1.
LINES: tuple[Line, ...] = (*_INCREASES, *_RISES, *_ABSENCES, *_DECREASES, *_RETURNS)
