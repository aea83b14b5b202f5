"""The hand-written rules, one file a subject.

Ids begin with PER for what holds of persons on any form, D02 for lists, TK1 for declarations, DOS for the dossier.
"""

from ibhxh.checks.rule import Rule
from ibhxh.checks.rules import (
    arrears,
    codes,
    contract,
    dates,
    declaration,
    fourteen_days,
    header,
    identity,
    pairs,
    plans,
    wages,
)

SUBJECTS = (identity, dates, fourteen_days, plans, wages, arrears, contract, pairs, codes, header, declaration)

HAND_WRITTEN: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in subject.RULES)

__all__ = ["HAND_WRITTEN", "SUBJECTS"]
