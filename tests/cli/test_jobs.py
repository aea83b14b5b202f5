"""`ibhxh jobs` on a folder of data of its own, in a process of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real


def run(*args: str) -> str:
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith(("IBHXH_", "DJANGO_"))}
    command = [sys.executable, "-m", "ibhxh", "jobs", *args]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_a_job_that_was_given_up_is_seen_and_tried_again(tmp_path: Path) -> None:
    assert "0 việc đang chờ, 0 việc đã thôi thử" in run("--data", str(tmp_path))
    with sqlite3.connect(tmp_path / "employer.sqlite") as database:
        database.execute(
            "INSERT INTO jobs_job (name, payload, run_at, attempts, parked_at, last_error)"
            " VALUES ('employer.follow', '{}', '2026-01-30 01:00:00', 8, '2026-01-30 02:00:00', 'TimeoutError: x')"
        )
    database.close()
    told = run("--data", str(tmp_path), "--side", "employer")
    assert "1 việc đã thôi thử" in told and "employer.follow" in told and "TimeoutError: x" in told
    assert "1 việc sẽ được làm lại" in run("--data", str(tmp_path), "--side", "employer", "--again")
    assert "1 việc đang chờ, 0 việc đã thôi thử" in run("--data", str(tmp_path), "--side", "employer")
