"""The layer of people: who is on one list only, and what differs for those on both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ibhxh.amounts import FUNDS
from ibhxh.client.reconcile.difference import Difference, State
from ibhxh.client.reconcile.kinds import KINDS
from ibhxh.client.reconcile.match import Pair, name_of, numbers_of
from ibhxh.law import Law
from ibhxh.register.account import Columns
from ibhxh.register.close_month import by_column
from ibhxh.register.participant import Participant
from ibhxh.register.participant_list import ParticipantRow
from ibhxh.words import Words, money_text

_FIELDS: Mapping[str, Words] = {
    "full_name": Words("họ tên", "name"),
    "birth_date": Words("ngày sinh", "birth date"),
    "si_number": Words("mã số BHXH", "insurance number"),
    "personal_id": Words("số CCCD", "personal ID"),
}


def people_differences(
    pairs: Iterable[Pair], waiting: Collection[Participant], law: Law, day: date
) -> tuple[list[Difference], int]:
    """The differences of the pairs, and how many people were on both lists. `day` lies in the month compared.

    `waiting` are people for whom a line was filed that was not settled when the month closed; who left by it is on the
    agency's list alone.
    Their amounts add up to the difference of the two lists. What is one đồng or so a line is put together as rounding.
    """
    keys = {person.key for person in waiting}
    known = {one for person in waiting for one in (*numbers_of(person), *name_of(person))}
    found: list[Difference] = []
    rounding, lines, met = Columns(), 0, 0
    for own, theirs in pairs:
        if own is not None and theirs is not None:
            met += 1
            off = _rounded_lines(own, theirs)
            if off:
                rounding, lines = rounding + (theirs.columns() - own.columns()), lines + off
        row = own or theirs
        waits = own.key in keys if own else bool(row and not known.isdisjoint((*numbers_of(row), *name_of(row))))
        for one in _of_person(own, theirs, law, day):
            found.append(_waits(one) if waits and one.code != "R09" else one)
    if lines:
        found.append(Difference(KINDS["R19"], rounding, {"count": lines}, state=State.EXPLAINED, count=lines))
    return found, met


def _of_person(own: ParticipantRow | None, theirs: ParticipantRow | None, law: Law, day: date) -> Iterator[Difference]:
    if theirs is None or own is None or own.head != theirs.head:
        yield from _one_side(own, theirs)
        return
    if fields := [words for name, words in _FIELDS.items() if _differ(getattr(own, name), getattr(theirs, name))]:
        yield _difference("R09", own, theirs, Columns(), fields=_listed(", ", fields))
    gap = theirs.columns() - own.columns()
    if own.participant_class != theirs.participant_class:
        yield _difference("R05", own, theirs, gap)
    elif own.status != theirs.status:
        names = {side: law.month_status(row.status, day).words for side, row in (("own", own), ("theirs", theirs))}
        yield _difference("R11", own, theirs, gap, **names)
    else:
        yield from _of_alike(own, theirs)


def _one_side(own: ParticipantRow | None, theirs: ParticipantRow | None) -> Iterator[Difference]:
    """On one list only, or standing on one and merely charged on the other."""
    gap = (theirs.columns() if theirs else Columns()) - (own.columns() if own else Columns())
    missing = own is not None and (theirs is None or own.head)
    yield _difference("R01" if missing else "R02", own, theirs, gap)


def _of_alike(own: ParticipantRow, theirs: ParticipantRow) -> Iterator[Difference]:
    """Same class, same status: funds of one side only, then bases, then amounts on equal bases."""
    only = own.bases.keys() ^ theirs.bases.keys()
    if only:
        yield _difference(
            "R06", own, theirs, _gap(own, theirs, only), funds=_listed("; ", (FUNDS[f] for f in sorted(only)))
        )
    common = own.bases.keys() & theirs.bases.keys()
    bases = {fund for fund in common if own.bases[fund] != theirs.bases[fund]}
    if own.declared_wage != theirs.declared_wage:
        wages = {"own": money_text(own.declared_wage), "theirs": money_text(theirs.declared_wage)}
        yield _difference("R03", own, theirs, _gap(own, theirs, bases), **wages)
    elif bases:
        fund = min(bases)
        on = {"own": money_text(own.bases[fund]), "theirs": money_text(theirs.bases[fund])}
        yield _difference("R04", own, theirs, _gap(own, theirs, bases), **on)
    rates = {fund for fund in common - bases if own.of_fund(fund) != theirs.of_fund(fund)}
    if rates and not _rounded_lines(own, theirs):
        yield _difference("R05", own, theirs, _gap(own, theirs, rates))


def _rounded_lines(own: ParticipantRow, theirs: ParticipantRow) -> int:
    """How many lines differ by a single đồng, where that is all that differs."""
    alike = (own.head, own.participant_class, own.status, own.declared_wage, own.bases)
    if alike != (theirs.head, theirs.participant_class, theirs.status, theirs.declared_wage, theirs.bases):
        return 0
    gaps = [theirs.amounts.get(line, 0) - own.amounts.get(line, 0) for line in own.amounts.keys() | theirs.amounts]
    return sum(map(bool, gaps)) if all(abs(gap) <= 1 for gap in gaps) else 0


def _gap(own: ParticipantRow, theirs: ParticipantRow, funds: Iterable[str]) -> Columns:
    return by_column((fund, theirs.of_fund(fund) - own.of_fund(fund)) for fund in funds)


def _differ(own: str | None, theirs: str | None) -> bool:
    """Whether both sides know it, and not the same; a number one side has not been given is no difference."""
    return own is not None and theirs is not None and own != theirs


def _difference(
    code: str, own: ParticipantRow | None, theirs: ParticipantRow | None, amounts: Columns, /, **values: object
) -> Difference:
    one = own or theirs
    name = one.full_name if one else ""
    return Difference(
        KINDS[code], amounts, {"name": name, **values}, own.key if own else None, theirs.key if theirs else None
    )


def _listed(between: str, names: Iterable[Words]) -> Words:
    both = [(words.vi, words.en) for words in names]
    return Words(between.join(vi for vi, _ in both), between.join(en for _, en in both))


def _waits(one: Difference) -> Difference:
    return Difference(KINDS["R12"], one.amounts, {"name": one.values["name"]}, one.own_key, one.their_key)
