"""`ibhxh law …`: what the law says on a day, and where it says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby, product
from typing import Any

import click

from ibhxh.cli.options import Day, law_in_use, speaker, tell, today
from ibhxh.law import Law
from ibhxh.law.changes import Where, changes, gathered
from ibhxh.law.errors import NoLawForDay
from ibhxh.law.month_table import Key
from ibhxh.law.parameter import Parameter, Series
from ibhxh.law.parameter_file import Combination
from ibhxh.law.value import Absence, Confidence, Value
from ibhxh.problem import Problem
from ibhxh.words import Lang, Words, day_text


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
    for parameter in law_in_use().parameters.values():
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


@law.command()
@click.argument("name")
@click.option("--key", "keys", multiple=True, metavar="TÊN=GIÁ TRỊ", help="ví dụ · e.g. region=1")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def history(ctx: click.Context, name: str, keys: tuple[str, ...], as_json: bool) -> None:
    """Mọi giá trị của một tham số theo thời gian · every value of a parameter through time."""
    parameter, lang = _parameter(name), speaker(ctx)
    chosen = _chosen(parameter, keys)
    told: dict[Series, list[Combination]] = {}
    for combination, series in parameter.series.items():
        if all(str(combination[list(parameter.keys).index(key)]) == value for key, value in chosen.items()):
            told.setdefault(series, []).append(combination)
    if as_json:
        data = [
            {"keys": dict(zip(parameter.keys, combination, strict=True)), "values": [dated_data(d) for d in series]}
            for series, combinations in told.items()
            for combination in combinations
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(parameter.words.text(lang))
    for series, combinations in told.items():
        for where in gathered(parameter.keys, combinations):
            if where:
                click.echo(f"  {where_text(where)}")
            for dated in series:
                click.echo(f"    {dated.valid.text().text(lang):42} {_dated_text(parameter, dated, lang)}")


@law.command()
@click.argument("before", type=Day())
@click.argument("after", type=Day())
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def diff(ctx: click.Context, before: date, after: date, as_json: bool) -> None:
    """Luật khác nhau thế nào giữa hai ngày · what differs in the law between two days."""
    lang, pack = speaker(ctx), law_in_use()
    found = list(changes(pack, before, after))
    if as_json:
        data = [
            {
                "parameter": one.parameter.id,
                "where": {name: list(keys) for name, keys in one.where.items()},
                "before": dated_data(one.before) if one.before else None,
                "after": dated_data(one.after) if one.after else None,
            }
            for one in found
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for parameter, of_one in groupby(found, key=lambda one: one.parameter):
        click.echo(parameter.words.text(lang))
        for one in of_one:
            old, new = (parameter.unit.text(v.amount) if v else "—" for v in (one.before, one.after))
            cite = (
                one.after.cite().text(lang)
                if one.after
                else (_ENDED if after in parameter.covers else _UNKNOWN).text(lang)
            )
            place = f"{where_text(one.where)}: " if one.where else ""
            click.echo(f"  {place}{old} → {new}  {cite}")
    for words in form_changes(pack, before, after):
        click.echo(words.text(lang))
    if not found:
        tell(ctx, _SAME)


@law.command()
@click.option(
    "--confidence", type=click.Choice([c.value for c in Confidence]), help="chỉ mức tin cậy này · this confidence only"
)
@click.pass_context
def sources(ctx: click.Context, confidence: str | None) -> None:
    """Các văn bản làm căn cứ và tham số lấy từ đó · the acts behind the figures, and what rests on each."""
    lang = speaker(ctx)
    # A derived value was published with the later of rule and level: an act's own day is its earliest.
    published: dict[str, date] = {}
    acts: dict[str, dict[str, set[Confidence]]] = {}
    for parameter in law_in_use().parameters.values():
        for dated in {dated for series in parameter.series.values() for dated in series}:
            if isinstance(dated, Value) and confidence in (None, dated.source.confidence):
                source = dated.source
                published[source.act] = min(source.published, published.get(source.act, source.published))
                acts.setdefault(source.act, {}).setdefault(parameter.id, set()).add(source.confidence)
    for act in sorted(acts, key=published.__getitem__):
        click.echo(f"{day_text(published[act])}  {act}")
        for name, confidences in sorted(acts[act].items()):
            doubt = max(confidences, key=list(Confidence).index)
            click.echo(f"    {name}{f'  [{_DOUBT[doubt].text(lang)}]' if doubt in _DOUBT else ''}")
    if not acts:
        tell(ctx, Words("Không có giá trị nào ở mức tin cậy này.", "There is no figure of this confidence."))


_ENDED = Words("không còn quy định", "no rule any more")
_UNKNOWN = Words("bộ luật chưa có dữ liệu của ngày này", "the pack has no figures of that day")
_SAME = Words("Các giá trị của bộ luật như nhau ở hai ngày này.", "The figures of the law are the same on both days.")


def where_text(where: Where) -> str:
    """region=1|2 base=si"""
    return " ".join(f"{name}={'|'.join(map(str, keys))}" for name, keys in where.items())


def _dated_text(parameter: Parameter, dated: Value | Absence, lang: Lang) -> str:
    if isinstance(dated, Absence):
        return f"{'—':>12}  {dated.why.text(lang)}"
    doubt = "" if dated.verified else f"  [{_DOUBT[dated.source.confidence].text(lang)}]"
    return f"{parameter.unit.text(dated.amount):>12}  {'; '.join(dict.fromkeys(dated.acts()))}{doubt}"


def dated_data(dated: Value | Absence) -> dict[str, Any]:
    """JSON-ready: value (None where there was no rule), days, act."""
    days = {
        "from": dated.valid.start.isoformat(),
        "to": dated.valid.end.isoformat() if dated.valid.end else None,
    }
    if isinstance(dated, Absence):
        return {"value": None, **days, "why": {"vi": dated.why.vi, "en": dated.why.en}}
    return {
        "value": dated.amount,
        **days,
        "act": dated.source.act,
        "article": dated.source.article,
        "published": dated.source.published.isoformat(),
        "confidence": dated.source.confidence.value,
    }


def form_changes(pack: Law, before: date, after: date) -> Iterator[Words]:
    """The forms that another version is accepted of, one sentence each."""
    for code in sorted({version.form for version in pack.forms}):
        old, new = (
            next((v.act for v in pack.forms if v.form == code and day in v.accepted), "—") for day in (before, after)
        )
        if old != new:
            yield Words("Mẫu {code}: {old} → {new}", "Form {code}: {old} → {new}").fill(code=code, old=old, new=new)


_DOUBT = {
    "medium": Words("nguồn thứ cấp, chưa đọc văn bản gốc", "secondary source, the act was not read"),
    "low": Words("nguồn yếu, cần kiểm tra", "weak source, verify"),
}


def _parameter(name: str) -> Parameter:
    parameters = law_in_use().parameters
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
        **dated_data(dated),
        "text": parameter.unit.text(dated.amount),
    }
