"""Which forms a list is read into on a filing day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ibhxh.formats.excel.errors import NoListForm
from ibhxh.law import FormVersion, Law


@dataclass(frozen=True, slots=True)
class DayForms:
    """The D02 form of the day, whatever it is called, and TK1 where the law pack has one for that day."""

    d02: FormVersion
    tk1: FormVersion | None

    @staticmethod
    def on(filed_on: date, law: Law) -> DayForms:
        """D02-TS until 30/04/2026, D02-LT and the new TK1-TS since. Raises `NoListForm`."""
        accepted = [version for version in law.forms if filed_on in version.accepted]
        d02 = next((version for version in accepted if version.form.startswith("D02-")), None)
        if d02 is None:
            raise NoListForm(filed_on)
        return DayForms(d02, next((version for version in accepted if version.form == "TK1-TS"), None))
