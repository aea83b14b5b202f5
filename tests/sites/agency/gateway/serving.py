"""An agency's gateway as a process of its own, served over HTTP, that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx

from ibhxh.sites.project.serving import APPLICATION, SETTINGS
from tests.build.agency import make_door
from tests.build.filing import AT

ROOT = Path(__file__).resolve().parents[4]
_DYING = "tests.sites.agency.gateway.dying:application"
_FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", database="agency", verbosity=0, skip_checks=True)
from tests.build.agency import register_unit
register_unit()
"""


class Server:
    """A gateway on a folder of data; `url` is where it answers while it runs."""

    def __init__(self, data: Path, database: str | None = None) -> None:
        self._data, self._process = data, None
        make_door(data)
        # It is the hour of filing, and goes on from there.
        (data / "example-clock.txt").write_text(f"{(AT - datetime.now(UTC)).total_seconds():.0f}\n")
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "IBHXH_DATA": str(data),
            "IBHXH_SITES": "agency",
            "IBHXH_SECRET_KEY": "of the tests",
            "IBHXH_JOBS": "elsewhere",
            "IBHXH_GATEWAY_ADDRESS_RATE": "1000000/m",
            "IBHXH_GATEWAY_UNIT_RATE": "1000000/m",
            "PYTHONPATH": str(ROOT),
        }
        if database:
            self.environment["IBHXH_AGENCY_DATABASE"] = database
        self.run(_FILL)

    def run(self, program: str) -> str:
        """What a Python program on the same data prints."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", program], env=self.environment, check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout

    def start(self, *, dies: str | None = None) -> None:
        """Serve, until `kill` or `stop`, or until it kills itself as `dying` tells; returns when it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/api/v1"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--workers", "1", "--blocking-threads", "16", "--log-level", "warning"]
        command += [APPLICATION if dies is None else _DYING]
        with (self._data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                env=self.environment | {"DIES": dies or ""},
                stdout=log,
                stderr=log,
                cwd=ROOT,
                start_new_session=True,
            )
        deadline = time.monotonic() + 120
        while True:
            try:
                httpx.get(f"{self.url}/keys").raise_for_status()
                return
            except httpx.HTTPError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise RuntimeError((self._data / "server.log").read_text()) from None
                time.sleep(0.1)

    def wait_for_death(self) -> str:
        """Until the server has killed itself; the digest of the package at which it did."""
        if self._process is not None:
            self._process.wait(120)
            self._process = None
        return (self._data / "died.txt").read_text()

    def kill(self) -> None:
        """SIGKILL to the server and its worker, whatever they are doing."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in peace."""
        self._end(signal.SIGTERM)

    def cpu_seconds(self) -> float:
        """CPU time of the server and its worker so far."""
        if self._process is None:
            return 0.0
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self._process.pid:  # the session
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _end(self, sign: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, sign)
            self._process.wait(30)
            self._process = None


@contextmanager
def served(data: Path, database: str | None = None) -> Iterator[Server]:
    """A server that runs for the time of the block."""
    with prepared(data, database) as server:
        server.start()
        yield server


@contextmanager
def prepared(data: Path, database: str | None = None) -> Iterator[Server]:
    """A server that may be started within the block."""
    server = Server(data, database)
    try:
        yield server
    finally:
        server.kill()
