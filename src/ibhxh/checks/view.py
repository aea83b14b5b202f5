"""What a rule sees: one sheet with everything that several rules need already worked out, and the dossier around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from ibhxh.amounts import money, region_of_line
from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.checks.law_months import REGION_STEP, LawMonths, law_months, looked_up
from ibhxh.checks.past import Past
from ibhxh.checks.plans import ENDING_EFFECTS
from ibhxh.checks.rule import D02, TK1
from ibhxh.checks.working_days import month_of_day
from ibhxh.dossier import BusinessKey, Cell, Sheet, Unread
from ibhxh.dossier.sheet import DTYPES
from ibhxh.law import FieldId, FormVersion, Law
from ibhxh.law.errors import NoLawForDay

#: The agency of the demonstration world; only there the province 99, which does not exist, is taken for one.
SAMPLE_AGENCY = "07999"
SAMPLE_PROVINCE = "99"

#: What the forms of persons have in common.
PERSON = ("full_name", "birth_date", "sex", "personal_id", "passport_number", "si_number", "care_facility")
_NUMBERS = ("personal_id", "passport_number", "si_number")


@dataclass(frozen=True, eq=False)
class Dossier:
    """The dossier as the rules see it: alike whether it comes from a draft or from frozen content."""

    key: BusinessKey
    mst: str
    agency_code: str
    sheets: tuple[Sheet, ...]
    law: Law
    filed_on: date
    readings: Readings = USUAL

    @cached_property
    def months(self) -> LawMonths:
        """The law's figures by month."""
        return law_months(self.law)

    @property
    def sample(self) -> bool:
        """Whether this is the demonstration world."""
        return self.agency_code == SAMPLE_AGENCY

    @cached_property
    def forms_of_procedure(self) -> tuple[str, ...] | None:
        """The forms its procedure takes on the filing day, the first being the one it must hold; None if not known."""
        try:
            procedure = self.law.procedure(self.key.procedure, self.filed_on)
        except NoLawForDay:
            return None
        return tuple(form.form for form in procedure.forms_on(self.filed_on))

    @cached_property
    def listed_people(self) -> pl.DataFrame:
        """Everyone on a list of participants (D02)."""
        return self._people(D02)

    @cached_property
    def declared_people(self) -> pl.DataFrame:
        """Everyone with a declaration (TK1)."""
        return self._people(TK1)

    def _people(self, forms: tuple[str, ...]) -> pl.DataFrame:
        empty = pl.DataFrame(schema=dict.fromkeys(PERSON, pl.String))
        found = [
            sheet.rows.select(name for name in PERSON if name in sheet.rows.columns)
            for sheet in self.sheets
            if sheet.version.form in forms
        ]
        return pl.concat([empty, *found], how="diagonal")


def named_in(people: pl.DataFrame) -> pl.Expr:
    """Whether a row's person is among these: by any of the numbers, else by name and birth date. Never blank."""
    name, birth = pl.col("full_name").str.to_lowercase(), pl.col("birth_date")
    known = people.select(pl.concat_str(name, birth, separator="|")).to_series().drop_nulls().to_list()
    found = pl.concat_str(name, birth, separator="|").is_in(known).fill_null(False)
    for number in _NUMBERS:
        found = found | pl.col(number).is_in(people[number].drop_nulls().to_list()).fill_null(False)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One sheet before the rules, or, without a `version`, the dossier's own key.

    `rows`: the sheet's columns and `row` (UInt32, from 0), `person` (one text for each person, blank when nothing names
    them), `foreign` (blank without a nationality), `id_digits` (Int64, the personal ID where it has twelve digits),
    `birth_day` (Date, where the birth date is whole). On lists of participants also: `effect` of the plan; `pay` (đồng:
    wage, allowance and supplement together, blank without a wage); `period`; `effective_month`; `region` 1–4;
    `wage_month`, the month whose law measures the wage, and by it `reference_level`, `si_cap`, `regional_minimum`,
    `regional_since` (yyyymmdd).
    `header`: one row of the header's fields, beside them the dossier's `own_mst` and `own_unit_code`; or the dossier's
    own fields.
    `past` and `listed` are there for the rules that look back, together with the columns of `past_view`.
    """

    number: int | None
    version: FormVersion | None
    rows: pl.DataFrame
    header: pl.DataFrame
    unread: tuple[Unread, ...]
    dossier: Dossier
    past: Past | None = None
    listed: pl.DataFrame | None = None

    @property
    def period(self) -> int:
        """The month the dossier is filed for."""
        return self.dossier.key.period

    @property
    def filed_on(self) -> date:
        """The day that decides which law is asked."""
        return self.dossier.filed_on

    @property
    def work_week(self) -> str | None:
        """The header's work week; None where it says nothing."""
        return self.header["work_week"][0] if "work_week" in self.header.columns else None

    def codes(self, name: str) -> pl.Series:
        """The codes of a code list, as what a column may be asked to be in."""
        return self.dossier.law.codes[name].codes

    def named(self, field: FieldId, code_list: str) -> pl.Expr:
        """The names of a field's codes; a code that is in no list stands for itself."""
        names = {code: row["vi"] for code, row in self.dossier.law.codes[code_list].rows.items()}
        return pl.col(field).replace_strict(names, default=pl.col(field), return_dtype=pl.String)

    def provinces(self) -> list[int]:
        """The three digits a personal ID may begin with; numbers issued before 07/2025 keep their old province."""
        own = [SAMPLE_PROVINCE] if self.dossier.sample else []
        lists = self.dossier.law.codes
        return [int(code) for code in (*lists["provinces_old"], *lists["provinces"], *own)]


