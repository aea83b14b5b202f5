"""The side at work decides in which database a shared table is."""

from __future__ import annotations

import pytest

from ibhxh.sites.project.accounts.models import Account
from ibhxh.sites.project.jobs.models import Job
from ibhxh.sites.project.router import SideRouter
from ibhxh.sites.project.sides import NoSideError, Side, current_side, side_of_path, working_for

pytestmark = [pytest.mark.unit, pytest.mark.django_db(databases=["employer", "agency"])]


@pytest.mark.parametrize(
    ("path", "side"),
    [("/don-vi/TZ99001/", Side.EMPLOYER), ("/co-quan/", Side.AGENCY), ("/api/v1/packages", Side.AGENCY), ("/", None)],
)
def test_an_address_says_its_side(path: str, side: Side | None) -> None:
    assert side_of_path(path) == side


def test_without_a_side_shared_tables_are_out_of_reach() -> None:
    with pytest.raises(NoSideError):
        Account.objects.count()
    with working_for(Side.AGENCY):
        assert current_side() is Side.AGENCY
    with pytest.raises(NoSideError):
        current_side()


def test_an_account_of_one_side_is_none_on_the_other() -> None:
    with working_for(Side.EMPLOYER):
        Account.objects.create_account("a@example.com", "A", "a long enough password")
        assert Account.objects.count() == 1
    with working_for(Side.AGENCY):
        assert Account.objects.count() == 0


def test_tables_are_made_where_they_belong() -> None:
    router = SideRouter()
    assert router.allow_migrate("employer", "jobs") and router.allow_migrate("agency", "jobs")
    assert router.allow_migrate("employer", "employer") and not router.allow_migrate("agency", "employer")
    assert router.allow_migrate("agency", "cases") and not router.allow_migrate("employer", "cases")
    with working_for(Side.AGENCY):
        assert router.db_for_write(Job) == "agency"
