"""The receipt on paper: what the gateway states of one arrival."""

from __future__ import annotations

from collections.abc import Mapping

from ibhxh.dossier.human_code import human_code
from ibhxh.formats.notices import Agency
from ibhxh.formats.receipt import EvidenceKind, Receipt
from ibhxh.law import Law
from ibhxh.printing.slips.pieces import Said, bold, facts, para, runs, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.printing.slips.told import period_words, unit_said
from ibhxh.words import day_text, number_text

_WAYS: Mapping[EvidenceKind, str] = {
    EvidenceKind.OFFICIAL_SIGNATURE: "Hồ sơ điện tử, ký bằng chữ ký số",
    EvidenceKind.TRIAL_SIGNATURE: "Hồ sơ điện tử, ký bằng chữ ký số dùng thử",
    EvidenceKind.PAPER: "Hồ sơ giấy có mã vạch",
    EvidenceKind.MAILED_COPY: "Bản điện tử gửi trước, chưa ký",
}
_NEEDED = {
    EvidenceKind.OFFICIAL_SIGNATURE.value: "hồ sơ điện tử ký bằng chữ ký số",
    EvidenceKind.TRIAL_SIGNATURE.value: "hồ sơ điện tử ký bằng chữ ký số dùng thử",
    EvidenceKind.PAPER.value: "hồ sơ giấy ký tên, đóng dấu",
    EvidenceKind.MAILED_COPY.value: "bản điện tử gửi trước",
    "certificate_status": "tình trạng thu hồi của chứng thư số (cơ quan tự kiểm tra)",
}
_STORED = (
    "Cổng tiếp nhận đã nhận và lưu giữ hồ sơ nêu trên. Biên nhận này là căn cứ về thời điểm nộp và nội dung đã nộp; "
    "chưa phải là giấy tiếp nhận hồ sơ và hẹn trả kết quả."
)
_WAITING = "Thời hạn giải quyết bắt đầu tính khi cơ quan BHXH nhận đủ phần còn thiếu."


def receipt_slip(receipt: Receipt, statement: bytes, law: Law, *, agency: Agency, unit_name: str) -> Slip:
    """The slip of a receipt; the receipt knows codes only, so the names come along."""
    seal = Seal.of(receipt.to_bytes(), statement)
    procedure = law.procedure(receipt.key.procedure, receipt.legal_day)
    at = receipt.received_at
    rows: list[tuple[str, tuple[Said, ...]]] = [
        ("Đơn vị nộp:", unit_said(unit_name, receipt.key.unit_code)),
        ("Thủ tục:", (f"{procedure.words.vi} (thủ tục {procedure.code})",)),
        ("Kỳ kê khai:", (period_words(receipt.key),)),
        ("Biểu mẫu:", (", ".join(dict.fromkeys(mark.split("/")[0] for mark in receipt.forms)),)),
        ("Cách nộp:", (_WAYS[receipt.evidence],)),
        ("Thời điểm nhận:", (bold(f"{at:%H:%M:%S}, ngày {day_text(at.date())}"), " (giờ Việt Nam)")),
        ("Ngày nộp được tính:", (bold(day_text(receipt.legal_day)),)),
    ]
    if receipt.first_transaction:
        rows.append(("Bổ sung cho mã giao dịch:", (receipt.first_transaction,)))
    if receipt.still_needed:
        needed = "; ".join(_NEEDED.get(kind, kind) for kind in receipt.still_needed)
        rows.append(("Còn thiếu:", (bold(needed),)))
    evidence = receipt.evidence_digest
    return Slip(
        title=f"Biên nhận nộp hồ sơ {receipt.transaction_code}",
        form="Biên nhận nộp hồ sơ",
        agency=agency,
        number=None,
        issued_at=at,
        trial=receipt.environment == "trial",
        pieces=[
            *title("BIÊN NHẬN NỘP HỒ SƠ", "Mã giao dịch: ", bold(receipt.transaction_code)),
            facts(*rows),
            para(_STORED, indent=10, above=5),
            *([para(_WAITING, indent=10)] if receipt.still_needed else []),
            ending(seal, "Cổng tiếp nhận", by=agency.name, at=at, key_id=receipt.key_id),
            proof(
                seal,
                runs("Mã nội dung hồ sơ: ", bold(human_code(bytes.fromhex(receipt.content_digest)))),
                runs(f"Tệp đã nhận: {number_text(receipt.evidence_size)} byte, mã băm SHA-256:"),
                runs(" ".join(evidence[i : i + 8] for i in range(0, len(evidence), 8))),
                runs(f"Mã hồ sơ điện tử: {receipt.dossier_id}"),
            ),
        ],
    )
