"""The documents that moves give out or bring."""

from __future__ import annotations

from enum import StrEnum

from ibhxh.words import Words


class Document(StrEnum):
    """A document of the one-stop procedure (Circular 03/2025/TT-VPCP, Decision 528/QĐ-BHXH) or one of ours."""

    RECEIPT = "receipt"
    GATE_NOTICE = "gate_notice"
    APPOINTMENT_SLIP = "appointment_slip"
    SUPPLEMENT_SLIP = "supplement_slip"
    REFUSAL_SLIP = "refusal_slip"
    TRACKING_SHEET = "tracking_sheet"
    RESULT_NOTICE = "result_notice"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"

    @property
    def words(self) -> Words:
        """The document's name for people."""
        return _WORDS[self]


_WORDS = {
    Document.RECEIPT: Words("Biên nhận nộp hồ sơ", "Receipt"),
    Document.GATE_NOTICE: Words("Thông báo không nhận hồ sơ", "Notice that the gateway did not take it"),
    Document.APPOINTMENT_SLIP: Words("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)", "Appointment slip (form 01)"),
    Document.SUPPLEMENT_SLIP: Words("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02)", "Supplement slip (form 02)"),
    Document.REFUSAL_SLIP: Words("Phiếu từ chối giải quyết hồ sơ (mẫu 03)", "Refusal slip (form 03)"),
    Document.TRACKING_SHEET: Words("Phiếu kiểm soát quá trình giải quyết (mẫu 06)", "Tracking sheet (form 06)"),
    Document.RESULT_NOTICE: Words("Thông báo kết quả từng dòng (03/TB-TS)", "Result of each line (03/TB-TS)"),
    Document.SUPPLEMENT: Words("Hồ sơ bổ sung", "Supplement"),
    Document.WITHDRAWAL: Words("Đề nghị rút hồ sơ", "Request to withdraw"),
}
