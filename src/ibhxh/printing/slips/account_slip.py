"""C12-TS: thông báo kết quả đóng BHXH, BHYT, BHTN, every line A to Đ by fund (Decision 366/QĐ-BHXH, art. 5)."""

from __future__ import annotations

from collections.abc import Sequence

from ibhxh.formats.notices import AccountNotice
from ibhxh.law.months import month_words
from ibhxh.printing.slips.money_words import money_words
from ibhxh.printing.slips.paper import WIDE_PORTRAIT
from ibhxh.printing.slips.pieces import Cell, Para, bold, cell, head_cell, para, runs, table, title
from ibhxh.printing.slips.sealed import Seal, ending, proof
from ibhxh.printing.slips.slip import Slip
from ibhxh.register.account import Account
from ibhxh.register.account_lines import ACCOUNT_LINES, COLUMNS, AccountLine, Measure
from ibhxh.words import NO_BREAK, day_text, number_text, percent_text

_WIDTHS = (13.0, 53.0, 23.0, 21.0, 21.0, 20.0, 24.0)
_INDENT = 2.0
#: Lines that mean nothing while late money is not computed.
_LATE_MONEY = ("A.3", "B.5.1", "B.5.2", "B.5.3", "D.2", "Đ.3")
#: The lines of Đ stand on one page.
_CARRIED = sum(line.code.startswith("Đ") for line in ACCOUNT_LINES)
#: What the unit looks for: due this month, owed at its end.
_MAIN = ("B.3", "Đ.2.2")
_UNKNOWN = "–"


def account_slip(notice: AccountNotice, seal: Seal) -> Slip:
    """The slip of an account."""
    head, account = notice.head, notice.account
    month = month_words(account.month)
    return Slip(
        title=f"Thông báo kết quả đóng BHXH, BHYT, BHTN tháng {month}",
        form="Mẫu C12-TS",
        agency=head.agency,
        number=head.number,
        issued_at=head.issued_at,
        trial=head.environment == "trial",
        paper=WIDE_PORTRAIT,
        size=12.0,
        pieces=[
            *title(
                "THÔNG BÁO KẾT QUẢ ĐÓNG BẢO HIỂM XÃ HỘI,\nBẢO HIỂM Y TẾ, BẢO HIỂM THẤT NGHIỆP",
                bold(f"Tháng {month.replace('/', ' năm ')}"),
            ),
            para(
                "Kính gửi: ", bold(head.addressee.name), f" · Mã đơn vị:{NO_BREAK}{head.addressee.unit_code}", above=3
            ),
            para(
                f"{head.agency.name} thông báo kết quả đóng BHXH, BHYT, BHTN, BHTNLĐ, BNN của đơn vị, "
                f"chốt số liệu ngày {day_text(account.closed_on)}. Đơn vị tính: đồng.",
                size=12.0,
            ),
            table(_WIDTHS, _header(), _rows(account), size=9.5, inset=0.42, kept=_CARRIED),
            *_told(notice),
            ending(
                seal,
                "Cơ quan bảo hiểm xã hội",
                by=head.agency.name,
                at=head.issued_at,
                key_id=head.key_id,
                recipients=("Nơi nhận:", f"- {head.addressee.name};", "- Lưu hồ sơ điện tử."),
                above=4,
            ),
            proof(seal, runs("Mã thông báo: ", bold(seal.code)), above=4),
        ],
    )


def _header() -> list[list[Cell]]:
    return [[head_cell(name) for name in ("Mã", "Nội dung", *(words.vi for words in COLUMNS.values()), "Cộng")]]


def _rows(account: Account) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for line in ACCOUNT_LINES:
        rows.append(_row(line, account))
        if line.code == "C":
            rows += [
                _payment(f"+ UNC số {p.order_number}, ngày {day_text(p.paid_on)}", p.amount) for p in account.payments
            ]
    return rows


def _row(line: AccountLine, account: Account) -> list[Cell]:
    words = bold if line.level == 0 or line.code in _MAIN else str
    name = [cell(words(line.printed)), cell(words(line.words.vi), indent=_INDENT * max(line.level - 1, 0))]
    return [*name, *(cell(words(figure), align="right") for figure in _figures(line, account))]


def _figures(line: AccountLine, account: Account) -> Sequence[str]:
    empty = [""] * len(COLUMNS)
    if line.measure is Measure.HEADING:
        return [*empty, ""]
    if line.code in _LATE_MONEY and not account.late_money_computed:
        return [*empty, _UNKNOWN]
    figures = account[line.code]
    if line.measure is Measure.RATE:
        return [*empty, percent_text(figures["total"])]
    total = "" if figures.total is None else number_text(figures.total)
    return [*(number_text(figures[column]) for column in COLUMNS), total]


def _payment(name: str, amount: int) -> list[Cell]:
    return [cell(""), cell(name), *(cell("") for _ in COLUMNS), cell(number_text(amount), align="right")]


def _told(notice: AccountNotice) -> list[Para]:
    """What the account means for the unit, under its table."""
    account = notice.account
    owed, excess = account["Đ.2.2"]["total"], account["Đ.2.1"]["total"]
    told: list[Para] = []
    if not account.late_money_computed:
        told.append(para(f"Dấu {_UNKNOWN}: thông báo này chưa tính tiền lãi chậm đóng.", size=10.5))
    if owed:
        by = f", nộp trước hết ngày {day_text(notice.pay_by)}" if notice.pay_by else ""
        told.append(para("Số tiền còn phải đóng: ", bold(f"{number_text(owed)} đồng"), by, ".", size=12.0, above=3))
        told.append(para(f"(Bằng chữ: {money_words(owed)}.)", size=12.0, above=1))
    if excess:
        told.append(para("Số tiền đóng thừa chuyển kỳ sau: ", bold(f"{number_text(excess)} đồng"), ".", size=12.0))
    if owed and notice.transfer_reference:
        told.append(para("Nội dung chuyển tiền: ", bold(notice.transfer_reference), size=12.0))
    if notice.answer_by:
        day = day_text(notice.answer_by)
        told.append(
            para(
                "Đơn vị đối chiếu với số liệu của mình; nếu có chênh lệch, đề nghị gửi hồ sơ điều chỉnh "
                f"trước hết ngày {day}.",
                size=12.0,
            )
        )
    return told
