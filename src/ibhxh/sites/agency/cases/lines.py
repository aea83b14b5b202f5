"""The lines of a case as an officer reads them: what is declared, what the checks and the register say, the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from ibhxh.checks import Dossier, PastReport, Severity, examine_past, parse_report
from ibhxh.checks.report import Found
from ibhxh.dossier import Cell, Content, Sheet
from ibhxh.law.months import month_words
from ibhxh.register.line_movements import LISTS
from ibhxh.sites.agency.cases.models import Case, CaseLine
from ibhxh.sites.agency.cases.past import register_past
from ibhxh.sites.agency.register.booking import taken_from
from ibhxh.sites.agency.register.ledger import Ledger
from ibhxh.sites.project.the_law import the_law
from ibhxh.states.clock import legal_day
from ibhxh.words import NO_BREAK, Words, money_text, same

_NUMBERS = ("si_number", "personal_id", "passport_number")
_HIDDEN = "···"
_WORST_FIRST = list(Severity)
#: That the register does not know somebody is also why it could not place the line.
_STRANGER = "REG-103"


@dataclass(frozen=True, slots=True)
class Told:
    """Something said of a line, by a check or by the register."""

    severity: Severity
    words: Words
    code: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line. `key` names it in forms ("0.4"), `number` on paper; `cells` are its typed values."""

    line: CaseLine
    form: str
    cells: Mapping[str, Cell]
    told: tuple[Told, ...]

    @property
    def key(self) -> str:
        """Sheet and row, from 0."""
        return f"{self.line.sheet}.{self.line.row}"

    @property
    def number(self) -> int:
        """The row as people count."""
        return self.line.row + 1

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.line.person_name or str(self.cells.get("full_name") or "")

    @property
    def masked(self) -> str:
        """The insurance number, else another number, with its middle hidden."""
        return mask(next((str(self.cells[n]) for n in _NUMBERS if self.cells.get(n)), ""))

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Field → number, whole: shown only after it was asked for."""
        return tuple((name, str(self.cells[name])) for name in _NUMBERS if self.cells.get(name))

    @property
    def plan(self) -> Words:
        """The plan by name and code."""
        return plan_words(self.line.plan)

    @property
    def months(self) -> Words:
        """từ 01/2026, or từ 01/2026 đến 02/2026."""
        start, end = self.cells.get("from_month"), self.cells.get("to_month")
        if not isinstance(start, int):
            return Words("", "")
        if isinstance(end, int) and end != start:
            return Words(
                f"{month_words(start)}–{month_words(end)}",
                f"{month_words(start)}–{month_words(end)}",
            )
        return Words(f"từ{NO_BREAK}{month_words(start)}", f"from{NO_BREAK}{month_words(start)}")

    @property
    def wage(self) -> int | None:
        """Wage and allowances of the line, đồng."""
        wage = self.cells.get("wage")
        if not isinstance(wage, int):
            return None
        more = (self.cells.get("wage_allowance"), self.cells.get("wage_supplement"))
        return wage + sum(value for value in more if isinstance(value, int))

    @property
    def subject(self) -> str:
        """What is declared, as the result prints it: "Tăng mới (TM), từ 01/2026, 5.681.700 đ"."""
        wage = f", {money_text(self.wage)}" if self.wage is not None else ""
        months = f", {self.months.vi}" if self.months.vi else ""
        return f"{self.plan.vi}{months}{wage}"

    @property
    def worst(self) -> str:
        """`error`, `warning` or "": the heaviest of what is said of it."""
        found = {told.severity for told in self.told}
        return next((s.value for s in (Severity.ERROR, Severity.WARNING) if s in found), "")

    @property
    def alike(self) -> tuple[str, frozenset[str]]:
        """Lines with equal values here are decided alike: plan and what is said of them."""
        return self.line.plan, frozenset(told.code for told in self.told)

    @property
    def reason(self) -> Words | None:
        """Why it was returned."""
        said: dict[str, Any] | None = self.line.reason
        return Words(said.get("vi", ""), said.get("en") or said.get("vi", "")) if said else None

    @property
    def guidance(self) -> Words | None:
        """How the unit mends it, where that was said."""
        said: dict[str, Any] = self.line.reason or {}
        vi = said.get("guidance_vi") or ""
        return Words(vi, said.get("guidance_en") or vi) if vi else None


@dataclass(frozen=True)
class CaseLines:
    """All lines of a case, read once a page. With an instant `at` they are looked up in the register as of then, as
    long as the case is not decided."""

    case: Case
    at: datetime | None = None

    @cached_property
    def content(self) -> Content:
        """The text that is being settled."""
        return Content(bytes(self.case.content))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets."""
        return _sheets(bytes(self.case.content))

    @cached_property
    def views(self) -> tuple[LineView, ...]:
        """The lines in order."""
        told = self._told
        rows = [sheet.rows.to_dicts() for sheet in self.sheets]
        return tuple(
            LineView(
                line,
                self.sheets[line.sheet].version.form,
                rows[line.sheet][line.row],
                tuple(told.get((line.sheet, line.row), ())),
            )
            for line in self.case.lines.all()
        )

    @cached_property
    def of_the_whole(self) -> tuple[Told, ...]:
        """What is said of no single line."""
        return tuple(self._told.get(None, ()))

    @cached_property
    def against_register(self) -> PastReport | None:
        """What the register says of them; its `as_of` is when it was asked."""
        if self.at is None or self.case.decided_at is not None:
            return None
        head, filed_on = self.content.head, legal_day(self.case.received_at)
        dossier = Dossier(head.key, head.mst, head.agency_code, self.sheets, the_law(), filed_on)
        return examine_past(dossier, register_past(self.case, self._ledger, self.at))

    def __getitem__(self, key: str) -> LineView:
        """A line by its key. KeyError."""
        for view in self.views:
            if view.key == key:
                return view
        raise KeyError(key)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.case.unit)

    @cached_property
    def _told(self) -> dict[tuple[int, int] | None, list[Told]]:
        told: dict[tuple[int, int] | None, list[Told]] = {}
        for report in (self.against_register, parse_report(bytes(self.case.report)) if self.case.report else None):
            for place, said in _said(report) if report else ():
                told.setdefault(place, []).append(said)
        for said_of in told.values():
            said_of.sort(key=lambda said: _WORST_FIRST.index(said.severity))
        if self.case.decided_at is None:
            received = legal_day(self.case.received_at)
            taken = taken_from(self._ledger, self.content, None, recorded_on=received, reported_on=received)
            for problem in taken.not_placed:
                of_line = told.setdefault((problem.sheet, problem.row), [])
                if all(said.code != _STRANGER for said in of_line):
                    of_line.insert(0, Told(Severity.ERROR, problem.what, problem.code))
        return told


def _said(report: Found) -> Iterator[tuple[tuple[int, int] | None, Told]]:
    """Each finding with the line it is about, None for the header or the whole."""
    versions = [the_law().form_version(*sheet) for sheet in report.sheets]
    for finding in report.findings:
        sheet, row = finding.place.sheet, finding.place.row
        version = versions[sheet] if sheet is not None else None
        place = (sheet, row) if sheet is not None and row is not None else None
        yield place, Told(finding.severity, finding.words(version), finding.rule)


def plan_words(code: str) -> Words:
    """Tăng mới (TM): the name first, the code of the forms after it; a code that is none is given as it stands."""
    plans = the_law().codes["plans"]
    return same("{name} ({code})").fill(name=plans.words(code), code=code) if code in plans else same(code)


def mask(number: str) -> str:
    """7999···101: the ends of a number, enough to tell people apart."""
    return f"{number[:4]}{_HIDDEN}{number[-3:]}" if len(number) > 8 else _HIDDEN if number else ""


def is_list(form: str) -> bool:
    """Whether the lines of a form are movements."""
    return form in LISTS


@lru_cache(maxsize=16)
def _sheets(content: bytes) -> tuple[Sheet, ...]:
    return Content(content).sheets(the_law())
