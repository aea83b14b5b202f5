"""What keeps an employer's dossier from being sent, or a receipt from being verified."""

from __future__ import annotations

from ibhxh.problem import Problem
from ibhxh.words import Words


class FilesDiffer(Problem):
    """The attachments at hand are not the ones the frozen content names."""

    code = "FILES_DIFFER"

    def __init__(self, name: str) -> None:
        super().__init__(
            Words(
                f"Giấy tờ kèm theo “{name}” thiếu, thừa hoặc đã thay đổi sau khi chốt hồ sơ.",
                f"The attachment “{name}” is missing, one too many, or was changed after the dossier was frozen.",
            ),
            fix=Words("Đính kèm đúng tệp đã chốt, hoặc chốt lại hồ sơ.", "Attach the frozen file, or freeze again."),
        )
