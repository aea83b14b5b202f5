"""What happened to a case, moves and other acts in one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ibhxh.sites.agency.cases.models import CaseEntry, CaseEvent, EntryKind
from ibhxh.sites.agency.cases.reasons import line_reasons
from ibhxh.sites.agency.cases.texts import chosen_words
from ibhxh.states import CASE
from ibhxh.words import Words, same

#: What an officer may look at a person's numbers for.
PURPOSES = {
    "papers": Words("Đối chiếu với giấy tờ", "Compare with the papers"),
    "unit": Words("Liên hệ đơn vị", "Contact the unit"),
    "twice": Words("Kiểm tra trùng người", "Check for a double"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One dot: what, when, by whom, with which document or remark."""

    what: Words
    at: datetime
    by: str
    more: Words | None = None


def timeline(
    events: Sequence[CaseEvent],
    entries: Sequence[CaseEntry],
    *,
    reasons: Iterable[Words] = (),
    texts: Mapping[str, Words] | None = None,
) -> list[Happening]:
    """Both, newest first; each comes in its own order. `reasons` are those of returned lines, for their English;
    `texts` names the dossier's texts by their digests."""
    found, latest = [], None
    for event in events:
        # Moves follow one another whatever their clocks say: an acceptance is timed to the whole second.
        latest = max(latest, event.at) if latest else event.at
        found.append((latest, _of_event(event)))
    known = {words.vi: words for words in reasons}
    found += [(entry.at, _of_entry(entry, known, texts or {})) for entry in entries]
    return [happening for _, happening in sorted(found, key=lambda one: one[0])][::-1]


def _of_event(event: CaseEvent) -> Happening:
    move = CASE.move(event.source, event.event)
    words = move.act if move else Words(event.event, event.event)
    more = move.document.words if move and move.document else None
    if event.event in {"take", "hand_over"}:
        words = Words("{to} nhận xử lý", "{to} takes the case").fill(to=event.facts.get("officer", "…"))
    return Happening(words, event.at, event.actor_name, more)


_ENTRY_WORDS = {
    EntryKind.ACCEPTED: Words("Chấp nhận {n} dòng", "Accepted {n} {n:line|lines}"),
    EntryKind.RETURNED: Words("Trả lại {n} dòng", "Returned {n} {n:line|lines}"),
    EntryKind.REOPENED: Words("Xem lại {n} dòng", "Reopened {n} {n:line|lines}"),
    EntryKind.REVEALED: Words("Xem số định danh của {n} người", "Looked at the numbers of {n} {n:person|people}"),
    EntryKind.TEXT_CHOSEN: Words("Chọn bản kê khai để giải quyết", "Chose the text to be settled"),
}


def _of_entry(entry: CaseEntry, reasons: Mapping[str, Words], texts: Mapping[str, Words]) -> Happening:
    rows = ", ".join(str(row + 1) for _, row in entry.lines[:6]) + ("…" if len(entry.lines) > 6 else "")
    kind = EntryKind(entry.kind)
    why = chosen_words(entry.text, texts) if kind == EntryKind.TEXT_CHOSEN else _why(entry.text, reasons)
    more = None
    if entry.lines:
        told = Words("dòng {rows}: {why}", "{n:row|rows} {rows}: {why}") if why else _ROWS
        more = told.fill(n=len(entry.lines), rows=rows, why=why)
    return Happening(_ENTRY_WORDS[kind].fill(n=len(entry.lines)), entry.at, entry.officer.account.name, more or why)


_ROWS = Words("dòng {rows}", "{n:row|rows} {rows}")


def _why(text: str, reasons: Mapping[str, Words]) -> Words | None:
    """An entry keeps the Vietnamese; of what was chosen from a list, and of a line's reason, the English is known."""
    chosen = [*PURPOSES.values(), *(reason.words for reason in line_reasons().values())]
    return next((words for words in chosen if words.vi == text), reasons.get(text, same(text))) if text else None