def dossier_view(dossier: Dossier) -> View:
    """The view of the dossier's own key."""
    key = dossier.key
    fields: dict[FieldId, Cell] = {
        "procedure": key.procedure,
        "unit_code": key.unit_code,
        "mst": dossier.mst,
        "agency_code": dossier.agency_code,
        "period": key.period,
        "round": key.round,
        "sheets": None,
    }
    return View(None, None, pl.DataFrame(), _one_row(fields), (), dossier)


def sheet_view(dossier: Dossier, number: int) -> View:
    """The view of sheet `number` of the dossier."""
    sheet = dossier.sheets[number]
    version = sheet.version
    rows = sheet.rows.with_row_index("row")
    if version.form in (*D02, *TK1):
        rows = rows.with_columns((pl.col("nationality") != "VN").alias("foreign"), _person(), *_digits())
    if version.form in D02:
        rows = _with_law(_with_plan(rows, dossier, sheet), dossier.months)
    header = {f.id: pl.Series([sheet.header.get(f.id)], dtype=DTYPES[f.kind]) for f in version.wire.header}
    own = {"own_mst": dossier.mst, "own_unit_code": dossier.key.unit_code}
    return View(number, version, rows, pl.DataFrame(header | own), sheet.unread, dossier)


def _one_row(fields: dict[FieldId, Cell]) -> pl.DataFrame:
    return pl.DataFrame({name: [value] for name, value in fields.items()})


def _person() -> pl.Expr:
    """The personal ID, also for rows that give only the BHXH number of someone whose ID another row gives."""
    by_number = pl.col("personal_id").drop_nulls().first().over("si_number")
    named = pl.concat_str("full_name", "birth_date", separator="|")
    known = pl.when(pl.col("si_number").is_not_null()).then(by_number)
    return pl.coalesce("personal_id", known, "si_number", "passport_number", named).alias("person")


def _digits() -> tuple[pl.Expr, pl.Expr]:
    """The personal ID as a number where it has its twelve digits, and the birth date where it is a whole date."""
    number, birth = pl.col("personal_id"), pl.col("birth_date")
    twelve, whole = number.str.contains("^[0-9]{12}$"), birth.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    return (
        pl.when(twelve).then(number).str.to_integer().alias("id_digits"),
        pl.when(whole).then(birth).str.to_date("%Y-%m-%d", strict=False).alias("birth_day"),
    )


def _with_plan(rows: pl.DataFrame, dossier: Dossier, sheet: Sheet) -> pl.DataFrame:
    plans = dossier.law.codes["plans"].rows
    effects = {code: row["effect"] for code, row in plans.items()}
    return rows.with_columns(
        pl.col("plan").replace_strict(effects, default=None, return_dtype=pl.String).alias("effect"),
        _pay().alias("pay"),
        month_of_day(pl.col("effective_on")).alias("effective_month"),
        pl.lit(dossier.key.period, dtype=pl.Int32).alias("period"),
        region_of_line(sheet, dossier.law).alias("region"),
    )


def _pay() -> pl.Expr:
    # An empty allowance is none; an empty wage is unknown.
    return money.sum(pl.col("wage"), pl.col("wage_allowance").fill_null(0), pl.col("wage_supplement").fill_null(0))


def _with_law(rows: pl.DataFrame, months: LawMonths) -> pl.DataFrame:
    ending = pl.col("effect").is_in(ENDING_EFFECTS)
    rows = rows.with_columns(
        pl.when(ending).then(pl.col("from_month") - 1).otherwise(pl.col("from_month")).alias("wage_month")
    )
    month = pl.col("wage_month")
    region = month * REGION_STEP + pl.col("region")
    return rows.with_columns(
        looked_up(month, months.reference_level).alias("reference_level"),
        looked_up(month, months.si_cap).alias("si_cap"),
        looked_up(region, months.regional_minimum).alias("regional_minimum"),
        looked_up(region, months.regional_since).alias("regional_since"),
    )
