"""The worker of a side: claims jobs with a lease, runs them one after the other, tries again later, parks at last.

Killed at any point, it loses nothing: the lease runs out and the job is done by whoever claims it next.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, connections, transaction
from django.db.models import Q, QuerySet

from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.jobs.queue import Again, GiveUp, handler_of, told_when_parked, wakes
from ibhxh.sites.project.sides import Side, working_for

LOG = logging.getLogger(__name__)
#: Waits before the second, third … try; after the last one the job is parked.
BACK_OFF = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 900, 3600, 3600))
_DIED = "the process ended every time while it ran"


@dataclass(frozen=True, slots=True)
class Worker:
    """Runs the jobs of a side. `lease` must be longer than any pause in which it could not renew it."""

    side: Side
    lease: timedelta = timedelta(seconds=60)
    idle: timedelta = timedelta(seconds=1)

    def run_forever(self, stop: threading.Event) -> None:
        """Until told to stop; asked for work, it wakes at once."""
        wake = wakes(self.side)
        while not stop.is_set():
            close_old_connections()
            try:
                done = self.run_next()
            except OperationalError:
                LOG.exception("the database of %s does not answer", self.side)
                done = False
            if not done:
                wake.wait(self.idle.total_seconds())
                wake.clear()

    def run_next(self) -> bool:
        """Run the job whose turn it is; False when there is none."""
        with working_for(self.side):
            job = self._claim(clock.now())
            if job is not None:
                with self._renewing(job):
                    self._run(job)
            return job is not None

    def _claim(self, now: datetime) -> Job | None:
        # Looking first keeps an idle worker from taking the write lock again and again.
        while _waiting(now).exists():
            with transaction.atomic(using=self.side):
                waiting = _waiting(now).order_by("run_at", "id")
                if connections[self.side].features.has_select_for_update_skip_locked:
                    waiting = waiting.select_for_update(skip_locked=True)
                job = waiting.first()
                if job is None:
                    return None
                if _is_tried_enough(job):
                    # Whoever had it never came as far as saying so.
                    LOG.error("%s was claimed %s times and never given back", job, job.attempts)
                    self._park(job, _DIED)
                    continue
                job.attempts += 1
                job.leased_until = now + self.lease
                job.save(update_fields=["attempts", "leased_until"])
                return job
        return None

    def _run(self, job: Job) -> None:
        try:
            answer = handler_of(job.name)(job.payload)
        except GiveUp as told:
            self._park(job, str(told))
        except Exception as error:  # whatever a handler raises is a failed try, never the end of the worker
            LOG.exception("%s failed, try %s", job, job.attempts)
            self._failed(job, f"{type(error).__name__}: {error}")
        else:
            if isinstance(answer, Again):
                self._close(job, run_at=clock.now() + answer.after, attempts=0)
            else:
                self._close(job, done_at=clock.now(), last_error="")

    def _failed(self, job: Job, error: str) -> None:
        if _is_tried_enough(job):
            self._park(job, error)
        else:
            self._close(job, run_at=clock.now() + BACK_OFF[job.attempts - 1], last_error=error)

    def _park(self, job: Job, error: str) -> None:
        """Nobody tries it any more, and whoever wants to know is told."""
        with transaction.atomic(using=self.side):
            told = told_when_parked(job.name)
            if not self._close(job, parked_at=clock.now(), last_error=error) or told is None:
                return
            try:
                with transaction.atomic(using=self.side):
                    told(job.payload, job.attempts)
            except Exception:  # the job is parked all the same
                LOG.exception("nobody could be told that %s is parked", job)

    def _close(self, job: Job, **fields: object) -> bool:
        """Give the job back, unless the lease ran out and somebody else has it by now; whether it was given back."""
        mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
        return bool(mine.update(leased_until=None, **fields))

    @contextmanager
    def _renewing(self, job: Job) -> Iterator[None]:
        """Keeps the lease fresh while the job runs."""
        finished = threading.Event()

        def renew() -> None:
            with working_for(self.side):
                while not finished.wait(self.lease.total_seconds() / 3):
                    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
                    mine.update(leased_until=clock.now() + self.lease)
            connections.close_all()

        keeper = threading.Thread(target=renew, name=f"lease of {job}", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            finished.set()
            keeper.join()


def waiting_jobs() -> QuerySet[Job]:
    """Jobs of the side that are still to be done, parked ones not counted."""
    return Job.objects.filter(done_at=None, parked_at=None)


def _is_tried_enough(job: Job) -> bool:
    return job.attempts > len(BACK_OFF)


def _waiting(now: datetime) -> QuerySet[Job]:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return waiting_jobs().filter(free, run_at__lte=now)
