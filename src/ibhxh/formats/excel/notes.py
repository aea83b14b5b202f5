"""The words of every note: what was repaired, converted or left behind."""

from __future__ import annotations

from collections.abc import Mapping

from ibhxh.formats.excel.imported import Note
from ibhxh.law import FieldId
from ibhxh.words import Words

WORDS: Mapping[str, Words] = {
    "ACCENTS": Words(
        "Dấu tiếng Việt của {n} ô đã được chuẩn hóa, chữ không đổi.",
        "Accents were normalised in {n} {n:cell|cells}; the letters are the same.",
    ),
    "ZEROS_RESTORED": Words(
        "{field} mất số 0 ở đầu do Excel; đã đọc {before} thành {after}.",
        "{field} had lost its leading zeros in Excel; {before} was read as {after}.",
    ),
    "SEPARATORS_REMOVED": Words(
        "{field} có dấu cách hoặc dấu ngăn; đã đọc “{before}” thành {after}.",
        "{field} had blanks or dividers; “{before}” was read as {after}.",
    ),
    "THOUSANDS_READ": Words(
        "{field} ghi dạng chữ có dấu ngăn hàng nghìn; đã đọc “{before}” thành {after}.",
        "{field} was a text with thousands grouped; “{before}” was read as {after}.",
    ),
    "DAY_LEFT_OUT": Words(
        "{field} chỉ cần tháng; đã đọc {before} thành {after}.",
        "{field} needs the month only; {before} was read as {after}.",
    ),
    "NUMBER_AS_MONTH": Words(
        "{field} bị Excel đổi thành số; đã đọc {before} thành {after}.",
        "Excel had made a number of {field}; {before} was read as {after}.",
    ),
    "CODE_FROM_NAME": Words(
        "{field}: {n} ô chỉ có tên, công thức tìm mã chưa được tính; đã tra mã theo tên.",
        "{field}: {n} {n:cell|cells} had a name only, the formula for the code was not computed; "
        "{n:its code was|their codes were} looked up.",
    ),
    "CODE_DISAGREES": Words(
        "{field}: tên và mã trong tệp không khớp ({before}); đã theo tên đang chọn, được {after}.",
        "{field}: name and code in the file disagree ({before}); the name chosen was followed, {after}.",
    ),
    "SECOND_COLUMN": Words(
        "{field} có hai cột trùng tên; đã lấy cột điền sau cùng, {after} thay cho {before}.",
        "{field} has two columns of one name; the last one filled was taken, {after} instead of {before}.",
    ),
    "FROM_CONTACT_ADDRESS": Words(
        "Nhận bản giấy mà chưa ghi địa chỉ nhận; đã lấy địa chỉ liên hệ.",
        "Paper is asked for without an address for it; the contact address was taken.",
    ),
    "PASSPORT": Words(
        "Cột CMND ghi số hộ chiếu “{before}”; đã chuyển sang ô Số hộ chiếu.",
        "The ID column held the passport number “{before}”; it was moved to the passport field.",
    ),
    "ENGAGEMENT_FROM_NOTE": Words(
        "Ghi chú có “{before}” nên hình thức làm việc được ghi là “{after}”.",
        "The note says “{before}”, so the engagement was read as “{after}”.",
    ),
    "PAPERS_FROM_LIST": Words(
        "Giấy tờ kèm theo lấy từ trang Bảng kê: “{after}”.",
        "The papers enclosed were taken from the schedule sheet: “{after}”.",
    ),
    "OLD_PLACE": Words(
        "{field}: “{before}” là tên cũ trước 01/07/2025, chưa có mã mới. Chọn tên xã, tỉnh hiện nay.",
        "{field}: “{before}” is a name from before 01/07/2025 without a new code. Choose today's name.",
    ),
    "UNKNOWN_NAME": Words(
        "{field}: chưa tra được mã của “{before}”. Chọn trong danh sách hoặc ghi mã.",
        "{field}: no code was found for “{before}”. Choose from the list or write the code.",
    ),
    "OLD_FONT": Words(
        "{field}: “{before}” gõ bằng phông {font}, chưa phải Unicode; có lẽ là “{after}”. Chuyển mã rồi nhập lại.",
        "{field}: “{before}” was typed in {font}, not in Unicode; perhaps “{after}”. Convert it and import again.",
    ),
    "NO_VALUE": Words(
        "{field}: ô chứa công thức hoặc lỗi “{before}”, chưa có giá trị. Mở bằng Excel, lưu lại, hoặc gõ giá trị.",
        "{field}: the cell has a formula or error “{before}” and no value. Save it in Excel, or type the value.",
    ),
    "FORMULA_VALUES": Words(
        "{field}: {n} ô là công thức; đã đọc giá trị Excel tính sẵn. Nếu vừa sửa tệp bằng phần mềm khác, mở bằng Excel"
        " và lưu lại trước khi nhập.",
        "{field}: {n} {n:cell is a formula|cells are formulas}; the values Excel had stored were read. If "
        "another program changed the file since, save it in Excel first.",
    ),
    "CONTRACTS": Words(
        "Điền nhiều loại hợp đồng cho một người ({before}); chỉ giữ lại cột của hợp đồng đang áp dụng.",
        "Several kinds of contract for one person ({before}); keep only the one in force.",
    ),
    "NO_PLACE": Words(
        "Cột {column} “{heading}” có {n} ô không có chỗ trong mẫu {forms}, nên không chuyển sang.",
        "Column {column} “{heading}”: {n} {n:cell has|cells have} no place in form {forms} and {n:was|were} left "
        "behind.",
    ),
    "NO_PLACE_SHEET": Words(
        "Trang “{title}” có {n} dòng không có chỗ trong mẫu {forms}, nên không chuyển sang.",
        "Sheet “{title}”: {n} {n:row has|rows have} no place in form {forms} and {n:was|were} left behind.",
    ),
    "UNLINKED": Words(
        "Trang “{title}”: ID {ids} không có trong danh sách người lao động.",
        "Sheet “{title}”: the IDs {ids} are not in the list of people.",
    ),
    "UNKNOWN_COLUMN": Words(
        "Cột {column} “{heading}” có {n} ô chưa nhận ra là chỉ tiêu nào, nên không đọc.",
        "Column {column} “{heading}”: {n} {n:cell belongs|cells belong} to no known field and {n:was|were} not read.",
    ),
    "HEADING_MATCHED": Words(
        "Cột {column} “{heading}” được đọc là {field}.",
        "Column {column} “{heading}” was read as {field}.",
    ),
    "TK1_NOT_MARKED": Words(
        "{n} người có thông tin tờ khai TK1 nhưng chưa đánh x ở cột “Bổ sung thêm TK1”, nên chưa lập TK1.",
        "{n} {n:person has|people have} TK1 details without an x in the column “Bổ sung thêm TK1”; no TK1 was made.",
    ),
    "TK1_NOT_FILED": Words(
        "{n} người được đánh dấu lập TK1, nhưng mẫu TK1 đang có không dùng để nộp vào ngày này.",
        "{n} {n:person is|people are} marked for a TK1, but the TK1 form is not filed on this day.",
    ),
    "WAGE_REGIONS": Words(
        "Các dòng ghi nhiều vùng lương khác nhau ({before}); mẫu này chỉ có một vùng cho cả đơn vị.",
        "The rows name several wage regions ({before}); this form has one for the whole unit.",
    ),
}


def note(
    code: str,
    sheet: str,
    *,
    row: int | None = None,
    field: FieldId | None = None,
    label: Words | str = "",
    before: str | None = None,
    after: str | None = None,
    **values: object,
) -> Note:
    """A note with its words filled; `label` is the field's name for people."""
    words = WORDS[code].fill(field=label, before=before, after=after, **values)
    return Note(code, words, sheet, row, field, before, after)
