"""Why a file cannot be taken as a list: one class and one stable code for each reason, each with a way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from ibhxh.formats.errors import FormatProblem
from ibhxh.words import Words, day_text, number_text, same

_KEPT = Words("Dữ liệu đã nhập vẫn còn.", "Nothing entered is lost.")
_TEMPLATE = Words(
    "Chép dữ liệu sang mẫu nhập D02 của iBHXH hoặc mẫu D02-TK1 của VNPT rồi chọn lại.",
    "Copy the rows into the D02 template of iBHXH or the D02-TK1 template of VNPT and choose it again.",
)


class WorkbookProblem(FormatProblem):
    """A file that is not read as a list. `name` is the file's name as given, used in words only."""

    code: ClassVar[str] = "WORKBOOK"
    what_is_wrong: ClassVar[Words]
    remedy: ClassVar[Words]

    def __init__(self, name: str, *, why: Words | None = None, fix: Words | None = None, **values: object) -> None:
        super().__init__(self.what_is_wrong.fill(**values), where=same(name), why=why, fix=fix or self.remedy)
        self.name = name


class EmptyFile(WorkbookProblem):
    code = "EMPTY_FILE"
    what_is_wrong = Words("Tệp này trống, không có byte nào.", "This file is empty: it has no bytes at all.")
    remedy = Words("Lưu lại tệp từ Excel rồi chọn lại.", "Save the file from Excel again, then choose it.")


class NotWorkbook(WorkbookProblem):
    """Another kind of file; `kind` names what it is."""

    code = "NOT_WORKBOOK"
    what_is_wrong = Words("Tệp này là {kind}, không phải bảng tính .xlsx.", "This file is {kind}, no .xlsx workbook.")
    remedy = _TEMPLATE

    def __init__(self, name: str, kind: Words, fix: Words | None = None) -> None:
        super().__init__(name, kind=kind, fix=fix)


class MacroWorkbook(WorkbookProblem):
    code = "MACRO_WORKBOOK"
    what_is_wrong = Words("Tệp này có macro nên chưa đọc được.", "This file has macros and was not read.")
    remedy = Words(
        f"Lưu lại thành .xlsx không có macro rồi chọn lại. {_KEPT.vi}",
        f"Save it as .xlsx without macros and choose it again. {_KEPT.en}",
    )


class LockedWorkbook(WorkbookProblem):
    code = "LOCKED_WORKBOOK"
    what_is_wrong = Words("Tệp này bị khóa bằng mật khẩu nên chưa đọc được.", "This file is locked by a password.")
    remedy = Words(
        f"Lưu lại thành .xlsx không mật khẩu rồi chọn lại. {_KEPT.vi}",
        f"Save it as .xlsx without a password and choose it again. {_KEPT.en}",
    )


class OldWorkbook(WorkbookProblem):
    code = "OLD_WORKBOOK"
    what_is_wrong = Words("Tệp này là bản .xls cũ nên chưa đọc được.", "This file is an old .xls workbook.")
    remedy = Words(
        f"Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại. {_KEPT.vi}",
        f"Open it in Excel, save it as .xlsx and choose it again. {_KEPT.en}",
    )


class BinaryWorkbook(WorkbookProblem):
    code = "BINARY_WORKBOOK"
    what_is_wrong = Words(
        "Tệp này là bảng tính nhị phân .xlsb nên chưa đọc được.", "This file is a binary .xlsb workbook."
    )
    remedy = OldWorkbook.remedy


class BrokenWorkbook(WorkbookProblem):
    """A .xlsx file cut short or damaged; `why` names the part that does not hold."""

    code = "BROKEN_WORKBOOK"
    what_is_wrong = Words("Tệp .xlsx này bị hỏng hoặc chưa tải về hết.", "This .xlsx file is damaged or was cut short.")
    remedy = Words(
        "Mở bằng Excel và lưu lại, hoặc tải lại tệp, rồi chọn lại.",
        "Open it in Excel and save it again, or download it anew, then choose it again.",
    )

    def __init__(self, name: str, part: str) -> None:
        super().__init__(name, why=Words(f"Không đọc được phần “{part}”.", f"The part “{part}” cannot be read."))


class FileTooLarge(WorkbookProblem):
    code = "FILE_TOO_LARGE"
    what_is_wrong = Words("Tệp nặng {size} MB, tối đa {most} MB.", "The file has {size} MB; {most} MB are the most.")
    remedy = Words(
        "Xóa trang và hình không dùng, hoặc chia danh sách thành nhiều tệp.",
        "Delete unused sheets and pictures, or split the list into several files.",
    )


class TooMuchInside(WorkbookProblem):
    """A .xlsx file that swells far beyond what a list needs: a zip bomb, or a sheet formatted to its last row."""

    code = "TOO_MUCH_INSIDE"
    what_is_wrong = Words(
        "Tệp này nén quá nhiều dữ liệu (phần “{part}”) nên không mở.",
        "This file unpacks to too much (part “{part}”) and was not opened.",
    )
    remedy = Words(
        "Xóa các dòng, cột định dạng thừa và hình không dùng, lưu lại rồi chọn lại.",
        "Delete surplus formatted rows, columns and pictures, save and choose it again.",
    )


