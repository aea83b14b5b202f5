"""Procedures: what a dossier of a kind may hold, and which evidence it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ibhxh.law.interval import Interval
from ibhxh.law.strict import Entry, read_yaml
from ibhxh.law.time_limit import TimeLimit, limit_on, read_time_limit
from ibhxh.words import Words


@dataclass(frozen=True, slots=True)
class ProcedureForm:
    """A form the procedure takes, while `valid`."""

    form: str
    valid: Interval
    optional: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure (thủ tục).

    `evidence`: any one of these sets of evidence starts the legal clock; `slip_within`: hours from then to the
    acceptance slip; `result_within`: working days from acceptance to the result.
    """

    code: str
    words: Words
    national_code: str
    reference: Words
    valid: Interval
    confidence: str
    forms: tuple[ProcedureForm, ...]
    evidence: tuple[frozenset[str], ...]
    slip_within: tuple[TimeLimit, ...]
    result_within: tuple[TimeLimit, ...]

    def forms_on(self, filed_on: date) -> tuple[ProcedureForm, ...]:
        """The forms a dossier filed that day may hold."""
        return tuple(form for form in self.forms if filed_on in form.valid)

    def slip_hours(self, received_on: date) -> int:
        """Hours to the acceptance slip of what came that day. Raises `NoLawForDay`."""
        return limit_on(self.slip_within, received_on, f"thời hạn tiếp nhận của thủ tục {self.code}").count

    def working_days(self, accepted_on: date) -> int:
        """Working days to the result of what was accepted that day. Raises `NoLawForDay`."""
        return limit_on(self.result_within, accepted_on, f"thời hạn giải quyết của thủ tục {self.code}").count


@dataclass(frozen=True, slots=True)
class ElectronicCode:
    """The electronic code (MaToKhai) and file name a form travels under."""

    form: str
    code: str
    file: str
    valid: Interval
    confidence: str


def read_procedure(path: Path) -> Procedure:
    """The procedure of one file of `law/procedures`."""
    entry = Entry(read_yaml(path), f"procedures/{path.name}")
    procedure = Procedure(
        code=entry.take("code", str),
        words=entry.words("words"),
        national_code=entry.take("national_code", str),
        reference=entry.words("reference"),
        valid=entry.interval("valid"),
        confidence=entry.take("confidence", str),
        forms=tuple(_form(item) for item in entry.entries("forms")),
        evidence=tuple(frozenset(kinds) for kinds in entry.take("evidence", list)),
        slip_within=tuple(read_time_limit(item, "hours") for item in entry.entries("slip_within")),
        result_within=tuple(read_time_limit(item, "working_days") for item in entry.entries("result_within")),
    )
    entry.done()
    return procedure


def _form(entry: Entry) -> ProcedureForm:
    form = ProcedureForm(
        form=entry.take("form", str),
        valid=Interval(entry.take("from", date), entry.take("to", date, None)),
        optional=entry.take("optional", bool, False),
    )
    entry.done()
    return form


def read_electronic_codes(path: Path) -> tuple[ElectronicCode, ...]:
    """The dated mapping from form to electronic code."""
    codes = []
    for i, item in enumerate(read_yaml(path)):
        entry = Entry(item, f"{path.name}[{i}]")
        codes.append(
            ElectronicCode(
                form=entry.take("form", str),
                code=entry.take("code", str),
                file=entry.take("file", str),
                valid=entry.interval("valid"),
                confidence=entry.take("confidence", str),
            )
        )
        entry.done()
    return tuple(codes)
