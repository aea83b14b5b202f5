"""A PostgreSQL server of the tests' own, in a folder of theirs, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "postgres"


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest there is."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of an empty database, as IBHXH_…_DATABASE takes it. Skips, saying so, without a server installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    # Not below pytest's own folders, which nobody but their owner may enter: the server runs as a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="ibhxh-postgres-"))
    if os.getuid() == 0:
        user = pwd.getpwnam(USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = folder / "cluster", _free_port()
    # The server refuses to run as root.
    _run(programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=60"
    _run(programs / "pg_ctl", "-D", data, "-l", folder / "log.txt", "-o", options, "-w", "start")
    try:
        _run(programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", USER, "ibhxh")
        yield f"postgres://{USER}@127.0.0.1:{port}/ibhxh"
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    before = ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []
    subprocess.run([*before, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
