"""What every test may ask for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Before Django reads its settings: tests have a world of their own.
os.environ["IBHXH_DATA"] = tempfile.mkdtemp(prefix="ibhxh-tests-")
os.environ["IBHXH_SECRET_KEY"] = "of the tests"  # noqa: S105
os.environ["DJANGO_SETTINGS_MODULE"] = "ibhxh.sites.project.settings"
# The lists of tests are short: threads of polars' own would only wait for each other, and for the other test process.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import django
import pytest
from django.conf import settings as site_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from hypothesis import HealthCheck, settings

from tests.build.drawn import drawn

django.setup()
# The hash of the sites, without the second of work that it is meant to cost a thief.
PBKDF2PasswordHasher.iterations = 1
# Every client makes its own chain of middleware, and would look through all static files anew.
site_settings.WHITENOISE_AUTOREFRESH = True

# A busy machine must not fail a test: no deadlines, and as many examples as a budget bears.
settings.register_profile("ours", deadline=None, max_examples=drawn(40), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def field_samples() -> Path:
    """The field's own sample files, which are never committed: beside the project where someone has put them."""
    folder = ROOT.parent / "shared" / "domain" / "forms" / "samples"
    if not folder.is_dir():
        pytest.skip("the field's sample files do not lie beside the project (shared/domain/forms/samples)")
    return folder


TIERS = {"unit", "real", "browser", "postgres", "long"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test belongs to exactly one tier, so that none is left out of `make test` by forgetting its marker."""
    for item in items:
        tiers = TIERS & {marker.name for marker in item.iter_markers()}
        if len(tiers) != 1:
            raise pytest.UsageError(f"{item.nodeid} has {sorted(tiers)}: give it exactly one of {sorted(TIERS)}")
