"""The head of a list, and the dossier's own key: whose it is, for which month, on which forms."""

from __future__ import annotations

import re

import polars as pl
from polars import col
from stdnum.vn import mst as tax_code

from ibhxh.checks.param import interval, month, number, stored_interval, text
from ibhxh.checks.rule import D02, DOSSIER, Blank, Part, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.law.months import month_of
from ibhxh.words import Words

_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_ROUNDS = (1, 99)
#: Since 01/07/2025 the tax code of a household business is its owner's personal ID (Circular 86/2024/TT-BTC).
_PERSONAL_ID = re.compile(r"0[0-9]{11}")


def _plain(code: pl.Expr) -> pl.Expr:
    return code.str.replace_all("[- ]", "")


def _wrong_check_digit(view: View) -> pl.Expr:
    code = view.header["mst"][0]
    return pl.lit(code is not None and not _PERSONAL_ID.fullmatch(code) and not tax_code.is_valid(code))


def _period_ahead(view: View) -> pl.Expr:
    return col("period") > month_of(view.filed_on) + 1


def _forms(view: View) -> list[str]:
    return [sheet.version.form for sheet in view.dossier.sheets]


def _hits(**columns: list[str]) -> pl.DataFrame:
    """One finding about the dossier's forms for each value."""
    length = len(next(iter(columns.values())))
    return pl.DataFrame({"row": pl.Series([None] * length, dtype=pl.UInt32), **columns}, strict=True)


def _unknown_procedure(view: View) -> pl.Expr:
    return pl.lit(view.dossier.forms_of_procedure is None)


def _main_form_missing(view: View) -> pl.DataFrame:
    needed = view.dossier.forms_of_procedure
    return _hits(x=[needed[0]] if needed and needed[0] not in _forms(view) else [])


def _not_of_procedure(view: View) -> pl.DataFrame:
    taken = view.dossier.forms_of_procedure
    return _hits(x=sorted({form for form in _forms(view) if taken and form not in taken}))


def _out_of_force(view: View) -> pl.DataFrame:
    versions = {s.version.key: s.version for s in view.dossier.sheets if view.filed_on not in s.version.accepted}
    return _hits(x=sorted(versions), y=[stored_interval(versions[key].accepted) for key in sorted(versions)])


def _no_rows(view: View) -> pl.DataFrame:
    return _hits(x=[sheet.version.form for sheet in view.dossier.sheets if sheet.rows.is_empty()])


