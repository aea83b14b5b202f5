"""What the kinds of notices are called."""

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

#: `IssuedNotice.kind` → its name.
KIND_WORDS: Mapping[str, Words] = {
    Acceptance.TYPE: Words("Giấy tiếp nhận và hẹn trả", "Appointment slip"),
    SupplementRequest.TYPE: Words("Phiếu yêu cầu bổ sung", "Supplement slip"),
    Refusal.TYPE: Words("Phiếu từ chối", "Refusal slip"),
    Decision.TYPE: Words("Kết quả giải quyết", "Result"),
    AccountNotice.TYPE: Words("Thông báo C12-TS", "C12-TS"),
    ParticipantsNotice.TYPE: Words("Danh sách D09-TS", "D09-TS"),
}
