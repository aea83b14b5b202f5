"""How the product reads the law where the law can be read in more than one way. Each reading is a named setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from ibhxh.words import Words


class Rounding(StrEnum):
    """How contributions become whole đồng. No legal rule was found."""

    PERSON_FUND_PAYER = "person_fund_payer"  #: each fund and payer of each person, half up; the unit sums those
    FUND_TOTAL = "fund_total"  #: the unit's amount of a fund and payer is taken from the sum of bases, half up
    TRUNCATE = "truncate"  #: each fund and payer of each person, the fraction cut off


class JoinerLeaver14Days(StrEnum):
    """A month someone joins or leaves in, with 14 working days or more outside the unit."""

    AS_ABSENCE = "as_absence"  #: the rule for unpaid days: the month is not due
    ANY_DAY = "any_day"  #: the month is due in full, whatever the day


class BhytDecreaseInMonth(StrEnum):
    """Health insurance of the month in which a decrease is reported that frees it."""

    FREE = "free"  #: nothing is due
    CHARGED = "charged"  #: it is due, since the card was valid when the month began


class BhytLateDecrease(StrEnum):
    """Health insurance of months for which the decrease came late, since Decision 595 ended on 30/04/2026."""

    OWED = "owed"  #: still owed, as Decision 595 said
    FREE = "free"  #: nothing is due: no act in force says otherwise


class BhytUnpaid14(StrEnum):
    """Health insurance of a month with 14 unpaid working days or more."""

    NONE = "none"  #: not due, like social insurance
    DUE = "due"  #: due: the health insurance law frees nobody


class BirthLeavePartMonth(StrEnum):
    """A month with fewer than 14 working days of birth leave."""

    LAW2024 = "law2024"  #: social insurance is free, health and unemployment insurance are due
    QD595 = "qd595"  #: due in full, as Decision 595 said


class PartTimeUnpaid14(StrEnum):
    """Social insurance of a part-time worker with 14 unpaid working days or more."""

    DUE = "due"  #: due: article 33(5) does not name point l of article 2
    FREE = "free"  #: not due, as for everybody else


class LateDayCount(StrEnum):
    """Whether the day of payment is a day of delay."""

    COUNTED = "counted"  #: due 31/07, paid 12/08: 12 days
    NOT_COUNTED = "not_counted"  #: 11 days


class DueDayOnWeekend(StrEnum):
    """A last day that is a day off."""

    STAYS = "stays"  #: nothing moves
    MOVES = "moves"  #: the next working day is the last (Civil Code 2015, article 148)


class LateBaseAfterCorrection(StrEnum):
    """What late money is taken on when the amount was corrected."""

    NET = "net"  #: the corrected amount where the correction was accepted by the due day, the amount before otherwise
    GROSS = "gross"  #: the amount before the correction, always


class LateAtChange(StrEnum):
    """Which late money of the monthly kind a debt that outlives its rule still bears."""

    DELAY = "delay"  #: that of every month of delay under the rule; the last is charged on the day after it ends
    CHARGE_DAY = "charge_day"  #: what was charged while the rule held; the last month of delay is not


class AllocationScope(StrEnum):
    """What money covers first. The law orders the funds and is silent about months."""

    OLDEST_MONTH = "oldest_month"  #: what was due earlier is covered, fund by fund, before what was due later
    FUND_ORDER = "fund_order"  #: a fund is covered in all months before the next fund


class EmployerWorkingDays(StrEnum):
    """By which week a unit's own time limits in working days are counted."""

    PUBLIC = "public"  #: that of the agencies
    OWN = "own"  #: the unit's own


class BenefitDailyRounding(StrEnum):
    """Where the benefit of several days becomes whole đồng. No legal rule was found."""

    LAST = "last"  #: wage × rate × days / 24 (or 30), once, half up
    DAILY_RATE_FIRST = "daily_rate_first"  #: the wage of a day first, as example 5 of Circular 88/2025/TT-BCA
    DAY_BENEFIT_FIRST = "day_benefit_first"  #: the benefit of a day first, then times the days


