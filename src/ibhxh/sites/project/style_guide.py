"""The specimens of the style guide: every component once, in each of its states, with invented contents."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms

from ibhxh.law.holidays import public_calendar
from ibhxh.sites.project.ruler import day_ruler
from ibhxh.sites.project.the_law import the_law
from ibhxh.sites.project.wording import later
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Words, money_text

_SENT = datetime(2026, 11, 18, 14, 18, tzinfo=VIETNAM)
_SHEET = Path(__file__).parent / "static" / "ibhxh" / "icons.svg"
_DUE = datetime(2026, 11, 26, 14, 18, tzinfo=VIETNAM)


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=later("Họ và tên", "Full name"),
        help_text=later("Như trên căn cước.", "As on the identity card."),
        error_messages={
            "required": later(
                "Chưa có họ và tên. Nhập như trên căn cước.", "The name is missing. Enter it as on the identity card."
            )
        },
    )
    wage = forms.CharField(label=later("Tiền lương", "Wage"), required=False)
    way = forms.ChoiceField(
        label=later("Cách nhận kết quả", "How to receive the result"),
        error_messages={"required": later("Chọn một cách nhận.", "Choose one.")},
        choices=[("e", later("Bản điện tử", "Electronic")), ("p", later("Bản giấy", "On paper"))],
        widget=forms.Select,
    )
    seen = forms.BooleanField(
        label=later(
            "Đã xem 13 dòng và chịu trách nhiệm về số liệu.",
            "The 13 lines were looked over; the figures are vouched for.",
        ),
        error_messages={"required": later("Đánh dấu xác nhận trước khi ký.", "Tick the confirmation before signing.")},
    )


def specimens() -> dict[str, Any]:
    """The context of the style guide's page."""
    calendar = public_calendar(the_law().holidays)
    days = _SENT.date(), _DUE.date()
    return {
        "form": SpecimenForm({"wage": "11.800.000"}),
        "calm": day_ruler(*days, days[0], calendar),
        "near": day_ruler(*days, _DUE.replace(day=25).date(), calendar),
        "late": day_ruler(*days, _DUE.replace(day=27).date(), calendar),
        "paused": day_ruler(*days, _SENT.replace(day=20).date(), calendar, paused=True),
        "due": _DUE,
        "facts": [
            (Words("Số hồ sơ", "Number"), "00417/2026/07999"),
            (Words("Tiếp nhận lúc", "Accepted at"), "14:18, 18/11/2026"),
            (Words("Hẹn trả kết quả", "Result due"), "14:18, 26/11/2026"),
        ],
        "steps": _steps(),
        "rows": [
            {"name": Words("Nơi nhận", "Sent to"), "value": "BHXH cơ sở Minh Họa (07999)", "url": "#rows"},
            {"name": Words("Biểu mẫu", "Forms"), "value": Words("D02-LT · TK1-TS, 6 tờ", "D02-LT · 6 TK1-TS")},
        ],
        "figures": [
            {"name": Words("Phải đóng tháng 11", "Due for November"), "value": money_text(437_599_200), "url": "#why"},
            {"name": Words("Người đang tham gia", "People insured"), "value": "125"},
        ],
        "why": [
            {"text": Words("Tiền lương tháng", "Wage of the month"), "value": money_text(60_000_000)},
            {
                "text": Words("Mức trần: 20 × 2.530.000", "Cap: 20 × 2.530.000"),
                "value": money_text(50_600_000),
                "law": Words("Luật BHXH 2024, Điều 31", "Social Insurance Law 2024, article 31"),
            },
            {
                "text": Words("BHXH 25,5 % của mức trần", "Social insurance, 25.5 % of the cap"),
                "value": money_text(12_903_000),
            },
        ],
        "sum": money_text(12_903_000),
        "icons": re.findall(r'<symbol id="(\w+)"', _SHEET.read_text(encoding="utf-8")),
    }


def _steps() -> list[dict[str, Any]]:
    return [
        {
            "text": Words("Cổng nhận hồ sơ, chữ ký hợp lệ", "Received, the signature is valid"),
            "by": Words("hệ thống", "the system"),
            "at": _SENT,
        },
        {
            "text": Words("Gửi giấy tiếp nhận và hẹn trả", "Acceptance slip sent"),
            "by": Words("mẫu 01", "form 01"),
            "at": _SENT,
            "url": "#timeline",
        },
        {"mode": "c", "text": Words("Đang xét từng dòng", "Lines being examined"), "by": "Trần Lan"},
        {"mode": "f", "text": Words("Trả kết quả", "Result delivered"), "at": _DUE},
    ]
