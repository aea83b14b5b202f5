"""The guide inside our own template: how to fill it in, and what each plan is for."""

from __future__ import annotations

from collections.abc import Sequence

from ibhxh.law import Law
from ibhxh.words import Words, same

_LINES: tuple[tuple[bool, Words], ...] = (
    (True, Words("Cách điền", "How to fill in")),
    (
        False,
        Words(
            "1. Trang “Đơn vị”: điền thông tin của đơn vị một lần.",
            "1. Sheet “Đơn vị”: the facts of the unit, once.",
        ),
    ),
    (
        False,
        Words(
            "2. Trang “Danh sách”: mỗi người một dòng, từ dòng 4. Cột có dấu * phải điền ở mọi dòng; các cột khác điền"
            " khi phương án cần đến, phần mềm sẽ kiểm tra và chỉ ra ô còn thiếu.",
            "2. Sheet “Danh sách”: one person a row, from row 4. Columns with * are filled in every row; others as the"
            " plan needs them, the program checks and names the cells that are missing.",
        ),
    ),
    (
        False,
        Words(
            "3. Ngày sinh 31/12/1990, hoặc 07/1990, hoặc 1990 khi giấy tờ chỉ ghi đến đó. Tháng ghi 07/2026.",
            "3. Date of birth 31/12/1990, or 07/1990, or 1990 where the papers say no more. A month is 07/2026.",
        ),
    ),
    (
        False,
        Words(
            "4. Tiền ghi đủ đồng, ví dụ 7.500.000; hệ số và tỷ lệ dùng dấu thập phân, ví dụ 4,65 và 32,5.",
            "4. Money in full đồng, e.g. 7.500.000; coefficients and rates with decimals, e.g. 4,65 and 32,5.",
        ),
    ),
    (
        False,
        Words(
            "5. Mã số BHXH, CCCD, điện thoại là ô chữ, giữ nguyên số 0 ở đầu. Dán dữ liệu bằng “Dán giá trị” để giữ"
            " định dạng của mẫu.",
            "5. Social insurance numbers, IDs and telephones are text cells and keep leading zeros. Paste values only.",
        ),
    ),
    (
        False,
        Words(
            "6. Không cần nhập công thức; nếu có, mở bằng Excel và lưu lại trước khi nhập để có giá trị.",
            "6. Formulas are not needed; if there are any, save the file in Excel first so that they have values.",
        ),
    ),
    (
        False,
        Words(
            "7. Trang có khóa nhẹ, không mật khẩu, chỉ để giữ hàng tiêu đề và mã cột ở dòng 3. Không đổi dòng 3.",
            "7. The sheets are locked lightly, without password, to keep the headings and the names in row 3.",
        ),
    ),
    (True, Words("Phương án", "Plans")),
)

_EFFECTS = {
    "start": Words("Bắt đầu tham gia từ tháng ghi ở “Từ tháng”.", "Begins to take part in “From month”."),
    "stop": Words("Thôi tham gia từ tháng ghi ở “Từ tháng”.", "Ceases to take part from “From month”."),
    "suspend": Words("Nghỉ, tạm không đóng trong các tháng đã ghi.", "Away; nothing due in the months given."),
    "resume": Words("Trở lại đóng từ tháng ghi ở “Từ tháng”.", "Due again from “From month”."),
    "wage": Words("Đổi tiền lương làm căn cứ đóng.", "Changes the wage contributions are based on."),
    "cover": Words("Đổi quỹ tham gia.", "Changes the funds taken part in."),
    "arrears": Words("Truy đóng cho các tháng đã qua.", "Arrears for past months."),
    "reversal": Words("Ghi giảm số đã khai cho các tháng đã qua.", "Gives back what past months declared too much."),
    "none": Words("Không đổi số tiền đóng.", "Leaves the contributions as they are."),
}
_KINDS = {
    "1": Words("Tăng lao động", "Increase of people"),
    "2": Words("Tăng mức lương", "Increase of wage"),
    "3": Words("Giảm lao động", "Decrease of people"),
    "4": Words("Giảm mức lương", "Decrease of wage"),
    "5": Words("Khác", "Other"),
}


def guide_lines() -> Sequence[tuple[bool, Words]]:
    """The guide, line by line; True marks a heading."""
    return _LINES


def plan_lines(law: Law) -> list[tuple[Words, Words, Words, Words]]:
    """The table of plans: code, name, kinds of declaration, what it does; its headings first."""
    plans = law.codes["plans"]
    lines = [
        (Words("Mã", "Code"), Words("Phương án", "Plan"), Words("Loại khai báo", "Kind"), Words("Nghĩa là", "Meaning"))
    ]
    for code, row in plans.rows.items():
        kinds = [_KINDS[kind] for kind in row["kinds"].split()]
        joined = Words("; ".join(kind.vi for kind in kinds), "; ".join(kind.en for kind in kinds))
        lines.append((same(code), plans.words(code), joined, _EFFECTS[row["effect"]]))
    return lines
