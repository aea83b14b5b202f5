"""Two texts of one dossier: where they differ, and which of them is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ibhxh.checks import examine_content
from ibhxh.dossier import Cell, Content
from ibhxh.law.months import month_words
from ibhxh.sites.agency.cases.models import Case, CaseEntry, CaseLine, EntryKind
from ibhxh.sites.agency.cases.opening import case_lines
from ibhxh.sites.agency.staff.models import Officer
from ibhxh.sites.project.the_law import the_law
from ibhxh.states import CaseState
from ibhxh.states.clock import VIETNAM, legal_day
from ibhxh.words import Words, day_text, number_text, same

#: So many letters of a text's digest stand in the entry of its choice.
_MARK = 16


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that the texts have differently; None for a row that only one of them has."""

    place: Words
    field: Words
    one: str
    other: str


def differences(one: Content, other: Content) -> list[Difference]:
    """Every cell, row by row in order, then the papers that only one of them has."""
    law = the_law()
    found = []
    mine, theirs = one.sheets(law), other.sheets(law)
    for number, (left, right) in enumerate(zip(mine, theirs, strict=False)):
        rows, others = left.rows.to_dicts(), right.rows.to_dicts()
        for row in range(max(len(rows), len(others))):
            place = Words(f"Tờ {number + 1}, dòng {row + 1}", f"Sheet {number + 1}, row {row + 1}")
            if row >= len(rows) or row >= len(others):
                said = ("", "có thêm dòng") if row >= len(rows) else ("có thêm dòng", "")
                found.append(Difference(place, Words("cả dòng", "the whole row"), *said))
                continue
            for field in left.version.wire.row:
                a, b = rows[row].get(field.id), others[row].get(field.id)
                if a != b:
                    name = left.version.face.name(field.id)
                    found.append(Difference(place, name, _cell(field.id, a), _cell(field.id, b)))
    return found + _papers(one, other)


def _papers(one: Content, other: Content) -> list[Difference]:
    """A paper is the same paper by its bytes, whatever it is called."""
    mine, theirs = ({file.sha256: file for file in content.files()} for content in (one, other))
    place = Words("Giấy tờ kèm theo", "Papers")
    gone = [Difference(place, Words(f.kind, f.kind), f.name, "—") for d, f in mine.items() if d not in theirs]
    return gone + [Difference(place, Words(f.kind, f.kind), "—", f.name) for d, f in theirs.items() if d not in mine]


def text_names(case: Case) -> dict[str, Words]:
    """What the texts of a case are called, by their digests: by when each first came."""
    named: dict[str, Words] = {}
    for digest, at in case.filed.arrivals.order_by("id").values_list("content_digest", "received_at"):
        # What came first is what was filed: its acceptance is timed to the whole second, maybe before it.
        name = _SUPPLIED if named and case.accepted_at and at > case.accepted_at else _FILED
        named.setdefault(digest, name.fill(at=f"{at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"))
    return named


_FILED = Words("Bản kê khai lúc {at}", "Declaration of {at}")
_SUPPLIED = Words("Bản bổ sung lúc {at}", "Supplement of {at}")


def chosen_words(text: str, names: Mapping[str, Words]) -> Words:
    """The entry of a choice for people: which text, and why."""
    mark, _, why = text.partition(": ")
    name = next((words for digest, words in names.items() if digest.startswith(mark)), same(mark))
    return same("{name}: {why}").fill(name=name, why=why)


def choose_text(case: Case, digest: str, why: str, officer: Officer, *, at: datetime) -> bool:
    """Settles the text of that digest and puts the other away; False where there is nothing to choose any more.

    With the other text chosen, its lines take the place of those of the first, all still to be settled.
    """
    with transaction.atomic(using="agency"):
        held = Case.objects.select_for_update().get(pk=case.pk)
        if held.other_content is None or held.state not in {CaseState.ACCEPTED, CaseState.IN_REVIEW}:
            return False
        other = Content(bytes(held.other_content))
        if digest not in {held.content_digest, other.digest}:
            return False
        if digest == other.digest:
            held.content, held.content_digest = other.data, other.digest
            report = examine_content(other, the_law(), filed_on=legal_day(held.received_at))
            held.report = report.to_bytes()
            held.lines.all().delete()
            CaseLine.objects.bulk_create(case_lines(held, other), 500)
        held.other_content = None
        held.save(update_fields=["content", "content_digest", "other_content", "report"])
        CaseEntry.objects.create(
            case=held, kind=EntryKind.TEXT_CHOSEN, officer=officer, at=at, text=f"{digest[:_MARK]}: {why}"
        )
    return True


def _cell(field: str, value: Cell) -> str:
    if value is None:
        return "—"
    if field.endswith("_month") and isinstance(value, int):
        return month_words(value)
    if isinstance(value, bool):
        return "x" if value else "—"
    if isinstance(value, int):
        return number_text(value)
    return value if isinstance(value, str) else day_text(value)
