"""Places and choices taken from lists: care facilities, provinces, how results are received."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import overload

import polars as pl
from polars import col

from ibhxh.checks.param import text, words_of
from ibhxh.checks.plans import JOINS_IN_FULL, LEAVES
from ibhxh.checks.rule import D02, PEOPLE, TK1, Blank, Part, Rule, Severity
from ibhxh.checks.suggestions import suggestions
from ibhxh.checks.unread import names_of_facilities
from ibhxh.checks.view import View, named_in
from ibhxh.law import Interval
from ibhxh.words import Words

#: The day the districts ended and 63 provinces became 34.
NEW_PROVINCES = Interval(date(2025, 7, 1))
_NEW = col("plan").is_in(JOINS_IN_FULL) & col("si_number").is_null()
_HO_CHI_MINH = r"tp[. ]*h\.?c\.?m"
_DISTRICT = r"(?i)((?:^|[ ,;])(?:huyện|quận|thị xã|H\.|Q\.) ?[^,;]+)"


def _unknown_facility(view: View) -> pl.DataFrame:
    """Codes in no list, and names that no code was found for when the file was read."""
    facilities = view.dossier.law.codes["care_facilities"]
    hits = view.rows.filter(~col("care_facility").is_in(facilities.codes)).select("row", x="care_facility")
    typed = names_of_facilities(view)
    found = pl.concat([hits, pl.DataFrame({"row": typed.keys(), "x": typed.values()}, schema=hits.schema)])
    near = suggestions(found["x"], facilities)
    return found.with_columns(y=pl.Series([near[text] for text in found["x"]], dtype=pl.String))


def _province_names(view: View) -> list[str]:
    """The provinces' names without their kind: Hà Nội, An Giang …"""
    names = (row["vi"] for row in view.dossier.law.codes["provinces"].rows.values())
    return [name.removeprefix("Thành phố ").removeprefix("Tỉnh ") for name in names]


def _gone_provinces(view: View) -> str:
    """A pattern that finds a province that is no more, named as a province."""
    now = set(_province_names(view))
    old = (row["vi"] for row in view.dossier.law.codes["provinces_old"].rows.values())
    names = (name.removeprefix("Thành phố ").removeprefix("Tỉnh ") for name in old)
    gone = "|".join(sorted(name.replace(" - ", " ?- ?") for name in names if name not in now))
    return rf"(?i)((?:tỉnh|thành phố|TP\.?) (?:{gone}))(?:$|[^\p{{L}}])"


def _old_place(view: View, field: str, part: Part = Part.ROWS) -> pl.DataFrame:
    """The cells that name a province or a district of before 07/2025, with that name."""
    found = pl.coalesce(col(field).str.extract(_gone_provinces(view), 1), col(field).str.extract(_DISTRICT, 1))
    frame = view.rows if part is Part.ROWS else view.header.with_columns(row=pl.lit(None, dtype=pl.UInt32))
    return frame.with_columns(x=found.str.strip_chars(" ,;")).filter(col("x").is_not_null())


def _no_province_named(view: View) -> pl.Expr:
    # Bare of tone marks: Khánh Hoà is Khánh Hòa, Đăk Lăk is Đắk Lắk.
    names = "|".join(_bare(pl.Series(_province_names(view))))
    listed = col("plan").is_in((*JOINS_IN_FULL, "TH", "CD"))
    old = col("workplace").str.contains(_gone_provinces(view))
    return listed & ~_bare(col("workplace")).str.contains(f"{names}|{_HO_CHI_MINH}") & ~old


@overload
def _bare(text_: pl.Expr) -> pl.Expr: ...
@overload
def _bare(text_: pl.Series) -> pl.Series: ...
def _bare(text_: pl.Expr | pl.Series) -> pl.Expr | pl.Series:
    """In small letters without any marks."""
    return text_.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.to_lowercase().str.replace_all("đ", "d")


def _no_facility(view: View) -> pl.Expr:
    return (
        _NEW
        & col("care_facility").is_null()
        & ~named_in(view.dossier.declared_people.filter(col("care_facility").is_not_null()))
    )


def _undeclared(view: View) -> pl.Expr:
    if "TK1-TS" not in (view.dossier.forms_of_procedure or ()):
        return pl.lit(False)
    return _NEW & ~col("has_book").fill_null(False) & ~named_in(view.dossier.declared_people)


