"""The gateway over real HTTP, under several at once and under one that dies, on both databases."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.build.agency import content_of, package_of
from tests.build.postgres import postgres_server
from tests.sites.agency.gateway.serving import Server, prepared

#: What the database holds of what arrived, in order.
_STORED = """
import django, json
django.setup()
from ibhxh.sites.project.sides import Side, working_for
from ibhxh.sites.agency.cases.models import Case, CaseEvent
from ibhxh.sites.agency.gateway.models import ArrivalRow, Filed
from ibhxh.sites.project.jobs.models import Job
with working_for(Side.AGENCY):
    stored = {
        "receipts": [bytes(row.receipt).decode() for row in ArrivalRow.objects.order_by("id")],
        "digests": list(ArrivalRow.objects.values_list("digest", flat=True)),
        "filed": Filed.objects.count(), "cases": Case.objects.count(), "events": CaseEvent.objects.count(),
        "jobs": Job.objects.count(),
    }
"""
#: Runs what jobs there are; the numbers that were given, and the counts of the unit's notices.
_ACCEPT = """
from ibhxh.sites.project.jobs.worker import Worker
worker = Worker(Side.AGENCY)
while worker.run_next(): pass
from ibhxh.sites.agency.notices.models import IssuedNotice
with working_for(Side.AGENCY):
    stored["numbers"] = sorted(Case.objects.values_list("number", flat=True))
    stored["notices"] = sorted(IssuedNotice.objects.values_list("seq", flat=True))
"""
_TELL = "print(json.dumps(stored))"


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.real),
        pytest.param("postgres", marks=pytest.mark.postgres),
    ]
)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A gateway that may be started."""
    with ExitStack() as parts:
        database = parts.enter_context(postgres_server()) if request.param == "postgres" else None
        yield parts.enter_context(prepared(tmp_path, database))


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


def asked(server: Server, *more: str) -> dict[str, Any]:
    """What the database holds."""
    told: dict[str, Any] = json.loads(server.run("\n".join((_STORED, *more, _TELL))))
    return told


def all_once(server: Server, answers: list[httpx.Response]) -> None:
    """Each package is there once, with the receipt that was answered, and was accepted once, under its own number."""
    stored, count = asked(server, _ACCEPT), len(answers)
    assert sorted(stored["receipts"]) == sorted(answer.text for answer in answers)
    assert [stored[name] for name in ("filed", "cases", "events", "jobs")] == [count] * 4
    assert stored["numbers"] == [f"{number:05}/2026/07999" for number in range(1, count + 1)]
    assert stored["notices"] == list(range(1, count + 1))


def test_several_at_once(server: Server) -> None:
    server.start()
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
    stored = asked(server)
    assert len(stored["receipts"]) == stored["cases"] == stored["jobs"] == stored["events"] == 19


def test_killed_on_either_side_of_the_commit(server: Server) -> None:
    """Between arrival and commit, then between commit and answer, each time while others are on their way."""
    packages = [package_of(content_of(number)) for number in range(24)]
    digests = [hashlib.sha256(data).hexdigest() for data in packages]
    given: dict[int, httpx.Response] = {}
    there: set[str] = set()
    for moment, sent in (("before", range(12)), ("after", range(12, 24))):
        server.start(dies=f"{moment}:5")
        waiting = iter(sent)

        def send_on(_: int) -> None:
            for number in waiting:  # noqa: B023 - the threads end within the round
                with suppress(httpx.HTTPError):
                    given[number] = file(server, packages[number], f"key-of-{number:04}")

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(send_on, range(6)))
        assert {answer.status_code for answer in given.values()} <= {201}, [answer.text for answer in given.values()]
        died = digests.index(server.wait_for_death())
        there = set(asked(server)["digests"])
        assert (digests[died] in there) == (moment == "after")
        assert died in sent and died not in given
        assert {digests[number] for number in given} <= there, "what was answered is there"

    assert given
    server.start()
    again = [file(server, data, f"key-of-{number:04}") for number, data in enumerate(packages)]
    assert [answer.status_code for answer in again] == [200 if one in there else 201 for one in digests]
    assert all(again[number].content == answer.content for number, answer in given.items())
    all_once(server, again)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_doubled(server: Server) -> None:
    server.start()
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
    all_once(server, again)
