"""A command for each kind of amount, made from what the kind says of itself: options for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import click
import polars as pl

from ibhxh.amounts.asked import answer, figures, kind_of, needed, question_table, schema
from ibhxh.amounts.kind import Ask, Kind
from ibhxh.amounts.readings import SUBJECTS, Readings
from ibhxh.cli.options import Day, Dong, Month, law_in_use, speaker
from ibhxh.law.months import first_day, month_index, month_text
from ibhxh.law.value import Unit
from ibhxh.problem import Problem
from ibhxh.words import Lang, Words, money_text

#: Shorter names that options have beside that of the ask.
_SHORT = {"declared_wage": "--wage", "participant_class": "--class"}
_TYPES = {"money": Dong(), "month": Month(), "date": Day(), "count": click.INT, "rate": click.INT, "text": click.STRING}


class NotReadable(Problem):
    """Questions that are no JSON of the right shape."""

    code = "NOT_READABLE"


class Listed(click.ParamType[list[Any]]):
    """Several values with a semicolon or a blank between: 7.000.000; 8.500.000."""

    def __init__(self, item: click.ParamType[Any]) -> None:
        self._item, self.name = item, f"{item.name};{item.name}…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[Any]:
        """Each value by itself."""
        if isinstance(value, list):
            return value
        return [self._item.convert(part, param, ctx) for part in value.replace(";", " ").split()]


def command_of(kind: Kind) -> click.Command:
    """`ibhxh amounts KIND`: the asks as options, and the ways to ask and to be answered that all kinds share."""
    readings = Readings.of({}).chosen()
    shared = [
        click.Option(["--from-json"], type=click.File("rb"), help="câu hỏi JSON, - là stdin · questions as JSON"),
        click.Option(["--json", "as_json"], is_flag=True, help="trả lời bằng JSON · answer in JSON"),
        click.Option(["--explain"], is_flag=True, help="từng bước và căn cứ · each step and its source"),
        click.Option(["--markdown"], is_flag=True, help="giải thích dạng Markdown · explain as Markdown"),
        click.Option(["--schema", "as_schema"], is_flag=True, help="lược đồ JSON của câu hỏi · the JSON schema"),
    ]
    settings = [
        click.Option(
            [f"--{name.replace('_', '-')}", f"reading_{name}"],
            type=click.Choice([value.value for value in type(readings[name])]),  # type: ignore[attr-defined]
            default=readings[name].value,  # type: ignore[attr-defined]
            show_default=True,
            help=f"{SUBJECTS[name].vi} · {SUBJECTS[name].en}",
        )
        for name in kind.readings
    ]
    return click.Command(
        kind.name.replace("_", "-"),
        params=[*(_option(ask) for ask in kind.asks), *settings, *shared],
        callback=partial(_run, kind),
        help=f"{kind.words.vi} · {kind.words.en}.",
        short_help=f"{kind.words.vi} · {kind.words.en}",
    )


def _option(ask: Ask) -> click.Option:
    name, kind = ask.name.replace("_", "-"), kind_of(ask)
    told = f"{ask.words.vi} · {ask.words.en}{' *' if needed(ask) else ''}"
    names = [f"--{name}", *filter(None, [_SHORT.get(ask.name)]), ask.name]
    if kind == "flag":
        return click.Option([f"--{name}/--no-{name}", ask.name], default=None, help=told)
    single = click.Choice(ask.choices) if ask.choices else _TYPES[kind]
    several = isinstance(ask.dtype, pl.List)
    default = f"{told} [{ask.default}]" if ask.default is not None else told
    return click.Option(names, type=Listed(single) if several else single, help=default)


def _run(
    kind: Kind, *, from_json: Any, as_json: bool, explain: bool, markdown: bool, as_schema: bool, **given: Any
) -> None:
    lang = speaker(click.get_current_context())
    if as_schema:
        click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2))
        return
    readings = Readings.of({name: given.pop(f"reading_{name}") for name in kind.readings})
    told = {ask.name: _as_data(ask, given[ask.name]) for ask in kind.asks if given[ask.name] is not None}
    questions = _read(from_json.read()) if from_json else [told]
    if as_json or from_json:
        click.echo(json.dumps(answer(kind, questions, law_in_use(), readings), ensure_ascii=False, indent=2))
        return
    _tell(kind, questions, readings, lang, explain=explain, markdown=markdown)


def _tell(
    kind: Kind, questions: Sequence[dict[str, Any]], readings: Readings, lang: Lang, *, explain: bool, markdown: bool
) -> None:
    found = kind.run(question_table(kind, questions), law_in_use(), readings)
    whys = [found.why(place) for place in range(found.frame.height)]
    if explain or markdown:
        click.echo("\n\n".join(why.markdown(lang) if markdown else why.text(lang) for why in whys))
        click.echo()
    for row in figures(kind, found).values():
        for result in kind.results:
            amount = row.get(result.name)
            # A fund in which nothing is due is not told of; an answer of nought is.
            if amount or (amount is not None and (result.unit is not Unit.MONEY or result is kind.results[-1])):
                click.echo(f"  {result.words.text(lang):48} {result.unit.text(amount):>20}")
    doubts = {step.text(lang) for why in whys for step in why.unverified}
    if doubts and not (explain or markdown):
        click.echo(_DOUBT.text(lang))
        for doubt in sorted(doubts):
            click.echo(f"  - {doubt}")
    if kind.name == "contribution":
        _tell_floor(questions, lang)
    for name in kind.readings:
        used = getattr(readings, name)
        others = ", ".join(other.value for other in type(used) if other is not used)
        click.echo(
            _READING.fill(about=SUBJECTS[name], name=name.replace("_", "-"), used=used.value, others=others).text(lang)
        )


def _tell_floor(questions: Sequence[dict[str, Any]], lang: Lang) -> None:
    """A wage under the floor is reckoned as it is, and told of."""
    floor = law_in_use().parameter("contribution_floor")
    for one in questions:
        if one.get("participant_class") == "tnld_only":
            continue
        day = first_day(month_index(one["month"]))
        lowest = floor.on(day, base="si", sector="domestic", region=one.get("region", 1))
        if one["declared_wage"] < lowest.amount:
            click.echo(_UNDER.fill(floor=money_text(lowest.amount), cite=lowest.cite()).text(lang))


_UNDER = Words(
    "Lưu ý: thấp hơn mức sàn {floor} ({cite}); người làm trọn thời gian không được khai dưới mức này.",
    "Note: below the floor {floor} ({cite}); a full-time worker may not be declared under it.",
)


def _as_data(ask: Ask, given: Any) -> Any:
    """What an option gave, as a question says it."""
    if kind_of(ask) == "month":
        return [month_text(month) for month in given] if isinstance(given, list) else month_text(given)
    return given


def _read(data: bytes) -> list[dict[str, Any]]:
    try:
        read = json.loads(data)
    except ValueError as error:
        raise NotReadable(
            Words(f"Không đọc được JSON: {error}.", f"That is no JSON: {error}."),
            fix=Words("Ghi một đối tượng, hoặc danh sách đối tượng.", "Write one object, or a list of objects."),
        ) from error
    listed = read if isinstance(read, list) else [read]
    if not all(isinstance(one, dict) for one in listed):
        raise NotReadable(
            Words("Mỗi câu hỏi phải là một đối tượng JSON.", "Each question must be a JSON object."),
            fix=Words("Xem --schema.", "See --schema."),
        )
    return listed


_DOUBT = Words("Chưa đối chiếu với nguyên văn văn bản:", "Not compared with the text of the act:")
_READING = Words(
    "Cách hiểu về {about}: --{name} {used} (khác: {others})", "Reading of {about}: --{name} {used} (others: {others})"
)
