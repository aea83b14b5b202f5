"""`ibhxh amounts …`: what is due, to the đồng, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ibhxh.amounts import contributions, line_facts
from ibhxh.amounts.kinds import KINDS
from ibhxh.cli.amounts_kinds import command_of
from ibhxh.cli.opening import Filing, open_sheets, open_unit
from ibhxh.cli.options import filing_options, law_in_use, speaker, tell
from ibhxh.law.months import month_text, month_words
from ibhxh.words import Words, money_text


class Kinds(click.Group):
    """The kinds, each a command made when it is asked for, beside what is reckoned of whole lists."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """`list` first, then the kinds in the order in which they are told of."""
        return [*super().list_commands(ctx), *(name.replace("_", "-") for name in KINDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        kind = KINDS.get(cmd_name.replace("-", "_"))
        return command_of(kind) if kind else super().get_command(ctx, cmd_name)


@click.group(cls=Kinds)
def amounts() -> None:
    """Tính số tiền và nêu vì sao · amounts and their why."""


@amounts.command("list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@filing_options
@click.option("--why", "explained", type=click.IntRange(1), help="số dòng cần nêu vì sao · the row to be explained")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def list_(
    ctx: click.Context, file: Path, filing: Filing, unit: Path | None, explained: int | None, as_json: bool
) -> None:
    """Số tiền từng dòng của danh sách D02 làm phát sinh · what each line of a D02 list makes due."""
    law, lang = law_in_use(), speaker(ctx)
    sheet = open_sheets(file, law, open_unit(unit), filing)[0]
    found = contributions(line_facts(sheet, law), law)
    lines = found.frame.select("line", "month", "declared_wage", "total_er", "total_ee", "total")
    if explained is not None:
        for row in lines["line"].eq(explained - 1).arg_true():
            click.echo(found.why(row).text(lang))
        return
    names = sheet.rows["full_name"]
    if as_json:
        data = [
            {"row": line["line"] + 1, "full_name": names[line["line"]], "month": month_text(line["month"])}
            | {name: line[name] for name in ("declared_wage", "total_er", "total_ee", "total")}
            for line in lines.iter_rows(named=True)
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    tell(ctx, _LIST_TITLE)
    heads = [words.text(lang) for words in (_BY_UNIT, _BY_WORKER, TOTAL)]
    click.echo(f"{'':5} {'':30} {'':7} {' '.join(f'{head:>16}' for head in heads)}")
    for line in lines.iter_rows(named=True):
        parts = [f"{money_text(line[name]):>16}" for name in ("total_er", "total_ee", "total")]
        who = f"{line['line'] + 1:>5} {names[line['line']] or '':30.30} {month_words(line['month'])}"
        click.echo(f"{who} {' '.join(parts)}")
    if silent := sheet.rows.height - lines["line"].n_unique():
        tell(
            ctx,
            Words(
                "{n} dòng khác không làm phát sinh tiền đóng.", "{n} other {n:line makes|lines make} nothing due."
            ).fill(n=silent),
        )


TOTAL = Words("Tổng", "Total")
_LIST_TITLE = Words(
    "Tiền đóng mỗi dòng làm phát sinh: tháng đầu của dòng tăng, đi làm lại, đổi lương (cả mức mới, không phải phần "
    "chênh lệch); từng tháng của dòng truy đóng.",
    "What each line makes due: the first month of an increase, a return or a wage change (the whole new contribution, "
    "not the difference); every month of arrears.",
)
_BY_UNIT, _BY_WORKER = Words("Đơn vị", "Employer"), Words("Người lao động", "Worker")
