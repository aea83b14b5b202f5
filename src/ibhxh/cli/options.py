"""Option types shared by commands: days, months, and the words of the chosen language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any

import click

from ibhxh.cli.opening import Filing
from ibhxh.law import Law, load_law, shipped_law
from ibhxh.law.months import month_index, month_of
from ibhxh.trust.instants import VIETNAM
from ibhxh.words import Lang, Words

_READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """2026-07-13 or 13/07/2026."""

    name = "ngày|day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day meant."""
        if isinstance(value, date):
            return value
        turned = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value, re.ASCII)
        try:
            return date(int(turned[3]), int(turned[2]), int(turned[1])) if turned else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”: ghi ngày như 13/07/2026 · write a day like 2026-07-13", param, ctx)


class Month(click.ParamType[int]):
    """2026-07 or 07/2026, as a month index."""

    name = "tháng|month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The index of the month meant."""
        if isinstance(value, int):
            return value
        turned = re.fullmatch(r"(\d{1,2})/(\d{4})", value, re.ASCII)
        try:
            return month_index(f"{turned[2]}-{turned[1]:0>2}" if turned else value)
        except ValueError:
            self.fail(f"“{value}”: ghi tháng như 07/2026 · write a month like 2026-07", param, ctx)


class Digest(click.ParamType[str]):
    """A content digest: 64 hexadecimal digits."""

    name = "tóm lược|digest"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The digest."""
        if not re.fullmatch(r"[0-9a-f]{64}", value):
            self.fail("ghi tóm lược 64 ký tự mà lệnh show in ra · the 64 characters that show prints", param, ctx)
        return str(value)


class Dong(click.ParamType[int]):
    """7500000 or 7.500.000."""

    name = "đồng"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The amount meant."""
        if isinstance(value, int):
            return value
        if not re.fullmatch(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", value, re.ASCII):
            self.fail(f"“{value}”: ghi số tiền như 7500000 hoặc 7.500.000 · write an amount like 7500000", param, ctx)
        return int(value.replace(".", ""))


def today() -> date:
    """The legal day in Vietnam; only the outermost commands may ask for it."""
    return now().date()


def now() -> datetime:
    """The present second with Vietnam's offset; only the outermost commands may ask for it."""
    return datetime.now(VIETNAM).replace(microsecond=0)


def law_in_use() -> Law:
    """The law pack of this run, with the overlays named at the root."""
    return _law_with(tuple(click.get_current_context().find_root().params.get("law", ())))


@cache
def _law_with(overlays: tuple[Path, ...]) -> Law:
    return load_law(overlays) if overlays else shipped_law()


def speaker(ctx: click.Context) -> Lang:
    """The language of this run."""
    lang: Lang = ctx.find_root().obj or "vi"
    return lang


def tell(ctx: click.Context, words: Words, *, err: bool = False) -> None:
    """Says a sentence in the language of this run."""
    click.echo(words.text(speaker(ctx)), err=err)


def filing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that say under which key a workbook is filed, handed on as one `filing`."""

    @click.option("--unit", type=_READABLE, help="tệp thông tin đơn vị · unit file")
    @click.option("--filed-on", type=Day(), default=today, show_default="hôm nay · today", help="ngày nộp · filing day")
    @click.option("--period", type=Month(), help="kỳ kê khai · period; mặc định tháng nộp · default: month of filing")
    @click.option("--round", "round_", type=click.IntRange(1, 99), default=1, show_default=True, help="đợt · round")
    @click.option("--procedure", default="600", show_default=True, help="thủ tục · procedure")
    @wraps(command)
    def with_filing(
        *args: Any, filed_on: date, period: int | None, round_: int, procedure: str, **options: Any
    ) -> None:
        chosen = month_of(filed_on) if period is None else period
        command(*args, filing=Filing(filed_on, chosen, round_, procedure), **options)

    return with_filing


def not_empty(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuses an option without any letter."""
    if not value.strip():
        raise click.BadParameter("không được để trống · must not be empty", ctx, param)
    return value


passphrase_option = click.option(
    "--passphrase",
    envvar="IBHXH_PASSPHRASE",
    prompt="Mật khẩu tệp khóa · passphrase",
    hide_input=True,
    callback=not_empty,
    help="hoặc biến môi trường IBHXH_PASSPHRASE · or the variable IBHXH_PASSPHRASE",
)
