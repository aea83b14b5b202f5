"""The declaration TK1-TS: complete for what it asks, and of the same person as the list."""

from __future__ import annotations

import polars as pl
from polars import col

from ibhxh.checks.param import number, text
from ibhxh.checks.rule import TK1, Blank, Rule, Severity
from ibhxh.checks.rules.personal_id import born_on
from ibhxh.checks.view import View, named_in
from ibhxh.words import Words

_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
#: 9 to 15 digits, in groups or not: 0903 123 456, (028) 3999.0000.
_PHONE = r"^\+?[(]?[0-9](?:[ .()-]{0,2}[0-9]){8,14}$"
_NAME_OR_BIRTH = r"(?i)(họ,? (và )?(chữ đệm )?(và )?tên|họ tên|ngày,? (tháng,? năm )?sinh|năm sinh)"
_PAPER = col("result_medium") == "paper"
_ADDRESS = ("paper_address", "paper_ward", "paper_province")
_FOREIGN_GROUP = "99"


def _ward_elsewhere(view: View) -> pl.DataFrame:
    wards = view.dossier.law.codes["wards"].rows
    provinces = {code: row["province"] for code, row in wards.items()}
    of_ward = col("paper_ward").replace_strict(provinces, default=None, return_dtype=pl.String)
    found = view.rows.filter(of_ward != col("paper_province"))
    return found.with_columns(x=view.named("paper_ward", "wards"), y=view.named("paper_province", "provinces"))


def _other_nation(view: View) -> pl.DataFrame:
    found = view.rows.filter((col("ethnic_group") == _FOREIGN_GROUP) != col("foreign"))
    return found.with_columns(
        x=view.named("nationality", "nationalities"), y=view.named("ethnic_group", "ethnic_groups")
    )


def _not_listed(view: View) -> pl.Expr:
    listed = view.dossier.listed_people
    return col("full_name").is_not_null() & ~named_in(listed) if listed.height else pl.lit(False)


def _as_listed(view: View) -> pl.DataFrame:
    """The declarations beside what the list says of the same personal ID."""
    listed = view.dossier.listed_people.filter(col("personal_id").is_not_null())
    firsts = listed.unique("personal_id", keep="first", maintain_order=True)
    said = firsts.select("personal_id", listed_name="full_name", listed_birth="birth_date")
    return view.rows.join(said, on="personal_id", how="inner", maintain_order="left")


def _other_name(view: View) -> pl.DataFrame:
    name, listed = col("full_name").str.to_lowercase(), col("listed_name").str.to_lowercase()
    return _as_listed(view).filter(name != listed)


def _other_birth_date(view: View) -> pl.DataFrame:
    """Birth dates that disagree as far as both are known."""
    birth, listed = col("birth_date"), col("listed_birth")
    return _as_listed(view).filter(~(birth.str.starts_with(listed) | listed.str.starts_with(birth)))


def _declared_twice(view: View) -> pl.DataFrame:
    rows = view.rows.filter(col("person").is_not_null() & col("full_name").is_not_null())
    first = (col("row").min().over("person") + 1).alias("a")
    return rows.with_columns(first).filter(col("a") <= col("row"))


