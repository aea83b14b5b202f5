"""What can be wrong with a notice's payload."""

from __future__ import annotations

from ibhxh.formats.errors import FormatProblem
from ibhxh.words import Words


class NotANotice(FormatProblem):
    """Bytes that are no notice of the agency, or not in its one form."""

    code = "NOT_A_NOTICE"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Tệp này không phải thông báo của cơ quan BHXH.", "This file is not a notice of the insurance agency."
            ),
            fix=Words(
                "Chọn tệp thông báo đã tải từ cổng tiếp nhận.", "Choose the notice fetched from the agency's gateway."
            ),
        )
