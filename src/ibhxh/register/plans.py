"""Plan codes by what they do to somebody's standing. The code list `plans` of the law has them one by one."""

from __future__ import annotations

from collections.abc import Mapping

from ibhxh.checks.plans import ABSENCES, JOINS, LEAVES, RETURN, WAGE_CHANGE

#: The wage of past months was greater by the line's wage …
MORE_WAGE = ("AD",)
#: … or less by it.
LESS_WAGE = ("SB",)
#: Only what somebody is called changes.
NO_EFFECT = ("CD",)
#: The person stands in the employment-injury fund alone.
INJURY_ONLY = "TL"
#: One fund begins or ends, the others go on.
FUND_BEGINS: Mapping[str, str] = {"TN": "BHTN", "TV": "HTTT"}
FUND_ENDS: Mapping[str, str] = {"GN": "BHTN", "GV": "HTTT", "GL": "TNLD"}

#: Plans that bring somebody who may not have been known before.
BRINGS = JOINS
#: What the register can take by itself. Other plans (arrears of one fund, at the base salary of the time …) need an
#: officer.
TAKEN = (
    *JOINS, *LEAVES, *ABSENCES, RETURN, WAGE_CHANGE, *MORE_WAGE, *LESS_WAGE, *NO_EFFECT, *FUND_BEGINS, *FUND_ENDS,
)  # fmt: skip
