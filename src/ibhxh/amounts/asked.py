"""Questions to a kind and its answers as plain data: what JSON, the command line and the examples speak.

A question is a map from the names of `Kind.asks` to whole đồng or counts, `yyyy-mm-dd` days, `yyyy-mm` months, texts,
true or false, or lists of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import polars as pl

from ibhxh.amounts import money
from ibhxh.amounts.explanation import Explanation
from ibhxh.amounts.kind import ROW, Ask, Kind, Reckoned
from ibhxh.amounts.questions import LARGEST_COUNT
from ibhxh.amounts.readings import USUAL, Readings
from ibhxh.law import Law
from ibhxh.law.months import month_index, month_of
from ibhxh.law.value import RATE_SCALE
from ibhxh.problem import Problem
from ibhxh.words import Words

Question = Mapping[str, Any]


class WrongQuestion(Problem):
    """A kind was not told what it asks, or was told something it does not understand."""

    code: ClassVar[str] = "WRONG_QUESTION"

    def __init__(self, number: int, name: str, what: Words, fix: Words) -> None:
        where = Words(f"Câu hỏi {number + 1}, “{name}”", f"Question {number + 1}, “{name}”")
        super().__init__(what, where=where, fix=fix)


def answer(kind: Kind, questions: Sequence[Question], law: Law, readings: Readings = USUAL) -> dict[str, Any]:
    """The answers as JSON-ready data, in the order of the questions: each figure, its pieces with their steps, what is
    not beyond doubt. Raises `WrongQuestion` and what the kind raises."""
    found = kind.run(question_table(kind, questions), law, readings)
    places: list[list[int]] = [[] for _ in questions]
    for place, row in enumerate(found.frame[ROW].to_list()):
        places[row].append(place)
    told = figures(kind, found)
    return {
        "kind": kind.name,
        "answers": [told.get(row, {}) | _pieces(kind, found, places[row]) for row in range(len(questions))],
        "readings": {name: _reading(readings, name) for name in kind.readings},
    }


def question_table(kind: Kind, questions: Sequence[Question]) -> pl.DataFrame:
    """The questions as the table the kind is run on, left-out things at their defaults. Raises `WrongQuestion`."""
    asks = {ask.name: ask for ask in kind.asks}
    for number, question in enumerate(questions):
        for name in question:
            if name not in asks:
                known = ", ".join(asks)
                raise WrongQuestion(
                    number,
                    name,
                    Words("Không hỏi đến mục này.", "That is not asked."),
                    Words(f"Các mục được hỏi: {known}.", f"What is asked: {known}."),
                )
    told = {ask.name: [_value(ask, one, number) for number, one in enumerate(questions)] for ask in kind.asks}
    for first, last in _SPANS:
        if first in told and last in told:
            _in_order(first, last, zip(told[first], told[last], strict=True), asks)
    return pl.DataFrame([pl.Series(name, told[name], dtype=ask.dtype, strict=True) for name, ask in asks.items()])


def _in_order(first: str, last: str, pairs: Iterable[tuple[Any, Any]], asks: Mapping[str, Ask]) -> None:
    for number, (begun, ended) in enumerate(pairs):
        spans = (
            zip(begun, ended, strict=False) if isinstance(begun, list) and isinstance(ended, list) else [(begun, ended)]
        )
        if any(one is not None and other is not None and other < one for one, other in spans):
            raise WrongQuestion(
                number,
                last,
                Words("Ở trước “{first}”.", "It lies before “{first}”.").fill(first=asks[first].words),
                Words("Sửa một trong hai.", "Mend one of the two."),
            )


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON schema (2020-12) of one question, with words in both languages as descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "description": f"{kind.words.vi} · {kind.words.en}",
        "type": "object",
        "properties": {ask.name: _property(ask) for ask in kind.asks},
        "required": [ask.name for ask in kind.asks if needed(ask)],
        "additionalProperties": False,
    }


def needed(ask: Ask) -> bool:
    """Whether it must be told."""
    return ask.default is None and not ask.optional


def figures(kind: Kind, found: Reckoned) -> dict[int, dict[str, int | None]]:
    """The figures of each question: sums of its pieces (None where one is unknown), or the only piece's own."""
    sums = [money.total(pl.col(result.name)).alias(result.name) for result in kind.results if result.adds_up]
    alone = [
        pl.when(pl.len() == 1).then(pl.col(result.name).first()).alias(result.name)
        for result in kind.results
        if not result.adds_up
    ]
    rows = found.frame.group_by(ROW).agg(*sums, *alone).iter_rows(named=True)
    return {row.pop(ROW): row for row in rows}


def _pieces(kind: Kind, found: Reckoned, places: Sequence[int]) -> dict[str, Any]:
    whys = [found.why(place) for place in places]
    pieces = [
        {"title": {"vi": why.title.vi, "en": why.title.en}}
        | {result.name: found.frame[result.name][place] for result in kind.results}
        | {"steps": [step.as_dict() for step in why.steps]}
        for place, why in zip(places, whys, strict=True)
    ]
    return {"pieces": pieces, "unverified": unverified(whys)}


def unverified(whys: Sequence[Explanation]) -> list[dict[str, object]]:
    """The steps that rest on a figure which is not beyond doubt, once each."""
    steps = {(step.name, step.cites): step for why in whys for step in why.unverified}
    return [step.as_dict() for step in steps.values()]


def _reading(readings: Readings, name: str) -> dict[str, Any]:
    used = getattr(readings, name)
    return {"used": used.value, "others": [other.value for other in type(used) if other is not used]}


