"""The factory's dossiers as filed."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest

from ibhxh.dossier import freeze, parse_content
from ibhxh.law import shipped_law
from ibhxh.law.months import month_index
from ibhxh.sample.factory import FACTORY_UNIT, FILINGS, PEOPLE, Filing, factory_draft, filing

pytestmark = pytest.mark.unit

LAW = shipped_law()
JANUARY, JULY, AUGUST = (month_index(f"2026-{month}") for month in ("01", "07", "08"))


def rows(period: int, round: int) -> pl.DataFrame:
    return factory_draft(period, round, LAW).sheets[0].rows


def row(period: int, round: int, code: str, plan: str) -> dict[str, object]:
    name = PEOPLE[code].full_name
    return rows(period, round).row(by_predicate=(pl.col("full_name") == name) & (pl.col("plan") == plan), named=True)


@pytest.mark.parametrize("filed", FILINGS, ids=lambda filed: f"{filed.filed_on} r{filed.round}")
def test_every_filing_freezes_and_reads_back(filed: Filing) -> None:
    draft = factory_draft(filed.period, filed.round, LAW)
    content = freeze(draft, made_on=filed.filed_on)
    assert parse_content(content.data, LAW) == content
    assert (draft.mst, draft.agency_code, draft.key.unit_code) == ("9900000016", "07999", "TZ99001")


def test_january_has_seventy_rows() -> None:
    plans = Counter(rows(JANUARY, 1)["plan"].to_list())
    assert plans == {"DC": 59, "TM": 3, "GH": 2, "ON": 2, "TS": 1, "OF": 1, "KL": 1, "TL": 1}
    assert plans.total() == 70


def test_the_rise_of_january() -> None:
    rises = rows(JANUARY, 1).filter(pl.col("plan") == "DC")
    assert Counter(rises["wage"].to_list()) == {5_681_700: 39, 5_310_000: 20}
    names = set(rises["full_name"].to_list())
    assert {PEOPLE[code].full_name for code in ("NV005", "NV012", "NV021", "NV033")} <= names
    assert PEOPLE["NV006"].full_name not in names
    assert set(rises["note"].to_list()) == {"QĐ lương 02/01/2026, hiệu lực 01/01/2026"}


@pytest.mark.parametrize(
    ("code", "plan", "from_month", "to_month", "wage"),
    [
        ("NV101", "TM", "2026-01", None, 5_681_700),
        ("NV102", "TM", "2026-02", None, 5_681_700),
        ("NV103", "TL", "2026-01", None, 6_000_000),
        ("NV105", "TM", "2026-01", None, 2_400_000),
        ("NV005", "GH", "2026-02", None, None),
        ("NV006", "GH", "2026-01", None, None),
        ("NV012", "TS", "2026-01", "2026-07", None),
        ("NV021", "OF", "2026-01", "2026-01", None),
        ("NV021", "ON", "2026-02", None, 5_681_700),
        ("NV033", "KL", "2026-01", "2026-01", None),
        ("NV033", "ON", "2026-02", None, 5_681_700),
    ],
)
def test_the_rows_of_january(code: str, plan: str, from_month: str, to_month: str | None, wage: int | None) -> None:
    found = row(JANUARY, 1, code, plan)
    assert found["from_month"] == month_index(from_month)
    assert found["to_month"] == (month_index(to_month) if to_month else None)
    assert found["wage"] == wage


@pytest.mark.parametrize(
    ("filed", "code", "plan", "expected"),
    [
        ((JULY, 1), "NV105", "DC", ("2026-07", None, 2_530_000, None)),
        ((JULY, 1), "NV012", "ON", ("2026-07", None, 5_681_700, None)),
        ((JULY, 1), "NV076", "DC", ("2026-07", None, 11_500_000, 800_000)),
        ((JULY, 1), "NV041", "GH", ("2026-06", None, None, None)),
        ((JULY, 2), "NV086", "AD", ("2026-05", "2026-06", 1_200_000, None)),
        ((JULY, 2), "NV086", "DC", ("2026-07", None, 13_200_000, None)),
        ((JULY, 3), "NV061", "GH", ("2026-08", None, None, None)),
        ((AUGUST, 1), "NV106", "TD", ("2026-08", None, 7_500_000, None)),
        ((AUGUST, 1), "NV100", "GH", ("2026-09", None, None, None)),
        ((AUGUST, 2), "NV106", "TD", ("2026-08", None, 7_500_000, None)),
    ],
)
def test_the_rows_of_summer(
    filed: tuple[int, int], code: str, plan: str, expected: tuple[str, str | None, int | None, int | None]
) -> None:
    found = row(*filed, code, plan)
    from_month, to_month, wage, allowance = expected
    assert found["from_month"] == month_index(from_month)
    assert found["to_month"] == (month_index(to_month) if to_month else None)
    assert (found["wage"], found["wage_allowance"]) == (wage, allowance)


def test_each_list_goes_under_the_form_of_its_day() -> None:
    forms = {filed.filed_on: factory_draft(filed.period, filed.round, LAW).sheets[0].version.key for filed in FILINGS}
    assert forms.pop(date(2026, 1, 30)) == "D02-TS/qd595-2017"
    assert set(forms.values()) == {"D02-LT/qd366-2026"}


def test_the_returned_line_comes_again_linked_to_the_first_dossier() -> None:
    first = freeze(factory_draft(AUGUST, 1, LAW), made_on=date(2026, 8, 14))
    assert factory_draft(AUGUST, 2, LAW).corrects == first.digest
    assert filing(AUGUST, 1).returned == {"NV106"}


def test_the_people() -> None:
    assert len(PEOPLE) == 106
    assert len({person.full_name for person in PEOPLE.values()}) == 106
    typed = row(JANUARY, 1, "NV101", "TM")
    assert typed["personal_id"] != PEOPLE["NV101"].personal_id
    assert sorted(str(typed["personal_id"])) == sorted(str(PEOPLE["NV101"].personal_id))
    assert FACTORY_UNIT.representative == PEOPLE["NV099"].full_name
    assert FACTORY_UNIT.representative_id == PEOPLE["NV099"].personal_id


def test_what_was_never_filed_is_not_there() -> None:
    with pytest.raises(KeyError, match="2026-07"):
        factory_draft(JULY, 4, LAW)
