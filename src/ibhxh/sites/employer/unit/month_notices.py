"""The agency's two notices of a month, C12-TS and D09-TS, as the unit holds them."""

from __future__ import annotations

from dataclasses import dataclass

from ibhxh.formats.notices import AccountNotice, ParticipantsNotice
from ibhxh.register.close_month import MonthClose
from ibhxh.sites.employer.dossiers.incoming import parse_notice
from ibhxh.sites.employer.models import Notice, Unit

_KINDS = (AccountNotice.TYPE, ParticipantsNotice.TYPE)


@dataclass(frozen=True, slots=True)
class MonthNotices:
    """What the agency told of a month (index). Of a notice issued twice, the later."""

    month: int
    account: AccountNotice | None = None
    participants: ParticipantsNotice | None = None

    @property
    def close(self) -> MonthClose | None:
        """The month as the agency closed it; None while one of the two is missing."""
        if self.account is None or self.participants is None:
            return None
        return MonthClose(self.account.account, self.participants.participants)


def month_notices(unit: Unit, month: int) -> MonthNotices | None:
    """The notices of a month (index); None where there is none."""
    stored = Notice.objects.filter(unit=unit, month=month, kind__in=_KINDS).order_by("issued_at")
    account: AccountNotice | None = None
    participants: ParticipantsNotice | None = None
    for one in stored:
        match parse_notice(one):
            case AccountNotice() as notice:
                account = notice
            case ParticipantsNotice() as notice:
                participants = notice
    return MonthNotices(month, account, participants) if account or participants else None


def told_months(unit: Unit) -> list[int]:
    """The months (indices) with both notices, the latest first."""
    kinds = Notice.objects.filter(unit=unit, kind__in=_KINDS, month__isnull=False)
    by_month: dict[int, set[str]] = {}
    for month, kind in kinds.order_by("-month").values_list("month", "kind"):
        by_month.setdefault(month or 0, set()).add(kind)
    return [month for month, told in by_month.items() if told == set(_KINDS)]


def last_account(unit: Unit) -> AccountNotice | None:
    """The C12-TS of the latest month."""
    stored = Notice.objects.filter(unit=unit, kind=AccountNotice.TYPE).order_by("-month", "-issued_at").first()
    notice = parse_notice(stored) if stored else None
    return notice if isinstance(notice, AccountNotice) else None
