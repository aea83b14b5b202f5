"""A sheet: the typed rows of one form version, with its header.

Inside a sheet every cell is either a value of its field's type or empty. What was typed and could not be read stays
beside it in `unread`, word for word, so that nothing entered is lost and a finding can show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import polars as pl

from ibhxh.dossier.text import all_normal, normal_column, normal_text
from ibhxh.law.form_version import FieldId, FormVersion, Kind

#: Up to so many rows, going through the cells costs less than asking for whole columns.
FEW = 100
#: A value as Python holds it. Months are indices (`law.months`), money đồng, coefficients and percents 1/10,000.
Cell = str | int | bool | date | None

DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.DIGITS: pl.String(),
    Kind.MONEY: pl.Int64(),
    Kind.COEFFICIENT: pl.Int64(),
    Kind.DATE: pl.Date(),
    Kind.PARTIAL_DATE: pl.String(),
    Kind.MONTH: pl.Int32(),
    Kind.CODE: pl.String(),
    Kind.FLAG: pl.Boolean(),
    Kind.CHOICE: pl.String(),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell as typed that is no value of its field. `row` counts from 0; None is the header."""

    row: int | None
    field: FieldId
    text: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A value that has no field in another form version."""

    row: int | None
    field: FieldId
    value: Cell


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows and header of one form version. `rows` has one column for each row field of the wire, in wire order."""

    version: FormVersion
    header: Mapping[FieldId, Cell]
    rows: pl.DataFrame
    unread: tuple[Unread, ...] = field(default=())

    @staticmethod
    def of(
        version: FormVersion,
        header: Mapping[FieldId, Cell],
        rows: Iterable[Mapping[FieldId, Cell]] | pl.DataFrame,
        unread: Sequence[Unread] = (),
    ) -> Sheet:
        """A sheet from whatever has the fields' names: missing columns become empty, texts normal, order the wire's.

        Raises KeyError for a name the form version does not have, polars' SchemaError for a value of a wrong type.
        """
        schema = row_schema(version)
        given = rows if isinstance(rows, pl.DataFrame) else _frame(rows, schema)
        if strange := set(given.columns) - set(schema):
            raise KeyError(f"{version.key} has no field {sorted(strange)}")
        if strange := set(header) - {f.id for f in version.wire.header}:
            raise KeyError(f"{version.key} has no header field {sorted(strange)}")
        full = given if _conforms(given, schema) else _conformed(given, version)
        tidy = {f.id: _tidy(header.get(f.id)) for f in version.wire.header}
        return Sheet(version, tidy, full, tuple(unread))

    @staticmethod
    def of_columns(
        version: FormVersion, header: Mapping[FieldId, Cell], columns: Mapping[FieldId, Sequence[Cell]]
    ) -> Sheet:
        """A sheet from whole columns of cells, each of its field's type."""
        schema = row_schema(version)
        frame = pl.DataFrame({name: pl.Series(name, values, dtype=schema[name]) for name, values in columns.items()})
        return Sheet.of(version, header, frame)

    def convert(self, to: FormVersion) -> tuple[Sheet, tuple[Unplaced, ...]]:
        """The same values under another version, field by field id, and what has no place there."""
        kept = [name for name in self.rows.columns if name in row_schema(to)]
        head_ids = {f.id for f in to.wire.header}
        lost_rows = self.rows.drop(kept).with_row_index("row").to_dicts()
        unplaced = [
            Unplaced(None, name, value)
            for name, value in self.header.items()
            if value is not None and name not in head_ids
        ]
        for lost in lost_rows:
            row = lost.pop("row")
            unplaced += [Unplaced(row, name, value) for name, value in lost.items() if value is not None]
        header = {name: value for name, value in self.header.items() if name in head_ids}
        return Sheet.of(to, header, self.rows.select(kept), self.unread), tuple(unplaced)

    def with_rows(self, rows: pl.DataFrame) -> Sheet:
        """The sheet with other rows of the same columns, their texts brought into normal form."""
        return Sheet.of(self.version, self.header, rows, self.unread)


def row_schema(version: FormVersion) -> dict[FieldId, pl.DataType]:
    """Column names and types of the rows, in wire order."""
    return {f.id: DTYPES[f.kind] for f in version.wire.row}


def _frame(rows: Iterable[Mapping[FieldId, Cell]], schema: Mapping[FieldId, pl.DataType]) -> pl.DataFrame:
    listed = list(rows)
    names = dict.fromkeys([*schema, *(name for row in listed for name in row)])
    return pl.DataFrame(
        {name: pl.Series(name, [row.get(name) for row in listed], dtype=schema.get(name)) for name in names}
    )


def _conforms(given: pl.DataFrame, schema: Mapping[FieldId, pl.DataType]) -> bool:
    """Whether a small frame is as it should be already; of a large one it is not asked."""
    if given.height > FEW or given.columns != list(schema) or given.dtypes != list(schema.values()):
        return False
    texts = [column.to_list() for column in given.iter_columns() if column.dtype == pl.String()]
    return all_normal(text for column in texts for text in column if text is not None)


def _conformed(given: pl.DataFrame, version: FormVersion) -> pl.DataFrame:
    if not given.width:
        return pl.DataFrame(schema=row_schema(version))
    return given.rechunk().select(_conforming(version, frozenset(given.columns)))


@lru_cache(maxsize=256)
def _conforming(version: FormVersion, given: frozenset[str]) -> tuple[pl.Expr, ...]:
    """Every column of a version's rows, of its type, empty where it is not given."""
    return tuple(
        _conform(pl.col(name) if name in given else pl.lit(None), dtype).alias(name)
        for name, dtype in row_schema(version).items()
    )


def _conform(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    typed = column.cast(dtype)
    return normal_column(typed) if dtype == pl.String() else typed


def _tidy(value: Cell) -> Cell:
    return normal_text(value) if isinstance(value, str) else value
