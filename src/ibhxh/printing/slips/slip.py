"""A slip as one document: letterhead, pieces, foot; set as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ibhxh.formats.notices import Agency
from ibhxh.printing.errors import TypesettingFault
from ibhxh.printing.join import join_pdfs
from ibhxh.printing.lay import TRIAL, VIETNAM
from ibhxh.printing.letters import UNSHOWABLE, break_evenly, showable, text_width
from ibhxh.printing.slips.paper import PORTRAIT, Sheet
from ibhxh.printing.slips.pieces import SIZE, Piece
from ibhxh.printing.typeset import Job, TypesetterError, typeset, typeset_apart

_TEMPLATE = Path(__file__).with_name("slip.typ")
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BOXES = f"Dấu {UNSHOWABLE} thay cho chữ mà phông in không có."
#: A C12-TS has 40.
_FEW_ROWS = 60
_HEAD_SIZE = 12.0
_MOTTO_SIZE = _HEAD_SIZE * 1.08
_HEAD_LEFT, _HEAD_RIGHT = 66.0, 95.0


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed: `title` names the document, `form` the official form, for the foot of each page."""

    title: str
    form: str
    agency: Agency
    number: str | None
    issued_at: datetime
    trial: bool
    pieces: Sequence[Piece]
    paper: Sheet = PORTRAIT
    size: float = SIZE


def set_slip(slip: Slip) -> bytes:
    """The slip as PDF/A-2a and PDF/UA-1; equal slips give equal bytes. Raises `TypesettingFault`."""
    foot = f"{slip.form} · {slip.agency.name}"
    job = Job(
        title=slip.title,
        size=slip.size,
        paper=asdict(slip.paper),
        band=TRIAL if slip.trial else None,
        head=_letterhead(slip),
        foot=foot,
        pieces=slip.pieces,
    )
    shown = _shown(job)
    if UNSHOWABLE in str(shown):
        shown["foot"] += f" · {_BOXES}"
    try:
        return join_pdfs([(typeset_apart if _is_long(slip) else typeset)(shown, slip.issued_at, _TEMPLATE)])
    except TypesetterError as fault:
        raise TypesettingFault(str(fault)) from fault


def _is_long(slip: Slip) -> bool:
    """Whether the typesetter, which keeps its last documents in memory, had better end with it."""
    return sum(len(piece["rows"]) for piece in slip.pieces if piece["kind"] == "table") > _FEW_ROWS


def _letterhead(slip: Slip) -> dict[str, Any]:
    agency = slip.agency
    day = _day_words(slip.issued_at.astimezone(VIETNAM).date())
    return {
        "left": _HEAD_LEFT,
        "right": _HEAD_RIGHT,
        "size": _HEAD_SIZE,
        "parent": _capitals(agency.parent, "regular") if agency.parent else [],
        "agency": _capitals(agency.name, "bold"),
        "number": f"Số: {slip.number}" if slip.number else None,
        "nation": _NATION,
        "motto": _MOTTO,
        "rule": text_width(_MOTTO, _MOTTO_SIZE, "bold"),
        "dated": f"{agency.place}, {day}" if agency.place else day.capitalize(),
    }


def _capitals(name: str, face: str) -> list[str]:
    return break_evenly(showable(name.upper()), _HEAD_LEFT, _HEAD_SIZE, face)


def _day_words(day: date) -> str:
    """Days below ten and the first two months have a leading nought (Decree 30/2020, annex I)."""
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _shown(value: Any) -> Any:
    """The same with every letter that the font lacks replaced, wherever a text stands; line breaks stay."""
    if isinstance(value, str):
        return "\n".join(map(showable, value.splitlines()))
    if isinstance(value, dict):
        return {name: _shown(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)) and value and not isinstance(value[0], int):
        return [_shown(part) for part in value]
    return value
