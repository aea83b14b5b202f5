"""Slip 01: giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP, form 01)."""

from __future__ import annotations

from ibhxh.formats.notices import Acceptance, Counted, DossierPart
from ibhxh.printing.slips.pieces import Cell, bold, cell, facts, head_cell, para, runs, table, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.printing.slips.told import at_words, contact_words, dossier_codes, dossier_rows
from ibhxh.words import number_text

_COUNTED = {
    Counted.ROWS: ("Biểu mẫu", "dòng"),
    Counted.DECLARATIONS: ("Tờ khai", "tờ"),
    Counted.FILES: ("Giấy tờ kèm theo", "tệp"),
}


def acceptance_slip(notice: Acceptance, seal: Seal) -> Slip:
    """The slip of an acceptance."""
    head, dossier = notice.head, notice.dossier
    return Slip(
        title=f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {dossier.number}",
        form="Mẫu 01 · TT 03/2025/TT-VPCP",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        pieces=[
            *title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: ", bold(dossier.number or "chưa cấp")),
            facts(*dossier_rows(head, dossier)),
            para(bold("1. Thành phần hồ sơ nộp gồm:"), above=4),
            table(
                (12, 108, 45),
                [[head_cell("STT"), head_cell("Tên giấy tờ"), head_cell("Số lượng")]],
                [_part(number, part) for number, part in enumerate(notice.parts, 1)],
                size=12,
            ),
            para(bold("2. Số lượng hồ sơ: "), "01 (bộ).", above=4),
            para(bold("3. Thời gian giải quyết theo quy định: "), f"{notice.working_days:02} ngày làm việc."),
            para(bold("4. Thời gian nhận hồ sơ: "), f"{at_words(notice.accepted_at)}."),
            para(bold("5. Thời gian trả kết quả: "), bold(at_words(notice.due_at)), "."),
            para(bold("6. Cách nhận kết quả: "), "bản điện tử, gửi qua cổng tiếp nhận; đơn vị không phải đến nhận."),
            para(contact_words(head.agency), indent=10, above=3, sticky=True),
            ending(
                seal,
                "Cơ quan tiếp nhận",
                by=head.agency.name,
                at=head.issued_at,
                key_id=head.key_id,
            ),
            proof(seal, *dossier_codes(dossier), runs("Mã thông báo: ", bold(seal.code))),
        ],
    )


def _part(number: int, part: DossierPart) -> list[Cell]:
    kind, unit = _COUNTED[part.counted]
    return [
        cell(str(number), align="center"),
        cell(f"{kind} {part.name}"),
        cell(f"{number_text(part.count)} {unit}", align="right"),
    ]
