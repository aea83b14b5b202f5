"""`ibhxh amounts …`: what is due, to the đồng, and why."""

from __future__ import annotations

import json

import click
import polars as pl

from ibhxh.amounts import FUNDS, PAYERS, Readings, Rounding, contributions, explain_contribution
from ibhxh.cli.options import Month, speaker
from ibhxh.law import shipped_law
from ibhxh.words import Words, money_text

CLASSES = [str(key) for key in shipped_law().parameter("contribution_rate").keys["participant_class"]]


@click.group()
def amounts() -> None:
    """Tính số tiền và nêu vì sao · amounts and their why."""


@amounts.command()
@click.option("--month", type=Month(), required=True, help="tháng đóng · contribution month, 2026-07")
@click.option("--region", type=click.IntRange(1, 4), required=True, help="vùng lương · wage region")
@click.option("--wage", type=click.IntRange(0), required=True, help="tiền lương và phụ cấp, đồng · wage and allowances")
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


def _one(month: int, region: int, wage: int, participant_class: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"month": [month], "region": [region], "declared_wage": [wage], "participant_class": [participant_class]},
        schema_overrides={"month": pl.Int32, "region": pl.Int8, "declared_wage": pl.Int64},
    )


TOTAL = Words("Tổng", "Total")


def _row(who: str, rate: str, amount: int) -> None:
    click.echo(f"  {who:46} {rate:>6} {money_text(amount):>18}")
