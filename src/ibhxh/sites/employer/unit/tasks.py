"""Everything that waits for the unit, reckoned from what is stored: dossiers, notices, money, the month to reconcile,
keys that end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse

from ibhxh.law.months import month_of, month_text, month_words
from ibhxh.sites.employer.access import Desk
from ibhxh.sites.employer.dossiers.key_doctor import SOON
from ibhxh.sites.employer.models import KeyFile
from ibhxh.sites.employer.unit.comparison import compare
from ibhxh.sites.employer.unit.dossier_tasks import dossier_tasks
from ibhxh.sites.employer.unit.dues import MonthDue
from ibhxh.sites.employer.unit.month_notices import told_months
from ibhxh.sites.employer.unit.notice_pages import Listed
from ibhxh.sites.employer.unit.task import Deadline, Task, in_order
from ibhxh.states.clock import legal_day
from ibhxh.words import Words, money_text

_READ_ONE = Words("Đọc {name}, {about}", "Read: {name}, {about}")
_READ = Words("Đọc {n} thông báo, kết quả mới", "Read {n} new notices and results")
_READ_WHY = Words(
    "Cơ quan BHXH đã ký; chữ ký đã được kiểm khi tải về.", "Sealed by the agency; verified when they came."
)
_RECONCILE = Words("Đối chiếu thông báo C12-TS tháng\u00a0{m}", "Reconcile the account C12-TS of {m}")
_RECONCILE_WHY = Words(
    "{n} chênh lệch cần giải thích, {alike} người đã khớp.",
    "{n} {n:difference|differences} to explain; {alike} {alike:person agrees|people agree}.",
)
_PAY = Words("Nộp {amount} của tháng\u00a0{m}", "Pay {amount} for {m}")
_PAY_TOLD = Words("Theo thông báo C12-TS của cơ quan BHXH.", "By the agency's account C12-TS.")
_PAY_OWN = Words(
    "Tạm tính theo sổ của đơn vị; số chính thức theo thông báo C12-TS.",
    "Reckoned from the unit's own books; the account C12-TS is what counts.",
)
_PAID_PART = Words("{said} Đã nộp {paid}.", "{said} {paid} is paid.")
_RENEW = Words("Gia hạn chữ ký số “{name}”", "Renew the certificate “{name}”")
_RENEW_WHY = Words("Sau ngày này không ký được hồ sơ bằng tệp khóa này.", "After that day this key signs no more.")
_ENDED = Words("Thay chữ ký số “{name}” đã hết hạn", "Replace the certificate “{name}”, which has ended")
_ENDED_WHY = Words("Không ký được hồ sơ bằng tệp khóa này nữa.", "This key signs no more.")
_DUE, _ENDS = Words("hạn", "due"), Words("hết hiệu lực", "ends")
_ANSWER_BY, _BEST_DONE = Words("trả lời trước", "answer by"), Words("nên xong", "best done by")
_READ_IT, _RECONCILE_IT = Words("Xem thông báo", "See"), Words("Đối chiếu", "Reconcile")
_PAY_IT, _KEY_IT = Words("Xem cách nộp", "How to pay"), Words("Xem chữ ký số", "See the key")


def tasks_of(desk: Desk, dues: Sequence[MonthDue], unread: Sequence[Listed], *, now: datetime) -> list[Task]:
    """The tasks at an instant, the nearest day first. `dues`: `months_due`; `unread`: the notices not yet read."""
    today = legal_day(now)
    return in_order(
        [
            *dossier_tasks(desk, now=now),
            *_to_read(desk, unread),
            *_to_reconcile(desk, dues, today),
            *_to_pay(desk, dues, today),
            *_to_renew(desk, now),
        ]
    )


def _to_read(desk: Desk, unread: Sequence[Listed]) -> Iterator[Task]:
    if len(unread) == 1:
        one = unread[0]
        address = reverse("employer:notice", args=[desk.unit.unit_code, one.stored.pk])
        yield Task(_READ_ONE.fill(name=one.name, about=one.about), _READ_WHY, _READ_IT, address)
    elif unread:
        yield Task(_READ.fill(n=len(unread)), _READ_WHY, _READ_IT, _page(desk, "notices"))


def _to_reconcile(desk: Desk, dues: Sequence[MonthDue], today: date) -> Iterator[Task]:
    """The latest month that both notices are there for: what was not cleared before is in it again."""
    for month in told_months(desk.unit)[:1]:
        comparison = compare(desk.unit, month, today=today)
        if comparison is None:
            continue
        left = sum(told.correction is None for told in comparison.told)
        if left:
            yield Task(
                _RECONCILE.fill(m=month_words(month)),
                _RECONCILE_WHY.fill(n=left, alike=comparison.alike),
                _RECONCILE_IT,
                f"{_page(desk, 'reconcile')}?ky={month_text(month)}",
                _answer_by(comparison.notice.answer_by, month, dues, today),
            )


def _answer_by(told: date | None, month: int, dues: Sequence[MonthDue], today: date) -> Deadline | None:
    """The day the notice names; else before the month is paid."""
    if told:
        return Deadline(told, today, _ANSWER_BY, firm=False)
    paid_by = next((due.due_on for due in dues if due.month == month), None)
    return Deadline(paid_by, today, _BEST_DONE, firm=False) if paid_by else None


def _to_pay(desk: Desk, dues: Sequence[MonthDue], today: date) -> Iterator[Task]:
    """Months that are over, or that the agency has told: before, the sum may still change."""
    for due in dues:
        if due.left <= 0 or (due.notice is None and due.month >= month_of(today)):
            continue
        said = _PAY_TOLD if due.notice else _PAY_OWN
        yield Task(
            _PAY.fill(amount=money_text(due.left), m=month_words(due.month)),
            _PAID_PART.fill(said=said, paid=money_text(due.paid)) if due.paid else said,
            _PAY_IT,
            _page(desk, "pay"),
            Deadline(due.due_on, today, _DUE),
        )


def _to_renew(desk: Desk, now: datetime) -> Iterator[Task]:
    today = legal_day(now)
    ending = KeyFile.objects.for_workspace(desk.workspace).filter(unit=desk.unit, valid_until__lte=now + SOON)
    for key in ending.defer("data").order_by("valid_until"):
        if key.valid_until is None:
            continue
        ended = key.valid_until <= now
        yield Task(
            (_ENDED if ended else _RENEW).fill(name=key.name),
            _ENDED_WHY if ended else _RENEW_WHY,
            _KEY_IT,
            f"{_page(desk, 'unit')}#keys",
            Deadline(legal_day(key.valid_until), today, _ENDS),
        )


def _page(desk: Desk, name: str) -> str:
    return reverse(f"employer:{name}", args=[desk.unit.unit_code])