def _value(ask: Ask, question: Question, number: int) -> Any:
    given = question.get(ask.name)
    if given is None:
        if needed(ask):
            raise WrongQuestion(
                number,
                ask.name,
                Words("Chưa có {what}.", "Missing: {what}.").fill(what=ask.words),
                Words("Bổ sung mục này.", "Add it."),
            )
        return ask.default
    try:
        return _typed(ask, ask.dtype, given)
    except (ValueError, TypeError) as error:
        like = _LIKE[kind_of(ask)]
        raise WrongQuestion(
            number,
            ask.name,
            Words(f"{given!r} không phải {like.vi}.", f"{given!r} is no {like.en}."),
            Words(f"Ghi {_written(ask).vi}.", f"Write {_written(ask).en}."),
        ) from error


def kind_of(ask: Ask) -> str:
    """money, count, month, date, choice, text or flag: what one item of the ask is."""
    dtype = ask.dtype.inner if isinstance(ask.dtype, pl.List) else ask.dtype
    if ask.choices:
        return "choice"
    if ask.month:
        return "month"
    if dtype == pl.Date:
        return "date"
    if dtype == pl.Boolean:
        return "flag"
    if dtype == pl.String:
        return "text"
    return ask.unit.value


def _typed(ask: Ask, dtype: pl.DataType, given: Any) -> Any:
    if isinstance(dtype, pl.List):
        if not isinstance(given, list):
            raise TypeError("a list is wanted")
        return [_typed_item(ask, item) for item in given]
    return _typed_item(ask, given)


def _typed_item(ask: Ask, given: Any) -> Any:
    kind = kind_of(ask)
    if kind == "flag" and not isinstance(given, bool):
        raise TypeError("a flag is wanted")
    if kind in _MOST and (isinstance(given, bool) or not isinstance(given, int)):
        raise TypeError("a whole number is wanted")
    if kind in _MOST and not (-_MOST[kind] if ask.signed else 0) <= given <= _MOST[kind]:
        raise ValueError("beyond reason")
    if kind == "month":
        return _known_year(month_index(given), given)
    if kind == "date":
        day = given if isinstance(given, date) else date.fromisoformat(given)
        _known_year(month_of(day), given)
        return day
    if kind == "choice" and given not in ask.choices:
        raise ValueError("none of the choices")
    if kind == "text" and not isinstance(given, str):
        raise TypeError("a text is wanted")
    return given


def _known_year(month: int, given: object) -> int:
    if not _FIRST_MONTH <= month <= _LAST_MONTH:
        raise ValueError(f"no year of this law: {given}")
    return month


#: What no number of its kind is greater than; a greater one is a slip of the hand.
_MOST = {"money": money.LIMIT, "count": 10 * LARGEST_COUNT, "rate": RATE_SCALE}
_FIRST_MONTH, _LAST_MONTH = 1900 * 12, 2199 * 12 + 11
#: Days and months that are told in pairs, the earlier first.
_SPANS = (
    *(("first_day", "last_day"), ("absent_from", "absent_to"), ("paid_from", "paid_to"), ("from_month", "to_month")),
    ("back_on", "first_day"),  # of recovery: one rests after having come back
)

_LIKE = {
    "money": Words("số tiền bằng đồng", "amount in whole đồng"),
    "count": Words("số đếm", "count"),
    "rate": Words("tỷ lệ phần triệu", "rate in parts of a million"),
    "month": Words("tháng", "month"),
    "date": Words("ngày", "day"),
    "choice": Words("lựa chọn có sẵn", "choice there is"),
    "text": Words("chữ", "text"),
    "flag": Words("true hoặc false", "true or false"),
}
_EXAMPLE = {
    "money": Words("số nguyên đồng, ví dụ 7500000", "whole đồng like 7500000"),
    "count": Words("số nguyên, ví dụ 12", "a whole number like 12"),
    "rate": Words("số nguyên phần triệu, ví dụ 80000 là 8 %", "a whole number of millionths: 80000 is 8 %"),
    "month": Words("năm-tháng, ví dụ 2026-07", "year-month like 2026-07"),
    "date": Words("năm-tháng-ngày, ví dụ 2026-07-13", "year-month-day like 2026-07-13"),
    "text": Words("chữ", "a text"),
    "flag": Words("true hoặc false", "true or false"),
}


def _written(ask: Ask) -> Words:
    if ask.choices:
        listed = ", ".join(ask.choices)
        return Words(f"một trong: {listed}", f"one of: {listed}")
    example = _EXAMPLE[kind_of(ask)]
    if isinstance(ask.dtype, pl.List):
        return Words(f"danh sách [..., ...], mỗi mục là {example.vi}", f"a list [..., ...] of {example.en}")
    return example


_JSON: Mapping[str, Mapping[str, Any]] = {
    "money": {"type": "integer"},
    "count": {"type": "integer"},
    "rate": {"type": "integer"},
    "month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    "date": {"type": "string", "format": "date"},
    "text": {"type": "string"},
    "flag": {"type": "boolean"},
}


def _property(ask: Ask) -> dict[str, Any]:
    item: dict[str, Any] = {"enum": list(ask.choices)} if ask.choices else dict(_JSON[kind_of(ask)])
    if most := _MOST.get(kind_of(ask)):
        item |= {"minimum": -most if ask.signed else 0, "maximum": most}
    made: dict[str, Any] = {"type": "array", "items": item} if isinstance(ask.dtype, pl.List) else item
    made["description"] = f"{ask.words.vi} · {ask.words.en}"
    if ask.default is not None:
        made["default"] = ask.default
    return made
