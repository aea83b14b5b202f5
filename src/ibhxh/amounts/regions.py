"""The wage region of a question, told as a number, as the law's tables want it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ibhxh.amounts.kind import Ask
from ibhxh.law.errors import UnknownLawKey
from ibhxh.law.value import Unit
from ibhxh.words import Words

_REGIONS: Mapping[int, int] = {region: region for region in (1, 2, 3, 4)}

REGION = Ask("region", pl.Int64(), Words("Vùng lương (1–4)", "Wage region (1–4)"), Unit.COUNT)


def with_region(table: pl.DataFrame) -> pl.DataFrame:
    """The table with its column `region` (Int64) as Int8, blanks left blank. Raises `UnknownLawKey`."""
    for region in table["region"].drop_nulls().unique():
        if region not in _REGIONS:
            raise UnknownLawKey("region", region, tuple(_REGIONS))
    return table.with_columns(pl.col("region").replace_strict(_REGIONS, return_dtype=pl.Int8))
