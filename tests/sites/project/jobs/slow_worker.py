"""A process with one worker, to be killed: slow_worker.py BOOK. Its job notes in BOOK when it begins and ends."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from ibhxh.sites.project.jobs.queue import handles  # noqa: E402
from ibhxh.sites.project.jobs.worker import Worker  # noqa: E402
from ibhxh.sites.project.sides import Side  # noqa: E402

book = Path(sys.argv[1])


def note(word: str, payload: Mapping[str, Any]) -> None:
    with book.open("a") as file:
        file.write(f"{word} {payload['n']}\n")


@handles("test.slow")
def slow(payload: Mapping[str, Any]) -> None:
    note("begin", payload)
    time.sleep(payload["seconds"])
    note("end", payload)


Worker(Side.AGENCY, lease=timedelta(seconds=2), idle=timedelta(seconds=0.2)).run_forever(threading.Event())
