"""D09-TS: the people of a month with their wages and amounts, beside the account (Decision 366/QĐ-BHXH, art. 5)."""

from __future__ import annotations

from ibhxh.formats.notices import ParticipantsNotice
from ibhxh.law import Law
from ibhxh.law.months import first_day, month_words
from ibhxh.printing.slips.paper import LANDSCAPE
from ibhxh.printing.slips.pieces import Cell, bold, cell, head_cell, italic, para, runs, sign_cell, table, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.register.account_lines import COLUMNS
from ibhxh.register.participant_list import ParticipantRow, Participants
from ibhxh.words import NO_BREAK, day_text, number_text

_WIDTHS = (10.0, 46.0, 19.0, 22.0, 22.0, 22.0, 20.0, 20.0, 19.0, 23.0, 22.0, 22.0)
#: The total, and two people above it.
_KEPT = 3
#: The status that needs no remark.
_AT_WORK = "full"


def participants_slip(notice: ParticipantsNotice, seal: Seal, law: Law) -> Slip:
    """The slip of a list. Raises `NoLawForDay` for a status of a month that the law pack does not know."""
    head, listed = notice.head, notice.participants
    month = month_words(listed.month)
    return Slip(
        title=f"Danh sách người tham gia BHXH, BHYT, BHTN tháng {month}",
        form="Mẫu D09-TS",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        paper=LANDSCAPE,
        size=12.0,
        pieces=[
            *title(
                "DANH SÁCH NGƯỜI THAM GIA BẢO HIỂM XÃ HỘI, BẢO HIỂM Y TẾ, BẢO HIỂM THẤT NGHIỆP",
                bold(f"Tháng {month.replace('/', ' năm ')}"),
            ),
            para(
                "Đơn vị: ",
                bold(head.addressee.name),
                f" · Mã đơn vị:{NO_BREAK}{head.addressee.unit_code} · Số người trong danh sách: ",
                bold(number_text(listed.heads)),
                f" · Chốt số liệu ngày {day_text(listed.closed_on)} · Đơn vị tính: đồng",
                size=12.0,
                above=3,
            ),
            table(_WIDTHS, _header(), [*_rows(listed, law), _total(listed)], size=9.5, kept=_KEPT),
            ending(
                seal,
                "Cơ quan bảo hiểm xã hội",
                by=head.agency.name,
                at=head.issued_at,
                key_id=head.key_id,
                recipients=("Nơi nhận:", f"- {head.addressee.name};", "- Lưu hồ sơ điện tử."),
                above=4,
            ),
            proof(seal, runs("Mã thông báo: ", bold(seal.code)), above=4),
        ],
    )


def _header() -> list[list[Cell]]:
    alone = ("STT", "Họ và tên", "Ngày sinh", "Mã số BHXH", "Tiền lương khai")
    first = [
        *(head_cell(name, rowspan=2) for name in alone),
        head_cell("Số tiền phải đóng vào các quỹ", colspan=len(COLUMNS)),
        head_cell("Trong đó", colspan=2),
        head_cell("Cộng", rowspan=2),
    ]
    second = [*(head_cell(words.vi) for words in COLUMNS.values()), head_cell("Đơn vị"), head_cell("Người lao động")]
    signs = [sign_cell(str(number)) for number in range(1, len(_WIDTHS) + 1)]
    return [first, second, signs]


def _rows(listed: Participants, law: Law) -> list[list[Cell]]:
    day = first_day(listed.month)
    remarks = {status: law.month_status(status, day).words.vi for status in {row.status for row in listed} - {_AT_WORK}}
    return [_row(number, row, remarks.get(row.status)) for number, row in enumerate(listed, 1)]


def _row(number: int, row: ParticipantRow, remark: str | None) -> list[Cell]:
    columns = row.columns()
    money = (row.declared_wage, *columns.funds().values(), row.total_er, row.total_ee, row.total)
    return [
        cell(str(number), align="center"),
        cell(row.full_name, *([italic(f"\n{remark}")] if remark else [])),
        cell(_birth(row.birth_date), align="center"),
        cell(row.si_number or "chưa có", align="center"),
        *(cell(number_text(amount), align="right") for amount in money),
    ]


def _total(listed: Participants) -> list[Cell]:
    """No total of wages: funds take them up to their own caps, and the account states those sums."""
    funds = [sum(row.columns()[column] for row in listed) for column in COLUMNS]
    ends = [sum(row.total_er for row in listed), sum(row.total_ee for row in listed), sum(row.total for row in listed)]
    figures = [cell(bold(number_text(amount)), align="right") for amount in (*funds, *ends)]
    return [cell(bold("Cộng"), align="center", colspan=4), cell(""), *figures]


def _birth(date: str | None) -> str:
    """1990, 07/1990 or 15/07/1990 of a date as data writes it."""
    return "/".join(reversed(date.split("-"))) if date else ""
