"""What can be wrong with the law's own data, or with a question put to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words, day_text, same

if TYPE_CHECKING:
    from ibhxh.law.form_version import FormVersion


class LawDataFault(Problem):
    """A file of the law pack is broken; nothing is computed from it until it is mended.

    `where` names the file and the entry, `why` what is wrong, `fix` what to write instead.
    """

    code: ClassVar[str] = "LAW_DATA_FAULT"

    def __init__(self, where: str, why: Words, fix: Words) -> None:
        super().__init__(
            Words("Tệp dữ liệu pháp luật bị lỗi.", "A file of law data is broken."), where=same(where), why=why, fix=fix
        )


class NoLawForDay(Problem):
    """The law pack holds no value of the thing asked for on that day; no neighbouring value is ever taken instead."""

    code: ClassVar[str] = "NO_LAW_FOR_DAY"

    def __init__(self, subject: str, day: date, known: Words) -> None:
        """`subject` names what was looked up; `known` says, as a sentence, what the pack does hold."""
        super().__init__(
            Words(
                f"Chưa có quy định về “{subject}” cho ngày {day_text(day)}.",
                f"There is no law about “{subject}” for {day_text(day)}.",
            ),
            why=known,
            fix=Words(
                "Kiểm tra lại ngày, tháng; nếu văn bản mới đã ban hành thì cập nhật bộ dữ liệu pháp luật.",
                "Check the day or month; where a new act was issued, update the law data.",
            ),
        )
        self.subject, self.day = subject, day


class UnknownLawKey(Problem):
    """A look-up names a participant class, fund, region … that the parameter does not know."""

    code: ClassVar[str] = "UNKNOWN_LAW_KEY"

    def __init__(self, key: str, given: object, known: Sequence[object]) -> None:
        listed = ", ".join(map(str, known))
        super().__init__(
            Words(f"Giá trị “{given}” của “{key}” không có trong bộ dữ liệu pháp luật.", f"“{given}” is no {key}."),
            why=Words(f"Các giá trị dùng được: {listed}.", f"Known values: {listed}."),
            fix=Words("Sửa lại giá trị này.", "Mend the value."),
        )


class NoFormForDay(Problem):
    """No version of the form is accepted for dossiers filed on that day."""

    code: ClassVar[str] = "NO_FORM_FOR_DAY"

    def __init__(self, form: str, day: date, versions: Sequence[FormVersion]) -> None:
        known_vi = "; ".join(f"{v.act} {v.accepted.text().vi}" for v in versions) or "chưa có phiên bản nào"
        known_en = "; ".join(f"{v.act} {v.accepted.text().en}" for v in versions) or "no version at all"
        super().__init__(
            Words(
                f"Mẫu {form} không dùng để nộp vào ngày {day_text(day)}.",
                f"Form {form} is not accepted for filing on {day_text(day)}.",
            ),
            why=Words(f"Các phiên bản: {known_vi}.", f"Versions: {known_en}."),
            fix=Words(
                "Chọn mẫu đang áp dụng vào ngày nộp; phần mềm chép được dữ liệu sang mẫu đó.",
                "Choose the form in force on the filing day; the rows can be carried over.",
            ),
        )


class UnknownForm(Problem):
    """A form version this law pack does not hold."""

    code: ClassVar[str] = "UNKNOWN_FORM"

    def __init__(self, form: str, act: str, rev: int) -> None:
        name = f"{form}/{act} rev {rev}"
        super().__init__(
            Words(f"Bộ dữ liệu pháp luật chưa có mẫu {name}.", f"The law pack does not hold the form {name}."),
            fix=Words("Cập nhật bộ dữ liệu pháp luật.", "Update the law pack."),
        )
