"""Values as the electronic forms write them, a whole column at a time, both ways.

Months `07/2026`, days `31/07/2026`, partial dates `31/07/2026`, `07/2026` or `2026`, flags 1 or 0, money whole đồng,
coefficients and percents with a point and at least one decimal (`32.0`), everything else as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ibhxh.law import Field, Kind

_SCALE = 10_000
_DECIMALS = 4
_TYPED = frozenset({Kind.MONEY, Kind.COEFFICIENT, Kind.FLAG, Kind.DATE, Kind.MONTH, Kind.PARTIAL_DATE})
#: Stands before a value that is none of the field's codes and could be taken for one.
_NO_CODE = "="


def is_free_text(field: Field) -> bool:
    """Whether the field's text may be anything, so that it must be escaped and needs no reading."""
    return field.kind not in _TYPED


def text_of(field: Field, column: pl.Expr) -> pl.Expr:  # noqa: PLR0911 - one for each kind
    """The column's values as texts, not escaped; null where there is no value."""
    match field.kind:
        case Kind.MONEY:
            return column.cast(pl.String)
        case Kind.COEFFICIENT:
            size = column.abs()
            rest = (size % _SCALE).cast(pl.String).str.zfill(_DECIMALS).str.strip_chars_end("0")
            sign = pl.when(column < 0).then(pl.lit("-")).otherwise(pl.lit(""))
            decimals = pl.when(rest == "").then(pl.lit("0")).otherwise(rest)
            return pl.concat_str(sign, (size // _SCALE).cast(pl.String), pl.lit("."), decimals)
        case Kind.FLAG:
            return pl.when(column).then(pl.lit("1")).when(~column).then(pl.lit("0"))
        case Kind.DATE:
            return column.dt.strftime("%d/%m/%Y")
        case Kind.MONTH:
            year, month = (column // 12).cast(pl.String), (column % 12 + 1).cast(pl.String)
            return pl.concat_str(month.str.zfill(2), pl.lit("/"), year.str.zfill(4))
        case Kind.PARTIAL_DATE:
            day, month = column.str.slice(8, 2) + "/", column.str.slice(5, 2) + "/"
            size = column.str.len_bytes()
            none = pl.lit("")
            return pl.concat_str(
                pl.when(size == 10).then(day).otherwise(none),
                pl.when(size >= 7).then(month).otherwise(none),
                column.str.slice(0, 4),
            )
        case _:
            return column


def value_of(field: Field, text: pl.Expr) -> pl.Expr:  # noqa: PLR0911 - one for each kind
    """The values the texts (no blanks around them) stand for; null where a text is no value of the field's type."""
    match field.kind:
        case Kind.MONEY:
            return pl.when(text.str.contains(r"^-?[0-9]+$")).then(text).cast(pl.Int64, strict=False)
        case Kind.COEFFICIENT:
            return _coefficient(text)
        case Kind.FLAG:
            return pl.when(text == "1").then(pl.lit(True)).when(text == "0").then(pl.lit(False))
        case Kind.DATE:
            shaped = text.str.contains(r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$") & ~text.str.ends_with("/0000")
            return pl.when(shaped).then(text).str.to_date("%d/%m/%Y", strict=False)
        case Kind.MONTH:
            parts = text.str.extract_groups(r"^(0[1-9]|1[0-2])/([0-9]{4})$")
            month, year = (parts.struct.field(name).cast(pl.Int32) for name in ("1", "2"))
            return year * 12 + month - 1
        case Kind.PARTIAL_DATE:
            parts = text.str.extract_groups(r"^(?:(?:([0-9]{2})/)?([0-9]{2})/)?([0-9]{4})$")
            day, month, year = (parts.struct.field(name) for name in ("1", "2", "3"))
            return (
                year + pl.concat_str(pl.lit("-"), month).fill_null("") + pl.concat_str(pl.lit("-"), day).fill_null("")
            )
        case _:
            return text


def _coefficient(text: pl.Expr) -> pl.Expr:
    parts = pl.when(text.str.contains(r"^-?[0-9]{1,12}(\.[0-9]{1,4}0*)?$")).then(text).str.split_exact(".", 1)
    whole, rest = parts.struct.field("field_0"), parts.struct.field("field_1").fill_null("")
    # The sign stays with the digits: −0.5 has it on a zero, which as a number would lose it.
    return (whole + rest.str.strip_chars_end("0").str.pad_end(_DECIMALS, "0")).cast(pl.Int64)


def coded(text: pl.Expr, codes: Mapping[str, str]) -> pl.Expr:
    """Values as the tree's codes. A value without a code stays as it is, marked where it could be taken for a code."""
    ambiguous = text.is_in(list(codes.values())) | text.str.starts_with(_NO_CODE)
    kept = pl.when(ambiguous).then(pl.lit(_NO_CODE) + text).otherwise(text)
    return text.replace_strict(codes, default=kept, return_dtype=pl.String)


def decoded(text: pl.Expr, codes: Mapping[str, str]) -> pl.Expr:
    """The values behind the tree's codes; a text that is no code stays as it is, without its mark."""
    values = {code: value for value, code in codes.items()}
    return text.replace_strict(values, default=text.str.strip_prefix(_NO_CODE), return_dtype=pl.String)


def precision(text: pl.Expr) -> pl.Expr:
    """How exact a partial date of the content is: 0 a day, 1 a month, 2 a year."""
    size = text.str.len_bytes()
    return pl.when(size == 10).then(pl.lit("0")).when(size == 7).then(pl.lit("1")).when(size == 4).then(pl.lit("2"))


def escaped(text: pl.Expr) -> pl.Expr:
    """For the inside of an element. `>` as well, so that no text closes a section (`]]>`)."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(sign, entity, literal=True)
    return text
