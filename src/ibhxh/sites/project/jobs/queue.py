"""Asking for work, and saying how work of a name is done."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.sides import current_side

#: Does a job of a name. Returns nothing when it is done; `Again` when it is to be run once more later.
Handler = Callable[[Mapping[str, Any]], "Again | None"]
#: Told of a job of a name that is not tried any more: its payload, and how often it was tried.
Parked = Callable[[Mapping[str, Any], int], None]

_handlers: dict[str, Handler] = {}
_told_when_parked: dict[str, Parked] = {}
_wakes: defaultdict[str, threading.Event] = defaultdict(threading.Event)


@dataclass(frozen=True, slots=True)
class Again:
    """Not done yet, and no failure: look once more after a while."""

    after: timedelta


class GiveUp(Exception):  # noqa: N818 - said to the worker, not about it
    """Raised by a handler: trying again cannot help, a person has to look. Its text is shown to them."""


def handles(name: str) -> Callable[[Handler], Handler]:
    """Registers the handler of a name: `@handles("employer.send")`."""

    def register(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return register


def handler_of(name: str) -> Handler:
    """The handler of a name. Raises KeyError."""
    return _handlers[name]


def when_parked(name: str) -> Callable[[Parked], Parked]:
    """Registers who is told, in the transaction that parks it, of a job of a name that came to nothing."""

    def register(told: Parked) -> Parked:
        _told_when_parked[name] = told
        return told

    return register


def told_when_parked(name: str) -> Parked | None:
    """Who wants to know of parked jobs of a name."""
    return _told_when_parked.get(name)


def enqueue(name: str, payload: Mapping[str, Any], *, at: datetime, dedupe_key: str | None = None) -> None:
    """Ask the side at work for a job, from an instant (aware) on, in the transaction that is open on its database.

    Nothing happens where a job with the same `dedupe_key` is still to be done; one that was parked is tried again.
    """
    side = current_side()
    job = Job(name=name, payload=dict(payload), run_at=at, dedupe_key=dedupe_key)
    if dedupe_key is None or not revive(Job.objects.filter(dedupe_key=dedupe_key), at=at):
        Job.objects.bulk_create([job], ignore_conflicts=dedupe_key is not None)
    transaction.on_commit(_wakes[side].set, using=side)


def revive(jobs: QuerySet[Job], *, at: datetime) -> int:
    """Parked jobs are tried again from the instant on, with all their tries before them; how many there were."""
    return jobs.filter(done_at=None, parked_at__isnull=False).update(parked_at=None, attempts=0, run_at=at)


def wakes(side: str) -> threading.Event:
    """Set whenever work has been asked for in this process."""
    return _wakes[side]
