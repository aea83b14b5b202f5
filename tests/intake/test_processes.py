"""The register under several processes, and under one that dies."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ibhxh.dossier import freeze
from ibhxh.intake import SqliteRegistry
from ibhxh.trust import save_key
from tests.build.filing import authority, gateway_key, key_ring, packed
from tests.build.sheets import AGENCY, FILED_ON, draft

pytestmark = pytest.mark.real

OPENING = """
import sys
from pathlib import Path
from ibhxh.intake import SqliteRegistry
print("ready", flush=True)
sys.stdin.readline()
for number in range(30):
    SqliteRegistry(Path(sys.argv[1]) / f"{number}.sqlite").close()
"""
RECEIVING = """
import os, secrets, signal, sys
from datetime import datetime
from pathlib import Path
from ibhxh.cli.desk_folder import open_gateway
from ibhxh.intake import receive
from ibhxh.law import shipped_law
folder = Path(sys.argv[1])
with open_gateway(folder, shipped_law()) as gateway:
    print("ready", flush=True)
    sys.stdin.readline()
    for name in sys.argv[2:]:
        at = datetime.fromisoformat("2026-07-13T09:30:00+07:00")
        answer = receive((folder / name).read_bytes(), gateway, at=at, random=secrets.token_bytes)
        print(answer.hex() if isinstance(answer, bytes) else answer.code, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def together(program: str, *arguments: list[str]) -> list[tuple[list[str], str]]:
    """Several processes of a program, let go at one moment: what each printed, and its last words."""
    running = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", program, *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for given in arguments
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=120) for process in running]
    return [(out.split(), err) for out, err in ended]


def test_several_may_make_one_register(tmp_path: Path) -> None:
    assert together(OPENING, *[[str(tmp_path)]] * 4) == [([], "")] * 4


def test_of_dossiers_for_one_round_one_is_received_and_outlives_the_process(tmp_path: Path) -> None:
    (tmp_path / "anchors").mkdir()
    (tmp_path / "anchors" / "trial-root.pem").write_bytes(authority().root.public_bytes(Encoding.PEM))
    (tmp_path / "anchors" / "trial-issuing.pem").write_bytes(authority().issuing.public_bytes(Encoding.PEM))
    save_key(gateway_key(), tmp_path / "gateway.pem")
    (tmp_path / "keys.json").write_bytes(key_ring().to_bytes())
    (tmp_path / "agency.txt").write_text(AGENCY)
    names = [f"{number}.xml" for number in range(6)]
    for number, name in enumerate(names):
        content = freeze(draft(dossier_id=f"{number:032x}"), made_on=FILED_ON)
        (tmp_path / name).write_bytes(packed(content).package)
    ended = together(RECEIVING, [str(tmp_path), *names], [str(tmp_path), *reversed(names)])
    answers = [answer for answered, _ in ended for answer in answered]
    assert len(answers) == 12 and {err for _, err in ended} == {""}
    with sqlite3.connect(tmp_path / "desk.sqlite") as database:
        stored = [row[0].hex() for row in database.execute("SELECT receipt FROM arrival")]
    assert len(stored) == 1 and set(answers) == {stored[0], "ROUND_TAKEN"}
    SqliteRegistry(tmp_path / "desk.sqlite").close()