class AverageRounding(StrEnum):
    """Whether an average wage is whole đồng before a benefit is taken from it."""

    TO_DONG = "to_dong"  #: yes, half up, as example 21 of Circular 88/2025/TT-BCA
    EXACT = "exact"  #: no: only the benefit is rounded


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings in use; the defaults are the product's. What a month's status makes due under each stands in
    `law/month_statuses.yaml`, which names these fields."""

    rounding: Rounding = Rounding.PERSON_FUND_PAYER
    joiner_leaver_14_days: JoinerLeaver14Days = JoinerLeaver14Days.AS_ABSENCE
    bhyt_decrease_in_month: BhytDecreaseInMonth = BhytDecreaseInMonth.FREE
    bhyt_late_decrease: BhytLateDecrease = BhytLateDecrease.OWED
    bhyt_unpaid_14: BhytUnpaid14 = BhytUnpaid14.NONE
    birth_leave_part_month: BirthLeavePartMonth = BirthLeavePartMonth.LAW2024
    part_time_unpaid_14: PartTimeUnpaid14 = PartTimeUnpaid14.DUE
    late_day_count: LateDayCount = LateDayCount.COUNTED
    due_day_on_weekend: DueDayOnWeekend = DueDayOnWeekend.STAYS
    late_base_after_correction: LateBaseAfterCorrection = LateBaseAfterCorrection.NET
    late_at_change: LateAtChange = LateAtChange.DELAY
    allocation_scope: AllocationScope = AllocationScope.OLDEST_MONTH
    employer_working_days: EmployerWorkingDays = EmployerWorkingDays.PUBLIC
    benefit_daily_rounding: BenefitDailyRounding = BenefitDailyRounding.LAST
    average_rounding: AverageRounding = AverageRounding.TO_DONG

    @classmethod
    def of(cls, chosen: Mapping[str, str]) -> Readings:
        """The readings named, the product's for the rest. KeyError for an unknown name, ValueError for a value."""
        usual = asdict(cls())
        return cls(**{name: type(usual[name])(value) for name, value in chosen.items()})

    def chosen(self) -> Mapping[str, str]:
        """Reading → value."""
        return asdict(self)


#: The product's own readings.
USUAL = Readings()

#: What each reading is about.
SUBJECTS: Mapping[str, Words] = {
    "rounding": Words("làm tròn tiền đóng", "rounding of contributions"),
    "joiner_leaver_14_days": Words("14 ngày làm việc khi vào, nghỉ", "14 working days of joiners and leavers"),
    "bhyt_decrease_in_month": Words("BHYT của tháng báo giảm", "health insurance of the month of a decrease"),
    "bhyt_late_decrease": Words("BHYT khi báo giảm chậm", "health insurance of a late decrease"),
    "bhyt_unpaid_14": Words("BHYT của tháng nghỉ không lương", "health insurance of a month without pay"),
    "birth_leave_part_month": Words("tháng nghỉ thai sản dưới 14 ngày", "a month with under 14 days of birth leave"),
    "part_time_unpaid_14": Words(
        "14 ngày không lương khi làm một phần thời gian", "14 unpaid days of part-time workers"
    ),
    "late_day_count": Words("ngày nộp là ngày chậm", "the day of payment as a day of delay"),
    "due_day_on_weekend": Words("hạn nộp vào ngày nghỉ", "a due day on a day off"),
    "late_base_after_correction": Words("số tính chậm đóng sau khi sửa", "base of late money after a correction"),
    "late_at_change": Words("chậm đóng khi đổi quy định", "late money when the rule changes"),
    "allocation_scope": Words("thứ tự trừ tiền nộp", "what a payment covers first"),
    "employer_working_days": Words("lịch ngày làm việc của đơn vị", "the unit's working days"),
    "benefit_daily_rounding": Words("làm tròn trợ cấp theo ngày", "rounding of daily benefits"),
    "average_rounding": Words("làm tròn mức bình quân", "rounding of averages"),
}
