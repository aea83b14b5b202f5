"""A worker that is killed in the middle of a job loses none: its lease runs out and the next worker does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.postgres import postgres_server

SCRIPT = Path(__file__).with_name("slow_worker.py")
ASK = """
import django; django.setup()
from django.core.management import call_command
from django.db import transaction
from ibhxh.sites.project import clock
from ibhxh.sites.project.jobs.queue import enqueue
from ibhxh.sites.project.sides import Side, working_for
call_command("migrate", database="agency", verbosity=0)
with working_for(Side.AGENCY), transaction.atomic(using="agency"):
    for n, seconds in enumerate([0, 3, 0]):
        enqueue("test.slow", {"n": n, "seconds": seconds}, at=clock.now())
"""
LEFT = """
import django; django.setup()
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.sides import Side, working_for
with working_for(Side.AGENCY):
    print(Job.objects.count(), Job.objects.filter(done_at=None).count(), Job.objects.filter(parked_at=None).count())
"""


def run_and_kill(environment: dict[str, str], tmp_path: Path) -> None:
    """The story of the test, on whatever database the environment names."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "ibhxh.sites.project.settings", "IBHXH_SITES": "agency"} | environment
    book = tmp_path / "book.txt"
    subprocess.run([sys.executable, "-c", ASK], env=env, check=True)  # noqa: S603
    first = subprocess.Popen([sys.executable, str(SCRIPT), str(book)], env=env)  # noqa: S603
    try:
        wait_for(book, "begin 1")
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert book.read_text().split("\n")[:3] == ["begin 0", "end 0", "begin 1"]
    second = subprocess.Popen([sys.executable, str(SCRIPT), str(book)], env=env)  # noqa: S603
    try:
        wait_for(book, "end 1")
        wait_for(book, "end 2")
        time.sleep(0.5)
    finally:
        second.send_signal(signal.SIGKILL)
        second.wait()
    told = book.read_text().split()
    assert [told.count("end")] == [3], "every job was done to its end, exactly once"
    counts = subprocess.run([sys.executable, "-c", LEFT], env=env, check=True, capture_output=True, text=True)  # noqa: S603
    assert counts.stdout.split() == ["3", "0", "3"]


def wait_for(book: Path, words: str) -> None:
    until = time.monotonic() + 30
    while not (book.exists() and words in book.read_text()):
        assert time.monotonic() < until, f"“{words}” never came"
        time.sleep(0.05)


@pytest.mark.real
def test_on_sqlite(tmp_path: Path) -> None:
    run_and_kill({"IBHXH_DATA": str(tmp_path)}, tmp_path)


@pytest.fixture
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.mark.postgres
def test_on_postgresql(tmp_path: Path, server: str) -> None:
    run_and_kill({"IBHXH_DATA": str(tmp_path), "IBHXH_AGENCY_DATABASE": server}, tmp_path)
