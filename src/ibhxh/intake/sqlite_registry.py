"""The registry of a desk on one machine: a SQLite file. Durable before an answer is given; one writer at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ibhxh.dossier import BusinessKey, ContentDigest, DossierId
from ibhxh.formats.receipt import EvidenceKind
from ibhxh.intake.registry import Arrival
from ibhxh.intake.verdict import PROVING

T = TypeVar("T")
#: Seconds to wait while another process writes.
_PATIENCE = 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS dossier (
  dossier_id TEXT PRIMARY KEY,
  mst TEXT NOT NULL, unit_code TEXT NOT NULL, procedure TEXT NOT NULL, period INTEGER NOT NULL, round INTEGER NOT NULL,
  proved INTEGER NOT NULL, refused INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_dossier_a_round
  ON dossier (unit_code, procedure, period, round) WHERE proved AND NOT refused;
CREATE TABLE IF NOT EXISTS arrival (
  number INTEGER PRIMARY KEY,
  transaction_code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
  content_digest TEXT NOT NULL, dossier_id TEXT NOT NULL REFERENCES dossier,
  idempotency_key TEXT UNIQUE, received_at TEXT NOT NULL,
  receipt BLOB NOT NULL, body BLOB NOT NULL, content BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS by_content ON arrival (content_digest);
CREATE INDEX IF NOT EXISTS by_dossier ON arrival (dossier_id);
"""
_KNOWN = """
SELECT EXISTS (SELECT 1 FROM arrival WHERE digest = ?) OR EXISTS (SELECT 1 FROM arrival WHERE idempotency_key = ?)
    OR EXISTS (SELECT 1 FROM dossier WHERE dossier_id = ?)
    OR EXISTS (SELECT 1 FROM dossier
               WHERE unit_code = ? AND procedure = ? AND period = ? AND round = ? AND proved AND NOT refused)
"""
_STORE_DOSSIER = """
INSERT INTO dossier (dossier_id, mst, unit_code, procedure, period, round, proved) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (dossier_id) DO UPDATE
  SET mst = excluded.mst, unit_code = excluded.unit_code, procedure = excluded.procedure, period = excluded.period,
      round = excluded.round, proved = 1
  WHERE excluded.proved AND NOT dossier.proved
"""
_STORE_ARRIVAL = """
INSERT INTO arrival (transaction_code, kind, digest, content_digest, dossier_id, idempotency_key, received_at, receipt,
                     body, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ARRIVALS = """
SELECT transaction_code, kind, digest, content_digest, dossier_id, mst, unit_code, procedure, period, round,
       idempotency_key, received_at, receipt
FROM arrival JOIN dossier USING (dossier_id) WHERE {} ORDER BY number
"""


class SqliteRegistry:
    """A `Registry` in one file, made where it does not exist. Bodies lie in their rows: this is the desk of a trial or
    a small office."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        _keep_a_log(self._database)
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("PRAGMA foreign_keys = ON")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def in_turn(self, work: Callable[[], T]) -> T:
        with self.writing():
            return work()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time; what was stored inside is on disk when the block ends, or not at all."""
        # IMMEDIATE: a transaction that begins by reading cannot be made a writer later while others write.
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def knows_nothing_of(
        self, digest: str, dossier_id: DossierId, key: BusinessKey, idempotency_key: str | None
    ) -> bool:
        (known,) = self._database.execute(_KNOWN, (digest, idempotency_key, dossier_id, *astuple(key))).fetchone()
        return not known

    def by_digest(self, digest: str) -> Arrival | None:
        return next(iter(self._arrivals("digest = ?", digest)), None)

    def by_content(self, content_digest: ContentDigest) -> Sequence[Arrival]:
        return self._arrivals("content_digest = ?", content_digest)

    def by_dossier(self, dossier_id: DossierId) -> Sequence[Arrival]:
        return self._arrivals("dossier_id = ?", dossier_id)

    def by_idempotency_key(self, key: str) -> Arrival | None:
        return next(iter(self._arrivals("idempotency_key = ?", key)), None)

    def holder(self, key: BusinessKey) -> DossierId | None:
        found = self._database.execute(
            "SELECT dossier_id FROM dossier WHERE unit_code = ? AND procedure = ? AND period = ? AND round = ?"
            " AND proved AND NOT refused",
            (key.unit_code, key.procedure, key.period, key.round),
        ).fetchone()
        return found[0] if found else None

    def next_round(self, key: BusinessKey) -> int:
        (last,) = self._database.execute(
            "SELECT coalesce(max(round), 0) FROM dossier WHERE unit_code = ? AND procedure = ? AND period = ?"
            " AND proved AND NOT refused",
            (key.unit_code, key.procedure, key.period),
        ).fetchone()
        return int(last) + 1

    def store(self, arrival: Arrival, *, body: bytes, content: bytes) -> None:
        key, proved = arrival.key, arrival.kind in PROVING
        self._database.execute(_STORE_DOSSIER, (arrival.dossier_id, arrival.mst, *astuple(key), proved))
        self._database.execute(
            _STORE_ARRIVAL,
            (
                arrival.transaction_code,
                arrival.kind.value,
                arrival.digest,
                arrival.content_digest,
                arrival.dossier_id,
                arrival.idempotency_key,
                arrival.received_at.isoformat(),
                arrival.receipt,
                body,
                content,
            ),
        )

    def body_of(self, transaction_code: str) -> bytes:
        """What came in an arrival, byte for byte. Raises KeyError for a code that was never given."""
        found = self._database.execute("SELECT body FROM arrival WHERE transaction_code = ?", (transaction_code,))
        for (body,) in found:
            return bytes(body)
        raise KeyError(transaction_code)

    def refuse(self, dossier_id: DossierId) -> None:
        """The agency has refused the dossier: its round is free again."""
        with self.writing():
            self._database.execute("UPDATE dossier SET refused = 1 WHERE dossier_id = ?", (dossier_id,))

    def _arrivals(self, where: str, value: str) -> list[Arrival]:
        return [_arrival(row) for row in self._database.execute(_ARRIVALS.format(where), (value,))]


def _keep_a_log(database: sqlite3.Connection) -> None:
    """Write-ahead logging. SQLite waits for others everywhere but here: two who make one file at once would collide."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _arrival(row: sqlite3.Row) -> Arrival:
    return Arrival(
        transaction_code=row["transaction_code"],
        kind=EvidenceKind(row["kind"]),
        digest=row["digest"],
        content_digest=row["content_digest"],
        dossier_id=row["dossier_id"],
        mst=row["mst"],
        key=BusinessKey(row["unit_code"], row["procedure"], row["period"], row["round"]),
        idempotency_key=row["idempotency_key"],
        received_at=datetime.fromisoformat(row["received_at"]),
        receipt=row["receipt"],
    )
