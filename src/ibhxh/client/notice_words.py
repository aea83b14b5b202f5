"""What a verified notice says, in one paragraph."""

from __future__ import annotations

from typing import assert_never

from ibhxh.formats.notices import (
    Acceptance,
    AccountNotice,
    Decision,
    Notice,
    Outcome,
    ParticipantsNotice,
    Refusal,
    SupplementRequest,
)
from ibhxh.law.months import month_words
from ibhxh.words import Words, day_text, instant_text, money_text, same

_WHOLE = Words(
    "Chữ ký của {agency} hợp lệ, ký lúc {at}. {said}", "The signature of {agency} holds, made at {at}. {said}"
)
_ACCEPTED = Words(
    "Đã tiếp nhận hồ sơ số {number} của {unit}, hẹn trả kết quả lúc {due}.",
    "Dossier {number} of {unit} is accepted; its result is due at {due}.",
)
_ASKED = Words(
    "Hồ sơ số {number} của {unit} cần bổ sung {count} mục, thời hạn giải quyết tạm dừng.",
    "{count} {count:item is|items are} asked for dossier {number} of {unit}; its clock stands still.",
)
_ASKED_BY = Words(
    "Hồ sơ số {number} của {unit} cần bổ sung {count} mục trước hết ngày {day}, thời hạn giải quyết tạm dừng.",
    "{count} {count:item is|items are} asked for dossier {number} of {unit} by {day}; its clock stands still.",
)
_REFUSED = Words(
    "Hồ sơ có mã giao dịch {code} của {unit} bị từ chối: {reasons}",
    "The dossier of {unit} with transaction {code} is refused: {reasons}",
)
_DECIDED = {
    Outcome.FULL: Words(
        "Đã chấp nhận toàn bộ {accepted} dòng của hồ sơ số {number}, {unit}; ghi vào tháng {month}.",
        "Dossier {number}, {unit}, is accepted whole: {accepted} {accepted:line|lines}, booked in {month}.",
    ),
    Outcome.PARTIAL: Words(
        "Đã chấp nhận {accepted} dòng, trả lại {returned} dòng của hồ sơ số {number}, {unit}; ghi vào tháng {month}.",
        "Of dossier {number}, {unit}, {accepted} {accepted:line is|lines are} accepted and booked in {month}, "
        "{returned} {returned:is|are} returned.",
    ),
    Outcome.REFUSED: Words(
        "Đã trả lại toàn bộ {returned} dòng của hồ sơ số {number}, {unit}.",
        "Dossier {number}, {unit}, is returned whole: {returned} {returned:line|lines}.",
    ),
}
_ACCOUNT = Words(
    "Kết quả đóng tháng {month} của {unit}: phải đóng {due}, đã nộp {paid}, còn thiếu {owed}.",
    "The account of {unit} for {month}: due {due}, paid {paid}, owed {owed}.",
)
_PARTICIPANTS = Words(
    "Danh sách tháng {month} của {unit} có {heads} người tham gia.",
    "The list of {unit} for {month} has {heads} {heads:participant|participants}.",
)


def notice_words(notice: Notice) -> Words:
    """Whose notice it is, of what, and its answer; to be told of a notice whose signature holds."""
    head = notice.head
    return _WHOLE.fill(agency=head.agency.name, at=instant_text(head.issued_at), said=_said(notice))


def _said(notice: Notice) -> Words:
    unit = same(f"{notice.head.addressee.name} ({notice.head.addressee.unit_code})")
    match notice:
        case Acceptance(dossier=dossier):
            said = _ACCEPTED.fill(number=dossier.number, unit=unit, due=instant_text(notice.due_at))
        case SupplementRequest(dossier=dossier, deadline=last):
            asked, day = (_ASKED_BY, day_text(last)) if last else (_ASKED, None)
            said = asked.fill(number=dossier.number, unit=unit, count=len(notice.items), day=day)
        case Refusal(dossier=dossier):
            reasons = " ".join(reason.text for reason in notice.reasons)
            said = _REFUSED.fill(code=dossier.transaction_codes[0], unit=unit, reasons=reasons)
        case Decision(dossier=dossier):
            said = _DECIDED[notice.outcome].fill(
                accepted=len(notice.accepted),
                returned=len(notice.returned),
                number=dossier.number,
                unit=unit,
                month=month_words(notice.booked_in),
            )
        case AccountNotice(account=account):
            said = _ACCOUNT.fill(
                month=month_words(account.month),
                unit=unit,
                due=money_text(account["B.3"]["total"]),
                paid=money_text(account["C"]["total"]),
                owed=money_text(account["Đ.2.2"]["total"]),
            )
        case ParticipantsNotice(participants=listed):
            said = _PARTICIPANTS.fill(month=month_words(listed.month), unit=unit, heads=listed.heads)
        case _:
            assert_never(notice)
    return said
