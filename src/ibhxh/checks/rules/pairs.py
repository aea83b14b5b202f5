"""Several rows of one person in one sheet: which may stand together, and which may not.

Right together and never found here: DC with OF, KL or TS of the same month; OF, KL or TS with the ON that ends it; AD
with DC; TM with anything of a later month.
"""

from __future__ import annotations

import polars as pl
from polars import col
from rapidfuzz.distance import Levenshtein

from ibhxh.checks.param import masked, month, number, text
from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE
from ibhxh.checks.rule import D02, Rule, Severity
from ibhxh.checks.rules.personal_id import born_on
from ibhxh.checks.view import View
from ibhxh.words import Words

_LINE = col("row") + 1
_ANYONE_TWICE = col("person").is_duplicated()
#: Edits between a number and the same number mistyped: one digit wrong, or two swapped.
_SLIP = 2


def _of_someone(view: View, plans: tuple[str, ...]) -> pl.DataFrame:
    known = col("person").is_not_null() & col("from_month").is_not_null()
    return view.rows.filter(col("plan").is_in(plans) & known)


def _more_than_once(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The rows whose keys another row has too: few, so that what is asked of pairs is asked of few."""
    return rows.filter(pl.struct(keys).is_duplicated() if len(keys) > 1 else col(*keys).is_duplicated())


def _repeated(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The rows whose keys an earlier row has too; `a` is the line of the first such row, `b` their own."""
    first = (col("row").min().over(*keys) + 1).alias("a")
    return rows.with_columns(first, _LINE.alias("b")).filter(col("a") < col("b"))


def _twice(view: View) -> pl.DataFrame:
    known = [col(field).is_not_null() for field in ("person", "full_name", "plan", "from_month")]
    return _repeated(_more_than_once(view.rows.filter(known), "person"), "person", "plan", "from_month")


def _two_of(view: View, plans: tuple[str, ...]) -> pl.DataFrame:
    """Rows of different plans of the set, of one person in one month."""
    rows = _more_than_once(_of_someone(view, plans), "person")
    hits = _repeated(rows, "person", "from_month")
    firsts = rows.select(a=_LINE, first_plan="plan")
    return hits.join(firsts, on="a", how="left").filter(col("plan") != col("first_plan"))


def _two_numbers(view: View) -> pl.DataFrame:
    rows = view.rows.filter(
        col("personal_id").is_not_null() & col("si_number").is_not_null() & (col("si_number") != col("personal_id"))
    )
    rows = _more_than_once(rows, "personal_id")
    first = col("si_number").first().over("personal_id").alias("first_number")
    return rows.with_columns(first).filter(col("si_number") != col("first_number"))


def _two_people(view: View) -> pl.DataFrame:
    rows = view.rows.filter(col("personal_id").is_not_null() & col("si_number").is_not_null())
    rows = _more_than_once(rows, "si_number")
    first = (col("row").min().over("si_number") + 1).alias("a")
    id_of_first = col("personal_id").first().over("si_number").alias("first_id")
    return rows.with_columns(first, id_of_first, _LINE.alias("b")).filter(col("personal_id") != col("first_id"))


def _alike_but_numbers(view: View) -> pl.DataFrame:
    """Rows that repeat an earlier one in name, birth date, plan and month, whose numbers differ by a slip at most."""
    keys = ("full_name", "birth_date", "plan", "from_month")
    known = [col(field).is_not_null() for field in keys]
    rows = _more_than_once(view.rows.filter(known), *keys)
    firsts = rows.unique(keys, keep="first", maintain_order=True)
    said = firsts.select(*keys, a=_LINE, first_person="person", first_id="personal_id", first_number="si_number")
    again = rows.join(said, on=keys, how="inner", maintain_order="left").with_columns(b=_LINE)
    again = again.filter((col("a") < col("b")) & (col("person") != col("first_person")))
    near = [_near(*cells) for cells in again.select("personal_id", "first_id", "si_number", "first_number").iter_rows()]
    return again.filter(pl.Series(near, dtype=pl.Boolean))


def _near(one_id: str | None, other_id: str | None, one_number: str | None, other_number: str | None) -> bool:
    """Whether no pair of numbers speaks for two people: both given and more than a slip apart."""
    pairs = ((one_id, other_id), (one_number, other_number))
    return all(not one or not other or Levenshtein.distance(one, other) <= _SLIP for one, other in pairs)


def _absences(view: View) -> pl.DataFrame:
    return _of_someone(view, ABSENCES).select(
        "person",
        begun="from_month",
        ended="to_month",
        absence="plan",
        a=_LINE,
    )


def _returns_before_leaving(view: View) -> pl.DataFrame:
    first_absence = _absences(view).sort("begun", "a").unique("person", keep="first", maintain_order=True)
    returns = _of_someone(view, (RETURN,))
    return returns.join(first_absence, on="person", how="inner").filter(col("from_month") <= col("begun"))


def _returns_inside(view: View) -> pl.DataFrame:
    """Returns in the middle of the absence last begun before them."""
    returns = _of_someone(view, (RETURN,)).sort("from_month")
    begun_before = returns.join_asof(
        _absences(view).sort("begun"),
        left_on="from_month",
        right_on="begun",
        by="person",
        strategy="backward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    return begun_before.filter(col("from_month") < col("ended"))


def _overlapping(view: View) -> pl.DataFrame:
    rows = _of_someone(view, ABSENCES).sort("person", "from_month", "row")
    before = rows.with_columns(
        one=col("person") == col("person").shift(1),
        ended=col("to_month").shift(1),
        absence=col("plan").shift(1),
        a=_LINE.shift(1),
    )
    overlap = col("one") & (col("from_month") <= col("ended")) & (col("plan") != col("absence"))
    return before.filter(overlap)


def _after_leaving(view: View) -> pl.DataFrame:
    leaves = _of_someone(view, LEAVES).sort("from_month", "row").unique("person", keep="first", maintain_order=True)
    left = leaves.select("person", left="from_month", leave="plan", a=_LINE)
    back = _of_someone(view, JOINS).select("person").unique()
    changes = _of_someone(view, (WAGE_CHANGE, *ABSENCES)).join(left, on="person", how="inner")
    return changes.join(back, on="person", how="anti").filter(col("from_month") >= col("left"))


RULES = (
    Rule(
        id="D02-501",
        severity=Severity.ERROR,
        forms=D02,
        fields=("full_name", "plan", "from_month"),
        words=Words(
            "Trùng người: dòng {a} và dòng {b} cùng là {name} ({x}), cùng phương án {p} và tháng {t}. Xóa một dòng.",
            "The same person twice: rows {a} and {b} are both {name} ({x}), plan {p}, month {t}. Delete one.",
        ),
        among=_ANYONE_TWICE,
        wrong=_twice,
        params={
            "a": number("a"),
            "b": number("b"),
            "name": text("full_name"),
            "x": masked(pl.coalesce("personal_id", "si_number", "passport_number")),
            "p": text("plan"),
            "t": month("from_month"),
        },
    ),
    Rule(
        id="D02-510",
        severity=Severity.WARNING,
        forms=D02,
        fields=("full_name", "birth_date", "plan", "from_month"),
        words=Words(
            "Có thể trùng người: dòng {a} và dòng {b} cùng họ tên {name}, ngày sinh {d}, phương án {p}, tháng {t}; chỉ "
            "khác số định danh. Nếu là một người, xóa một dòng; nếu là hai người, ghi lý do.",
            "Perhaps the same person twice: rows {a} and {b} share the name {name}, birth date {d}, plan {p} and month "
            "{t}; only the numbers differ. Delete one, or, if they are two people, say so.",
        ),
        among=col("full_name").is_duplicated(),
        wrong=_alike_but_numbers,
        params={
            "a": number("a"),
            "b": number("b"),
            "name": text("full_name"),
            "d": text(born_on()),
            "p": text("plan"),
            "t": month("from_month"),
        },
    ),
    Rule(
        id="D02-502",
        severity=Severity.WARNING,
        forms=D02,
        fields=("si_number", "personal_id"),
        words=Words(
            "Một người, hai mã số: {a} và {b} cùng CCCD {x}. Có thể người này có hai sổ BHXH. Lập hồ sơ gộp sổ "
            "(600o), không báo tăng thêm.",
            "One person, two numbers: {a} and {b} share the personal ID {x}. There may be two books. File a merging of "
            "books (600o), not another increase.",
        ),
        among=col("personal_id").is_duplicated(),
        wrong=_two_numbers,
        params={"a": text("first_number"), "b": text("si_number"), "x": masked("personal_id")},
    ),
    Rule(
        id="D02-503",
        severity=Severity.ERROR,
        forms=D02,
        fields=("si_number", "personal_id"),
        words=Words(
            "Một mã số BHXH, hai người: dòng {a} và dòng {b} cùng mã số {x} nhưng khác CCCD. Sửa mã số hoặc CCCD của "
            "một dòng.",
            "One number, two people: rows {a} and {b} share the number {x} but not the personal ID. Mend one of them.",
        ),
        among=col("si_number").is_duplicated(),
        wrong=_two_people,
        params={"a": number("a"), "b": number("b"), "x": text("si_number")},
    ),
    Rule(
        id="D02-504",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "{name} có hai dòng tăng cùng tháng {t}: dòng {a} ({q}) và dòng này ({p}). Giữ một dòng.",
            "{name} has two increases in {t}: row {a} ({q}) and this one ({p}). Keep one.",
        ),
        among=_ANYONE_TWICE,
        wrong=lambda view: _two_of(view, JOINS),
        params={
            "name": text("full_name"),
            "t": month("from_month"),
            "a": number("a"),
            "q": text("first_plan"),
            "p": text("plan"),
        },
    ),
    Rule(
        id="D02-505",
        severity=Severity.ERROR,
        forms=D02,
        fields=("plan", "from_month"),
        words=Words(
            "{name} có hai dòng giảm cùng tháng {t}: dòng {a} ({q}) và dòng này ({p}). Giữ một dòng.",
            "{name} has two decreases in {t}: row {a} ({q}) and this one ({p}). Keep one.",
        ),
        among=_ANYONE_TWICE,
        wrong=lambda view: _two_of(view, LEAVES),
        params={
            "name": text("full_name"),
            "t": month("from_month"),
            "a": number("a"),
            "q": text("first_plan"),
            "p": text("plan"),
        },
    ),
    Rule(
        id="D02-506",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Đi làm lại (ON) từ {t} nhưng dòng {a} báo nghỉ ({q}) từ {u}, không trước tháng đi làm lại. Kiểm tra "
            "tháng của hai dòng; nếu ON kết thúc lần nghỉ đã báo ở kỳ trước thì ghi lý do.",
            "Returns (ON) in {t}, but row {a} reports the absence ({q}) from {u}, not before the return. Check the "
            "months; if ON ends an absence reported in an earlier period, give that as the reason.",
        ),
        among=col("plan") == RETURN,
        wrong=_returns_before_leaving,
        params={"t": month("from_month"), "a": number("a"), "q": text("absence"), "u": month("begun")},
    ),
    Rule(
        id="D02-507",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Đi làm lại (ON) từ {t} nhưng dòng {a} báo nghỉ ({q}) đến hết {u}. Sửa “Đến tháng” của dòng nghỉ hoặc "
            "tháng đi làm lại.",
            "Returns (ON) in {t}, but row {a} reports the absence ({q}) up to {u}. Mend its “To month” or the return.",
        ),
        among=col("plan") == RETURN,
        wrong=_returns_inside,
        params={"t": month("from_month"), "a": number("a"), "q": text("absence"), "u": month("ended")},
    ),
    Rule(
        id="D02-508",
        severity=Severity.WARNING,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "{name} nghỉ {p} từ {t} trong khi dòng {a} báo nghỉ {q} đến hết {u}. Hai lần nghỉ chồng tháng; kiểm tra "
            "các tháng.",
            "{name} is away ({p}) from {t} while row {a} reports {q} up to {u}. The absences overlap; check the "
            "months.",
        ),
        among=_ANYONE_TWICE,
        wrong=_overlapping,
        params={
            "name": text("full_name"),
            "p": text("plan"),
            "t": month("from_month"),
            "a": number("a"),
            "q": text("absence"),
            "u": month("ended"),
        },
    ),
    Rule(
        id="D02-509",
        severity=Severity.ERROR,
        forms=D02,
        fields=("from_month", "plan"),
        words=Words(
            "Phương án {p} từ {t} trong khi dòng {a} đã báo giảm ({q}) từ {u}. Bỏ dòng này hoặc sửa tháng giảm.",
            "Plan {p} from {t}, while row {a} reports the decrease ({q}) from {u}. Remove this row or mend the "
            "decrease.",
        ),
        among=col("plan").is_in(LEAVES),
        wrong=_after_leaving,
        params={
            "p": text("plan"),
            "t": month("from_month"),
            "a": number("a"),
            "q": text("leave"),
            "u": month("left"),
        },
    ),
)
