"""Jobs: done once they are asked for, tried again, parked, done once for one key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs import queue
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.jobs.queue import Again, GiveUp, enqueue, handles, revive, when_parked
from ibhxh.sites.project.jobs.worker import BACK_OFF, Worker, waiting_jobs
from ibhxh.sites.project.sides import Side, working_for

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"], transaction=True)]

START = datetime(2026, 1, 30, 1, 0, tzinfo=UTC)


class Hands:
    """Handlers that keep a book of what they were given."""

    def __init__(self) -> None:
        self.done: list[Mapping[str, Any]] = []
        self.answers: list[Again | Exception | None] = []

    def __call__(self, payload: Mapping[str, Any]) -> Again | None:
        self.done.append(payload)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock: the last entry is now."""
    instants = [START]
    monkeypatch.setattr(clock, "now", lambda: instants[-1])
    return instants


@pytest.fixture
def hands() -> Iterator[Hands]:
    known = dict(queue._handlers)
    hands = Hands()
    handles("test.work")(hands)
    with working_for(Side.EMPLOYER):
        yield hands
    queue._handlers.clear()
    queue._handlers.update(known)
    queue._told_when_parked.pop("test.work", None)


@pytest.fixture
def worker() -> Worker:
    return Worker(Side.EMPLOYER)


def test_what_is_asked_for_is_done_once(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    enqueue("test.work", {"n": 1}, at=START)
    assert worker.run_next() and not worker.run_next()
    assert hands.done == [{"n": 1}]
    assert Job.objects.get().done_at == START


def test_a_job_of_a_transaction_that_is_undone_was_never_asked_for(
    hands: Hands, worker: Worker, time: list[datetime]
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic(using="employer"):
        enqueue("test.work", {}, at=START)
        raise RuntimeError
    assert not worker.run_next()


def test_one_key_is_asked_for_once_until_it_is_done(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    for _ in range(3):
        enqueue("test.work", {}, at=START, dedupe_key="the one")
    while worker.run_next():
        pass
    enqueue("test.work", {}, at=START, dedupe_key="the one")
    assert worker.run_next()
    assert len(hands.done) == 2


def test_nothing_is_done_before_its_time_or_by_the_other_side(
    hands: Hands, worker: Worker, time: list[datetime]
) -> None:
    enqueue("test.work", {}, at=START + timedelta(hours=1))
    assert not worker.run_next()
    time.append(START + timedelta(hours=1))
    assert not Worker(Side.AGENCY).run_next()
    assert worker.run_next()


def test_again_comes_later_and_is_no_failure(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    hands.answers = [Again(timedelta(minutes=5))] * (len(BACK_OFF) + 3)
    enqueue("test.work", {}, at=START)
    for _ in range(len(BACK_OFF) + 3):
        assert worker.run_next() and not worker.run_next()
        time.append(time[-1] + timedelta(minutes=5))
    assert worker.run_next()
    assert Job.objects.get().done_at is not None


def test_a_failing_job_is_tried_again_then_parked_and_can_be_revived(
    hands: Hands, worker: Worker, time: list[datetime]
) -> None:
    hands.answers = [ValueError("the gateway is on fire")] * (len(BACK_OFF) + 1)
    enqueue("test.work", {}, at=START)
    for wait in (*BACK_OFF, timedelta()):
        assert worker.run_next() and not worker.run_next()
        time.append(time[-1] + wait)
    parked = Job.objects.get()
    assert parked.parked_at and "on fire" in parked.last_error and not worker.run_next()
    assert revive(Job.objects.all(), at=time[-1]) == 1
    assert worker.run_next()
    assert Job.objects.get().done_at


def test_a_job_that_kills_its_process_is_parked_at_last_and_holds_up_nobody(
    hands: Hands, worker: Worker, time: list[datetime]
) -> None:
    enqueue("test.work", {"deadly": True}, at=START)
    for _ in range(len(BACK_OFF) + 1):
        # Claimed, and never given back.
        assert worker._claim(time[-1]) is not None
        time.append(time[-1] + worker.lease + timedelta(seconds=1))
    enqueue("test.work", {"deadly": False}, at=START)
    assert worker.run_next() and not worker.run_next()
    assert hands.done == [{"deadly": False}]
    assert Job.objects.get(payload={"deadly": True}).parked_at == time[-1]


def test_asking_again_for_a_parked_job_is_heard(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    hands.answers = [GiveUp("nobody lives there")]
    enqueue("test.work", {}, at=START, dedupe_key="the one")
    assert worker.run_next() and not waiting_jobs().exists()
    enqueue("test.work", {}, at=START, dedupe_key="the one")
    assert worker.run_next()
    assert Job.objects.get().done_at and len(hands.done) == 2


def test_whoever_wants_to_know_is_told_of_a_parked_job(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    told: list[tuple[Mapping[str, Any], int]] = []

    @when_parked("test.work")
    def tell(payload: Mapping[str, Any], tries: int) -> None:
        told.append((payload, tries))
        raise RuntimeError("and even that goes wrong")

    hands.answers = [GiveUp("nobody lives there")]
    enqueue("test.work", {"n": 1}, at=START)
    assert worker.run_next()
    assert told == [({"n": 1}, 1)] and Job.objects.get().parked_at


def test_giving_up_parks_at_once(hands: Hands, worker: Worker, time: list[datetime]) -> None:
    hands.answers = [GiveUp("nobody lives there")]
    enqueue("test.work", {}, at=START)
    assert worker.run_next()
    assert Job.objects.get().parked_at and Job.objects.get().attempts == 1


def test_a_lease_that_ran_out_is_taken_over_and_the_late_one_changes_nothing(
    hands: Hands, worker: Worker, time: list[datetime]
) -> None:
    enqueue("test.work", {}, at=START)
    held = worker._claim(START)
    assert held is not None and worker._claim(START) is None
    time.append(START + worker.lease + timedelta(seconds=1))
    assert worker.run_next()
    worker._failed(held, "too late")
    assert Job.objects.get().done_at and not Job.objects.get().last_error
