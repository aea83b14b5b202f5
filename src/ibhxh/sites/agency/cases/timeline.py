"""What happened to a case, moves and other acts in one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ibhxh.sites.agency.cases.models import CaseEntry, CaseEvent, EntryKind
from ibhxh.states import CASE
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class Happening:
    """One dot: what, when, by whom, with which document or remark."""

    what: Words
    at: datetime
    by: str
    more: Words | None = None


def timeline(events: Sequence[CaseEvent], entries: Sequence[CaseEntry]) -> list[Happening]:
    """Both, oldest first."""
    found = [_of_event(event) for event in events] + [_of_entry(entry) for entry in entries]
    return sorted(found, key=lambda happening: happening.at)


def _of_event(event: CaseEvent) -> Happening:
    move = CASE.move(event.source, event.event)
    words = move.act if move else Words(event.event, event.event)
    more = move.document.words if move and move.document else None
    if event.event in {"take", "hand_over"}:
        words = Words("{to} nhận xử lý", "{to} takes the case").fill(to=event.facts.get("officer", "…"))
    return Happening(words, event.at, event.actor_name, more)


_ENTRY_WORDS = {
    EntryKind.ACCEPTED: Words("Nhận {n} dòng", "Accepted {n} lines"),
    EntryKind.RETURNED: Words("Trả {n} dòng", "Returned {n} lines"),
    EntryKind.REOPENED: Words("Xem lại {n} dòng", "Reopened {n} lines"),
    EntryKind.REVEALED: Words("Xem số định danh của {n} người", "Looked at the numbers of {n} people"),
    EntryKind.TEXT_CHOSEN: Words("Chọn văn bản để giải quyết", "Chose the text to be settled"),
}


def _of_entry(entry: CaseEntry) -> Happening:
    rows = ", ".join(str(row + 1) for _, row in entry.lines[:6]) + ("…" if len(entry.lines) > 6 else "")
    kind = EntryKind(entry.kind)
    more = Words(f"dòng {rows}", f"rows {rows}") if entry.lines else None
    if entry.text and more:
        more = Words(f"{more.vi}: {entry.text}", f"{more.en}: {entry.text}")
    return Happening(
        _ENTRY_WORDS[kind].fill(n=len(entry.lines)), entry.at, entry.officer.account.name, more or _text(entry.text)
    )


def _text(text: str) -> Words | None:
    return Words(text, text) if text else None
