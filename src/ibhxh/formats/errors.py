"""What can be wrong with a file in one of the outside world's formats."""

from __future__ import annotations

from typing import ClassVar

from ibhxh.problem import Problem
from ibhxh.words import Words

_REMEDY = Words(
    "Lập lại tệp bằng phần mềm kê khai BHXH rồi gửi lại; không sửa tệp bằng tay.",
    "Make the file again with a filing program and send it; do not edit it by hand.",
)


class FormatProblem(Problem):
    """A file that is not what its format asks for. `field_code` is the code other programs know it by."""

    code: ClassVar[str] = "FORMAT"
    field_code: ClassVar[str | None] = None


class XmlInvalid(FormatProblem):
    """An XML file that our schema refuses: `element` names the place, `line` the line of the file, `row` the row (from
    1) where it lies in one."""

    code = "XML_STRUCTURE"
    field_code = "CE009"

    def __init__(self, why: Words, *, element: str, line: int | None = None, row: int | None = None) -> None:
        vi, en = [f"thẻ {element}"], [f"element {element}"]
        if row is not None:
            vi, en = [f"Người thứ {row}", *vi], [f"Person {row}", *en]
        if line:
            vi, en = [*vi, f"dòng {line} của tệp"], [*en, f"line {line} of the file"]
        super().__init__(
            Words("Tệp XML chưa đúng cấu trúc.", "The XML file has the wrong structure."),
            where=Words(", ".join(vi), ", ".join(en)),
            why=why,
            fix=_REMEDY,
        )
        self.element, self.line, self.row = element, line, row


class EnvelopeWrong(FormatProblem):
    """An envelope whose files are not what it says of them."""

    code = "ENVELOPE"
    field_code = "CE009"

    def __init__(self, why: Words, *, file: str | None = None) -> None:
        super().__init__(
            Words("Gói hồ sơ chưa đúng.", "The envelope is not in order."),
            where=Words(f"Tệp “{file}”", f"File “{file}”") if file else None,
            why=why,
            fix=_REMEDY,
        )


class FileKindUnknown(FormatProblem):
    """An attachment of a kind that does not travel."""

    code = "FILE_KIND"

    def __init__(self, name: str, allowed: str) -> None:
        super().__init__(
            Words(
                f"Giấy tờ kèm theo “{name}” không thuộc loại tệp gửi được.", f"The attachment “{name}” cannot be sent."
            ),
            fix=Words(f"Chuyển sang một trong các loại: {allowed}.", f"Convert it to one of: {allowed}."),
        )


class NotXmlText(FormatProblem):
    """A name or code that XML cannot carry unchanged: it has control characters or blanks at an end."""

    code = "NOT_XML_TEXT"

    def __init__(self, text: str) -> None:
        super().__init__(
            Words(f"“{text}” có ký tự không gửi đi được.", f"“{text}” has characters that cannot be sent."),
            fix=Words("Gõ lại, không dùng ký tự điều khiển hay dấu cách ở hai đầu.", "Type it again without them."),
        )
