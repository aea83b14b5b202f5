"""How long pages take with 200 units of 500 people each: 95th percentile over HTTP, beside a page that does nothing."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ibhxh.cli.demo_online import Reader, running
from ibhxh.register import Participant
from ibhxh.sample.identity_numbers import personal_id, si_number
from ibhxh.sample.names import full_names
from ibhxh.sites.project import serving

UNITS, PEOPLE, VISITS = 200, 500, 40
PAGES = {
    "agency: queue": "/co-quan/",
    "agency: units": "/co-quan/don-vi/",
    "agency: unit, account of the open month": "/co-quan/don-vi/{unit}",
    "agency: unit, people": "/co-quan/don-vi/{unit}?xem=nguoi",
    "agency: unit, postings": "/co-quan/don-vi/{unit}?xem=but-toan",
}
EMPLOYER_PAGES = {
    "employer: to do": "/don-vi/{unit}/",
    "employer: people": "/don-vi/{unit}/nguoi",
    "employer: to pay": "/don-vi/{unit}/phai-dong",
    "employer: dossiers": "/don-vi/{unit}/ho-so/",
}


def run() -> Iterator[dict[str, object]]:
    """One figure a page, milliseconds; the floor is the health page of the same server."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        serving.prepare(data, sides="employer,agency", environment="trial")
        _fill(data)
        with running(data) as address:
            for side, number, pages in (("agency", 2, PAGES), ("employer", 0, EMPLOYER_PAGES)):
                reader = Reader(address)
                reader.sign_in(side, number)
                floor = _percentile(reader, "/suc-khoe")
                for name, path in pages.items():
                    value = _percentile(reader, path)
                    yield {"name": name, "value": value, "unit": "ms", "floor": floor, "ratio": value / floor}


def _percentile(reader: Reader, path: str) -> float:
    """The 95th percentile of the answers' times, each of another unit, one after the other; the first warms up."""
    taken = []
    for visit in range(VISITS + 1):
        unit = f"TZ{visit % UNITS:05}" if path.startswith("/co-quan") else "TZ99001"
        start = time.perf_counter()
        answer = reader.http.get(path.format(unit=unit))
        taken.append((time.perf_counter() - start) * 1000)
        assert answer.is_success, (path, answer.status_code)
    return statistics.quantiles(taken[1:], n=20)[-1]


def _fill(data: Path) -> None:
    """The example world, and 200 units beside it: one through the register's own door, the rest copies of its rows."""
    from dataclasses import asdict

    from django.db import connections, transaction

    from ibhxh.register import Account
    from ibhxh.sites.agency.register.models import RegisteredUnit
    from ibhxh.sites.agency.register.opening import open_register
    from ibhxh.sites.employer.models import Person, Unit
    from ibhxh.sites.project.example.world import make_world
    from ibhxh.sites.project.sides import Side, working_for

    make_world(data, "http://127.0.0.1:9")
    people = _people()
    with working_for(Side.AGENCY), transaction.atomic(using="agency"):
        factory = RegisteredUnit.objects.get()
        account = Account.from_dict(factory.opening_account)
        units = [
            RegisteredUnit(
                unit_code=f"TZ{n:05}",
                mst=f"99{n:08}",
                name=f"Công ty Mẫu số {n}",
                facts=factory.facts | {"unit_code": f"TZ{n:05}"},
                office=factory.office,
                officer=factory.officer,
                opening_month=factory.opening_month,
                opening_account=factory.opening_account,
                opened_through=factory.opening_month + 1,
            )
            for n in range(UNITS)
        ]
        units[0].save()
        open_register(units[0], people, account, at=datetime(2025, 12, 31, 10, 0, tzinfo=UTC))
        RegisteredUnit.objects.bulk_create(units[1:])
        with connections["agency"].cursor() as cursor:
            for table in ("register_registeredperson", "register_postingrow"):
                cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - our own names
                columns = [column[0] for column in cursor.description if column[0] not in {"id", "unit_id"}]
                listed = ", ".join(columns)
                key, made = ("id, ", "lower(hex(randomblob(16))), ") if table.endswith("person") else ("", "")
                cursor.execute(
                    f"INSERT INTO {table} ({key}unit_id, {listed}) SELECT {made}u.unit_code, {listed}"  # noqa: S608
                    f" FROM {table} AS r, register_registeredunit AS u"
                    f" WHERE r.unit_id = %s AND u.unit_code LIKE 'TZ00%%' AND u.unit_code <> %s",
                    ["TZ00000", "TZ00000"],
                )
    with working_for(Side.EMPLOYER), transaction.atomic(using="employer"):
        unit = Unit.objects.get()
        Person.objects.bulk_create(
            Person(workspace=unit.workspace, unit=unit, **asdict(person)) for person in people[: PEOPLE - 100]
        )


def _people() -> list[Participant]:
    source = random.Random(1)
    sexes = [source.choice(["female", "female", "male"]) for _ in range(PEOPLE)]
    return [
        Participant(
            key=f"P{n:04}",
            full_name=name,
            birth_date="1990-05-17",
            sex=sex,
            si_number=si_number(10_000 + n),
            personal_id=personal_id(10_000 + n, sex, "1990-05-17"),
            job_title="Công nhân",
            wage=5_400_000 + 1000 * n,
        )
        for n, (name, sex) in enumerate(zip(full_names(source, sexes), sexes, strict=True))
    ]
