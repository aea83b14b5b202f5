"""Everything an agency tells the factory about January 2026: the dossier of 30/01 and the month's two notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from ibhxh.dossier import Content, freeze
from ibhxh.formats.notices import (
    Acceptance,
    AccountNotice,
    Addressee,
    Agency,
    Decision,
    DossierReference,
    LineDecision,
    LineResult,
    Notice,
    NoticeHead,
    Officer,
    ParticipantsNotice,
    Reason,
    Refusal,
    SupplementItem,
    SupplementRequest,
    parts_of,
)
from ibhxh.law.months import first_day, month_index
from ibhxh.register import Payment
from ibhxh.register.booking import open_month, post
from ibhxh.register.close_month import MonthClose, close_month, participants_of
from ibhxh.register.reckoning import Reckoning
from ibhxh.sample.factory import FACTORY_UNIT, factory_draft
from ibhxh.sample.factory.history import factory_movements, factory_participants
from ibhxh.sample.month_days import own_calendar
from ibhxh.trust import Statement, sign_statement
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import money_text
from tests.build.filing import gateway_key
from tests.build.sheets import LAW

JANUARY = month_index("2026-01")
DOSSIER_AGENCY = Agency(
    code=FACTORY_UNIT.agency_code,
    name="Bảo hiểm xã hội cơ sở mẫu 07999",
    parent="Bảo hiểm xã hội tỉnh Mẫu",
    place="Tỉnh Mẫu",
    contact="điện thoại 028 3999 0000",
)
OFFICER = Officer("Nguyễn Thị Ngọc Ánh", "Cán bộ thu")
ACCEPTED_AT = datetime(2026, 1, 30, 14, 18, 7, tzinfo=VIETNAM)
DUE_AT = datetime(2026, 2, 6, 14, 18, 7, tzinfo=VIETNAM)


def head(number: str, at: datetime = ACCEPTED_AT, *, environment: str = "trial") -> NoticeHead:
    """The head of a notice to the factory under the test gateway's key."""
    return NoticeHead(
        number=number,
        agency=DOSSIER_AGENCY,
        addressee=Addressee(FACTORY_UNIT.unit_code, FACTORY_UNIT.unit_name),
        issued_at=at,
        environment=environment,
        key_id=gateway_key().public_key.keyid,
    )


@cache
def january() -> Content:
    """The factory's dossier of January, round 1: 70 rows."""
    return freeze(factory_draft(JANUARY, 1, LAW), made_on=date(2026, 1, 30))


def reference(number: str | None = "00417/2026/07999") -> DossierReference:
    """The dossier of January as notices name it."""
    content = january()
    procedure = LAW.procedure(content.head.key.procedure, date(2026, 1, 30))
    return DossierReference(
        number,
        content.head.dossier_id,
        content.digest,
        content.head.key,
        procedure.words.vi,
        ("260130-7Q2M-K4D0-XJ9T",),
    )


def acceptance() -> Acceptance:
    """Slip 01."""
    return Acceptance(
        head=head("00417/TN-BHXH"),
        dossier=reference(),
        parts=parts_of(january(), LAW),
        accepted_at=ACCEPTED_AT,
        due_at=DUE_AT,
        working_days=5,
        calendar_version="2026-01",
        pack=LAW.pack,
        report_digest="5" * 64,
        counts={"error": 0, "warning": 3, "info": 1},
    )


def supplement_request() -> SupplementRequest:
    """Slip 02."""
    return SupplementRequest(
        head=head("00021/BS-BHXH", ACCEPTED_AT + timedelta(days=2)),
        dossier=reference(),
        items=(
            SupplementItem(
                "Hợp đồng lao động của bà Trần Thị Mai Lan (dòng 60)",
                Reason("Ngày hiệu lực trên danh sách khác với ngày khai ở tờ khai.", "Quyết định 366/QĐ-BHXH, Điều 5"),
            ),
            SupplementItem(
                "Quyết định điều chỉnh lương ngày 02/01/2026, bản có chữ ký số của người đại diện",
                Reason("Danh sách điều chỉnh 59 người chưa kèm căn cứ."),
            ),
        ),
        request_number=1,
        asked_at=ACCEPTED_AT + timedelta(days=2),
        deadline=date(2026, 2, 12),
        officer=OFFICER,
    )