class CellTooFar(WorkbookProblem):
    """A sheet that reaches further than any list; usually one stray cell."""

    code = "CELL_TOO_FAR"
    what_is_wrong = Words(
        "Bảng tính có ô ở tận {address}; đọc tối đa đến cột {column}, dòng {row}.",
        "The sheet reaches to {address}; at most column {column}, row {row} is read.",
    )
    remedy = Words(
        "Xóa các dòng và cột thừa phía sau danh sách, lưu lại rồi chọn lại.",
        "Delete the surplus rows and columns behind the list, save and choose it again.",
    )


class UnknownTemplate(WorkbookProblem):
    """No sheet looks like a list; `why` gives the sheets and the headings seen."""

    code = "UNKNOWN_TEMPLATE"
    what_is_wrong = Words("Chưa nhận ra mẫu của tệp này.", "The template of this file was not recognised.")
    remedy = _TEMPLATE

    def __init__(self, name: str, seen: Mapping[str, Sequence[str]]) -> None:
        lines = "; ".join(f"“{title}”: {', '.join(words) or '…'}" for title, words in seen.items())
        super().__init__(name, why=Words(f"Các trang và tiêu đề thấy được: {lines}.", f"Sheets and headings: {lines}."))
        self.seen = {title: tuple(words) for title, words in seen.items()}


class OfficialForm(WorkbookProblem):
    """A paper form, whose merged columns hold two facts in one cell; `form` where it is one the law pack has."""

    code = "OFFICIAL_FORM"
    what_is_wrong = Words(
        "Trang “{sheet}” là mẫu giấy {form}, dùng để in, không phải mẫu nhập liệu.",
        "The sheet “{sheet}” is the paper form {form}, made for printing, no import template.",
    )
    remedy = Words(
        "Tải mẫu nhập D02 của iBHXH, chép danh sách sang đó rồi chọn lại; phần mềm tự in ra mẫu giấy này.",
        "Take the D02 template of iBHXH, copy the list into it and choose it; this paper form is printed from it.",
    )

    def __init__(self, name: str, sheet: str, form: str | None, rows: int) -> None:
        why = (
            Words("Mẫu đã điền {n} dòng.", "It has {n} {n:row|rows} filled in.").fill(n=rows)
            if rows
            else Words("Mẫu chưa điền dòng nào.", "No row of it is filled in.")
        )
        super().__init__(name, why=why, fix=None if form else _TEMPLATE, sheet=sheet, form=form or sheet)
        self.rows = rows


class EmptySheet(WorkbookProblem):
    code = "EMPTY_SHEET"
    what_is_wrong = Words(
        "Trang “{sheet}” chưa có người nào; danh sách bắt đầu từ dòng {row}.",
        "The sheet “{sheet}” has nobody in it; the list begins at row {row}.",
    )
    remedy = Words(
        "Nhập ít nhất một người, có họ tên và phương án, rồi chọn lại.",
        "Enter at least one person with name and plan, then choose it again.",
    )


class BrokenText(WorkbookProblem):
    code = "BROKEN_TEXT"
    what_is_wrong = Words(
        "Tệp văn bản này không chia được thành ô; có thể thiếu một dấu ngoặc kép.",
        "This text file does not divide into cells; a quotation mark may be missing.",
    )
    remedy = Words("Lưu thành .xlsx rồi chọn lại.", "Save it as .xlsx and choose it again.")


class OldFonts(WorkbookProblem):
    """A text file in one of the Vietnamese encodings from before Unicode; `encoding` names the likely one."""

    code = "OLD_FONTS"
    what_is_wrong = Words(
        "Tệp văn bản này dùng bảng mã {encoding}, chưa phải Unicode.",
        "This text file is in the encoding {encoding}, not in Unicode.",
    )
    remedy = Words(
        "Mở bằng Excel đúng phông chữ, chuyển sang Unicode, lưu thành .xlsx hoặc “CSV UTF-8” rồi chọn lại.",
        "Open it with the right font, convert it to Unicode, save as .xlsx or “CSV UTF-8” and choose it again.",
    )

    def __init__(self, name: str, encoding: str) -> None:
        super().__init__(name, encoding=encoding)
        self.encoding = encoding


class WrongAnswer(FormatProblem):
    """An answer to a question that was not asked, or that is none of its options."""

    code = "WRONG_ANSWER"

    def __init__(self, field: str, answer: object, allowed: Sequence[str]) -> None:
        options = ", ".join(allowed)
        super().__init__(
            Words(f"Trả lời “{answer}” cho “{field}” không dùng được.", f"“{answer}” is no answer for “{field}”."),
            fix=Words(f"Chọn một trong: {options}.", f"Choose one of: {options}.")
            if allowed
            else Words("Bỏ câu trả lời này.", "Leave this answer out."),
        )


class NoListForm(FormatProblem):
    """No D02 form is accepted on the filing day."""

    code = "NO_LIST_FORM"

    def __init__(self, day: date) -> None:
        super().__init__(
            Words(
                f"Không có mẫu D02 dùng để nộp vào ngày {day_text(day)}.", f"No D02 form is filed on {day_text(day)}."
            ),
            fix=Words("Kiểm tra lại ngày nộp.", "Check the filing day."),
        )


def megabytes(size: int) -> str:
    """A size for people, rounded up so that a file just over the limit does not read as being at it."""
    return number_text(-(-size // 2**20))
