"""The clerk's Excel files: January in VNPT's layout, as she always had it; since July in the product's own template."""

from __future__ import annotations

from dataclasses import replace

from ibhxh.dossier import Sheet, Unread
from ibhxh.formats.excel import write_vnpt, write_workbook
from ibhxh.law import Law
from ibhxh.law.months import month_index
from ibhxh.sample.factory.faults import FaultyList, faulty_list
from ibhxh.sample.factory.filings import draft_of, filing

_OWN_TEMPLATE_SINCE = month_index("2026-07")


def factory_workbook(period: int, round: int, law: Law, *, faults: bool = False) -> bytes:
    """The .xlsx behind a list. With `faults`, as the clerk first had it: see `seeded_faults`.

    Raises KeyError for a filing that does not exist; with faults there are round 1 of 01/2026 and of 07/2026.
    """
    filed = filing(period, round)
    told = faulty_list(period, round) if faults else FaultyList(filed.lines, {}, {}, ())
    (clean,) = draft_of(filed, told.lines, law).sheets
    the_list = Sheet.of(clean.version, {**clean.header, **told.header}, clean.rows)
    if period < _OWN_TEMPLATE_SINCE:
        return write_vnpt(the_list, law, overrides=told.typed)
    unread = tuple(Unread(row, cell, text) for (row, cell), text in told.typed.items())
    return write_workbook([replace(the_list, unread=unread)], law)
