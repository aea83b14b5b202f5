"""Looking back: a number that is another's, and a person with another number."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import masked, text
from ibhxh.checks.rule import D02, Rule, Severity
from ibhxh.checks.rules.past_rule import of_both
from ibhxh.checks.view import View
from ibhxh.words import Words

_NAME = col("full_name").str.to_lowercase()
_IDS_DIFFER = col("personal_id") != col("past_personal_id")


def _of_another(_: View) -> pl.Expr:
    return col("past_full_name").str.to_lowercase() != _NAME


RULES = of_both(
    Rule(
        id="401",
        severity=Severity.WARNING,
        forms=D02,
        fields=("full_name",),
        words=Words(
            "Mã số hoặc CCCD {x} trong {book} là của {n}, dòng này ghi {name}. Kiểm tra số và họ tên; nếu người này "
            "đã đổi tên, nộp TK1-TS điều chỉnh trước.",
            "The number {x} is {n}'s in {book}; this row says {name}. Check the number and the name; if the name was "
            "changed, file a TK1-TS first.",
        ),
        wrong=_of_another,
        params={
            "x": masked(pl.coalesce("si_number", "personal_id", "passport_number")),
            "n": text("past_full_name"),
            "name": text("full_name"),
        },
    ),
    Rule(
        id="402",
        severity=Severity.WARNING,
        forms=D02,
        fields=("si_number", "full_name"),
        words=Words(
            "Trong {book}, {name} cùng ngày sinh này có mã số {a}, dòng này ghi {b}. Nếu là một người có hai sổ BHXH, "
            "lập hồ sơ gộp sổ (600o), không báo tăng thêm; nếu gõ nhầm, sửa mã số.",
            "In {book}, {name} with this date of birth has the number {a}; this row says {b}. For one person with two "
            "books file their merging (600o), not another increase; mend a slip.",
        ),
        wrong=lambda _: col("other_number").is_not_null(),
        params={"name": text("full_name"), "a": text("other_number"), "b": text("si_number")},
    ),
    Rule(
        id="403",
        severity=Severity.WARNING,
        forms=D02,
        fields=("personal_id",),
        words=Words(
            "CCCD của {name} trong {book} là {a}, dòng này ghi {b}. Xem lại thẻ; nếu số trong sổ chưa đúng, nộp TK1-TS "
            "điều chỉnh.",
            "The personal ID of {name} is {a} in {book}; this row says {b}. Look at the card; if the book is wrong, "
            "file a TK1-TS.",
        ),
        wrong=lambda view: _IDS_DIFFER & ~_of_another(view).fill_null(False),
        params={"name": text("full_name"), "a": masked("past_personal_id"), "b": masked("personal_id")},
    ),
)
