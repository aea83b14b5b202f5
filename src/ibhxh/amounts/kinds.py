"""All kinds of calculations, by name. A module that can be asked ends in `KIND`, or in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ibhxh.amounts import (
    allocation_kind,
    arrears,
    conscript,
    contribution_kind,
    deadlines,
    household_health,
    late_money,
    lowest_base,
    month_contribution,
    union_fee,
    voluntary,
)
from ibhxh.amounts.benefits import (
    indexation,
    labour_accident,
    labour_accident_basis,
    long_sickness,
    maternity,
    maternity_window,
    one_time,
    pension_rate,
    recovery,
    retirement_age,
    sickness,
    survivors,
    unemployment,
    unemployment_months,
)
from ibhxh.amounts.kind import Kind

_ALL: tuple[Kind, ...] = (
    contribution_kind.KIND,
    *month_contribution.KINDS,
    arrears.KIND,
    *late_money.KINDS,
    allocation_kind.KIND,
    *deadlines.KINDS,
    lowest_base.KIND,
    union_fee.KIND,
    *voluntary.KINDS,
    *household_health.KINDS,
    conscript.KIND,
    sickness.KIND,
    *long_sickness.KINDS,
    *maternity.KINDS,
    maternity_window.KIND,
    recovery.KIND,
    *labour_accident.KINDS,
    labour_accident_basis.KIND,
    *unemployment.KINDS,
    unemployment_months.KIND,
    indexation.KIND,
    one_time.KIND,
    pension_rate.KIND,
    retirement_age.KIND,
    survivors.KIND,
)

#: Name → kind, in the order in which they are told of.
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
