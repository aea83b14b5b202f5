"""The why of a line as rows: a question with its amount, steps with their law, the sum."""

from __future__ import annotations

from collections.abc import Sequence

from ibhxh.amounts.explanation import Explained, Explanation
from ibhxh.law.value import Unit
from ibhxh.words import Lang, money_text

_SUM = "total"
#: Totals by payer repeat what the lines say; the sum is told apart.
_LEFT_OUT = ("total_er", "total_ee", _SUM)


def why_as_data(told: Sequence[Explanation], lang: Lang) -> dict[str, object]:
    """JSON-ready: `total` of all months (None where nothing is due), `months` with `title`, `steps`, `total`."""
    sums = [why[_SUM].amount for why in told if _SUM in why]
    return {"total": money_text(sum(sums)) if sums else None, "months": [_month(why, lang) for why in told]}


def _month(why: Explanation, lang: Lang) -> dict[str, object]:
    return {
        "title": why.title.text(lang),
        "steps": [_step(step, lang) for step in why.steps if step.name not in _LEFT_OUT],
        "total": money_text(why[_SUM].amount) if _SUM in why else None,
    }


def _step(step: Explained, lang: Lang) -> dict[str, str]:
    value = money_text(step.amount) if step.unit is Unit.MONEY else step.unit.text(step.amount)
    return {"words": step.words.text(lang), "how": step.how or "", "value": value, "cite": step.cite_text(lang)}
