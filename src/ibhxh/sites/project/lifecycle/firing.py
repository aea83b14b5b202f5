"""`fire`: the only writer of a state."""

from __future__ import annotations

from datetime import datetime

from django.db import router, transaction

from ibhxh.sites.project.lifecycle.chain import BEFORE_ALL, event_hash
from ibhxh.sites.project.lifecycle.errors import StaleState
from ibhxh.sites.project.lifecycle.models import LifeEvent, Lived, events_model
from ibhxh.states import Actor, Fact, Facts, Machine


def fire(
    subject: Lived,
    machine: Machine,
    event: str,
    *,
    actor: Actor,
    by: str,
    at: datetime,
    facts: Facts | None = None,
    seen: int | None = None,
) -> LifeEvent:
    """Moves a stored subject by one row of its machine's table and appends the event, both or neither.

    `by` is the name of who did it, `at` an aware instant, `facts` what the move needs (flat, JSON). `seen` is the
    version the person had before their eyes, where that may be older than `subject`. The transaction is on the
    subject's database and joins the one that is open; `subject` carries the new state and version afterwards.

    Raises the `MoveRefused` kinds of `Machine.step`, `StaleState` when somebody else was faster, ValueError for facts
    that are missing or an instant without zone.
    """
    given = _flat(facts or {})
    if at.tzinfo is None or subject._state.adding:
        raise ValueError("a move needs an instant with zone and a stored subject")
    database = subject._state.db or router.db_for_write(type(subject), instance=subject)
    if seen is not None and seen != subject.version:
        raise _stale(subject, machine, database)
    move = machine.step(subject.state or None, event, actor, given)
    events = events_model(type(subject))
    with transaction.atomic(using=database):
        # First the write: it takes the row, so what is read next cannot be overtaken.
        held = type(subject)._base_manager.using(database)
        moved = held.filter(pk=subject.pk, version=subject.version, state=subject.state).update(
            state=move.target.value, version=subject.version + 1
        )
        if not moved:
            raise _stale(subject, machine, database)
        earlier = events._base_manager.using(database).filter(subject=subject.pk, seq=subject.version)
        last = earlier.first() if subject.version else None
        row: LifeEvent = events(
            subject_id=subject.pk,
            seq=subject.version + 1,
            event=event,
            source=subject.state or None,
            target=move.target.value,
            actor_kind=actor.value,
            actor_name=by,
            at=at,
            facts=given,
            previous_hash=last.hash if last else BEFORE_ALL,
        )
        row.hash = event_hash(row)
        row.save(using=database, force_insert=True)
    subject.state, subject.version = row.target, row.seq
    return row


def _flat(facts: Facts) -> dict[str, Fact]:
    for name, value in facts.items():
        if value is not None and not isinstance(value, str | int):
            raise ValueError(f"the fact {name!r} is neither text nor whole number nor yes or no")
    # A StrEnum or an IntEnum is stored as what it stands for, so that the event reads back equal to what was hashed.
    return {name: str(value) if isinstance(value, str) else value for name, value in facts.items()}


def _stale(subject: Lived, machine: Machine, database: str) -> StaleState:
    now = type(subject)._base_manager.using(database).filter(pk=subject.pk).values_list("state", flat=True).first()
    return StaleState(machine.subject, machine.stage(now) if now else None)
