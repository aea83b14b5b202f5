"""What each kind of notice is called."""

from __future__ import annotations

from collections.abc import Mapping

from ibhxh.formats.notices import (
    Acceptance,
    AccountNotice,
    Decision,
    ParticipantsNotice,
    Refusal,
    SupplementRequest,
)
from ibhxh.words import Words

NOTICE_NAMES: Mapping[str, Words] = {
    Acceptance.TYPE: Words("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Acceptance and appointment slip"),
    SupplementRequest.TYPE: Words("Phiếu yêu cầu bổ sung hồ sơ", "Request for a supplement"),
    Refusal.TYPE: Words("Phiếu từ chối tiếp nhận hồ sơ", "Refusal of a dossier"),
    Decision.TYPE: Words("Kết quả giải quyết hồ sơ", "Decision on a dossier"),
    AccountNotice.TYPE: Words("Thông báo kết quả đóng C12-TS", "Account of the month, C12-TS"),
    ParticipantsNotice.TYPE: Words("Danh sách người tham gia D09-TS", "List of participants, D09-TS"),
}
