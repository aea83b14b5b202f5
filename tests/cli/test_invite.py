"""`ibhxh invite`: the first account of a side, on a folder of data with nothing in it."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ibhxh.cli import main

HEAD = ("--side", "agency", "--email", "Lanhdao@mau.example", "--name", "Phạm Mẫu Duyệt")


def invite(data: Path, *told: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own: it sets Django up for one folder."""
    command = [sys.executable, "-m", "ibhxh", "invite", "--data", str(data), *told]
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith(("IBHXH_", "DJANGO_"))}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603


def rows(data: Path, side: str, question: str) -> list[tuple[object, ...]]:
    """What a side's database has."""
    database = sqlite3.connect(data / f"{side}.sqlite")
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


def secret_of(answer: subprocess.CompletedProcess[str], prefix: str) -> str:
    """The secret of the link that was told."""
    found = re.search(rf"{re.escape(prefix)}loi-moi/(\S+)", answer.stdout)
    assert found is not None, answer.stdout + answer.stderr
    return hashlib.sha256(found[1].encode()).hexdigest()


@pytest.mark.real
def test_the_head_of_a_new_office_and_a_second_link(tmp_path: Path) -> None:
    unnamed = invite(tmp_path, *HEAD, "--office", "07999")
    assert (unnamed.returncode, "Thêm --office-name" in unnamed.stderr) == (2, True)
    office = ("--office", "07999", "--office-name", "BHXH cơ sở Mẫu", "--title", "Giám đốc")
    answer = invite(tmp_path, *HEAD, *office, "--address", "https://bhxh.mau.example/")
    assert answer.returncode == 0, answer.stderr
    assert "lanhdao@mau.example" in answer.stdout
    first = secret_of(answer, "https://bhxh.mau.example/co-quan/")
    people = """SELECT a.email, a.name, a.password, o.role, o.title, f.code, f.name FROM staff_officer o
        JOIN accounts_account a ON a.id = o.account_id JOIN staff_office f ON f.code = o.office_id"""
    ((email, name, password, *place),) = rows(tmp_path, "agency", people)
    assert (email, name) == ("lanhdao@mau.example", "Phạm Mẫu Duyệt")
    assert str(password).startswith("!")
    assert place == ["head", "Giám đốc", "07999", "BHXH cơ sở Mẫu"]
    assert not (tmp_path / "employer.sqlite").exists()
    second = secret_of(invite(tmp_path, *HEAD, "--office", "07999"), "http://localhost:8000/co-quan/")
    links = "SELECT secret_hash, used_at IS NULL FROM accounts_invitation ORDER BY id"
    assert rows(tmp_path, "agency", links) == [(first, 0), (second, 1)]
    assert len(rows(tmp_path, "agency", people)) == 1


@pytest.mark.real
def test_a_signer_of_a_new_workspace(tmp_path: Path) -> None:
    told = ("--side", "employer", "--workspace", "Công ty Mẫu", "--email", "giamdoc@mau.example", "--name", "Vũ Mẫu")
    assert secret_of(invite(tmp_path, *told), "http://localhost:8000/don-vi/")
    assert secret_of(invite(tmp_path, *told, "--role", "clerk"), "http://localhost:8000/don-vi/")
    members = """SELECT w.name, a.email, m.role FROM employer_membership m
        JOIN accounts_account a ON a.id = m.account_id JOIN employer_workspace w ON w.id = m.workspace_id"""
    assert rows(tmp_path, "employer", members) == [("Công ty Mẫu", "giamdoc@mau.example", "clerk")]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (HEAD, "Chưa có mã cơ quan"),
        ((*HEAD, "--role", "signer"), "không có vai trò signer"),
        (("--side", "employer", "--email", "a@mau.example", "--name", "A"), "Thêm --workspace"),
    ],
)
def test_what_is_missing_is_told_before_anything_is_made(tmp_path: Path, told: tuple[str, ...], said: str) -> None:
    answer = CliRunner().invoke(main, ["invite", "--data", str(tmp_path / "data"), *told])
    assert answer.exit_code == 2
    assert said in answer.output
    assert not (tmp_path / "data").exists()
