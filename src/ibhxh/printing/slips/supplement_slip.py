"""Slip 02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (TT 03/2025/TT-VPCP, form 02)."""

from __future__ import annotations

from ibhxh.formats.notices import SupplementItem, SupplementRequest
from ibhxh.printing.slips.pieces import Cell, bold, cell, facts, head_cell, para, runs, table, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.printing.slips.told import at_words, contact_words, dossier_codes, dossier_rows, reason_said
from ibhxh.words import day_text


def supplement_slip(notice: SupplementRequest, seal: Seal) -> Slip:
    """The slip of a request."""
    head, dossier = notice.head, notice.dossier
    by = (
        ("Đơn vị bổ sung trước hết ngày ", bold(day_text(notice.deadline)), ".")
        if notice.deadline
        else ("Đơn vị bổ sung trong thời gian sớm nhất.",)
    )
    return Slip(
        title=f"Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ {dossier.number}",
        form="Mẫu 02 · TT 03/2025/TT-VPCP",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        pieces=[
            *title("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mã hồ sơ: ", bold(dossier.number or "chưa cấp")),
            facts(*dossier_rows(head, dossier), ("Lần yêu cầu:", (f"{notice.request_number:02}",))),
            para("Yêu cầu đơn vị bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:", indent=10, above=5),
            table(
                (12, 70, 83),
                [[head_cell("STT"), head_cell("Nội dung cần bổ sung"), head_cell("Lý do, căn cứ")]],
                [_item(number, item) for number, item in enumerate(notice.items, 1)],
                size=12,
            ),
            para(
                *by,
                f" Thời hạn giải quyết tạm dừng từ {at_words(notice.asked_at)}, tính tiếp khi cơ quan nhận đủ phần bổ"
                " sung.",
                indent=10,
                above=4,
            ),
            para(contact_words(head.agency), indent=10, sticky=True),
            ending(
                seal,
                notice.officer.role,
                by=head.agency.name,
                at=head.issued_at,
                key_id=head.key_id,
                officer=notice.officer,
            ),
            proof(seal, *dossier_codes(dossier), runs("Mã thông báo: ", bold(seal.code))),
        ],
    )


def _item(number: int, item: SupplementItem) -> list[Cell]:
    return [cell(str(number), align="center"), cell(item.what), cell(*reason_said(item.reason))]
