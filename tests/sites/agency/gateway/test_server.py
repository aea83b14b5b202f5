"""The gateway over real HTTP, under several at once and under one that dies, on both databases."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.build.agency import content_of, package_of
from tests.build.postgres import postgres_server
from tests.sites.agency.gateway.serving import Server, served

#: What the database holds of what arrived, in order.
_STORED = """
import django, json
django.setup()
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.sites.agency.cases.models import Case, CaseEvent
from ibhxh.sites.agency.gateway.models import ArrivalRow, Filed
from ibhxh.sites.project.jobs.models import Job
with working_for(Side.AGENCY):
    print(json.dumps({
        "receipts": [bytes(row.receipt).decode() for row in ArrivalRow.objects.order_by("id")],
        "filed": Filed.objects.count(), "cases": Case.objects.count(), "events": CaseEvent.objects.count(),
        "jobs": Job.objects.count(),
    }))
"""
#: Runs what jobs there are and tells the numbers that were given, and the counts of the unit's notices.
_ACCEPT = """
import django, json
django.setup()
from ibhxh.sites.project.jobs.worker import Worker
from ibhxh.sites.project.sides import Side, working_for
worker = Worker(Side.AGENCY)
while worker.run_next(): pass
from ibhxh.sites.agency.cases.models import Case
from ibhxh.sites.agency.notices.models import IssuedNotice
with working_for(Side.AGENCY):
    print(json.dumps([
        sorted(Case.objects.values_list("number", flat=True)),
        sorted(IssuedNotice.objects.values_list("seq", flat=True)),
    ]))
"""


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.real),
        pytest.param("postgres", marks=pytest.mark.postgres),
    ]
)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A gateway that serves."""
    if request.param == "sqlite":
        with served(tmp_path) as running:
            yield running
    else:
        with postgres_server() as database, served(tmp_path, database) as running:
            yield running


def file(server: Server, data: bytes, key: str | None = None) -> httpx.Response:
    """Post a package."""
    headers = {"Content-Type": "application/xml"} | ({"Idempotency-Key": key} if key else {})
    return httpx.post(f"{server.url}/packages", content=data, headers=headers, timeout=60)


def at_once(*work: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """The answers to all, asked at one moment."""
    start = threading.Barrier(len(work))

    def begin(one: Callable[[], httpx.Response]) -> httpx.Response:
        start.wait(10)
        return one()

    with ThreadPoolExecutor(len(work)) as threads:
        return list(threads.map(begin, work))


def test_several_at_once(server: Server) -> None:
    same = package_of(content_of(0))
    answers = at_once(*[lambda: file(server, same, "the-same-key")] * 8)
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.content for answer in answers}) == 1

    for_one_round = [package_of(content_of(1, dossier=100 + number)) for number in range(6)]
    answers = at_once(*[lambda data=data: file(server, data) for data in for_one_round])
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"ROUND_TAKEN"}

    under_one_key = [package_of(content_of(number)) for number in (2, 3, 4, 5)]
    answers = at_once(*[lambda data=data: file(server, data, "one-key-for-four") for data in under_one_key])
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 3

    others = [package_of(content_of(number)) for number in range(10, 26)]
    answers = at_once(*[lambda data=data: file(server, data) for data in others])
    assert [answer.status_code for answer in answers] == [201] * 16
    stored = json.loads(server.run(_STORED))
    assert len(stored["receipts"]) == stored["cases"] == stored["jobs"] == stored["events"] == 19


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_doubled(server: Server) -> None:
    packages = [package_of(content_of(number)) for number in range(60)]
    given: dict[int, bytes] = {}
    for lives in range(3):
        sent = iter(range(20 * lives, 20 * lives + 20))
        fallen = threading.Event()

        def send_on() -> None:
            for number in sent:  # noqa: B023 - the threads end within the round
                if fallen.is_set():  # noqa: B023
                    return
                try:
                    answer = file(server, packages[number], f"key-of-{number:04}")
                except httpx.HTTPError:
                    return
                given[number] = answer.content

        threads = [threading.Thread(target=send_on) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.05 + 0.06 * lives)
        server.kill()
        fallen.set()
        for thread in threads:
            thread.join()
        server.start()

    assert len(given) < len(packages), "the server was killed while it was at work"
    again = [file(server, data, f"key-of-{number:04}") for number, data in enumerate(packages)]
    assert {answer.status_code for answer in again} <= {200, 201}
    assert all(again[number].content == receipt for number, receipt in given.items()), "every receipt given still holds"
    stored = json.loads(server.run(_STORED))
    assert sorted(stored.pop("receipts")) == sorted(answer.text for answer in again)
    assert stored == {"filed": 60, "cases": 60, "events": 60, "jobs": 60}
    numbers, counts = json.loads(server.run(_ACCEPT))
    assert numbers == [f"{number:05}/2026/07999" for number in range(1, 61)]
    assert counts == list(range(1, 61))
