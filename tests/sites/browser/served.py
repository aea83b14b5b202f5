"""`ibhxh up` in a process of its own, with the example world in a fresh folder of data."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_PATIENCE = 120
_MINE = ("IBHXH_", "DJANGO_")


@dataclass(frozen=True, slots=True)
class Served:
    """Both sites as a visitor reaches them, and the folder in which they keep everything."""

    origin: str
    data: Path

    @property
    def example(self) -> Path:
        """The folder with what a newcomer tries: key files, the clerk's workbook."""
        return self.data / "example"


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Serves the folder, filled when it is empty, until the block ends."""
    port = free_port()
    origin = f"http://localhost:{port}"
    command = [sys.executable, "-m", "ibhxh", "up", "--data", str(data), "--port", str(port)]
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith(_MINE)}
    with (data.parent / f"{data.name}.log").open("wb") as log:
        process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        try:
            _wait_for(f"{origin}/suc-khoe", process, Path(log.name))
            yield Served(origin, data)
        finally:
            _end(process)


def free_port() -> int:
    """A port on which nobody listens at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{log.read_text()}")
        try:
            if httpx.get(address, timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {address}:\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    # The server has a worker process of its own: the group is ended, not its head alone.
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
