"""Slip 03: phiếu từ chối tiếp nhận, giải quyết hồ sơ (TT 03/2025/TT-VPCP, form 03)."""

from __future__ import annotations

from ibhxh.formats.notices import Refusal
from ibhxh.printing.slips.pieces import bold, facts, para, runs, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.printing.slips.told import at_words, contact_words, dossier_codes, dossier_rows, reason_said


def refusal_slip(notice: Refusal, seal: Seal) -> Slip:
    """The slip of a refusal."""
    head, dossier = notice.head, notice.dossier
    several = len(notice.reasons) > 1
    reasons = [
        para(*([f"{number}. "] if several else []), *reason_said(reason), indent=10)
        for number, reason in enumerate(notice.reasons, 1)
    ]
    return Slip(
        title=f"Phiếu từ chối tiếp nhận, giải quyết hồ sơ {dossier.number or dossier.transaction_codes[0]}",
        form="Mẫu 03 · TT 03/2025/TT-VPCP",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        pieces=[
            *title("PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "Mã hồ sơ: ", bold(dossier.number or "chưa cấp")),
            facts(*dossier_rows(head, dossier)),
            para(
                f"Qua xem xét, {head.agency.name} thông báo không tiếp nhận, giải quyết hồ sơ này từ "
                f"{at_words(notice.refused_at)}, với lý do cụ thể như sau:",
                indent=10,
                above=5,
            ),
            *reasons,
            para(
                "Hồ sơ này coi như chưa nộp.",
                *([f" {notice.guidance}"] if notice.guidance else []),
                indent=10,
            ),
            para(contact_words(head.agency), indent=10),
            para("Xin thông báo để đơn vị được biết và thực hiện.", indent=10, sticky=True),
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
