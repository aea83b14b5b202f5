"""The law as one object: everything dated, looked up by the day that decides."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from ibhxh.law.code_list import CodeList, read_code_lists
from ibhxh.law.concurrent_contract import ContractRule, contract_rule, read_contract_rules
from ibhxh.law.deadline import Deadline, deadline_on, read_deadlines
from ibhxh.law.errors import LawDataFault, NoFormForDay, NoLawForDay, UnknownForm
from ibhxh.law.form_file import read_form
from ibhxh.law.form_version import FormVersion
from ibhxh.law.holidays import Holidays, read_holidays
from ibhxh.law.identifier import IdentifierKind, IdentifierRule, read_identifiers
from ibhxh.law.interval import Interval
from ibhxh.law.late_rule import LateRule, read_late_rules
from ibhxh.law.month_status import MonthStatus, month_status, read_month_statuses
from ibhxh.law.parameter import Parameter, load_parameters
from ibhxh.law.payment_rule import PaymentRules, read_payment_rules
from ibhxh.law.procedure import ElectronicCode, Procedure, read_electronic_codes, read_procedure
from ibhxh.words import Words

FOLDER = Path(__file__).parent
_DATA = ("*.yaml", "parameters/*.yaml", "forms/*/*.yaml", "procedures/*.yaml", "codes/*", "holidays/*.csv")


@dataclass(frozen=True, slots=True)
class Law:
    """Parameters, forms, procedures and code lists of one law pack; `pack` is the SHA-256 (hex) of its files."""

    pack: str
    parameters: Mapping[str, Parameter]
    forms: tuple[FormVersion, ...]
    procedures: Mapping[str, Procedure]
    codes: Mapping[str, CodeList]
    electronic_codes: tuple[ElectronicCode, ...]
    holidays: Holidays
    identifiers: Mapping[IdentifierKind, IdentifierRule]
    month_statuses: tuple[MonthStatus, ...]
    payment_rules: PaymentRules
    late_rules: tuple[LateRule, ...]
    deadlines: tuple[Deadline, ...]
    contract_rules: tuple[ContractRule, ...]

    def parameter(self, name: str) -> Parameter:
        """The dated parameter of this name; KeyError if there is none."""
        return self.parameters[name]

    def form(self, code: str, filed_on: date) -> FormVersion:
        """The version of a form that a dossier filed on this day must use. Raises `NoFormForDay`."""
        for version in self.forms:
            if version.form == code and filed_on in version.accepted:
                return version
        raise NoFormForDay(code, filed_on, [v for v in self.forms if v.form == code])

    def form_version(self, code: str, act: str, rev: int) -> FormVersion:
        """One version by name, whatever the day: for reading what was filed. Raises `UnknownForm`."""
        for version in self.forms:
            if (version.form, version.act, version.rev) == (code, act, rev):
                return version
        raise UnknownForm(code, act, rev)

    def procedure(self, code: str, filed_on: date) -> Procedure:
        """The procedure in force on the filing day. Raises `NoLawForDay`."""
        procedure = self.procedures.get(code)
        if procedure is None or filed_on not in procedure.valid:
            known = ", ".join(self.procedures)
            raise NoLawForDay(f"thủ tục {code}", filed_on, Words(f"Có: {known}.", f"Known: {known}."))
        return procedure

    def month_status(self, status: str, day: date) -> MonthStatus:
        """What a month of that status makes due, by the law of that day. Raises `NoLawForDay`."""
        return month_status(self.month_statuses, status, day)

    def deadline(self, name: str, start: date) -> Deadline:
        """The time limit of this name for what starts on that day. Raises `NoLawForDay`."""
        return deadline_on(self.deadlines, name, start)

    def contract_rule(self, day: date) -> ContractRule:
        """Which of several contracts carries which fund on that day. Raises `NoLawForDay`."""
        return contract_rule(self.contract_rules, day)

    def electronic_code(self, form: str, filed_on: date) -> ElectronicCode:
        """Under which code and file name a form travels on that day. Raises `NoLawForDay`."""
        for code in self.electronic_codes:
            if code.form == form and filed_on in code.valid:
                return code
        raise NoLawForDay(
            f"mã tờ khai điện tử của {form}",
            filed_on,
            Words("Bộ dữ liệu chưa có mã của ngày này.", "The law pack has no code for this day."),
        )


def load_law(overlays: Sequence[Path] = ()) -> Law:
    """The law pack that ships with the product, read and checked; parameters may be added or replaced by overlays."""
    forms = tuple(read_form(path) for path in sorted((FOLDER / "forms").glob("*/*.yaml")))
    electronic_codes = read_electronic_codes(FOLDER / "electronic_codes.yaml")
    require_one_a_day([(version.form, version.accepted) for version in forms], "forms")
    require_one_a_day([(code.form, code.valid) for code in electronic_codes], "electronic_codes.yaml")
    statuses = read_month_statuses(FOLDER / "month_statuses.yaml")
    require_one_a_day([(entry.status, entry.valid) for entry in statuses], "month_statuses.yaml")
    rules = read_payment_rules(FOLDER / "payment_rules.yaml")
    require_one_a_day(
        [*(("due", r.valid) for r in rules.due), *(("order", r.valid) for r in rules.order)], "payment_rules.yaml"
    )
    late_rules = read_late_rules(FOLDER / "late_rules.yaml")
    require_one_a_day([("late", rule.valid) for rule in late_rules], "late_rules.yaml")
    deadlines = read_deadlines(FOLDER / "deadlines.yaml")
    require_one_a_day([(entry.name, entry.valid) for entry in deadlines], "deadlines.yaml")
    contract_rules = read_contract_rules(FOLDER / "concurrent_contracts.yaml")
    require_one_a_day([("contracts", rule.valid) for rule in contract_rules], "concurrent_contracts.yaml")
    return Law(
        pack=_digest(overlays),
        parameters=load_parameters(FOLDER / "parameters", overlays),
        forms=forms,
        procedures={p.stem: read_procedure(p) for p in sorted((FOLDER / "procedures").glob("*.yaml"))},
        codes=read_code_lists(FOLDER / "codes"),
        electronic_codes=electronic_codes,
        holidays=read_holidays(FOLDER / "holidays"),
        identifiers=read_identifiers(FOLDER / "identifiers.yaml"),
        month_statuses=statuses,
        payment_rules=rules,
        late_rules=late_rules,
        deadlines=deadlines,
        contract_rules=contract_rules,
    )


def require_one_a_day(found: Sequence[tuple[str, Interval]], where: str) -> None:
    """Raises `LawDataFault` where two entries of a name hold on the same day: which one counts would be chance."""
    for (name, one), (other_name, other) in combinations(found, 2):
        if name == other_name and one.overlaps(other):
            raise LawDataFault(
                f"{where}: {name}",
                Words(
                    f"Hai mục chồng nhau: {one.text().vi}; {other.text().vi}.", f"{one.text().en}; {other.text().en}."
                ),
                Words("Cho mục trước kết thúc trước ngày đầu của mục sau.", "End the earlier before the later starts."),
            )


@cache
def shipped_law() -> Law:
    """The law pack without overlays, read once a process."""
    return load_law()


def _digest(overlays: Sequence[Path]) -> str:
    files = sorted({path for pattern in _DATA for path in FOLDER.glob(pattern) if path.suffix != ".py"})
    digest = hashlib.sha256()
    for path in (*files, *overlays):
        name = path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else path.name
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
