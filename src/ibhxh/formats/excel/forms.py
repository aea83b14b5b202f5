"""Which forms a list is read into on a filing day."""

from __future__ import annotations

from datetime import date

from ibhxh.formats.excel.errors import NoListForm
from ibhxh.law import FormVersion, Law


def list_form(law: Law, filed_on: date) -> FormVersion:
    """The D02 form of the day, whatever it is called: D02-TS until 30/04/2026, D02-LT since. Raises `NoListForm`."""
    for version in law.forms:
        if version.form.startswith("D02-") and filed_on in version.accepted:
            return version
    raise NoListForm(filed_on)


def tk1_form(law: Law, filed_on: date) -> FormVersion | None:
    """The TK1 form of the day; None while the law pack has none for it."""
    return next((v for v in law.forms if v.form == "TK1-TS" and filed_on in v.accepted), None)
