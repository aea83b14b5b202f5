"""How our own template shows the values of a field, and the choices it offers for them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ibhxh.dossier import Cell, Sheet
from ibhxh.formats.excel.rows_xml import PouredColumn, day_bodies, number_bodies, text_bodies, text_body
from ibhxh.formats.xml_values import text_of
from ibhxh.law import Field, FormVersion, Kind, Law
from ibhxh.words import Lang, Words

YES, NO = Words("Có", "Yes"), Words("Không", "No")
#: Longer lists are typed as codes; a drop-down of ten thousand facilities helps nobody.
LONGEST_LIST = 300


def offered(field: Field, version: FormVersion, law: Law, lang: Lang) -> Mapping[str, str]:
    """Value → what the template shows of it; empty where the field is typed freely."""
    match field.kind:
        case Kind.CHOICE:
            choices = version.face.labels[field.id].choices
            return {value: choices[value].text(lang) for value in field.values}
        case Kind.CODE:
            codes = law.codes[field.code_list or ""]
            if len(codes.rows) <= LONGEST_LIST:
                return {code: f"{code} - {codes.words(code).text(lang)}" for code in codes}
        case Kind.FLAG:
            return {"1": YES.text(lang), "0": NO.text(lang)}
        case _:
            pass
    return {}


def poured_columns(sheet: Sheet, law: Law, lang: Lang) -> list[PouredColumn]:
    """The rows of a sheet as columns of cells, in the order of its fields; unread cells as they were typed."""
    columns = []
    for at, field in enumerate(sheet.version.wire.row):
        bodies = _bodies(field, sheet.version, law, lang, sheet.rows[field.id])
        typed = {
            cell.row: text_body(cell.text) for cell in sheet.unread if cell.field == field.id and cell.row is not None
        }
        if typed:
            bodies = bodies.scatter(list(typed), list(typed.values()))
        columns.append(PouredColumn(at, bodies))
    return columns


def shown_cell(field: Field, version: FormVersion, law: Law, lang: Lang, value: Cell) -> str | None:
    """One value as text, for the unit's facts."""
    if value is None:
        return None
    series = pl.Series([value], dtype=pl.Boolean if field.kind is Kind.FLAG else None)
    text = str(series.to_frame("value").select(text_of(field, pl.col("value"))).item())
    return offered(field, version, law, lang).get(text, text)


def _bodies(field: Field, version: FormVersion, law: Law, lang: Lang, values: pl.Series) -> pl.Series:
    if field.kind is Kind.DATE:
        return day_bodies(values)
    texts = values.to_frame("value").select(text_of(field, pl.col("value"))).to_series()
    if field.kind in (Kind.MONEY, Kind.COEFFICIENT):
        return number_bodies(texts)
    names = offered(field, version, law, lang)
    return text_bodies(texts.replace(list(names), list(names.values())) if names else texts)
