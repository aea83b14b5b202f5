"""The hand-written rules, one file a subject.

Ids begin with PER for what holds of persons on any form, D02 for lists, TK1 for declarations, DOS for the dossier;
HIS and REG are asked of the unit's own past and of the agency's register, and stand apart from all those.
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
    past_absences,
    past_identity,
    past_lines,
    past_people,
    past_wages,
    plans,
    wages,
)

SUBJECTS = (identity, dates, fourteen_days, plans, wages, arrears, contract, pairs, codes, header, declaration)
#: Those that look into one side's past.
PAST_SUBJECTS = (past_people, past_absences, past_wages, past_identity, past_lines)

HAND_WRITTEN: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in subject.RULES)
LOOKING_BACK: tuple[Rule, ...] = tuple(rule for subject in PAST_SUBJECTS for rule in subject.RULES)

__all__ = ["HAND_WRITTEN", "LOOKING_BACK", "PAST_SUBJECTS", "SUBJECTS"]
