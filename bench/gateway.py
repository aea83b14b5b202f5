"""Accepting packages over real HTTP, on SQLite and on PostgreSQL: CPU milliseconds of each, and packages a second.

Two floors, each with one durable insert of the body, one package after the other, without HTTP, receipt or case. The
bare one verifies the envelope's and the form's signature and looks at nothing they say. The other examines the package
as every gateway of ours must: it also rebuilds the content from the forms and compares it with the sender's. The
server, its database and whoever sends share the machine, so only CPU time and ratios of one run mean much.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
from tests.build.filing import AT

from ibhxh.formats.envelope import read_envelope
from ibhxh.intake import Accepted, examine
from ibhxh.law import shipped_law
from ibhxh.sites.project import serving
from ibhxh.trust import Layout, TrustStore, read_trust_folder, verify_xml

PACKAGE_BYTES = 20_000
PACKAGES = 400
SENDERS = 6
ENVELOPE, FORM = Layout("Hoso", "CKy_Dvi"), Layout("D02-TS", "Cky")

#: CPU seconds so far of a database that runs in processes of its own.
Clock = Callable[[], float]
#: Does something with a package.
Work = Callable[[bytes], None]


def run() -> list[dict[str, Any]]:
    """CPU of one package and packages a second, against the floor, for each database there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", serving.SETTINGS)
    import django

    django.setup()
    from tests.build.agency import content_of, package_of

    rows = next(n for n in range(1, 40) if len(package_of(content_of(0, rows=n))) >= PACKAGE_BYTES)
    packages = [package_of(content_of(number, rows=rows)) for number in range(PACKAGES + SENDERS)]
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += _measured("SQLite", packages, Path(folder), None)
    with suppress(_NoServer), _postgres() as address, tempfile.TemporaryDirectory() as folder:
        figures += _measured("PostgreSQL", packages, Path(folder), address)
    return figures


class _NoServer(Exception):  # noqa: N818 - said, not raised at anybody
    """No PostgreSQL on this machine."""


@contextmanager
def _postgres() -> Iterator[str]:
    from _pytest.outcomes import Skipped
    from tests.build.postgres import postgres_server

    try:
        with postgres_server() as address:
            yield address
    except Skipped as skipped:
        raise _NoServer from skipped


def _measured(name: str, packages: Sequence[bytes], folder: Path, address: str | None) -> list[dict[str, Any]]:
    from tests.sites.agency.gateway.serving import served

    insert, database_clock = _durable_insert(folder, address)
    with served(folder, address) as server:
        trust = read_trust_folder(folder / "agency" / "anchors")
        warm, measured = packages[:SENDERS], packages[SENDERS:]
        _send(server.url, warm)
        bare, examined = _verifying(trust), _examining(trust)
        floors = [_timed(measured, floor, insert, database_clock) for floor in (bare, examined)]
        since, cpu = time.perf_counter(), server.cpu_seconds() + database_clock()
        _send(server.url, measured)
        cpu, wall = server.cpu_seconds() + database_clock() - cpu, time.perf_counter() - since
    each, pace = cpu / len(measured), wall / len(measured)
    (bare_cpu, _), (examined_cpu, examined_wall) = floors
    size = f"{len(packages[0]) / 1000:.0f} KB, {name}"
    return [
        _figure(f"accept {size}, to verify + insert", each * 1000, "ms", bare_cpu * 1000, each / bare_cpu),
        _figure(f"accept {size}, to examine + insert", each * 1000, "ms", examined_cpu * 1000, each / examined_cpu),
        _figure(f"accept {size}, packages", 1 / pace, "1/s", 1 / examined_wall, pace / examined_wall),
    ]


def _figure(name: str, value: float, unit: str, floor: float, ratio: float) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": ratio}


def _send(url: str, packages: Sequence[bytes]) -> None:
    waiting = iter(packages)
    lock, wrong = threading.Lock(), []

    def send_on() -> None:
        with httpx.Client() as client:
            while True:
                with lock:
                    data = next(waiting, None)
                if data is None:
                    return
                answer = client.post(f"{url}/packages", content=data, headers={"Content-Type": "application/xml"})
                if answer.status_code != httpx.codes.CREATED:
                    wrong.append(answer.text)

    threads = [threading.Thread(target=send_on) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[0]


def _verifying(trust: TrustStore) -> Work:
    def verify(data: bytes) -> None:
        envelope = read_envelope(verify_xml(data, ENVELOPE, trust, at=AT).tree())
        verify_xml(envelope.files[0].data, FORM, trust, at=AT)

    return verify


def _examining(trust: TrustStore) -> Work:
    law = shipped_law()

    def look(data: bytes) -> None:
        assert isinstance(examine(data, law, trust, at=AT), Accepted)

    return look


def _timed(packages: Sequence[bytes], work: Work, insert: Work, database_clock: Clock) -> tuple[float, float]:
    """CPU and wall seconds of one package."""
    cpu, wall = time.process_time() + database_clock(), time.perf_counter()
    for data in packages:
        work(data)
        insert(data)
    cpu, wall = time.process_time() + database_clock() - cpu, time.perf_counter() - wall
    return cpu / len(packages), wall / len(packages)


def _durable_insert(folder: Path, address: str | None) -> tuple[Work, Clock]:
    if address is None:
        lite = sqlite3.connect(folder / "floor.sqlite", isolation_level=None, check_same_thread=False)
        lite.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE body (data BLOB)")
        return lambda data: lite.execute("INSERT INTO body VALUES (?)", (data,)) and None, lambda: 0.0

    import psycopg

    held = psycopg.connect(address, autocommit=True)
    held.execute("CREATE TABLE floor_body (data bytea)")
    return lambda data: held.execute("INSERT INTO floor_body VALUES (%b)", (data,)) and None, lambda: _cpu_of(held)


def _cpu_of(held: Any) -> float:
    """CPU seconds of the server's processes, those that ended included: all are children of one."""
    (pid,) = held.execute("SELECT pg_backend_pid()").fetchone()
    parent = int(_stat(pid)[1])
    ticks = sum(map(int, _stat(parent)[11:15]))
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = _stat(int(folder.name))
            if int(fields[1]) == parent:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
