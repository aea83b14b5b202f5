"""Invented employers of any size."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from stdnum.vn import mst as stdnum_mst

from ibhxh.dossier import freeze, parse_content
from ibhxh.law import shipped_law
from ibhxh.sample.employer import Employer, synthetic_employer
from ibhxh.sample.names import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES
from ibhxh.sample.plan_lines import PLAN_LINES

pytestmark = pytest.mark.unit

LAW = shipped_law()
FILED_ON = date(2026, 7, 13)


def employer(people: int, seed: int = 1, **more: bool) -> Employer:
    return synthetic_employer(people, seed, LAW, filed_on=FILED_ON, **more)


def rows(people: int, seed: int = 1) -> pl.DataFrame:
    return employer(people, seed).draft.sheets[0].rows


@pytest.mark.parametrize("people", [5, 17, 400, 3_000])
def test_one_line_for_each_person(people: int) -> None:
    draft = employer(people).draft
    assert draft.sheets[0].rows.height == people
    content = freeze(draft, made_on=FILED_ON)
    assert parse_content(content.data, LAW) == content


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others() -> None:
    contents = [freeze(employer(50, seed).draft, made_on=FILED_ON) for seed in (3, 3, 4)]
    assert contents[0] == contents[1]
    assert contents[0].head.dossier_id != contents[2].head.dossier_id
    assert not set(contents[0].lines[2:-1]) & set(contents[2].lines[2:-1])


def test_no_number_is_given_twice() -> None:
    people = rows(3_000)
    assert people["si_number"].n_unique() == 3_000
    assert people["personal_id"].n_unique() == 3_000


def test_numbers_are_of_the_province_that_does_not_exist() -> None:
    people = rows(500)
    assert people["si_number"].str.contains(r"^99\d{8}$").all()
    assert people["personal_id"].str.contains(r"^099\d{9}$").all()
    assert all(stdnum_mst.is_valid(employer(1, seed).unit.mst) for seed in range(60))


def test_the_personal_id_says_sex_and_year_of_birth() -> None:
    digit, year = pl.col("personal_id").str.slice(3, 1).cast(pl.Int32), pl.col("birth_date").str.slice(0, 4)
    people = rows(500).with_columns(
        said_sex=pl.when(digit % 2 == 0).then(pl.lit("male")).otherwise(pl.lit("female")),
        said_year=(19 + digit // 2).cast(pl.String) + pl.col("personal_id").str.slice(4, 2),
        year=year,
    )
    assert people["said_sex"].to_list() == people["sex"].to_list()
    assert people["said_year"].to_list() == people["year"].to_list()
    assert people["year"].str.contains("^20").any()


def test_names_are_built_as_their_sex_builds_them() -> None:
    for name, sex in rows(400).select("full_name", "sex").iter_rows():
        family, *middle, given = name.split()
        assert family in FAMILY_NAMES
        assert " ".join(middle) in MIDDLE_NAMES[sex]
        assert given in GIVEN_NAMES[sex]


def test_every_plan_is_used_and_the_list_is_in_their_order() -> None:
    plans = rows(400)["plan"].to_list()
    assert set(plans) == set(PLAN_LINES)
    order = list(PLAN_LINES)
    assert plans == sorted(plans, key=order.index)


def test_mothers_are_women() -> None:
    mothers = rows(3_000).filter(pl.col("plan") == "TS")
    assert mothers.height > 50
    assert set(mothers["sex"].to_list()) == {"female"}


def test_new_participants_without_a_number_come_with_a_declaration() -> None:
    the_list, declarations = employer(400, declarations=True).draft.sheets
    without = the_list.rows.filter(pl.col("si_number").is_null())
    assert declarations.version.form == "TK1-TS"
    assert 0 < without.height < the_list.rows.height // 10
    assert declarations.rows["personal_id"].to_list() == without["personal_id"].to_list()
    assert not without["has_book"].any()
    assert employer(400).draft.sheets[0].rows["si_number"].null_count() == 0