RULES = (
    Rule(
        id="D02-701",
        severity=Severity.ERROR,
        forms=D02,
        fields=("mst",),
        words=Words(
            "Mã số thuế {x} là của đơn vị khác; hồ sơ này của đơn vị có mã số thuế {y}. Cổng sẽ từ chối. Chọn đúng "
            "đơn vị, hoặc sửa phần đầu danh sách. (SE003)",
            "The tax code {x} is another unit's; this dossier is of the unit with {y}. The gateway will refuse it. "
            "Choose the right unit or mend the header. (SE003)",
        ),
        wrong=lambda _: _plain(col("mst")) != _plain(col("own_mst")),
        params={"x": text("mst"), "y": text("own_mst")},
        part=Part.HEADER,
    ),
    Rule(
        id="D02-702",
        severity=Severity.ERROR,
        forms=D02,
        fields=("unit_code",),
        words=Words(
            "Mã đơn vị {x} khác mã đơn vị của hồ sơ ({y}). Cổng sẽ từ chối. Sửa phần đầu danh sách. (SE005)",
            "The unit code {x} differs from the dossier's ({y}). The gateway will refuse it. Mend the header. (SE005)",
        ),
        wrong=lambda _: col("unit_code") != col("own_unit_code"),
        params={"x": text("unit_code"), "y": text("own_unit_code")},
        part=Part.HEADER,
    ),
    Rule(
        id="D02-703",
        severity=Severity.ERROR,
        forms=D02,
        fields=("mst",),
        words=Words(
            "Mã số thuế {x} chưa đúng số kiểm tra, có thể gõ nhầm một chữ số. Xem lại giấy đăng ký.",
            "The check digit of the tax code {x} does not fit; one digit may be mistyped. Look at the registration.",
        ),
        wrong=_wrong_check_digit,
        params={"x": text("mst")},
        part=Part.HEADER,
    ),
    Rule(
        id="D02-704",
        severity=Severity.WARNING,
        forms=D02,
        fields=("email",),
        words=Words(
            "Địa chỉ thư điện tử “{x}” chưa đúng dạng. Phiếu hẹn và kết quả được gửi tới đây; kiểm tra lại.",
            "“{x}” is no e-mail address. Slips and results are sent there; check it.",
        ),
        wrong=lambda _: ~col("email").str.contains(_EMAIL),
        params={"x": text("email")},
        part=Part.HEADER,
    ),
    Rule(
        id="D02-705",
        severity=Severity.WARNING,
        forms=D02,
        fields=("unit_name",),
        words=Words(
            "Phần đầu danh sách chưa có tên đơn vị. Nhập tên như trên giấy đăng ký.",
            "The header has no name of the unit. Enter it as registered.",
        ),
        wrong=lambda _: col("unit_name").is_null(),
        blank=Blank.WRONG,
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-001",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("mst",),
        words=Words(
            "Mã số thuế {x} của đơn vị chưa đúng số kiểm tra. Xem lại giấy đăng ký. (SE003)",
            "The check digit of the unit's tax code {x} does not fit. Look at the registration. (SE003)",
        ),
        wrong=_wrong_check_digit,
        params={"x": text("mst")},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-002",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("agency_code",),
        words=Words(
            "Mã cơ quan BHXH “{x}” phải có 5 chữ số. Chọn cơ quan quản lý đơn vị. (SE004)",
            "The agency code “{x}” must have 5 digits. Choose the agency in charge of the unit. (SE004)",
        ),
        wrong=lambda _: ~col("agency_code").str.contains("^[0-9]{5}$"),
        params={"x": text("agency_code")},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-003",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("round",),
        words=Words(
            "Đợt {x} phải từ 1 đến 99. Sửa số đợt.",
            "Round {x} must lie between 1 and 99. Mend it.",
        ),
        wrong=lambda _: ~col("round").is_between(*_ROUNDS),
        params={"x": number("round")},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-004",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("period",),
        words=Words(
            "Kỳ kê khai {x} sau tháng nộp hơn một tháng. Kiểm tra lại kỳ.",
            "The period {x} lies more than a month after the filing month. Check it.",
        ),
        wrong=_period_ahead,
        params={"x": month("period")},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-005",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("procedure",),
        words=Words(
            "Thủ tục “{x}” không có trong danh mục của ngày nộp. Chọn lại thủ tục.",
            "Procedure “{x}” is not in the list of the filing day. Choose another.",
        ),
        wrong=_unknown_procedure,
        params={"x": text("procedure")},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-006",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("sheets",),
        words=Words(
            "Hồ sơ chưa có mẫu {x} mà thủ tục này bắt buộc. Thêm mẫu.",
            "The dossier lacks form {x}, which its procedure requires. Add it.",
        ),
        wrong=_main_form_missing,
        params={"x": text()},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-007",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("sheets",),
        words=Words(
            "Mẫu {x} không thuộc thành phần hồ sơ của thủ tục này vào ngày nộp. Bỏ mẫu hoặc chọn thủ tục khác.",
            "Form {x} is no part of this procedure on the filing day. Remove it or choose another procedure.",
        ),
        wrong=_not_of_procedure,
        params={"x": text()},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-008",
        severity=Severity.ERROR,
        forms=DOSSIER,
        fields=("sheets",),
        words=Words(
            "Mẫu {x} chỉ nhận hồ sơ nộp {y}. Chuyển dữ liệu sang mẫu đang áp dụng vào ngày nộp.",
            "Form {x} is accepted for filing {y} only. Carry the rows over to the form in force on the filing day.",
        ),
        wrong=_out_of_force,
        params={"x": text(), "y": interval()},
        part=Part.HEADER,
    ),
    Rule(
        id="DOS-009",
        severity=Severity.WARNING,
        forms=DOSSIER,
        fields=("sheets",),
        words=Words(
            "Danh sách {x} chưa có dòng nào. Thêm người, hoặc bỏ danh sách này.",
            "The list {x} has no rows. Add people or remove it.",
        ),
        wrong=_no_rows,
        params={"x": text()},
        part=Part.HEADER,
    ),
)
