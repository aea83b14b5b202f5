"""Why a move was not written."""

from __future__ import annotations

from ibhxh.problem import Problem
from ibhxh.states import Stage
from ibhxh.words import Words


class StaleState(Problem):
    """Somebody else moved the subject since it was looked at. `stage` is where it stands now, None where unknown."""

    code = "STALE_STATE"

    def __init__(self, subject: Words, stage: Stage | None) -> None:
        label = stage.label if stage else Words("khác", "other")
        super().__init__(
            Words(
                f"Nơi khác vừa chuyển {subject.vi} này sang trạng thái “{label.vi}”.",
                f"Somebody else has just moved this {subject.en} to “{label.en}”.",
            ),
            fix=Words("Tải lại trang rồi xem còn phải làm gì.", "Load the page again and see what is left to do."),
        )
        self.stage = stage
