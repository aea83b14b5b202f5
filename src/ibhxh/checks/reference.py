"""The reference of all rules, `docs/reference/checks.md`, made from the rules themselves.

`python -m ibhxh.checks.reference > docs/reference/checks.md` renews it; a test refuses one that is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

from ibhxh.checks.mechanical import mechanical_rules
from ibhxh.checks.rule import ALWAYS, Blank, Rule, Scope
from ibhxh.checks.rules import HAND_WRITTEN, LOOKING_BACK, PAST_SUBJECTS, SUBJECTS
from ibhxh.checks.unread import UNREAD_RULES
from ibhxh.law import FormVersion, Law, shipped_law
from ibhxh.words import day_text, unfilled

_HEAD = """# The checks

<!-- Made by ibhxh.checks.reference from the rules themselves; do not edit. -->

| Scope | Looks at | Rules |
|---|---|---|
| content | the dossier and the law pack alone | {content} |
| history | beside them the employer's own past | {history}, `HIS-…` |
| register | beside them the agency's register at an instant | {register}, `REG-…` |

Of those of content {written} are written by hand, {unread} tell of cells that could not be read, {mechanical} follow
from the form files.

Only the scope content makes the report that is frozen, signed and compared: equal content, law pack and filing day give
equal bytes, at the employer's as at the agency's. What the other two find stands beside it, with the day or the instant
of the book it was found in, and is counted apart.

**Lỗi** (error) must be mended before sending, **Cảnh báo** (warning) may be sent with a reason, **Lưu ý** (note)
informs. A blank *passes* where the rule has nothing to say when one of its fields is empty; it is *wrong* where that is
what is found. The first field is where the finding stands. Places in braces are filled from the row.
"""
_LOOKING_BACK = """## Rules that look back

Each is asked of both books under one number: `HIS-101` of the unit's own, as below, `REG-101` of the agency's register,
whose words name that instead and offer no fix. A finding of theirs that is an error keeps the dossier from being frozen
at the employer's; the others ask for no reason. Rows that reconciliation drafted are held against the register alone.
"""
_TABLE = "| Rule | Weight | Fields | Words | Law | Blank | Fix |\n|---|---|---|---|---|---|---|\n"


def checks_reference(law: Law) -> str:
    """The whole page, Markdown."""
    by_form = {version.key: _mechanical(version) for version in law.forms}
    mechanical = len([rule for rules in by_form.values() for rule in rules])
    counts = {
        "written": len(HAND_WRITTEN),
        "unread": len(UNREAD_RULES),
        "mechanical": mechanical,
        "content": len(HAND_WRITTEN) + len(UNREAD_RULES) + mechanical,
        "history": len([rule for rule in LOOKING_BACK if rule.scope is Scope.HISTORY]),
        "register": len([rule for rule in LOOKING_BACK if rule.scope is Scope.REGISTER]),
    }
    parts = [_HEAD.format(**counts)]
    for subject in SUBJECTS:
        first_line = (subject.__doc__ or "").splitlines()[0]
        parts.append(f"## {first_line}\n\n{_TABLE}{''.join(_lines(subject.RULES))}")
    parts.append(f"## Cells that could not be read\n\n{_TABLE}{''.join(_lines(UNREAD_RULES))}")
    parts.append("## Rules that follow from the form files\n\n" + "\n".join(_mechanical_lines(by_form)) + "\n")
    parts.append(_LOOKING_BACK)
    for subject in PAST_SUBJECTS:
        first_line = (subject.__doc__ or "").splitlines()[0]
        rules = (rule for rule in subject.RULES if rule.scope is Scope.HISTORY)
        parts.append(f"## {first_line}\n\n{_TABLE}{''.join(_lines(rules))}")
    return "\n".join(parts)


def _mechanical(version: FormVersion) -> tuple[Rule, ...]:
    written = [rule for rule in HAND_WRITTEN if rule.of_form(version.form)]
    return mechanical_rules(version, frozenset(name for rule in written for name in rule.instead_of))


def _lines(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        since = "" if rule.valid == ALWAYS else f" (filed from {day_text(rule.valid.start)})"
        cells = (
            f"`{rule.id}`" if rule.rev == 1 else f"`{rule.id}` rev {rule.rev}",
            rule.severity.words.vi,
            " ".join(f"`{field}`" for field in rule.fields),
            f"{rule.words.vi}<br>*{unfilled(rule.words.en)}*",
            f"{rule.cite.vi if rule.cite else ''}{since}".strip(),
            "wrong" if rule.blank is Blank.WRONG else "passes",
            " ".join(f"`{field}`" for field in rule.fix.cells) if rule.fix else "",
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _mechanical_lines(by_form: Mapping[str, tuple[Rule, ...]]) -> Iterator[str]:
    for key, rules in by_form.items():
        form = key.split("/", maxsplit=1)[0]
        names: dict[str, list[str]] = {}
        for rule in rules:
            field, kind = rule.id.removeprefix(f"M-{form}-").rsplit("-", maxsplit=1)
            names.setdefault(kind, []).append(f"`{field}`")
        yield f"**{key}**, {len(rules)} rules `M-{form}-<field>-<kind>`:\n"
        yield from (f"- {kind}: {', '.join(fields)}" for kind, fields in names.items())
        yield ""


if __name__ == "__main__":
    sys.stdout.write(checks_reference(shipped_law()))
