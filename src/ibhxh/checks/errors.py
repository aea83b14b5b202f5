"""What can be wrong with a question put to the checks, as against what they find in a dossier."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words


class NotReport(Problem):
    """Bytes that are no stored report of this format."""

    code: ClassVar[str] = "NOT_REPORT"

    def __init__(self, reason: str) -> None:
        super().__init__(
            Words("Tệp này không phải kết quả kiểm tra đã lưu.", "These bytes are no stored report of the checks."),
            why=Words(f"({reason})", f"({reason})"),
            fix=Words("Kiểm tra lại hồ sơ để có kết quả mới.", "Check the dossier again for a new report."),
        )


class UnknownRule(Problem):
    """A stored finding names a rule, or a revision of one, that this version of the program does not have."""

    code: ClassVar[str] = "UNKNOWN_RULE"

    def __init__(self, rule: str, rev: int) -> None:
        super().__init__(
            Words(
                f"Phiên bản này không có quy tắc {rule} bản {rev}.",
                f"This version of the program does not have rule {rule} rev {rev}.",
            ),
            fix=Words(
                "Xem bằng phiên bản phần mềm đã lập kết quả, hoặc kiểm tra lại hồ sơ.",
                "Read it with the version that made the report, or check the dossier again.",
            ),
        )


class StaleCorrection(Problem):
    """A correction was proposed for a cell that has changed since; nothing of it is applied."""

    code: ClassVar[str] = "STALE_CORRECTION"

    def __init__(self, row: int, name: Words) -> None:
        super().__init__(
            Words(
                "Ô này đã đổi sau khi kiểm tra nên chưa sửa.", "The cell has changed since the check; nothing was done."
            ),
            where=Words(f"Dòng {row + 1}, “{name.vi}”", f"Row {row + 1}, “{name.en}”"),
            fix=Words("Kiểm tra lại rồi sửa.", "Check again, then mend."),
        )
