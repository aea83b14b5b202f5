"""Wages and allowances: there, in đồng, between floor and cap."""

from __future__ import annotations

from functools import partial, reduce
from operator import and_

import polars as pl
from polars import col

from ibhxh.checks.param import coefficient, day, money, month, number, percent, text, words_of
from ibhxh.checks.plans import ARREARS, JOINS, MONTHLY_WAGE_EFFECTS, NAMES_A_WAGE, WAGE_CHANGE
from ibhxh.checks.rule import D02, LAW_2024, Blank, Fix, Rule, Severity
from ibhxh.checks.view import View
from ibhxh.words import Words, same

#: No month's wage, and no difference paid back, was ever this small; typed so, it is in thousands.
_SMALLEST_WAGE, _SMALLEST_DIFFERENCE, _SMALLEST_ALLOWANCE = 100_000, 10_000, 10_000
#: Below this even the thousandfold is no month's wage: “5” may be a coefficient, or millions.
_SMALLEST_IN_THOUSANDS = 100
_LARGEST_WAGE = 1_000_000_000
#: The highest coefficient of the State scale is 13; a number above this is money in the wrong cell.
_LARGEST_COEFFICIENT = 20 * 10_000
_WHOLE = 100 * 10_000
_REGIONS = {"1": same("I"), "2": same("II"), "3": same("III"), "4": same("IV")}
_PAY = ("wage", "wage_allowance", "wage_supplement", "wage_coefficient", "position_allowance")
_NOT_COUNTED = r"(?i)(ăn giữa ca|ăn ca|tiền ăn|xăng xe|tiền xăng|điện thoại)"
#: A nought is how some programs write an empty cell.
_WAGE, _COEFFICIENT = (col(field).fill_null(0) != 0 for field in ("wage", "wage_coefficient"))
_STARTS_OR_CHANGES = col("effect").is_in(("start", "wage")) & (col("plan") != "TL")


def _in_thousands(_: View) -> pl.Expr:
    wage = col("wage")
    monthly = col("effect").is_in(MONTHLY_WAGE_EFFECTS) & wage.is_between(_SMALLEST_IN_THOUSANDS, _SMALLEST_WAGE - 1)
    return monthly | (col("plan").is_in(ARREARS) & wage.is_between(1, _SMALLEST_DIFFERENCE - 1))


def _allowance_in_thousands(_: View, field: str) -> pl.Expr:
    return col(field).is_between(1, _SMALLEST_ALLOWANCE - 1) & (col("wage") >= 1_000_000)


def _too_large(_: View, field: str, limit: int) -> pl.Expr:
    return col(field) > limit


def _below_reference(_: View) -> pl.Expr:
    ordinary = (col("engagement") != "second_contract").fill_null(True)
    thousands = col("wage").is_between(_SMALLEST_IN_THOUSANDS, _SMALLEST_WAGE - 1)
    named = (col("wage") > 0) & ~thousands
    return _STARTS_OR_CHANGES & ordinary & named & (col("pay") < col("reference_level"))


def _below_regional(_: View) -> pl.Expr:
    # Nobody who fills the cell is asked twice: an empty engagement is taken for the ordinary one, full time.
    full_time = (col("engagement") == "full_time").fill_null(True)
    above_floor = (col("pay") >= col("reference_level")).fill_null(True)
    monthly = col("effect").is_in(MONTHLY_WAGE_EFFECTS) & (col("plan") != "TL")
    real = col("wage") >= _SMALLEST_WAGE
    return monthly & full_time & real & above_floor & (col("wage") < col("regional_minimum"))


def _same_wage(view: View) -> pl.DataFrame:
    """Wage changes that leave the pay of the same person's wage row before, in this sheet, as it was."""
    rows = view.rows.filter(col("plan").is_in((*JOINS, WAGE_CHANGE)) & col("person").is_not_null())
    rows = rows.filter(col("person").is_duplicated())  # few: who has one such row has nothing to compare
    ordered = rows.sort("person", "from_month", "row", nulls_last=True)
    unchanged = [col(field).eq_missing(col(field).shift(1)) for field in _PAY]
    same_person = col("person") == col("person").shift(1)
    marked = ordered.with_columns(b=col("row").shift(1) + 1, unchanged=reduce(and_, unchanged, same_person))
    return marked.filter(col("unchanged") & (col("plan") == WAGE_CHANGE) & col("wage").is_not_null())


