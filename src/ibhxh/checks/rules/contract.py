"""The contract and the work: kind, length, age, place."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import day, month, text
from ibhxh.checks.plans import JOINS, JOINS_IN_FULL
from ibhxh.checks.rule import D02, LAW_2024, Blank, Rule, Severity
from ibhxh.checks.rules.personal_id import born_on
from ibhxh.checks.rules.retirement import ROADMAP_FROM, retirement_months
from ibhxh.checks.view import View
from ibhxh.words import Words

_FIXED = col("contract_kind") == "fixed"
#: The day after a contract of so many whole months.
_AFTER = {months: col("effective_on").dt.offset_by(f"{months}mo") for months in (1, 12, 36)}
_TITLED = (*JOINS_IN_FULL, "TH", "CD")
MINIMUM_AGE = 15


def _shorter_than(months: int) -> pl.Expr:
    return _FIXED & (col("contract_end") < _AFTER[months] - pl.duration(days=1))


def _as_number(day_: pl.Expr) -> pl.Expr:
    return (day_.dt.year() * 100 + day_.dt.month()) * 100 + day_.dt.day()


def _age() -> pl.Expr:
    """Whole years of age on the effective day; blank unless the birth date is known to the day."""
    return (_as_number(col("effective_on")) - _as_number(col("birth_day"))) // 10_000


def _past_retirement(view: View) -> pl.DataFrame:
    """Joiners whose birth month is known and whose retirement month has come."""
    year = col("birth_date").str.extract(r"^(\d{4})-\d\d", 1).str.to_integer(strict=False)
    born = year * 12 + col("birth_date").str.slice(5, 2).str.to_integer(strict=False) - 1
    male, female = retirement_months("male"), retirement_months("female")
    reached = (
        pl.when(col("sex") == "male")
        .then(born.replace_strict(list(male), list(male.values()), default=None, return_dtype=pl.Int64))
        .when(col("sex") == "female")
        .then(born.replace_strict(list(female), list(female.values()), default=None, return_dtype=pl.Int64))
    )
    joins = col("plan").is_in(JOINS_IN_FULL)
    return view.rows.filter(joins).with_columns(t=reached).filter(col("from_month") >= col("t"))


RULES = (
    Rule(
        id="D02-401",
        severity=Severity.ERROR,
        forms=D02,
        fields=("contract_end", "contract_kind"),
        words=Words(
            "Hợp đồng xác định thời hạn chưa có ngày kết thúc. Nhập ngày kết thúc hợp đồng.",
            "The fixed-term contract has no end. Enter the last day.",
        ),
        wrong=lambda _: _FIXED & col("contract_end").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-402",
        severity=Severity.ERROR,
        forms=D02,
        fields=("contract_end", "effective_on", "plan"),
        words=Words(
            "Ngày kết thúc hợp đồng {b} trước ngày hiệu lực {a}. Sửa một trong hai ngày.",
            "The contract ends on {b}, before it takes effect on {a}. Mend one of the two.",
        ),
        wrong=lambda _: col("plan").is_in(JOINS) & (col("contract_end") < col("effective_on")),
        params={"a": day("effective_on"), "b": day("contract_end")},
    ),
    Rule(
        id="D02-403",
        severity=Severity.ERROR,
        forms=D02,
        fields=("contract_end", "effective_on", "contract_kind", "plan"),
        words=Words(
            "Hợp đồng từ {a} đến {b} dưới 01 tháng nên không thuộc diện BHXH bắt buộc. Kiểm tra thời hạn, hoặc bỏ "
            "dòng.",
            "The contract of {a} to {b} is shorter than a month: not compulsory. Check its length or remove the row.",
        ),
        wrong=lambda _: col("plan").is_in(JOINS) & _shorter_than(1) & (col("contract_end") >= col("effective_on")),
        params={"a": day("effective_on"), "b": day("contract_end")},
        cite=Words("Điều 2 khoản 1 điểm a Luật BHXH 2024", "art. 2(1)(a) Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-404",
        severity=Severity.ERROR,
        forms=D02,
        fields=("contract_end", "effective_on", "contract_kind", "nationality", "plan"),
        words=Words(
            "Hợp đồng của người lao động nước ngoài từ {a} đến {b} dưới 12 tháng nên không thuộc diện BHXH bắt buộc. "
            "Kiểm tra thời hạn, hoặc bỏ dòng.",
            "The foreign employee's contract of {a} to {b} is shorter than 12 months: not compulsory. Check its "
            "length or remove the row.",
        ),
        wrong=lambda _: col("foreign") & col("plan").is_in(JOINS) & _shorter_than(12) & ~_shorter_than(1),
        params={"a": day("effective_on"), "b": day("contract_end")},
        cite=Words("Điều 2 khoản 2 Luật BHXH 2024", "art. 2(2) Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-405",
        severity=Severity.WARNING,
        forms=D02,
        fields=("contract_end", "effective_on", "contract_kind"),
        words=Words(
            "Hợp đồng xác định thời hạn từ {a} đến {b} dài hơn 36 tháng. Kiểm tra ngày, hoặc chọn loại không xác định "
            "thời hạn.",
            "The fixed-term contract of {a} to {b} is longer than 36 months. Check the days, or choose indefinite.",
        ),
        # Counted by the Civil Code a term of 36 months from 01/07 ends with 01/07, as many contracts say.
        wrong=lambda _: _FIXED & (col("contract_end") > _AFTER[36]),
        params={"a": day("effective_on"), "b": day("contract_end")},
        cite=Words("Điều 20 khoản 1 Bộ luật Lao động 2019", "art. 20(1) Labour Code 2019"),
    ),
    Rule(
        id="D02-406",
        severity=Severity.WARNING,
        forms=D02,
        fields=("contract_end", "contract_kind"),
        words=Words(
            "Hợp đồng không xác định thời hạn lại có ngày kết thúc {b}. Chọn lại loại hợp đồng hoặc bỏ ngày.",
            "An indefinite contract has an end, {b}. Choose the kind again or remove the day.",
        ),
        wrong=lambda _: (col("contract_kind") == "indefinite") & col("contract_end").is_not_null(),
        params={"b": day("contract_end")},
    ),
    Rule(
        id="D02-407",
        severity=Severity.ERROR,
        forms=D02,
        fields=("birth_date", "effective_on", "plan"),
        words=Words(
            "Người này sinh {x}, chưa đủ 15 tuổi vào ngày hợp đồng có hiệu lực {d}. Kiểm tra hai ngày; lao động chưa "
            "đủ 15 tuổi thuộc trường hợp riêng của Bộ luật Lao động.",
            "Born {x}, this person is not yet 15 on {d}, when the contract takes effect. Check the two; work under 15 "
            "is a case of its own in the Labour Code.",
        ),
        wrong=lambda _: col("plan").is_in(JOINS) & (_age() < MINIMUM_AGE),
        params={"d": day("effective_on"), "x": text(born_on())},
        cite=Words("Điều 143 Bộ luật Lao động 2019", "art. 143 Labour Code 2019"),
    ),
    Rule(
        id="D02-408",
        severity=Severity.WARNING,
        forms=D02,
        fields=("birth_date", "sex", "from_month", "plan"),
        words=Words(
            "Người này đã đủ tuổi nghỉ hưu vào {t}. Kiểm tra xem đang hưởng lương hưu không; nếu có thì không đóng "
            "BHXH bắt buộc.",
            "This person reached retirement age in {t}. Check whether a pension is drawn; if so, compulsory insurance "
            "does not apply.",
        ),
        among=col("plan").is_in(JOINS_IN_FULL),
        wrong=_past_retirement,
        params={"t": month("t")},
        cite=Words("Điều 169 Bộ luật Lao động 2019, Nghị định 135/2020", "art. 169 Labour Code 2019, Decree 135/2020"),
        valid=ROADMAP_FROM,
    ),
    Rule(
        id="D02-409",
        severity=Severity.WARNING,
        forms=("D02-LT",),
        fields=("workplace", "plan"),
        words=Words(
            "Chức danh chưa ghi nơi làm việc (xã/phường, tỉnh). Mẫu D02-LT cột 3 cần cả hai. Chọn nơi làm việc của "
            "đơn vị.",
            "The job title has no workplace (commune, province). D02-LT asks for both in column 3. Choose the unit's.",
        ),
        wrong=lambda _: col("plan").is_in(_TITLED) & col("workplace").is_null(),
        blank=Blank.WRONG,
    ),
)
