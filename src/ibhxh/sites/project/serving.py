"""Everything in one process: both sites, the gateway, and the jobs of each side, on one port and one folder of data.

The folder holds the two databases, the keys and the secret; a lock file keeps a second process from writing to it.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ibhxh.problem import Problem
from ibhxh.sites.project.sides import SITES, Site
from ibhxh.words import Words

SETTINGS = "ibhxh.sites.project.settings"
APPLICATION = "ibhxh.sites.project.wsgi:application"
THREADS = 16


class DataInUse(Problem):
    """A folder of data that another process serves."""

    code = "DATA_IN_USE"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Words(f"Dữ liệu ở {folder} đang được một tiến trình khác dùng.", f"The data in {folder} is being served."),
            why=Words("Mỗi thư mục dữ liệu chỉ có một tiến trình ghi.", "One folder of data has one writing process."),
            fix=Words("Dừng tiến trình kia, hoặc chọn thư mục khác.", "Stop the other one, or choose another folder."),
        )


def prepare(data: Path, *, sides: str, environment: str) -> None:
    """The folder, its secret, Django with its databases brought up to date. Once a process, before anything else."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = data / "secret-key.txt"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(50) + "\n")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "IBHXH_DATA": str(data),
        "IBHXH_SITES": sides,
        "IBHXH_ENVIRONMENT": environment,
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    for side in settings.IBHXH_SITES:
        call_command("migrate", database=side.value, verbosity=0)


def serve(host: str, port: int) -> None:
    """Serve until stopped. A worker that dies is started again; its jobs go on where their leases end."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["IBHXH_JOBS"] = "inside"
    # A forked worker would inherit the locks of libraries with threads of their own.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    server.serve()


@contextmanager
def sole_writer(data: Path) -> Iterator[None]:
    """Holds the folder's lock. Raises `DataInUse`."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DataInUse(data) from error
        yield


def start_jobs() -> None:
    """A thread of jobs for each side of this process."""
    from django.conf import settings

    from ibhxh.sites.project.jobs.worker import Worker

    for side in settings.IBHXH_SITES:
        worker = Worker(side)
        threading.Thread(
            target=worker.run_forever, args=(threading.Event(),), name=f"jobs of {side}", daemon=True
        ).start()


def installed() -> list[Site]:
    """The sites of this process."""
    from django.conf import settings

    return [SITES[side] for side in settings.IBHXH_SITES]
