"""The rows of a sheet as a plain list: who, what happened, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from ibhxh.checks import Finding, Severity
from ibhxh.sites.employer.drafting.cells import entry_of, shown
from ibhxh.sites.employer.drafting.sheets import version_of
from ibhxh.sites.employer.drafting.state import SheetState
from ibhxh.sites.project.the_law import the_law
from ibhxh.words import Lang, money_text

_WORST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row for a list. `findings`: severity and sentence, the worst first."""

    id: str
    number: int
    name: str
    plan: str
    since: str
    due: str
    findings: tuple[tuple[str, str], ...]


def row_list(state: SheetState, lang: Lang) -> list[ListedRow]:
    """The rows in order."""
    version, plans = version_of(state.sheet), the_law().codes["plans"]
    fields = {f.id: f for f in version.wire.row}
    by_row: dict[int, list[Finding]] = {}
    for finding in state.examined.findings:
        if finding.place.sheet == state.sheet.place and finding.place.row is not None:
            by_row.setdefault(finding.place.row, []).append(finding)
    due = state.amounts.by_row(state.sheet.place)

    listed = []
    for n, row in enumerate(state.rows):
        text = {
            name: shown(fields[name], entry_of(row.cells, row.unread, name)) if name in fields else ""
            for name in ("full_name", "plan", "from_month")
        }
        plan = text["plan"]
        told = sorted(by_row.get(n, ()), key=lambda finding: _WORST_FIRST.index(finding.severity))
        listed.append(
            ListedRow(
                id=str(row.pk),
                number=n + 1,
                name=text["full_name"],
                plan=plans.words(plan).text(lang) if plan in plans else plan,
                since=text["from_month"],
                due=money_text(due[n]) if n in due else "",
                findings=tuple((f.severity.value, f.words(version).text(lang)) for f in told),
            )
        )
    return listed
