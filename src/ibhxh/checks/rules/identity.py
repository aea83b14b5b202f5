"""Who the person is: name, numbers, sex, birth date. For every form that names people."""

from __future__ import annotations

from datetime import date

import polars as pl
from polars import col

from ibhxh.checks.param import masked, number, sex, text
from ibhxh.checks.rule import D02, PEOPLE, Blank, Fix, Rule, Severity
from ibhxh.checks.rules.personal_id import NOT_SHAPED, birth_year_of, born_on, is_odd, province_digits, sex_of, shaped
from ibhxh.checks.view import View
from ibhxh.words import Words

#: Until then the identity card of nine digits was good as well (Identification Law 26/2023/QH15, article 46).
_NINE_DIGITS_UNTIL = date(2024, 12, 31)

_ODD = r"[^\p{Latin}\p{M} .'’ʼ-]"
_TIDY_NAME = col("full_name").str.replace_all(_ODD, "").str.replace_all(" +", " ").str.strip_chars()
_TEN = col("si_number").str.contains("^[0-9]{10}(?:[0-9]{2})?$")
_NINE = col("si_number").str.contains("^[0-9]{9}$")
_PARTIAL = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
#: A birth between these days is possible whatever the filing day.
_FIRST_BIRTH, _GROWN = date(1900, 1, 1), date(2010, 1, 1)
_FIRST_DAY = pl.concat_str("birth_date", pl.lit("-01-01")).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def _zeros_lost(view: View) -> pl.Expr:
    """One nought, or the two of 001 Hà Nội, 002 …: those only where province and birth year then fit."""
    one, two = (col("personal_id").str.contains(pattern) for pattern in ("^[1-9][0-9]{10}$", "^[1-9][0-9]{9}$"))
    whole = col("personal_id").str.to_integer(strict=False)
    fits = province_digits(whole).is_in(view.provinces()) & (birth_year_of(whole) == _birth_year())
    return one | (two & fits.fill_null(False))


def _not_twelve(view: View) -> pl.Expr:
    old = col("personal_id").str.contains("^[0-9]{9}$") & (view.filed_on <= _NINE_DIGITS_UNTIL)
    return ~(old | _zeros_lost(view))


def _birth_year() -> pl.Expr:
    return col("birth_date").str.slice(0, 4).str.to_integer(strict=False)


def _no_date(_: View) -> pl.Expr:
    return ~(col("birth_date").str.contains(_PARTIAL) & _FIRST_DAY.is_not_null())


def _impossible_birth(view: View) -> pl.Expr:
    return (view.filed_on < _FIRST_DAY) | (_FIRST_DAY < _FIRST_BIRTH)


def _no_province(view: View) -> pl.Expr:
    return shaped() & ~province_digits().is_in(view.provinces())


def _other_sex(view: View) -> pl.Expr:
    return province_digits().is_in(view.provinces()) & (sex_of() != col("sex"))


def _other_birth_year(view: View) -> pl.Expr:
    return province_digits().is_in(view.provinces()) & (birth_year_of() != _birth_year())


