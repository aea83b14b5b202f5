"""Which care facility may have been meant by a code or name that is in no list.

Nearness is counted in whole edits, and of equals the smaller code comes first, so that the same text gives the same
suggestions everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from rapidfuzz.distance import LCSseq, Levenshtein

from ibhxh.law import CodeList

HOW_MANY = 3
#: Beyond these nothing is suggested: a whole column in the wrong place is no slip, and must not cost minutes.
MOST_TEXTS, LONGEST = 100, 60
_CODE = re.compile(r"[0-9A-Z]{3,6}")


def suggestions(texts: Iterable[str], facilities: CodeList) -> Mapping[str, str]:
    """For each text up to three facilities: “79024 Bệnh viện Nhân Dân 115; …”; empty where none is offered."""
    distinct = sorted(set(texts))
    return {text: _nearest(text, facilities) if n < MOST_TEXTS else "" for n, text in enumerate(distinct)}


def _nearest(text: str, facilities: CodeList) -> str:
    if len(text) > LONGEST:
        return ""
    code = re.sub(r"[-. ]", "", text.upper())
    near = _by_code(code, facilities) if _CODE.fullmatch(code) else _by_name(text.lower(), facilities)
    return "; ".join(f"{known} {facilities.rows[known]['vi']}" for known in near)


def _by_code(code: str, facilities: CodeList) -> list[str]:
    """Those whose code is the fewest edits away, of the same province where the code names one."""
    same_province = [known for known in facilities if known[:2] == code[:2]]
    return nsmallest(
        HOW_MANY, same_province or facilities, key=lambda known: (Levenshtein.distance(code, known), known)
    )


def _by_name(name: str, facilities: CodeList) -> list[str]:
    """Those whose name holds the most of the letters in their order; of equals the shorter name."""

    def rank(known: str) -> tuple[int, int, str]:
        full = facilities.rows[known]["vi"].lower()
        return -LCSseq.similarity(name, full), len(full), known

    return nsmallest(HOW_MANY, facilities, key=rank)
