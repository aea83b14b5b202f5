"""What can be wrong when printing or when reading scanned pages."""

from __future__ import annotations

from ibhxh.problem import Problem
from ibhxh.words import Words, same


def _file(number: int) -> Words:
    return Words("Tệp thứ {number}", "File {number}").fill(number=number)


class PrintingProblem(Problem):
    """A content that cannot go on paper, or pages that cannot be read."""

    code = "PRINTING"


class NothingToPrint(PrintingProblem):
    """A content without any sheet, or a declaration sheet without people."""

    code = "NOTHING_TO_PRINT"

    def __init__(self) -> None:
        super().__init__(
            Words("Hồ sơ chưa có tờ khai nào để in.", "The dossier has no form to print."),
            fix=Words("Thêm tờ khai rồi in lại.", "Add a form and print again."),
        )


class TooMuchForPaper(PrintingProblem):
    """More than paper can carry: a row, or what precedes the rows, that a sheet of barcodes does not hold, or too many
    pages to number."""

    code = "TOO_MUCH_FOR_PAPER"

    def __init__(self, where: Words | None) -> None:
        super().__init__(
            Words(
                "Nội dung quá dài để in thành mã vạch trên một tờ giấy.",
                "The text is too long for the barcodes of one sheet of paper.",
            ),
            where=where,
            fix=Words(
                "Rút gọn phần chữ dài nhất, bớt tệp đính kèm, hoặc nộp hồ sơ điện tử.",
                "Shorten the longest text, attach fewer files, or file electronically.",
            ),
        )


class TypesettingFault(PrintingProblem):
    """The typesetter refused or warned: a fault of the program, never of what was declared."""

    code = "TYPESETTING_FAULT"

    def __init__(self, reason: str) -> None:
        super().__init__(
            Words("Chương trình chưa dàn được trang in này.", "The program could not set these pages."),
            why=same(f"({reason})"),
            fix=Words("Gửi lỗi này cho bộ phận hỗ trợ.", "Report this to support."),
        )


class UnreadableFile(PrintingProblem):
    """A file that is no PDF and no image, or is damaged or locked."""

    code = "UNREADABLE_FILE"

    def __init__(self, file: int) -> None:
        super().__init__(
            Words("Tệp này không phải PDF hay ảnh quét đọc được.", "This file is no readable PDF or scanned image."),
            where=_file(file),
            fix=Words(
                "Lưu bản quét thành PDF, JPEG, PNG hoặc TIFF không đặt mật khẩu.",
                "Save the scan as PDF, JPEG, PNG or TIFF without a password.",
            ),
        )


class ScanTooLarge(PrintingProblem):
    """A file beyond the caps on bytes, pages or pixels; refused before it is unpacked."""

    code = "SCAN_TOO_LARGE"

    def __init__(self, file: int, why: Words) -> None:
        super().__init__(
            Words("Tệp quét quá lớn.", "The scanned file is too large."),
            where=_file(file),
            why=why,
            fix=Words(
                "Quét ở 200–300 dpi và tách thành nhiều tệp nhỏ hơn.",
                "Scan at 200–300 dpi and split it into smaller files.",
            ),
        )
