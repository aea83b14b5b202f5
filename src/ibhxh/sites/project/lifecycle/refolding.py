"""Refolding: the states, worked out again from the events, must be the states that are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import router, transaction

from ibhxh.sites.project.lifecycle.chain import BEFORE_ALL, event_hash
from ibhxh.sites.project.lifecycle.models import LifeEvent, Lived, events_model
from ibhxh.states import Machine
from ibhxh.words import Words, same

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """The first place where a life's record differs from itself. `seq` is the event's number, None: not an event."""

    subject: str
    seq: int | None
    what: Words


@dataclass(frozen=True, slots=True)
class Audit:
    """What was refolded on one kind of subject, and what was found; nothing is good."""

    subjects: int
    events: int
    findings: tuple[Finding, ...]


def refold(subject: Lived, machine: Machine, events: Sequence[LifeEvent]) -> Finding | None:
    """Checks numbering, hashes, moves and the stored state of one subject against its events, in order."""
    name = f"{subject._meta.label} {subject.pk}"
    state, previous = "", BEFORE_ALL
    for number, event in enumerate(events, 1):
        what = _wrong(event, number, state, previous, machine)
        if what:
            return Finding(name, event.seq, what)
        state, previous = event.target, event.hash
    if subject.version != len(events):
        return Finding(name, None, _COUNT.fill(version=subject.version, events=len(events)))
    if subject.state != state:
        return Finding(name, None, _STATE.fill(stored=subject.state, folded=state))
    return None


def audit_all(model: type[Lived], machine: Machine, *, using: str | None = None) -> Audit:
    """Refolds every subject of a model, on its own database if not another is named, a few hundred at a time."""
    database = using or router.db_for_read(model)
    rows = events_model(model)
    subjects = events = 0
    findings: list[Finding] = []
    for keys in _key_groups(model, database):
        held = _events_of(rows, keys, database)
        subjects += len(keys)
        events += sum(map(len, held.values()))
        for subject in model._base_manager.using(database).filter(pk__in=keys):
            if refold(subject, machine, held[subject.pk]):
                findings += _looked_at_again(subject, machine, rows, database)
    orphans = rows._base_manager.using(database).exclude(subject__in=model._base_manager.using(database).values("pk"))
    findings += [Finding(f"{model._meta.label} {event.subject_id}", event.seq, _ORPHAN) for event in orphans[:1]]
    return Audit(subjects, events, tuple(findings))


def _key_groups(model: type[Lived], database: str) -> Iterator[list[Any]]:
    keys = model._base_manager.using(database).order_by("pk").values_list("pk", flat=True)
    group = list(keys[:_AT_ONCE])
    while group:
        yield group
        group = list(keys.filter(pk__gt=group[-1])[:_AT_ONCE])


def _events_of(rows: Any, keys: Sequence[Any], database: str) -> dict[Any, list[LifeEvent]]:
    found: dict[Any, list[LifeEvent]] = defaultdict(list)
    for event in rows._base_manager.using(database).filter(subject__in=keys).order_by("seq", "pk"):
        found[event.subject_id].append(event)
    return found


def _looked_at_again(subject: Lived, machine: Machine, rows: Any, database: str) -> list[Finding]:
    """A subject may have moved between two readings; alone and held fast it cannot."""
    with transaction.atomic(using=database):
        held = type(subject)._base_manager.using(database).select_for_update().get(pk=subject.pk)
        found = refold(held, machine, _events_of(rows, [held.pk], database)[held.pk])
    return [found] if found else []


def _wrong(event: LifeEvent, number: int, state: str, previous: str, machine: Machine) -> Words | None:
    if event.seq != number:
        return _NUMBER.fill(expected=number)
    if event.previous_hash != previous:
        return _LINK
    if event.hash != event_hash(event):
        return _HASH
    if (event.source or "") != state:
        return _SOURCE.fill(source=event.source or "∅", state=state or "∅")
    move = machine.move(event.source, event.event)
    if move is None or move.target != event.target or event.actor_kind not in move.actors:
        told = same(f"{event.source or '∅'} --{event.event}/{event.actor_kind}--> {event.target}")
        return _NO_MOVE.fill(move=told)
    return None


_NUMBER = Words("đáng lẽ là sự kiện số {expected}", "this should be event no. {expected}")
_LINK = Words("không nối với sự kiện ngay trước nó", "does not follow from the event before it")
_HASH = Words("nội dung không khớp với giá trị băm của nó", "its content does not have the hash it carries")
_SOURCE = Words("đi từ “{source}”, trong khi hồ sơ ở “{state}”", "starts from “{source}” while the state was “{state}”")
_NO_MOVE = Words("bảng trạng thái không có bước {move}", "the table of states has no move {move}")
_COUNT = Words(
    "phiên bản là {version} nhưng có {events} sự kiện",
    "the version is {version}, but there {events:is|are} {events} {events:event|events}",
)
_STATE = Words("trạng thái lưu là “{stored}”, tính lại là “{folded}”", "stored as “{stored}”, folded to “{folded}”")
_ORPHAN = Words("sự kiện của hồ sơ không còn", "an event whose subject is gone")