def _whole_wage_as_arrears(view: View) -> pl.DataFrame:
    """Back payments after a rise that name the whole wage of the same person's wage change."""
    known = col("person").is_not_null() & (col("wage") > 0)
    changes = view.rows.filter(known & (col("plan") == WAGE_CHANGE)).select("person", "wage", b=col("row") + 1)
    firsts = changes.unique(["person", "wage"], keep="first", maintain_order=True)
    rises = view.rows.filter(known & (col("plan") == "AD"))
    return rises.join(firsts, on=["person", "wage"], how="inner", maintain_order="left")


def _since() -> pl.Expr:
    yyyymmdd = col("regional_since")
    return pl.date(yyyymmdd // 10_000, yyyymmdd // 100 % 100, yyyymmdd % 100)


RULES = (
    Rule(
        id="D02-301",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "plan"),
        words=Words(
            "Chưa ghi tiền lương. Dòng tăng và dòng điều chỉnh lương phải có mức lương. Nhập mức lương theo hợp đồng.",
            "The wage is missing. A row of increase or wage change names it. Enter the wage of the contract.",
        ),
        wrong=lambda _: col("plan").is_in(NAMES_A_WAGE) & ~_WAGE & ~_COEFFICIENT,
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-302",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "plan"),
        words=Words(
            "Tiền lương “{x}” có vẻ tính bằng nghìn đồng. Ghi đủ đồng: {y}. Bấm Sửa để đổi.",
            "The wage “{x}” looks like thousands. Write it in full đồng: {y}. Press Fix to change it.",
        ),
        wrong=_in_thousands,
        params={"x": number("wage"), "y": money(col("wage") * 1000)},
        fix=Fix({"wage": col("wage") * 1000}),
    ),
    *(
        Rule(
            id=rule_id,
            severity=Severity.ERROR,
            forms=D02,
            fields=(field, "wage"),
            words=Words(
                "Khoản này “{x}” có vẻ tính bằng nghìn đồng, trong khi tiền lương là {w}. Ghi đủ đồng: {y}. Bấm Sửa "
                "để đổi.",
                "“{x}” looks like thousands, beside a wage of {w}. Write it in full đồng: {y}. Press Fix to change it.",
            ),
            wrong=partial(_allowance_in_thousands, field=field),
            params={"x": number(field), "w": money("wage"), "y": money(col(field) * 1000)},
            fix=Fix({field: col(field) * 1000}),
        )
        for rule_id, field in (("D02-303", "wage_allowance"), ("D02-304", "wage_supplement"))
    ),
    Rule(
        id="D02-305",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "wage_coefficient"),
        words=Words(
            "Dòng này vừa có hệ số ({h}) vừa có tiền ({x}). Theo thang lương Nhà nước ghi hệ số; còn lại ghi số tiền. "
            "Bỏ một trong hai.",
            "The row has both a coefficient ({h}) and money ({x}). Coefficients are for the State scale, money for all "
            "others. Remove one.",
        ),
        wrong=lambda _: _WAGE & _COEFFICIENT,
        params={"h": coefficient("wage_coefficient"), "x": money("wage")},
    ),
    Rule(
        id="D02-306",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "from_month", "plan"),
        words=Words(
            "Mức đóng {x} thấp hơn mức tham chiếu {y} của tháng {t}. Căn cứ đóng thấp nhất bằng mức tham chiếu. Sửa "
            "mức lương, hoặc báo giảm nếu không còn thuộc diện bắt buộc.",
            "The base {x} is below the reference level {y} of {t}, which is the lowest base. Mend the wage, or report "
            "a decrease if compulsory insurance no longer applies.",
        ),
        wrong=_below_reference,
        params={"x": money("pay"), "y": money("reference_level"), "t": month("wage_month")},
        cite=Words("Điều 31 Luật BHXH 2024", "art. 31 Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-307",
        severity=Severity.WARNING,
        forms=D02,
        fields=("wage", "from_month", "plan"),
        words=Words(
            "Mức lương {x} của người làm trọn thời gian thấp hơn lương tối thiểu vùng {r} ({y} từ {d}). Đây là quy "
            "định về tiền lương, không phải mức sàn đóng BHXH. Kiểm tra hợp đồng, hoặc ghi “Không trọn thời gian” ở "
            "hình thức làm việc.",
            "The wage {x} of a full-time worker is below the minimum of region {r} ({y} from {d}). That is wage law, "
            "not the floor of social insurance. Check the contract, or say “Part time” under engagement.",
        ),
        wrong=_below_regional,
        params={
            "x": money("wage"),
            "r": words_of(_REGIONS, "region"),
            "y": money("regional_minimum"),
            "d": day(_since()),
        },
        cite=Words("Điều 91 Bộ luật Lao động 2019", "art. 91 Labour Code 2019"),
    ),
    Rule(
        id="D02-308",
        severity=Severity.INFO,
        forms=D02,
        fields=("wage", "from_month", "plan"),
        words=Words(
            "Mức lương {x} cao hơn 20 lần mức tham chiếu ({y}). Vẫn khai lương theo hợp đồng; phần mềm tính đóng trên "
            "{y}.",
            "The wage {x} is above 20 times the reference level ({y}). Declare it in full; contributions are computed "
            "on {y}.",
        ),
        wrong=lambda _: _STARTS_OR_CHANGES & (col("pay") > col("si_cap")),
        params={"x": money("pay"), "y": money("si_cap")},
        cite=Words("Điều 31 Luật BHXH 2024", "art. 31 Social Insurance Law 2024"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-309",
        severity=Severity.ERROR,
        forms=D02,
        fields=("wage", "plan"),
        words=Words(
            "Điều chỉnh lương (DC) nhưng mức mới bằng mức ở dòng {b} ({x}). Nếu chỉ đổi chức danh, dùng phương án CD.",
            "A wage change (DC) whose wage is that of row {b} ({x}). If only the title changes, use plan CD.",
        ),
        among=col("plan") == WAGE_CHANGE,
        wrong=_same_wage,
        params={"b": number("b"), "x": money("wage")},
    ),
    Rule(
        id="D02-316",
        severity=Severity.WARNING,
        forms=D02,
        fields=("wage", "plan"),
        words=Words(
            "Dòng truy đóng (AD) ghi {x}, bằng cả mức lương mới ở dòng {b}. Truy đóng do tăng lương tính trên phần "
            "chênh lệch; ghi mức lương mới trừ mức lương cũ.",
            "The back payment (AD) names {x}, the whole new wage of row {b}. After a rise the difference is paid; "
            "write the new wage less the old one.",
        ),
        among=col("plan") == "AD",
        wrong=_whole_wage_as_arrears,
        params={"b": number("b"), "x": money("wage")},
    ),
    Rule(
        id="D02-310",
        severity=Severity.WARNING,
        forms=D02,
        fields=("note",),
        words=Words(
            "Tiền ăn giữa ca, xăng xe, điện thoại không tính vào lương đóng BHXH. Ghi chú có “{x}” bên ô phụ cấp; bỏ "
            "ra nếu đúng là khoản này.",
            "Meals, fuel and phone do not count. The note says “{x}” beside an allowance; take it out if it is one of "
            "these.",
        ),
        wrong=lambda _: (
            col("note").str.contains(_NOT_COUNTED)
            & (col("wage_allowance").is_not_null() | col("wage_supplement").is_not_null())
        ),
        params={"x": text(col("note").str.extract(_NOT_COUNTED, 1))},
        cite=Words("Điều 31 Luật BHXH 2024, Nghị định 158/2025 Điều 7", "art. 31 SI Law 2024, Decree 158/2025 art. 7"),
        valid=LAW_2024,
    ),
    Rule(
        id="D02-311",
        severity=Severity.WARNING,
        forms=D02,
        fields=("wage",),
        words=Words(
            "Tiền lương {x} từ một tỷ đồng trở lên. Kiểm tra xem có gõ thừa số 0 không.",
            "The wage {x} is a billion đồng or more. Check for a zero too many.",
        ),
        wrong=lambda _: col("wage") >= _LARGEST_WAGE,
        params={"x": money("wage")},
    ),
    *(
        Rule(
            id=rule_id,
            severity=Severity.ERROR,
            forms=D02,
            fields=(field,),
            words=Words(
                "Hệ số {x} quá lớn, có vẻ là số tiền. Hệ số cao nhất của thang lương Nhà nước là 13; nếu là tiền, ghi "
                "vào ô tiền lương hoặc phụ cấp lương.",
                "The coefficient {x} is too large and looks like money. The State scale ends at 13; money goes to the "
                "cell of wage or wage allowance.",
            ),
            wrong=partial(_too_large, field=field, limit=_LARGEST_COEFFICIENT),
            params={"x": coefficient(field)},
        )
        for rule_id, field in (("D02-312", "wage_coefficient"), ("D02-313", "position_allowance"))
    ),
    *(
        Rule(
            id=rule_id,
            severity=Severity.ERROR,
            forms=D02,
            fields=(field,),
            words=Words(
                "Tỷ lệ thâm niên {x} lớn hơn 100 %. Ghi phần trăm, ví dụ 5.",
                "The seniority of {x} is above 100 %. Write the percentage, e.g. 5.",
            ),
            wrong=partial(_too_large, field=field, limit=_WHOLE),
            params={"x": percent(field)},
        )
        for rule_id, field in (("D02-314", "seniority_beyond_scale"), ("D02-315", "trade_seniority"))
    ),
)
