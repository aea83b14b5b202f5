"""`ibhxh audit` on the data of a running product: both sides, in processes of their own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.real

#: Makes both databases and moves one dossier three times.
WORLD = """
import django
django.setup()
from datetime import UTC, datetime
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from ibhxh.sites.employer.models import Dossier, Unit, Workspace
from ibhxh.sites.project.lifecycle import fire
from ibhxh.states import DOSSIER, Actor

# The tables as the models say: whether the migrations make the same ones is asked elsewhere.
settings.MIGRATION_MODULES = {application.label: None for application in apps.get_app_configs()}
for side in ("employer", "agency"):
    call_command("migrate", database=side, run_syncdb=True, verbosity=0)
at = datetime(2026, 1, 13, 2, 29, 22, tzinfo=UTC)
workspace = Workspace.objects.create(name="Nhà máy")
unit = Unit.objects.create(
    workspace=workspace, unit_code="TK0001A", mst="0312345678", unit_name="Nhà máy", agency_code="07999",
    work_week="6", wage_region="1", gateway="http://localhost",
)
dossier = Dossier(
    workspace=workspace, unit=unit, procedure="600", period=24312, round=1, created_at=at, changed_at=at
)
dossier.save()
for event, facts in (("create", {}), ("check", {"errors": 0}), ("request_signature", {"signer": "Bình"})):
    fire(dossier, DOSSIER, event, actor=Actor.CLERK, by="Lan", at=at, facts=facts)
"""


def run(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"IBHXH_DATA": str(data), "DJANGO_SETTINGS_MODULE": "ibhxh.sites.project.settings"}
    environment |= {"IBHXH_SECRET_KEY": "of-a-test-world", "IBHXH_LANG": "vi"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def audit(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(data / "elsewhere", str(Path(sys.executable).with_name("ibhxh")), *options, "audit", "--data", str(data))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    made = run(data, sys.executable, "-c", WORLD)
    assert made.returncode == 0, made.stderr
    return data


@pytest.fixture
def copy(world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(world, tmp_path / "copy"))


def test_a_sound_world(world: Path) -> None:
    answer = audit(world)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [
        "✓ Phía đơn vị: 1 hồ sơ, 3 sự kiện; tính lại đều khớp.",
        "✓ Phía cơ quan BHXH: 0 hồ sơ, 0 sự kiện; tính lại đều khớp.",
    ]


def test_the_first_differing_event_is_named(copy: Path) -> None:
    with sqlite3.connect(copy / "employer.sqlite") as database:
        database.execute("UPDATE employer_dossierevent SET actor_name = 'Minh' WHERE seq >= 2")
    answer = audit(copy, "--lang", "en")
    assert answer.returncode == 1
    assert "1 differ" in answer.stdout
    assert "event no. 2: its content does not have the hash it carries" in answer.stdout
    assert "event no. 3" not in answer.stdout


def test_a_state_changed_by_hand_is_named(copy: Path) -> None:
    with sqlite3.connect(copy / "employer.sqlite") as database:
        database.execute("UPDATE employer_dossier SET state = 'accepted'")
    answer = audit(copy)
    assert answer.returncode == 1
    assert "trạng thái lưu là “accepted”, tính lại là “signing”" in answer.stdout


def test_one_side_alone_is_audited_and_the_other_not_made(copy: Path) -> None:
    (copy / "agency.sqlite").unlink()
    answer = audit(copy)
    assert answer.returncode == 0
    assert "Phía cơ quan BHXH chưa có dữ liệu" in answer.stderr
    assert not (copy / "agency.sqlite").exists()


def test_a_folder_without_any_data_is_no_success(tmp_path: Path) -> None:
    assert audit(tmp_path).returncode == 2


def test_the_command_does_not_load_django_for_others() -> None:
    code = "import sys; import ibhxh.cli.audit, ibhxh.states; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603
