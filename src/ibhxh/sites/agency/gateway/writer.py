"""Writing durably. On SQLite one thread writes for all: what waits is committed together, each in a savepoint.

A commit is one wait for the disk, however much is in it; and writers who queue here do not wake each other up from
SQLite's own sleep. Nobody is answered before the commit. Servers with many connections let each thread write itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from django.db import IntegrityError, connections, transaction
from django.db.transaction import TransactionManagementError

from ibhxh.sites.project.sides import Side, working_for

T = TypeVar("T")
#: So many pieces of work at most go into one commit.
_BATCH = 64
_TRIES = 3


def write_durably(work: Callable[[], T]) -> T:
    """What `work` returns, once the agency's database has all it stored; nothing of it where it raises.

    Inside a transaction that is open already it is part of that one.
    """
    connection = connections[Side.AGENCY]
    if connection.in_atomic_block:
        return _in_transaction(work)
    if connection.vendor == "sqlite":
        return _of_process().run(work)
    return _in_own_transaction(work)


def _in_own_transaction(work: Callable[[], T]) -> T:
    """Two who look at once both find nothing and the second is stopped by a unique constraint: it looks again."""
    for _ in range(_TRIES - 1):
        with suppress(IntegrityError):
            return _in_transaction(work)
    return _in_transaction(work)


def _in_transaction(work: Callable[[], T]) -> T:
    """In a transaction, or a savepoint of the open one. Django takes everything back without a word where something
    inside failed and was caught on the way: that must never look like success."""
    with transaction.atomic(using=Side.AGENCY):
        result = work()
        if connections[Side.AGENCY].needs_rollback:
            raise TransactionManagementError("something inside failed unseen; nothing is stored")
        return result


@dataclass(slots=True)
class _Waiting:
    """A piece of work and the answer somebody waits for."""

    work: Callable[[], Any]
    answer: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None

    def attempt(self) -> None:
        """Do it in a savepoint; what it raises is the asker's alone."""
        try:
            self.result = _in_transaction(self.work)
        except Exception as error:  # told to whoever waits
            self.error = error

    def tell(self) -> None:
        """Let whoever waits go on: what they asked for is on disk, or was never stored."""
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class Writer:
    """The one thread of a process that writes what arrives."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        threading.Thread(target=self._run, name="writer of arrivals", daemon=True).start()

    def run(self, work: Callable[[], T]) -> T:
        """Have it done and committed; returns or raises what the work does."""
        waiting = _Waiting(work)
        self._queue.put(waiting)
        result: T = waiting.answer.result()
        return result

    def _run(self) -> None:
        with working_for(Side.AGENCY):
            while True:
                self._commit(self._next_batch())

    def _next_batch(self) -> list[_Waiting]:
        batch = [self._queue.get()]
        with suppress(Empty):
            while len(batch) < _BATCH:
                batch.append(self._queue.get_nowait())
        return batch

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            _in_transaction(lambda: _attempt_all(batch))
        except Exception as error:  # nothing of the batch is stored: each is told so and may ask again
            for waiting in batch:
                waiting.error = error
            connections[Side.AGENCY].close()
        for waiting in batch:
            waiting.tell()


def _attempt_all(batch: list[_Waiting]) -> None:
    for waiting in batch:
        waiting.attempt()


_writer: Writer | None = None
_lock = threading.Lock()


def _of_process() -> Writer:
    global _writer  # noqa: PLW0603 - one writer a process, started by the first who needs it
    with _lock:
        if _writer is None:
            _writer = Writer()
        return _writer
