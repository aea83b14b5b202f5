"""`ibhxh law …`: what the law says on a day, and where it says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import click

from ibhxh.cli.options import Day, speaker, today
from ibhxh.law import shipped_law
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.month_table import Key
from ibhxh.law.parameter import Parameter
from ibhxh.law.value import Value
from ibhxh.problem import Problem
from ibhxh.words import Words, day_text


class NoSuchParameter(Problem):
    """A name the law pack does not know."""

    code = "NO_SUCH_PARAMETER"


@click.group()
def law() -> None:
    """Tra cứu pháp luật theo ngày · look up the law by date."""


@law.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Các tham số đang có · the parameters there are."""
    for parameter in shipped_law().parameters.values():
        keys = ", ".join(f"{name}={'|'.join(map(str, axis))}" for name, axis in parameter.keys.items())
        click.echo(f"{parameter.id:26} {parameter.words.text(speaker(ctx))}{f'  [{keys}]' if keys else ''}")


@law.command()
@click.argument("name")
@click.option("--on", "day", type=Day(), default=today, show_default="hôm nay · today")
@click.option("--known-on", type=Day(), help="chỉ tính văn bản ban hành đến ngày này · acts published by then only")
@click.option("--key", "keys", multiple=True, metavar="TÊN=GIÁ TRỊ", help="ví dụ · e.g. region=1")
@click.option("--all", "absences", is_flag=True, help="cả trường hợp không có quy định · also where there is no rule")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def show(
    ctx: click.Context,
    name: str,
    day: date,
    known_on: date | None,
    keys: tuple[str, ...],
    absences: bool,
    as_json: bool,
) -> None:
    """Giá trị của một tham số vào một ngày, kèm căn cứ · a parameter's value on a day, with its source."""
    parameter = _parameter(name)
    chosen = _chosen(parameter, keys)
    found = [
        (combination, dated)
        for combination, dated in _on(parameter, day, known_on)
        if all(str(combination[key]) == value for key, value in chosen.items())
    ]
    refusals = [dated for _, dated in found if isinstance(dated, NoLawForDay)]
    if len(refusals) == len(found):
        raise refusals[0]
    if as_json:
        click.echo(json.dumps([_data(parameter, c, d) for c, d in found], ensure_ascii=False, indent=2))
        return
    lang = speaker(ctx)
    click.echo(f"{parameter.words.text(lang)} · {day_text(day)}")
    open_keys = [key for key in parameter.keys if key not in chosen]
    labels = [" ".join(f"{key}={combination[key]}" for key in open_keys) for combination, _ in found]
    width = max(map(len, labels))
    for label, (_, dated) in zip(labels, found, strict=True):
        if isinstance(dated, NoLawForDay):
            if absences:
                click.echo(f"  {label:{width}} {'—':>12}  {dated.why.text(lang) if dated.why else ''}")
            continue
        doubt = "" if dated.verified else f"  [{_DOUBT[dated.source.confidence].text(lang)}]"
        note = f"  {dated.source.note.text(lang)}" if dated.source.note else ""
        click.echo(f"  {label:{width}} {parameter.unit.text(dated.amount):>12}  {dated.cite().text(lang)}{doubt}{note}")


_DOUBT = {
    "medium": Words("nguồn thứ cấp, chưa đọc văn bản gốc", "secondary source, the act was not read"),
    "low": Words("nguồn yếu, cần kiểm tra", "weak source, verify"),
}


def _parameter(name: str) -> Parameter:
    parameters = shipped_law().parameters
    if name not in parameters:
        known = ", ".join(parameters)
        raise NoSuchParameter(
            Words(f"Không có tham số “{name}”.", f"There is no parameter “{name}”."),
            fix=Words(f"Chọn một trong: {known}.", f"Choose one of: {known}."),
        )
    return parameters[name]


def _chosen(parameter: Parameter, keys: tuple[str, ...]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for written in keys:
        key, _, chosen[key] = written.partition("=")
        if chosen[key] not in map(str, parameter.keys.get(key, ())):
            known = "; ".join(f"{name}={'|'.join(map(str, values))}" for name, values in parameter.keys.items())
            raise NoSuchParameter(
                Words(f"“{written}” không phải khóa của {parameter.id}.", f"{parameter.id} has no {written}."),
                fix=Words(f"Các khóa: {known or 'không có'}.", f"Keys: {known or 'none'}."),
            )
    return chosen


def _on(parameter: Parameter, day: date, known_on: date | None) -> Iterator[tuple[dict[str, Key], Value | NoLawForDay]]:
    """Every combination of keys with the value of that day, or with the reason why there is none."""
    for combination in product(*parameter.keys.values()):
        keys = dict(zip(parameter.keys, combination, strict=True))
        try:
            yield keys, parameter.on(day, known_on=known_on, **keys)
        except NoLawForDay as absence:
            yield keys, absence


def _data(parameter: Parameter, keys: dict[str, Key], dated: Value | NoLawForDay) -> dict[str, Any]:
    base: dict[str, Any] = {"parameter": parameter.id, "keys": keys, "unit": parameter.unit.value}
    if isinstance(dated, NoLawForDay):
        return base | {"value": None} | dated.as_dict()
    return base | {
        "value": dated.amount,
        "from": dated.valid.start.isoformat(),
        "to": dated.valid.end.isoformat() if dated.valid.end else None,
        "act": dated.source.act,
        "article": dated.source.article,
        "published": dated.source.published.isoformat(),
        "confidence": dated.source.confidence.value,
        "text": parameter.unit.text(dated.amount),
    }
