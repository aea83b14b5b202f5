"""Looking back: who is on the list, who has left, who was never on it."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import month, text
from ibhxh.checks.plans import ABSENCES, JOINS_IN_FULL, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.checks.rule import D02, Fix, Rule, Severity
from ibhxh.checks.rules.past_rule import NEW, ON_LIST, of_both, so_far
from ibhxh.checks.view import View
from ibhxh.words import Words

#: Rows about somebody who is on the list. Arrears may be of somebody who has left long ago.
_OF_PARTICIPANTS = (*LEAVES, *ABSENCES, RETURN, WAGE_CHANGE, "CD")
#: Who had employment-injury cover alone may join with all funds; TH may follow a contract that is there.
_BEGINS = (*JOINS_IN_FULL, "TL")
_TO_ALL_FUNDS = (col("past_participant_class") == "tnld_only") & col("plan").is_in(JOINS_IN_FULL)


def _begins_anew(_: View) -> pl.Expr:
    """Joins of somebody who is on the list, whom no row of the dossier takes off it first."""
    anew = col("plan").is_in(_BEGINS) & ON_LIST & ~_TO_ALL_FUNDS & ~so_far("leaves_here")
    return anew & NEW


def _since_before(_: View) -> pl.Expr:
    return col("past_from_opening") | (col("past_since") <= col("from_month"))


def _new_pay() -> pl.Expr:
    """Whether the row names another pay than the known one; blank where it names none."""
    return col("pay") != col("past_pay")


def _has_left(_: View) -> pl.Expr:
    gone = col("past_left_from") <= col("from_month")
    return col("plan").is_in(_OF_PARTICIPANTS) & gone & ~so_far("joins_here") & NEW


def _never_there(_: View) -> pl.Expr:
    stranger = col("full_name").is_not_null() & col("stranger") & col("joins_here").is_null()
    return col("plan").is_in(_OF_PARTICIPANTS) & stranger


RULES = of_both(
    Rule(
        id="101",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "Báo tăng {name} trong khi {book} đang ghi người này vẫn tham gia từ {u}. Nếu chỉ đổi lương, dùng phương "
            "án DC.",
            "{name} is reported as an increase while {book} has them on the list since {u}. For a change of wage "
            "alone, use plan DC.",
        ),
        wrong=lambda view: _begins_anew(view) & _since_before(view),
        params={"name": text("full_name"), "u": month("past_since")},
        # Only where the pay changes is a wage change what was meant.
        fix=Fix(
            {
                "plan": pl.when(_new_pay()).then(pl.lit(WAGE_CHANGE)).otherwise("plan"),
                "declaration_kind": pl.when(_new_pay())
                .then(pl.when(col("pay") > col("past_pay")).then(pl.lit("2")).otherwise(pl.lit("4")))
                .otherwise("declaration_kind"),
            }
        ),
    ),
    Rule(
        id="102",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Báo tăng {name} từ {t} trong khi {book} đang ghi người này tham gia từ {u}. Nếu đúng là vào sớm hơn, ghi "
            "căn cứ ở cột Ghi chú; nếu không, bỏ dòng này.",
            "{name} is reported as an increase from {t} while {book} has them on the list since {u}. If they did come "
            "earlier, give the ground in the note; otherwise remove the row.",
        ),
        wrong=lambda view: _begins_anew(view) & ~_since_before(view),
        params={"name": text("full_name"), "t": month("from_month"), "u": month("past_since")},
    ),
    Rule(
        id="103",
        severity=Severity.ERROR,
        forms=D02,
        fields=("full_name", "plan"),
        words=Words(
            "{name} chưa có trong {book}, mà phương án {p} chỉ dùng cho người đã báo tăng. Kiểm tra họ tên và mã số, "
            "hoặc đợi hồ sơ báo tăng được nhận.",
            "{name} is not in {book}, but plan {p} is for people already reported. Check the name and the numbers, or "
            "wait until the increase is accepted.",
        ),
        wrong=_never_there,
        params={"name": text("full_name"), "p": text("plan")},
    ),
    Rule(
        id="104",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "Theo {book}, {name} đã giảm từ {u} nên không dùng được phương án {p} từ {t}. Bỏ dòng này, hoặc báo tăng "
            "lại trước.",
            "By {book}, {name} has left from {u}, so that plan {p} from {t} has no place. Remove the row, or report an "
            "increase first.",
        ),
        wrong=_has_left,
        params={
            "name": text("full_name"),
            "u": month("past_left_from"),
            "p": text("plan"),
            "t": month("from_month"),
        },
    ),
)
