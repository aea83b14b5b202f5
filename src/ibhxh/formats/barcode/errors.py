"""What can be wrong with barcodes read from paper."""

from __future__ import annotations

from ibhxh.formats.errors import FormatProblem
from ibhxh.words import Words, same

_SCAN_AGAIN = Words(
    "Quét lại các trang này ở 300 dpi; nếu vẫn vậy, đề nghị đơn vị in lại.",
    "Scan these pages again at 300 dpi; if that does not help, ask the unit for a new print.",
)


def _page(number: int) -> Words:
    return Words("Trang {number}", "Page {number}").fill(number=number)


class BarcodeProblem(FormatProblem):
    """Symbols that give no dossier."""

    code = "BARCODE"


class NotFrame(BarcodeProblem):
    """A symbol that is none of ours, or one read with faults: its CRC-32 does not agree."""

    code = "NOT_FRAME"

    def __init__(self) -> None:
        super().__init__(
            Words("Mã vạch này không phải của bản in hồ sơ hoặc đọc chưa đúng.", "No dossier's symbol, or misread."),
            fix=_SCAN_AGAIN,
        )


class UnknownFrameVersion(BarcodeProblem):
    """A sound symbol of a frame version this program does not know."""

    code = "UNKNOWN_FRAME_VERSION"

    def __init__(self, version: int) -> None:
        super().__init__(
            Words(
                "Bản in dùng mã vạch phiên bản {version}, chương trình này chưa đọc được.",
                "The print uses barcodes of version {version}, which this program cannot read yet.",
            ).fill(version=version),
            fix=Words("Cập nhật chương trình rồi quét lại.", "Update the program and scan again."),
        )
        self.version = version


class PrintsDisagree(BarcodeProblem):
    """Sound symbols of the same dossier and place that say different things: two prints lie in one pile."""

    code = "PRINTS_DISAGREE"

    def __init__(self, page: int) -> None:
        super().__init__(
            Words("Có hai bản in khác nhau của cùng một hồ sơ.", "Two different prints of one dossier are mixed."),
            where=_page(page),
            fix=Words("Quét riêng từng bản in.", "Scan each print alone."),
        )


class DamagedPage(BarcodeProblem):
    """A page whose symbols are sound but give no rows."""

    code = "DAMAGED_PAGE"

    def __init__(self, page: int, reason: str) -> None:
        super().__init__(
            Words("Mã vạch của trang không giải ra được dữ liệu.", "The page's symbols give no data."),
            where=_page(page),
            why=same(f"({reason})"),
            fix=_SCAN_AGAIN,
        )


class DigestDiffers(BarcodeProblem):
    """What was rebuilt is not the content whose digest the print names; nothing may be taken from it."""

    code = "DIGEST_DIFFERS"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Nội dung dựng lại khác mã kiểm tra in trên giấy nên không được dùng.",
                "The content rebuilt differs from the digest on the paper and is not used.",
            ),
            fix=_SCAN_AGAIN,
        )
