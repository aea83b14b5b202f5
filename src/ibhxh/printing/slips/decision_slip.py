"""The result line by line, in the shape of the field's form 03/TB-TS: what was accepted, and what came back and why."""

from __future__ import annotations

from collections.abc import Sequence

from ibhxh.formats.notices import Decision, LineDecision, Outcome
from ibhxh.law.months import month_words
from ibhxh.printing.slips.pieces import (
    Cell,
    Piece,
    Said,
    Table,
    bold,
    cell,
    facts,
    head_cell,
    heading,
    para,
    runs,
    table,
    title,
)
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.printing.slips.told import at_words, contact_words, dossier_codes, dossier_rows, reason_said

_OUTCOMES = {
    Outcome.FULL: "Chấp nhận toàn bộ {accepted} dòng.",
    Outcome.PARTIAL: "Chấp nhận {accepted} dòng, trả lại {returned} dòng.",
    Outcome.REFUSED: "Trả lại toàn bộ {returned} dòng.",
}
_MEND = (
    "Đơn vị sửa các dòng trả lại rồi nộp ở đợt tiếp theo của cùng kỳ kê khai; không nộp lại các dòng đã được chấp nhận."
)


def decision_slip(notice: Decision, seal: Seal) -> Slip:
    """The slip of a decision."""
    head, dossier = notice.head, notice.dossier
    result = _OUTCOMES[notice.outcome].format(accepted=len(notice.accepted), returned=len(notice.returned))
    rows = [
        *dossier_rows(head, dossier),
        ("Giải quyết lúc:", (at_words(notice.decided_at),)),
        ("Kết quả:", (bold(result),)),
    ]
    if notice.accepted:
        rows.append(("Ghi vào tháng:", (bold(month_words(notice.booked_in)),)))
    return Slip(
        title=f"Thông báo kết quả giải quyết hồ sơ {dossier.number}",
        form="Mẫu 03/TB-TS",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        pieces=[
            *title("THÔNG BÁO KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "Mã hồ sơ: ", bold(dossier.number or "chưa cấp")),
            facts(*rows),
            *_tables(notice),
            para(contact_words(head.agency), indent=10, above=4, sticky=True),
            ending(
                seal,
                notice.officer.role,
                by=head.agency.name,
                at=head.issued_at,
                key_id=head.key_id,
                officer=notice.officer,
                recipients=("Nơi nhận:", f"- {head.addressee.name};", "- Lưu hồ sơ điện tử."),
                above=4,
            ),
            proof(seal, *dossier_codes(dossier), runs("Mã thông báo: ", bold(seal.code)), above=4),
        ],
    )


def _tables(notice: Decision) -> list[Piece]:
    """Returned lines first: they are what the unit has to do something about."""
    pieces: list[Piece] = []
    if notice.returned:
        name = f"{'I. ' if notice.accepted else ''}Các dòng trả lại ({len(notice.returned)})"
        pieces += [heading(name), _returned(notice.returned), para(_MEND, above=2)]
    if notice.accepted:
        name = f"{'II. ' if notice.returned else ''}Các dòng được chấp nhận ({len(notice.accepted)})"
        pieces += [heading(name), _accepted(notice.accepted)]
    return pieces


def _returned(lines: Sequence[LineDecision]) -> Table:
    header = [[head_cell(name) for name in ("STT", "Dòng", "Họ và tên, mã số BHXH", "Nội dung kê khai", "Lý do trả")]]
    return table((11, 22, 39, 38, 55), header, [_returned_row(n, line) for n, line in enumerate(lines, 1)])


def _returned_row(number: int, line: LineDecision) -> list[Cell]:
    why: list[Said] = [*(reason_said(line.reason) if line.reason else ())]
    if line.guidance:
        why.append(f"\n{line.guidance}")
    return [
        cell(str(number), align="center"),
        cell(f"{line.form}, dòng {line.row + 1}"),
        cell(bold(line.person), f"\n{line.si_number or 'chưa có mã số'}"),
        cell(line.subject),
        cell(*why),
    ]


def _accepted(lines: Sequence[LineDecision]) -> Table:
    header = [[head_cell(name) for name in ("STT", "Dòng", "Họ và tên", "Mã số BHXH", "Nội dung ghi nhận")]]
    rows = [
        [
            cell(str(number), align="center"),
            cell(f"{line.form}, dòng {line.row + 1}"),
            cell(line.person),
            cell(line.si_number or "chưa có", align="center"),
            cell(line.subject),
        ]
        for number, line in enumerate(lines, 1)
    ]
    return table((11, 31, 46, 25, 52), header, rows, kept=3)
