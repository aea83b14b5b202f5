"""What the grid is told of a sheet: rows as shown, findings beside them, and what they come to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ibhxh.checks.rule import D02
from ibhxh.law.months import month_words
from ibhxh.sites.employer.drafting.amounts import LineAmounts, draft_amounts
from ibhxh.sites.employer.drafting.cells import entry_of, shown
from ibhxh.sites.employer.drafting.findings import Examined, examine, findings_as_data
from ibhxh.sites.employer.drafting.sheets import draft_of, editable, rows_of, version_of
from ibhxh.sites.employer.models import Dossier, DraftRow, DraftSheet
from ibhxh.sites.employer.unit.own_past import own_past
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Lang, money_text


@dataclass(frozen=True, slots=True)
class SheetState:
    """One sheet of a dossier as it now stands, with the checks of the whole dossier."""

    dossier: Dossier
    sheet: DraftSheet
    rows: list[DraftRow]
    examined: Examined
    amounts: LineAmounts
    row_ids: dict[int, list[str]]

    def as_data(self, lang: Lang, *, only: Collection[str] | None = None) -> dict[str, object]:
        """JSON-ready. `only`: the ids of the rows to tell; None tells all, with their order."""
        told = [row for row in self.rows if only is None or str(row.pk) in only]
        counts = self.examined.counts
        data: dict[str, object] = {
            "revision": self.sheet.revision,
            "editable": editable(self.dossier),
            "rows": [self._row(row) for row in told],
            "header": self._header(),
            "findings": findings_as_data(self.examined, self.row_ids, lang),
            "counts": {severity.value: count for severity, count in counts.items()},
            "due": {str(self.rows[n].pk): money_text(due) for n, due in self.amounts.by_row(self.sheet.place).items()},
            "totals": self._totals(lang),
        }
        return data if only is not None else data | {"order": [str(row.pk) for row in self.rows]}

    def _row(self, row: DraftRow) -> dict[str, str]:
        fields = version_of(self.sheet).wire.row
        return {"id": str(row.pk)} | {f.id: shown(f, entry_of(row.cells, row.unread, f.id)) for f in fields}

    def _header(self) -> dict[str, str]:
        stored = self.sheet
        fields = version_of(stored).wire.header
        return {f.id: shown(f, entry_of(stored.header, stored.header_unread, f.id)) for f in fields}

    def _totals(self, lang: Lang) -> dict[str, str]:
        if self.sheet.form not in D02:
            return {}
        found = self.amounts
        return {
            "wages": money_text(found.wages),
            "current": money_text(found.current),
            "months": _span(found.months),
            "arrears": money_text(found.arrears) if found.arrear_months else "",
            "arrear_months": _span(found.arrear_months),
            "trouble": found.trouble.text(lang) if found.trouble else "",
        }


def sheet_state(dossier: Dossier, sheet: DraftSheet, *, filed_on: date) -> SheetState:
    """The state of a sheet, its dossier checked as if filed that day."""
    rows = rows_of(sheet)
    # What has happened since a dossier was sent says nothing against it.
    past = own_past(dossier, filed_on) if editable(dossier) else None
    examined = examine(draft_of(dossier), the_law(), past, filed_on=filed_on)
    row_ids = {
        other.place: [str(row.pk) for row in (rows if other.pk == sheet.pk else rows_of(other))]
        for other in dossier.sheets.all()
    }
    return SheetState(dossier, sheet, rows, examined, draft_amounts(examined.draft, the_law()), row_ids)


def _span(months: tuple[int, ...]) -> str:
    if not months:
        return ""
    first, last = month_words(months[0]), month_words(months[-1])
    return first if first == last else f"{first} – {last}"
