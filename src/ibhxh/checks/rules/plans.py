"""Plan codes: known, complete, fitting the person and the kind of work."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.law_months import looked_up
from ibhxh.checks.param import choice, field_names, month, percent, text
from ibhxh.checks.plans import JOINS, JOINS_IN_FULL
from ibhxh.checks.rule import D02, LAW_2024, Blank, Fix, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.words import Words

_COVERED = Words("Điều 2 Luật BHXH 2024", "art. 2 Social Insurance Law 2024")
_PROBATION = Words("Điều 3 khoản 5 Nghị định 158/2025/NĐ-CP", "art. 3(5) Decree 158/2025/NĐ-CP")
_NEEDED_BY_TM = ("contract_kind", "effective_on")
_RATED = (*JOINS_IN_FULL, "DC", "AD", "ON")


def _missing() -> pl.Expr:
    """The needed fields that are empty, as ids separated by blanks."""
    return pl.concat_str(
        [pl.when(col(field).is_null()).then(pl.lit(field)) for field in _NEEDED_BY_TM], separator=" ", ignore_nulls=True
    )


def _other_kind(view: View) -> pl.DataFrame:
    kinds = {code: row["kinds"] for code, row in view.dossier.law.codes["plans"].rows.items()}
    allowed = col("plan").replace_strict(kinds, default=None, return_dtype=pl.String)
    return view.rows.with_columns(y=allowed.str.replace_all(" ", ", ")).filter(
        ~col("y").str.contains(col("declaration_kind"), literal=True)
    )


def _rates(view: View) -> pl.DataFrame:
    """The rows that name a rate, with what the law asks of both sides in their first month."""
    months, month_ = view.dossier.months, col("from_month")
    rows = view.rows.filter(col("declared_rate").is_not_null() & col("plan").is_in((*_RATED, "TL"))).with_columns(
        full=looked_up(month_, months.rate),
        reduced=looked_up(month_, months.rate_reduced),
        without_ui=looked_up(month_, months.rate_without_ui),
        foreign_rate=looked_up(month_, months.rate_foreign),
        injury=looked_up(month_, months.rate_tnld),
        short=looked_up(month_, months.rate_short),
        budget=looked_up(month_, months.rate_budget),
    )
    return rows.with_columns(relief=col("full") - col("reduced"), ui=col("full") - col("without_ui"))


_RATE = col("declared_rate")
_FOREIGN_WITH_UI = (col("foreign_rate") + col("ui") == _RATE) | (
    col("foreign_rate") - col("relief") + col("ui") == _RATE
)


def _foreign_with_ui(view: View) -> pl.DataFrame:
    return _rates(view).filter(col("foreign") & _FOREIGN_WITH_UI).with_columns(y=_RATE - col("ui"))


def _no_such_rate(view: View) -> pl.DataFrame:
    second = (col("plan") == "TL") | (col("engagement") == "second_contract").fill_null(False)
    foreign = col("foreign").fill_null(False)
    usual = pl.when(second).then("injury").when(foreign).then("foreign_rate").otherwise("full")
    known = (col("y") == _RATE) | (col("y") - col("relief") == _RATE)
    # Without unemployment insurance: pensioners and others whom the content does not show.
    native = ~second & ~foreign & ((col("without_ui") == _RATE) | (col("without_ui") - col("relief") == _RATE))
    # Short contracts and units outside the relief of 2021–2022 have rates of their own in some months.
    native |= ~second & ~foreign & ((col("short") == _RATE) | (col("budget") == _RATE)).fill_null(False)
    rows = _rates(view).with_columns(y=usual)
    return rows.filter(~(known | native | (~second & foreign & _FOREIGN_WITH_UI)))


RULES = (
    Rule(
        id="D02-201",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan",),
        words=Words(
            "Phương án “{x}” không có trong danh mục. Chọn một phương án trong danh sách.",
            "Plan “{x}” is not in the list. Choose one that is.",
        ),
        wrong=lambda view: ~col("plan").is_in(view.codes("plans")),
        params={"x": text("plan")},
        instead_of=frozenset({"plan-code"}),
    ),
    Rule(
        id="D02-202",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan",),
        words=Words(
            "Phương án TM cần hợp đồng, mức lương và từ tháng; đang thiếu {x}. Bổ sung các ô này.",
            "A new entry (TM) needs contract, wage and month; {x} is missing. Fill these cells.",
        ),
        wrong=lambda _: (col("plan") == "TM") & (col("contract_kind").is_null() | col("effective_on").is_null()),
        params={"x": field_names(_missing())},
    ),
    Rule(
        id="D02-203",
        severity=Severity.WARNING,
        forms=D02,
        fields=("declaration_kind", "plan"),
        words=Words(
            "Loại khai báo {x} không đi với phương án {p} (thường là {y}). Kiểm tra hai ô.",
            "Declaration kind {x} does not go with plan {p} (usually {y}). Check the two.",
        ),
        wrong=_other_kind,
        params={"x": text("declaration_kind"), "p": text("plan"), "y": text("y")},
    ),
    Rule(
        id="D02-204",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "engagement"),
        words=Words(
            "Hợp đồng thứ hai chỉ đóng TNLĐ-BNN. Đổi phương án {p} thành TL và bỏ các quỹ khác. Bấm Sửa để đổi phương "
            "án.",
            "A second contract pays employment injury only. Change plan {p} to TL and drop the other funds. Press Fix "
            "to change the plan.",
        ),
        wrong=lambda _: (col("engagement") == "second_contract") & col("plan").is_in((*JOINS_IN_FULL, "TH")),
        params={"p": text("plan")},
        cite=_COVERED,
        valid=LAW_2024,
        fix=Fix({"plan": pl.lit("TL")}),
    ),
    Rule(
        id="D02-205",
        severity=Severity.ERROR,
        forms=D02,
        fields=("engagement", "plan"),
        words=Words(
            "{name} di chuyển nội bộ doanh nghiệp nên không thuộc diện tham gia. Bỏ dòng này.",
            "{name} is an intra-company transferee and is not covered. Remove the row.",
        ),
        wrong=lambda _: (col("engagement") == "transferee") & col("plan").is_in(JOINS),
        params={"name": text("full_name")},
        cite=Words("Điều 2 khoản 2 Luật BHXH 2024", "art. 2(2) Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-206",
        severity=Severity.ERROR,
        forms=D02,
        fields=("engagement", "plan"),
        words=Words(
            "Thử việc bằng hợp đồng thử việc riêng thì chưa tham gia. Báo tăng từ ngày hợp đồng lao động có hiệu lực.",
            "Probation under a contract of its own is not insured yet. Report from the day the labour contract takes "
            "effect.",
        ),
        wrong=lambda _: (col("engagement") == "probation") & col("plan").is_in(JOINS_IN_FULL),
        cite=_PROBATION,
        valid=LAW_2024,
    ),
    Rule(
        id="D02-207",
        severity=Severity.ERROR,
        forms=D02,
        fields=("declared_rate", "nationality", "from_month", "plan"),
        words=Words(
            "Người lao động nước ngoài không tham gia BHTN; tỷ lệ {x} gồm cả BHTN. Bấm Sửa để thành {y}.",
            "Foreign employees have no unemployment insurance; the rate {x} includes it. Press Fix for {y}.",
        ),
        among=col("foreign") & col("declared_rate").is_not_null(),
        wrong=_foreign_with_ui,
        params={"x": percent("declared_rate"), "y": percent("y")},
        fix=Fix({"declared_rate": col("y")}),
    ),
    Rule(
        id="D02-210",
        severity=Severity.WARNING,
        forms=D02,
        fields=("nationality", "passport_number"),
        words=Words(
            "{name} có hộ chiếu mà chưa ghi quốc tịch. Người lao động nước ngoài không đóng BHTN; chọn quốc tịch, hoặc "
            "nhập CCCD nếu là công dân Việt Nam.",
            "{name} has a passport but no nationality. Foreign employees have no unemployment insurance; choose the "
            "nationality, or enter the personal ID of a Vietnamese citizen.",
        ),
        wrong=lambda _: (
            col("nationality").is_null() & col("passport_number").is_not_null() & col("personal_id").is_null()
        ),
        params={"name": text("full_name")},
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-208",
        severity=Severity.WARNING,
        forms=D02,
        fields=("declared_rate", "from_month", "plan"),
        words=Words(
            "Tỷ lệ đóng {x} không phải tỷ lệ luật định của tháng {t}; với người này thường là {y}. Kiểm tra lại, hoặc "
            "ghi lý do.",
            "The rate {x} is none of the law's for {t}; for this person it is usually {y}. Check it or give the "
            "reason.",
        ),
        among=col("declared_rate").is_not_null(),
        wrong=_no_such_rate,
        params={"x": percent("declared_rate"), "t": month("from_month"), "y": percent("y")},
    ),
    Rule(
        id="D02-209",
        severity=Severity.WARNING,
        forms=D02,
        fields=("engagement", "plan"),
        words=Words(
            "Phương án TL (chỉ đóng TNLĐ-BNN) dùng cho hợp đồng thứ hai, mà hình thức làm việc ghi “{x}”. Kiểm tra "
            "hai ô.",
            "Plan TL (employment injury only) is for a second contract, but the engagement says “{x}”. Check the two.",
        ),
        wrong=lambda _: (col("plan") == "TL") & (col("engagement") != "second_contract"),
        params={"x": choice("engagement", "engagement")},
    ),
)
