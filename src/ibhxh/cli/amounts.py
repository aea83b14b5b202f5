"""`ibhxh amounts …`: what is due, to the đồng, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click
import polars as pl

from ibhxh.amounts import FUNDS, PAYERS, Readings, Rounding, contributions, explain_contribution, line_facts
from ibhxh.cli.opening import Filing, open_sheets, open_unit
from ibhxh.cli.options import Dong, Month, filing_options, speaker, tell
from ibhxh.law import shipped_law
from ibhxh.law.months import first_day, month_text, month_words
from ibhxh.words import Words, money_text

CLASSES = [str(key) for key in shipped_law().parameter("contribution_rate").keys["participant_class"]]


@click.group()
def amounts() -> None:
    """Tính số tiền và nêu vì sao · amounts and their why."""


@amounts.command()
@click.option("--month", type=Month(), required=True, help="tháng đóng · contribution month, 2026-07")
@click.option("--region", type=click.IntRange(1, 4), required=True, help="vùng lương · wage region")
@click.option("--wage", type=Dong(), required=True, help="tiền lương và phụ cấp, đồng · wage and allowances")
@click.option("--class", "participant_class", type=click.Choice(CLASSES), default="vn_employee", show_default=True)
@click.option("--rounding", type=click.Choice([r.value for r in Rounding]), default=Rounding.PERSON_FUND_PAYER.value)
@click.option("--json", "as_json", is_flag=True)
@click.option("--explain", is_flag=True, help="từng bước và căn cứ · each step and its source")
@click.pass_context
def contribution(
    ctx: click.Context,
    month: int,
    region: int,
    wage: int,
    participant_class: str,
    rounding: str,
    as_json: bool,
    explain: bool,
) -> None:
    """Tiền đóng của một người trong một tháng · one person's contribution in one month."""
    law, readings = shipped_law(), Readings(rounding=Rounding(rounding))
    if explain and not as_json:
        click.echo(contributions(_one(month, region, wage, participant_class), law, readings).why(0).text(speaker(ctx)))
        return
    answer = explain_contribution(month, region, wage, participant_class, law=law, readings=readings)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    lang = speaker(ctx)
    for line in answer["lines"]:
        who = f"{FUNDS[line['fund']].text(lang)}, {PAYERS[line['payer']].text(lang)}"
        _row(who, line["rate"].replace(".", ",").replace("%", " %"), line["amount"])
    for payer, total in answer["totals"].items():
        _row(f"{TOTAL.text(lang)} {PAYERS[payer].text(lang) if payer in PAYERS else ''}", "", total)
    lowest = law.parameter("contribution_floor").on(first_day(month), base="si", sector="domestic", region=region)
    if wage < lowest.amount and participant_class != "tnld_only":
        told = Words(
            "Lưu ý: thấp hơn mức sàn {floor} ({cite}); người làm trọn thời gian không được khai dưới mức này.",
            "Note: below the floor {floor} ({cite}); a full-time worker may not be declared under it.",
        )
        tell(ctx, told.fill(floor=money_text(lowest.amount), cite=lowest.cite()))


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
    law, lang = shipped_law(), speaker(ctx)
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
            Words("{n} dòng khác không làm phát sinh tiền đóng.", "{n} other lines make nothing due.").fill(n=silent),
        )


def _one(month: int, region: int, wage: int, participant_class: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"month": [month], "region": [region], "declared_wage": [wage], "participant_class": [participant_class]},
        schema_overrides={"month": pl.Int32, "region": pl.Int8, "declared_wage": pl.Int64},
    )


TOTAL = Words("Tổng", "Total")
_LIST_TITLE = Words(
    "Tiền đóng mỗi dòng làm phát sinh: tháng đầu của dòng tăng, đi làm lại, đổi lương (cả mức mới, không phải phần "
    "chênh lệch); từng tháng của dòng truy đóng.",
    "What each line makes due: the first month of an increase, a return or a wage change (the whole new contribution, "
    "not the difference); every month of arrears.",
)
_BY_UNIT, _BY_WORKER = Words("Đơn vị", "Employer"), Words("Người lao động", "Worker")


def _row(who: str, rate: str, amount: int) -> None:
    click.echo(f"  {who:46} {rate:>6} {money_text(amount):>18}")