RULES = (
    Rule(
        id="PER-601",
        severity=Severity.ERROR,
        forms=PEOPLE,
        fields=("care_facility",),
        words=Words(
            "Cơ sở KCB “{x}” không có hoặc đã ngừng trong danh mục. Chọn nơi khác; gợi ý: {y}.",
            "The care facility “{x}” is not in the list, or no longer. Choose another; near it: {y}.",
        ),
        wrong=_unknown_facility,
        params={"x": text(), "y": words_of({"": Words("chưa có", "none")})},
        instead_of=frozenset({"care_facility-code"}),
    ),
    Rule(
        id="D02-602",
        severity=Severity.WARNING,
        forms=("D02-LT",),
        fields=("care_facility", "plan"),
        words=Words(
            "Người tăng mới chưa chọn nơi đăng ký KCB ban đầu. Chọn một cơ sở trong danh mục, hoặc ghi ở tờ khai "
            "TK1-TS.",
            "The new participant has no initial care facility. Choose one from the list, or give it in TK1-TS.",
        ),
        among=_NEW,
        wrong=_no_facility,
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-603",
        severity=Severity.ERROR,
        forms=("D02-LT",),
        fields=("result_medium", "plan"),
        words=Words(
            "Chưa chọn hình thức nhận kết quả (bản điện tử hay bản giấy). Dòng tăng phải ghi cột này. Chọn một.",
            "How the result is received (electronic or paper) is not chosen. A row of increase must say it. Choose "
            "one.",
        ),
        wrong=lambda _: col("plan").is_in(JOINS_IN_FULL) & col("result_medium").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="D02-604",
        severity=Severity.WARNING,
        forms=("D02-LT",),
        fields=("result_medium", "plan"),
        words=Words(
            "Người nghỉ việc chưa chọn hình thức nhận kết quả (xác nhận quá trình đóng). Chọn bản điện tử hoặc bản "
            "giấy.",
            "How the leaver receives the result (the confirmed history) is not chosen. Choose electronic or paper.",
        ),
        wrong=lambda _: col("plan").is_in(LEAVES) & col("result_medium").is_null(),
        blank=Blank.WRONG,
    ),
    *(
        Rule(
            id=rule_id,
            severity=Severity.INFO,
            forms=forms,
            fields=(field,),
            words=Words(
                "Ô này có “{x}”, tên đơn vị hành chính cũ trước 01/07/2025. Ghi theo tên xã/phường, tỉnh hiện nay.",
                "The cell says “{x}”, a name from before 01/07/2025. Use the present commune and province.",
            ),
            among=col(field).is_not_null(),
            wrong=partial(_old_place, field=field, part=part),
            params={"x": text("x")},
            cite=Words("Quyết định 19/2025/QĐ-TTg", "Decision 19/2025/QĐ-TTg"),
            valid=NEW_PROVINCES,
            part=part,
        )
        for rule_id, forms, field, part in (
            ("D02-605", D02, "workplace", Part.ROWS),
            ("D02-608", D02, "address", Part.HEADER),
            ("TK1-605", TK1, "paper_address", Part.ROWS),
        )
    ),
    Rule(
        id="D02-606",
        severity=Severity.WARNING,
        forms=("D02-LT",),
        fields=("workplace", "plan"),
        words=Words(
            "Nơi làm việc “{x}” chưa có tên tỉnh, thành phố. Mẫu D02-LT cột 3 cần cả xã/phường và tỉnh. Ghi thêm tỉnh.",
            "The workplace “{x}” names no province. D02-LT asks for commune and province in column 3. Add the "
            "province.",
        ),
        wrong=_no_province_named,
        params={"x": text("workplace")},
        valid=NEW_PROVINCES,
    ),
    Rule(
        id="D02-607",
        severity=Severity.ERROR,
        forms=D02,
        fields=("si_number", "plan"),
        words=Words(
            "Người chưa có mã số BHXH phải có tờ khai TK1-TS kèm theo. Thêm TK1 của {name} vào hồ sơ.",
            "A person without a number needs a TK1-TS in the dossier. Add the one of {name}.",
        ),
        among=_NEW,
        wrong=_undeclared,
        params={"name": text("full_name")},
        cite=Words("QĐ 366/QĐ-BHXH, Điều 5", "Decision 366/QĐ-BHXH, art. 5"),
        blank=Blank.WRONG,
    ),
)