RULES = (
    Rule(
        id="TK1-001",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("result_medium",),
        words=Words(
            "Chưa chọn cách nhận kết quả (bản điện tử hay bản giấy). Chọn một ô; bản giấy cần địa chỉ nhận.",
            "How the result is received (electronic or paper) is not chosen. Tick one; paper needs an address.",
        ),
        wrong=lambda _: col("result_medium").is_null(),
        blank=Blank.WRONG,
        instead_of=frozenset({"result_medium-required"}),
    ),
    Rule(
        id="TK1-002",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("paper_address", "result_medium"),
        words=Words(
            "TK1 của {name}: chọn bản giấy nhưng thiếu địa chỉ [11.1]–[11.3]. Nhập địa chỉ.",
            "TK1 of {name}: paper is chosen but the address [11.1]–[11.3] is incomplete. Enter it.",
        ),
        wrong=lambda _: (
            _PAPER & (col("paper_address").is_null() | col("paper_ward").is_null() | col("paper_province").is_null())
        ),
        params={"name": text("full_name")},
        blank=Blank.WRONG,
        instead_of=frozenset(f"{field}-required" for field in _ADDRESS),
    ),
    Rule(
        id="TK1-003",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("paper_ward", "paper_province"),
        words=Words(
            "{x} không thuộc {y}. Chọn lại một trong hai.",
            "{x} does not lie in {y}. Choose one of them again.",
        ),
        wrong=_ward_elsewhere,
        params={"x": text("x"), "y": text("y")},
    ),
    Rule(
        id="TK1-004",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("papers", "request"),
        words=Words(
            "TK1 thay đổi họ tên, ngày sinh cần xác nhận của đơn vị và giấy tờ chứng minh. Đính kèm và ghi tên giấy "
            "tờ ở mục [17].",
            "A change of name or birth date needs the unit's confirmation and proof. Attach the papers and name them "
            "in [17].",
        ),
        wrong=lambda _: col("request").str.contains(_NAME_OR_BIRTH) & col("papers").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="TK1-005",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("personal_id", "nationality"),
        words=Words(
            "TK1 của công dân Việt Nam phải có số định danh cá nhân (CCCD) ở mục [04]. Nhập 12 chữ số trên thẻ.",
            "A Vietnamese citizen's TK1 gives the personal ID in [04]. Enter the 12 digits of the card.",
        ),
        wrong=lambda _: ~col("foreign") & col("personal_id").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="TK1-006",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("passport_number", "nationality"),
        words=Words(
            "TK1 của người nước ngoài phải có số hộ chiếu ở mục [04]. Nhập số hộ chiếu.",
            "A foreigner's TK1 gives the passport number in [04]. Enter it.",
        ),
        wrong=lambda _: col("foreign") & col("passport_number").is_null() & col("personal_id").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="TK1-007",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("ethnic_group", "nationality"),
        words=Words(
            "Chưa ghi dân tộc ở mục [05]. Chọn trong danh mục; người nước ngoài chọn “Người nước ngoài”.",
            "The ethnic group in [05] is missing. Choose from the list; for foreigners “Người nước ngoài”.",
        ),
        wrong=lambda _: col("nationality").is_not_null() & col("ethnic_group").is_null(),
        blank=Blank.WRONG,
    ),
    Rule(
        id="TK1-008",
        severity=Severity.WARNING,
        forms=TK1,
        fields=("ethnic_group", "nationality"),
        words=Words(
            "Dân tộc và quốc tịch không khớp: quốc tịch {x} mà dân tộc là {y}. Kiểm tra hai mục [05], [06].",
            "Ethnic group and nationality disagree: nationality {x}, group {y}. Check [05] and [06].",
        ),
        wrong=_other_nation,
        params={"x": text("x"), "y": text("y")},
    ),
    Rule(
        id="TK1-009",
        severity=Severity.WARNING,
        forms=TK1,
        fields=("full_name",),
        words=Words(
            "Có tờ khai TK1 của {name} nhưng danh sách D02 kèm theo không có người này. Kiểm tra tên và số, hoặc bỏ "
            "tờ khai.",
            "There is a TK1 of {name}, but the list filed with it does not name this person. Check name and numbers, "
            "or remove the declaration.",
        ),
        wrong=_not_listed,
        params={"name": text("full_name")},
    ),
    Rule(
        id="TK1-010",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("full_name", "personal_id"),
        words=Words(
            "TK1 và danh sách D02 ghi khác họ tên của cùng một CCCD: “{a}” và “{b}”. Sửa cho giống giấy tờ.",
            "TK1 and the list name one personal ID differently: “{a}” and “{b}”. Make both agree with the papers.",
        ),
        wrong=_other_name,
        params={"a": text("full_name"), "b": text("listed_name")},
    ),
    Rule(
        id="TK1-015",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("birth_date", "personal_id"),
        words=Words(
            "TK1 và danh sách D02 ghi khác ngày sinh của cùng một CCCD: {a} và {b}. Sửa cho giống giấy tờ.",
            "TK1 and the list give one personal ID different birth dates: {a} and {b}. Make both agree with the "
            "papers.",
        ),
        wrong=_other_birth_date,
        params={"a": text(born_on()), "b": text(born_on("listed_birth"))},
    ),
    Rule(
        id="TK1-011",
        severity=Severity.ERROR,
        forms=TK1,
        fields=("full_name",),
        words=Words(
            "{name} có hai tờ khai TK1 trong hồ sơ, tờ đầu ở số {a}. Giữ một tờ.",
            "{name} has two TK1 in the dossier, the first being no. {a}. Keep one.",
        ),
        wrong=_declared_twice,
        params={"name": text("full_name"), "a": number("a")},
    ),
    Rule(
        id="TK1-012",
        severity=Severity.WARNING,
        forms=TK1,
        fields=("phone",),
        words=Words(
            "Số điện thoại “{x}” chưa đúng dạng. Ghi 9–15 chữ số, ví dụ 0903123456.",
            "“{x}” is no telephone number. Write 9 to 15 digits, e.g. 0903123456.",
        ),
        wrong=lambda _: ~col("phone").str.contains(_PHONE),
        params={"x": text("phone")},
    ),
    Rule(
        id="TK1-013",
        severity=Severity.WARNING,
        forms=TK1,
        fields=("email",),
        words=Words(
            "Địa chỉ thư điện tử “{x}” chưa đúng dạng. Sổ BHXH và thẻ BHYT bản điện tử được gửi tới đây; kiểm tra lại.",
            "“{x}” is no e-mail address. The electronic book and card are sent there; check it.",
        ),
        wrong=lambda _: ~col("email").str.contains(_EMAIL),
        params={"x": text("email")},
    ),
    Rule(
        id="TK1-014",
        severity=Severity.WARNING,
        forms=TK1,
        fields=("request", "si_number"),
        words=Words(
            "{name} đã có mã số BHXH nhưng tờ khai chưa ghi nội dung đề nghị ở mục [16]. Ghi điều cần thay đổi, hoặc "
            "bỏ tờ khai.",
            "{name} has a number already, but the declaration asks for nothing in [16]. Say what to change, or remove "
            "it.",
        ),
        wrong=lambda _: col("si_number").is_not_null() & col("request").is_null(),
        params={"name": text("full_name")},
        blank=Blank.WRONG,
    ),
)