def refusal() -> Refusal:
    """Slip 03."""
    return Refusal(
        head=head("00003/TC-BHXH", ACCEPTED_AT + timedelta(minutes=50)),
        dossier=reference(None),
        reasons=(
            Reason("Đơn vị đã chuyển nơi tham gia về cơ quan BHXH khác từ tháng 12/2025.", "QĐ 366/QĐ-BHXH, Điều 5"),
            Reason("Danh sách ghi mã đơn vị của chi nhánh chưa đăng ký tham gia."),
        ),
        guidance="Đơn vị nộp hồ sơ tới cơ quan BHXH đang quản lý.",
        refused_at=ACCEPTED_AT + timedelta(minutes=50),
        officer=OFFICER,
    )


def decision(returned: Sequence[int] = (58, 60)) -> Decision:
    """The result of the 70 lines, those of `returned` (from 0) sent back."""
    sheet = january().sheets(LAW)[0]
    lines = []
    for row, cells in enumerate(sheet.rows.iter_rows(named=True)):
        month = cells["from_month"]
        subject = f"{cells['plan']}, từ {month % 12 + 1:02}/{month // 12}"
        if cells["wage"]:
            subject += f", {money_text(cells['wage'])}"
        back = row in returned
        lines.append(
            LineDecision(
                sheet=0,
                row=row,
                form=sheet.version.form,
                person=cells["full_name"],
                si_number=cells["si_number"],
                subject=subject,
                result=LineResult.RETURNED if back else LineResult.ACCEPTED,
                reason=Reason("Người lao động đang tham gia tại đơn vị khác.", "Quyết định 366/QĐ-BHXH, Điều 5 khoản 1")
                if back
                else None,
                guidance="Đề nghị đơn vị cũ báo giảm trước, rồi báo tăng lại." if back else None,
            )
        )
    return Decision(
        head=head("00417/KQ-BHXH", ACCEPTED_AT + timedelta(days=4)),
        dossier=reference(),
        lines=tuple(lines),
        decided_at=ACCEPTED_AT + timedelta(days=4),
        booked_in=JANUARY,
        officer=OFFICER,
    )


@cache
def closed_january() -> MonthClose:
    """December and January as the register of the agency closes them; December was paid on 28/01."""
    people, movements = factory_participants(), factory_movements()
    reckoning = Reckoning(LAW, own_calendar(FACTORY_UNIT.work_week))
    postings = (
        *open_month(people, (), JANUARY - 1, reckoning),
        *open_month(people, (), JANUARY, reckoning),
        *post(people, (), [m for m in movements if m.recorded_on < first_day(JANUARY + 1)], JANUARY, reckoning),
    )
    paid = (Payment(date(2026, 1, 28), 275_636_160, "00123", "+BHXH+103+00+TZ99001+07999+dong BHXH 12/2025+"),)
    closed = None
    for month in (JANUARY - 1, JANUARY):
        listed = participants_of(FACTORY_UNIT.unit_code, month, people, movements, reckoning)
        closed = close_month(closed, listed, postings, paid, reckoning, agency_code=FACTORY_UNIT.agency_code)
    assert closed is not None
    return closed


def account_notice() -> AccountNotice:
    """C12-TS of January."""
    return AccountNotice(
        head=head("00112/TB-BHXH", datetime(2026, 2, 2, 8, 0, 0, tzinfo=VIETNAM)),
        account=closed_january().account,
        pay_by=date(2026, 2, 28),
        transfer_reference="+BHXH+103+00+TZ99001+07999+dong BHXH 01/2026+",
        answer_by=date(2026, 2, 28),
    )


def participants_notice() -> ParticipantsNotice:
    """D09-TS of January."""
    return ParticipantsNotice(
        head("00113/TB-BHXH", datetime(2026, 2, 2, 8, 0, 0, tzinfo=VIETNAM)), closed_january().participants
    )


def notices() -> tuple[Notice, ...]:
    """One of each kind."""
    return (
        acceptance(),
        supplement_request(),
        refusal(),
        decision(),
        account_notice(),
        participants_notice(),
    )


def sealed(notice: Notice) -> bytes:
    """The notice signed by the test gateway, as DSSE JSON."""
    statement: Statement = sign_statement(notice.to_bytes(), notice.MEDIA_TYPE, gateway_key())
    return statement.to_bytes()