RULES = (
    Rule(
        id="PER-001",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("full_name",),
        words=Words(
            "Chưa có họ và tên. Mỗi dòng phải ghi họ tên như trên CCCD hoặc hộ chiếu. Nhập họ tên.",
            "The name is missing. Each row names the person as on the ID card or passport. Enter the name.",
        ),
        wrong=lambda _: col("full_name").is_null(),
        blank=Blank.WRONG,
        instead_of=frozenset({"full_name-required"}),
    ),
    Rule(
        id="PER-002",
        severity=Severity.WARNING,
        forms=PEOPLE,
        fields=("full_name",),
        words=Words(
            "Họ tên “{x}” có ký tự lạ “{c}”. Dữ liệu phải khớp cơ sở dữ liệu quốc gia về dân cư. Bấm Sửa để thành "
            "“{y}”.",
            "The name “{x}” has an odd character “{c}”. It must match the national population database. "
            "Press Fix for “{y}”.",
        ),
        wrong=lambda _: col("full_name").str.contains(_ODD),
        params={
            "x": text("full_name"),
            "c": text(col("full_name").str.extract(f"({_ODD})", 1)),
            "y": text(_TIDY_NAME),
        },
        fix=Fix({"full_name": _TIDY_NAME}),
    ),
    Rule(
        id="PER-003",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("si_number",),
        words=Words(
            "Mã số BHXH “{x}” có {n} ký tự. Mã số gồm 10 chữ số, hoặc là số định danh cá nhân 12 chữ số. Kiểm tra lại "
            "hoặc để trống nếu chưa được cấp.",
            "The social insurance number “{x}” has {n} {n:character|characters}. It has 10 digits, or is the 12-digit "
            "personal ID. Check it, or leave it empty when none was issued.",
        ),
        wrong=lambda _: ~(_TEN | _NINE),
        params={"x": text("si_number"), "n": number(col("si_number").str.len_chars())},
        instead_of=frozenset({"si_number-digits"}),
    ),
    Rule(
        id="PER-004",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("si_number",),
        words=Words(
            "Mã số BHXH “{x}” mất số 0 ở đầu do Excel. Bấm Sửa để thành {y}.",
            "Excel dropped the leading zero of the social insurance number “{x}”. Press Fix for {y}.",
        ),
        among=col("si_number").str.len_bytes() == 9,
        wrong=lambda _: _NINE,
        params={"x": text("si_number"), "y": text(col("si_number").str.zfill(10))},
        fix=Fix({"si_number": col("si_number").str.zfill(10)}),
    ),
    Rule(
        id="PER-005",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("personal_id",),
        words=Words(
            "CCCD “{x}” có {n} chữ số, phải đủ 12. Cơ quan BHXH đối chiếu số này với dữ liệu quốc gia và trả hồ sơ nếu "
            "không khớp. Xem lại thẻ.",
            "The personal ID “{x}” has {n} {n:digit|digits}, it needs 12. The agency compares it with the national "
            "database and returns the dossier when it differs. Look at the card.",
        ),
        among=NOT_SHAPED,
        wrong=_not_twelve,
        params={"x": text("personal_id"), "n": number(col("personal_id").str.count_matches("[0-9]"))},
        instead_of=frozenset({"personal_id-digits"}),
    ),
    Rule(
        id="PER-006",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("personal_id",),
        words=Words(
            "CCCD “{x}” mất số 0 ở đầu do Excel. Bấm Sửa để thành {y}.",
            "Excel dropped the leading zero of the personal ID “{x}”. Press Fix for {y}.",
        ),
        among=NOT_SHAPED,
        wrong=_zeros_lost,
        params={"x": text("personal_id"), "y": text(col("personal_id").str.zfill(12))},
        fix=Fix({"personal_id": col("personal_id").str.zfill(12)}),
    ),
    Rule(
        id="PER-007",
        severity=Severity.WARNING,
        forms=PEOPLE,
        fields=("personal_id",),
        words=Words(
            "Ba số đầu của CCCD “{x}” không phải mã tỉnh. Kiểm tra xem có gõ nhầm không.",
            "The first three digits of the personal ID “{x}” are no province code. Check for a slip.",
        ),
        wrong=_no_province,
        params={"x": text("personal_id")},
    ),
    Rule(
        id="PER-008",
        severity=Severity.WARNING,
        forms=PEOPLE,
        fields=("sex", "personal_id"),
        words=Words(
            "Giới tính không khớp với CCCD {x}. Theo cấu trúc số, người này là {y}. Sửa một trong hai.",
            "The sex does not agree with the personal ID {x}, which says {y} by its structure. Mend one of them.",
        ),
        among=is_odd() != (col("sex") == "female"),
        wrong=_other_sex,
        params={"x": masked("personal_id"), "y": sex(sex_of())},
    ),
    Rule(
        id="PER-009",
        severity=Severity.WARNING,
        forms=PEOPLE,
        fields=("birth_date", "personal_id"),
        words=Words(
            "Năm sinh không khớp với CCCD {x}. Theo cấu trúc số, người này sinh năm {y}. Sửa một trong hai.",
            "The year of birth does not agree with the personal ID {x}, which says {y} by its structure. "
            "Mend one of them.",
        ),
        among=shaped() & col("birth_day").dt.year().ne_missing(birth_year_of()),
        wrong=_other_birth_year,
        params={"x": masked("personal_id"), "y": text(birth_year_of())},
    ),
    Rule(
        id="PER-010",
        severity=Severity.ERROR,
        forms=D02,
        fields=("personal_id", "si_number", "passport_number"),
        words=Words(
            "Chưa có số nào để nhận ra người này: mã số BHXH, CCCD hay hộ chiếu. Nhập ít nhất một số.",
            "Nothing tells who this is: neither social insurance number, personal ID nor passport. Enter at least one.",
        ),
        wrong=lambda _: col("personal_id").is_null() & col("si_number").is_null() & col("passport_number").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="PER-014",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("si_number", "personal_id"),
        words=Words(
            "Mã số BHXH 12 chữ số “{x}” khác CCCD “{y}” của cùng người. Mã số 12 chữ số là chính số định danh cá nhân; "
            "kiểm tra hai ô.",
            "The 12-digit social insurance number “{x}” differs from the person's ID “{y}”. A number of 12 "
            "digits is the personal ID itself; check the two.",
        ),
        among=shaped() & (col("si_number").str.len_bytes() == 12),
        wrong=lambda _: col("si_number").str.contains("^[0-9]{12}$") & (col("si_number") != col("personal_id")),
        params={"x": text("si_number"), "y": text("personal_id")},
    ),
    Rule(
        id="PER-011",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("birth_date",),
        words=Words(
            "Chưa có ngày sinh. Ghi ngày/tháng/năm; nếu giấy tờ chỉ có năm thì ghi năm.",
            "The date of birth is missing. Write day/month/year, or the year alone where the papers give no more.",
        ),
        wrong=lambda _: col("birth_date").is_null(),
        blank=Blank.WRONG,
        instead_of=frozenset({"birth_date-required"}),
    ),
    Rule(
        id="PER-012",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("birth_date",),
        words=Words(
            "Ngày sinh “{x}” không phải ngày. Ghi ngày/tháng/năm; nếu giấy tờ chỉ có năm thì ghi năm.",
            "“{x}” is no date of birth. Write day/month/year, or the year alone where the papers give no more.",
        ),
        among=col("birth_date").is_not_null() & col("birth_day").is_null(),
        wrong=_no_date,
        params={"x": text("birth_date")},
    ),
    Rule(
        id="PER-013",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("birth_date",),
        words=Words(
            "Ngày sinh {x} ở sau ngày nộp hoặc trước năm 1900. Xem lại giấy tờ.",
            "The date of birth {x} lies after the filing day or before 1900. Look at the papers.",
        ),
        among=col("birth_date").is_not_null() & ~col("birth_day").is_between(_FIRST_BIRTH, _GROWN).fill_null(False),
        wrong=_impossible_birth,
        params={"x": text(born_on())},
    ),
)
