"""Employers that do not exist, of any size: the same arguments give the same employer, to the byte.

A check objects to nothing in the list of such an employer; `sample.faults` puts faults in.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

import polars as pl

from ibhxh.amounts import contributions
from ibhxh.client.unit import Unit
from ibhxh.dossier import BusinessKey, Draft, Sheet
from ibhxh.law import FormVersion, Law
from ibhxh.law.months import first_day, month_of
from ibhxh.sample.identity_numbers import mst, personal_id, si_number
from ibhxh.sample.jobs import JOBS
from ibhxh.sample.month_days import month_days
from ibhxh.sample.names import full_names
from ibhxh.sample.plan_lines import PLAN_LINES, Month

PROCEDURE = "600"
AGENCY = "07999"
_WARDS = ("Xã Hóc Môn", "Xã Củ Chi", "Phường Tân Tạo", "Phường Bình Tân", "Phường Dĩ An", "Phường Thới Hòa")
_YOUNGEST, _OLDEST = 18, 50
_WAGE_STEP = 10_000
#: One new participant in so many has no BHXH number yet.
_UNNUMBERED = 5


@dataclass(frozen=True, slots=True)
class Employer:
    """A unit and the dossier it is about to file."""

    unit: Unit
    draft: Draft


def synthetic_employer(people: int, seed: int, law: Law, *, filed_on: date, declarations: bool = False) -> Employer:
    """An employer whose list for the month of `filed_on` has one line for each of `people`, on the form of that day.

    With `declarations`, one new participant in five has no BHXH number yet and comes with a TK1-TS, where the procedure
    takes one. Raises `NoLawForDay` or `NoFormForDay` for a day the law pack does not know.
    """
    source = random.Random(seed)  # noqa: S311 - plausible people, not secrets
    unit = _unit(source)
    version, *others = (law.form(form.form, filed_on) for form in law.procedure(PROCEDURE, filed_on).forms_on(filed_on))
    month = month_of(filed_on)
    rows = _rows(source, people, unit, law, month)
    if declarations:
        rows = rows.with_columns(si_number=pl.when(~_unnumbered()).then("si_number"), has_book=~_unnumbered())
    told = rows.select(field.id for field in version.wire.row if field.id in rows.columns)
    the_list = Sheet.of(version, unit.header(version) | {"list_number": f"01/{month % 12 + 1:02}"}, told)
    declared = [_declarations(rows.filter(_unnumbered()), other) for other in others if declarations]
    draft = Draft(
        id=f"{source.getrandbits(128):032x}",
        key=BusinessKey(unit.unit_code, PROCEDURE, month, 1),
        mst=unit.mst,
        agency_code=unit.agency_code,
        sheets=(the_list, *(sheet for sheet in declared if sheet.rows.height)),
    )
    return Employer(unit, draft)


def _unit(source: random.Random) -> Unit:
    serial = source.randrange(1_000, 99_000)
    (representative,) = full_names(source, ["male"])
    return Unit(
        unit_code=f"TZ{serial:05}",
        mst=mst(serial),
        unit_name=f"Công ty TNHH Sản xuất Mẫu số {serial}",
        agency_code=AGENCY,
        work_week=source.choice(("5", "5.5", "6")),
        wage_region="01",
        address=f"{source.choice(_WARDS)}, Thành phố Hồ Chí Minh",
        representative=representative,
        phone=f"028990{serial:05}",
        email=f"nhansu@mau{serial}.example",
        unit_kind="Doanh nghiệp ngoài nhà nước",
        main_trade="Công nghiệp chế biến, chế tạo",
        participants="Người lao động làm việc theo hợp đồng lao động",
    )


def _rows(source: random.Random, people: int, unit: Unit, law: Law, month: int) -> pl.DataFrame:
    facilities = [code for code in law.codes["care_facilities"] if code.startswith("79")]
    setting = Month(month, month_days(month, unit.work_week), facilities, source)
    wage = law.parameter("regional_minimum_wage").on(first_day(month), sector="domestic", region=int(unit.wage_region))
    drawn = source.choices(list(PLAN_LINES), [plan.share for plan in PLAN_LINES.values()], k=people)
    persons = _Persons(source, month, wage.amount, _full_rate(law, month))
    blocks = []
    for plan, lines in PLAN_LINES.items():
        count = drawn.count(plan)
        block = persons.next(count, women_only=lines.women_only)
        told = {"plan": [plan] * count, "declaration_kind": [lines.kind] * count} | dict(lines.tell(setting, count))
        block = block if lines.names_wage else block.drop("wage", "declared_rate")
        blocks.append(block.with_columns(pl.Series(name, cells) for name, cells in told.items()))
    rows = pl.concat(blocks, how="diagonal_relaxed")
    return rows.with_columns(workplace=pl.lit(unit.address), has_book=pl.lit(True))


class _Persons:
    """People one after the other, no number twice."""

    def __init__(self, source: random.Random, month: int, minimum_wage: int, rate: int) -> None:
        self._source, self._minimum_wage, self._rate = source, minimum_wage, rate
        self._number, self._serial = source.randrange(10**7, 9 * 10**7), source.randrange(1_000, 10**6)
        oldest, youngest = (first_day(month - 12 * age).toordinal() for age in (_OLDEST, _YOUNGEST))
        self._births = range(oldest, youngest)

    def next(self, count: int, *, women_only: bool) -> pl.DataFrame:
        """`count` people: who they are, what they do, what it pays."""
        source = self._source
        sexes = source.choices(("female", "male"), (1, 0) if women_only else (6, 4), k=count)
        births = [date.fromordinal(day).isoformat() for day in source.choices(self._births, k=count)]
        jobs = source.choices(JOBS, [job.share for job in JOBS], k=count)
        serials = range(self._serial, self._serial + count)
        self._serial += count
        numbers = range(self._number, self._number + count)
        self._number += count
        return pl.DataFrame(
            {
                "full_name": full_names(source, sexes),
                "si_number": list(map(si_number, numbers)),
                "personal_id": [personal_id(n % 10**6, *of) for n, *of in zip(serials, sexes, births, strict=True)],
                "birth_date": births,
                "sex": sexes,
                "nationality": ["VN"] * count,
                "engagement": ["full_time"] * count,
                "job_title": [job.title for job in jobs],
                "wage": [self._wage(source.randint(job.low, job.high)) for job in jobs],
                "declared_rate": [self._rate] * count,
            }
        )

    def _wage(self, hundredths: int) -> int:
        return -(-self._minimum_wage * hundredths // (100 * _WAGE_STEP)) * _WAGE_STEP


def _full_rate(law: Law, month: int) -> int:
    """What unit and person pay together into all funds: 320000 for 32 %, the đồng that a million đồng of wage costs."""
    fact = {"month": month, "region": 1, "participant_class": "vn_employee", "declared_wage": 1_000_000}
    facts = pl.DataFrame([fact], schema_overrides={"month": pl.Int32, "region": pl.Int8})
    return int(contributions(facts, law).frame["total"].item())


def _unnumbered() -> pl.Expr:
    return (pl.col("plan") == "TM") & (pl.int_range(pl.len()) % _UNNUMBERED == 0)


def _declarations(people: pl.DataFrame, version: FormVersion) -> Sheet:
    """A TK1-TS for each of these people."""
    told = people.select(field.id for field in version.wire.row if field.id in people.columns)
    return Sheet.of(version, {}, told.with_columns(ethnic_group=pl.lit("01"), request=pl.lit("Cấp mã số BHXH")))
