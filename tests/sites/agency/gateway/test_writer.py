"""The writing thread: what waits is committed together, and what fails fails alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from ibhxh.sites.agency.gateway.writer import Writer, write_durably
from ibhxh.sites.agency.staff.models import Office
from ibhxh.sites.project.sides import Side

pytestmark = [pytest.mark.unit, pytest.mark.django_db(transaction=True, databases=["agency"])]


def at_once(work: Callable[[int], object], numbers: range) -> list[object]:
    """What each number gives, each in a thread of its own."""
    with ThreadPoolExecutor(len(numbers)) as threads:
        return list(threads.map(work, numbers))


def offices() -> list[str]:
    """The codes that are stored."""
    return list(Office.objects.order_by("code").values_list("code", flat=True))


def test_what_fails_takes_nothing_else_of_the_commit_with_it() -> None:
    def store(number: int) -> int:
        Office.objects.create(code=f"{number:05}", name="x")
        if number % 2:
            raise ValueError(number)
        return number

    def ask(number: int) -> object:
        try:
            return write_durably(lambda: store(number))
        except ValueError as error:
            return error.args

    assert at_once(ask, range(12)) == [number if number % 2 == 0 else (number,) for number in range(12)]
    assert offices() == [f"{number:05}" for number in range(0, 12, 2)]


def test_what_was_taken_back_unseen_is_never_told_as_stored() -> None:
    writer = Writer()

    def ask(number: int) -> object:
        def store() -> None:
            Office.objects.create(code=f"{number:05}", name="x")
            if number == 3:
                # What Django leaves behind where something failed inside and was caught on the way.
                connections[Side.AGENCY].needs_rollback = True

        try:
            writer.run(store)
        except Exception as error:
            return type(error).__name__
        return "stored"

    answers = at_once(ask, range(6))
    stored = [f"{number:05}" for number, answer in enumerate(answers) if answer == "stored"]
    assert offices() == stored
    assert "00003" not in stored
    writer.run(lambda: Office.objects.create(code="99999", name="x"))
    assert "99999" in offices()


def test_inside_a_transaction_it_is_part_of_that_one() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using=Side.AGENCY):
        write_durably(lambda: Office.objects.create(code="00001", name="x"))
        raise IntegrityError
    assert offices() == []
